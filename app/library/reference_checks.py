"""What is wrong with the form of dated reference data: dates, codes of countries, patterns."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any, Final

from app.library.fields import Fields

_COUNTRIES: Final = ("country_status", "treaties", "adequacy", "embargo", "teachers_own_inventions")
"""The blocks whose lists name countries."""

_PATTERNS: Final = ("vat_patterns", "register_patterns")
"""The blocks that hold patterns of numbers by country."""

_CODE: Final = re.compile("[A-Z]{2}")


def check_reference_data(top: Fields) -> None:
    """Write down dates that are none, countries that are no codes, and patterns that cannot be read."""
    for name, block in top.data.items():
        if not isinstance(block, dict):
            top.mistake(name, f"“{name}” must be a block of facts.", "Write as_of, source and the facts below it.")
            continue
        if "as_of" in block and not _is_date(block["as_of"]):
            _tell(top, (name, "as_of"), f"“as_of” of {name} is no date.", 'Write as_of: "2027-03-01".')
        if name in _COUNTRIES:
            for path, entry in _entries(block, (name,)):
                if not (isinstance(entry, str) and _CODE.fullmatch(entry)):
                    _tell(
                        top, path, f"“{entry}” in {name} is no code of a country.", "Write two capitals: NO is Norway."
                    )
        if name in _PATTERNS:
            for path, entry in _entries(block.get("patterns"), (name, "patterns")):
                if not _is_pattern(entry):
                    _tell(top, path, f"A pattern in {name} cannot be read: {entry}", "Close each bracket.")


def _entries(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield what stands in the lists of a block, and the texts of a block of patterns, each with its path."""
    if isinstance(value, list):
        yield from (((*path, number), entry) for number, entry in enumerate(value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, list):
                yield from _entries(inner, (*path, key))
            elif path[-1] == "patterns":
                yield (*path, key), inner


def _tell(top: Fields, path: tuple[str | int, ...], message: str, hint: str) -> None:
    top.notebook.add(top.file, top.loaded.line(path), message, hint)


def _is_date(value: object) -> bool:
    try:
        return bool(datetime.date.fromisoformat(str(value)))
    except ValueError:
        return False


def _is_pattern(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(re.compile(value))
    except re.error:
        return False
