"""XLSX files. They are archives of XML that anybody may have written: measured and searched before they are read."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from app.errors import SheetError
from app.model.message import say
from app.sheets.sheet import HEADINGS_WITHIN, MOST_COLUMNS, MOST_ROWS, NO_VALUE, Sheet, check_width, sheet_of
from app.unzipping import BrokenArchiveError, LargeArchiveError, unpacked

_MOST_UNPACKED: Final = 60_000_000
_MOST_PARTS: Final = 2_000
_LAST_ROW: Final = 3 * MOST_ROWS
"""Rows are looked for no further down than this, were they all empty."""

_DECLARATIONS: Final = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le"))
_FORMULA: Final = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_COLUMN: Final = re.compile(rb'<c r="([A-Z]{1,3})\d[^>]*[^/]>')
_MERGED: Final = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_CURRENCY: Final = re.compile(r"\[\$([^\]\-]+)|(€|£|\$(?![^\[]*\]))")


def read_workbook(content: bytes) -> Sheet:
    """Return the rows of the first visible sheet that holds something. Raises SheetError."""
    parts = _parts(content)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # What openpyxl leaves out (charts, checks of input) is not asked for.
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            return _first_filled(workbook, parts)
    except SheetError:
        raise
    except Exception as error:  # A broken file breaks the reader in as many ways as there are.
        raise SheetError(
            say("The file is broken or no spreadsheet. Open it in a spreadsheet program and save it anew as XLSX.")
        ) from error


def _parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook, measured and searched. Raises SheetError."""
    try:
        parts = unpacked(content, most_files=_MOST_PARTS, most_bytes=_MOST_UNPACKED)
    except LargeArchiveError as error:
        raise SheetError(
            say("Unpacked, the file is too large. Delete what is not needed, or save it as CSV.")
        ) from error
    except BrokenArchiveError as error:
        raise SheetError(
            say("The file is broken or has a password. Open it in a spreadsheet program and save it anew as XLSX.")
        ) from error
    if "xl/workbook.xml" not in parts:
        raise SheetError(say("This archive is no XLSX file. Save the table as XLSX or CSV and choose that file."))
    if any(name.endswith((".xml", ".rels")) and _declares(part) for name, part in parts.items()):
        raise SheetError(say("The file holds declarations that no spreadsheet program writes. It was not read."))
    return parts


def _declares(xml: bytes) -> bool:
    # Entities can unpack to any size, or fetch what stands elsewhere; a spreadsheet has no use for them.
    return any(word in xml for word in _DECLARATIONS)


def _first_filled(workbook: Any, parts: Mapping[str, bytes]) -> Sheet:
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    empty: SheetError | None = None
    for sheet in visible:
        notes = []
        if len(visible) > 1:
            notes.append(say("The sheet “{title}” was read, no other.", title=str(sheet.title)[:60]))
        try:
            return sheet_of(_texts(sheet, parts[sheet._worksheet_path]), notes)
        except SheetError as error:
            if not _is_empty(sheet):
                raise
            empty = error
    raise empty or SheetError(say("The file is empty. Choose the one that holds the rows."))


def _is_empty(sheet: Any) -> bool:
    return not any(cell is not None for row in sheet.iter_rows(max_row=_LAST_ROW, values_only=True) for cell in row)


def _texts(sheet: Any, xml: bytes) -> Iterator[Sequence[str]]:
    """Yield the rows of a sheet as texts; a cell that was merged over several rows holds for each of them."""
    from openpyxl.utils import column_index_from_string

    unsaved = {(int(row), column_index_from_string(column.decode())) for column, row in _FORMULA.findall(xml)}
    merged = {
        (row, column_index_from_string(column.decode())): int(first)
        for column, first, last in _MERGED.findall(xml)
        for row in range(int(first) + 1, min(int(last), MOST_ROWS + HEADINGS_WITHIN) + 1)
    }
    above: dict[int, str] = {}
    sheet.reset_dimensions()  # What the file says of its own size may be wrong by a million columns.
    last = max((column_index_from_string(column.decode()) for column in set(_COLUMN.findall(xml))), default=1)
    rows = sheet.iter_rows(max_col=min(last, MOST_COLUMNS), max_row=_LAST_ROW)
    check_width(last)
    for number, cells in enumerate(rows, start=1):
        texts = [_text(cell) if cell.value is not None else "" for cell in cells]
        for column in range(1, len(texts) + 1):
            if (number, column) in unsaved:
                texts[column - 1] = NO_VALUE
            elif (number, column) in merged:
                texts[column - 1] = above.get(column, "")
        above = dict(enumerate(texts, start=1))
        yield texts


def _text(cell: Any) -> str:
    """Return a cell as a person would type it, in a way that can be read in one way only."""
    value = cell.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    return str(value)


def _number(value: float, form: str) -> str:
    if "%" in form:
        return f"{_figures(value * 100)} %"
    currency = _CURRENCY.search(form)
    return f"{_figures(value)} {(currency[1] or currency[2]).strip()}" if currency else _figures(value)


def _figures(value: float) -> str:
    rounded = round(value, 6)
    if float(rounded).is_integer():
        return str(int(rounded))
    whole, _, rest = f"{rounded:.6f}".rstrip("0").partition(".")
    # Three figures after the point would be read as thousands; a fourth says that it is the decimal one.
    return f"{whole}.{rest}0" if len(rest) == 3 else f"{whole}.{rest}"
