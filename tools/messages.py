"""Gather the texts of the interface from the program and bring the catalogues up to date.

    python tools/messages.py

A text is a string in `gettext`, `ngettext` or `_` on a page, and in `say` elsewhere. New texts appear in
`app/web/translations/<language>/LC_MESSAGES/messages.po` without a translation; texts that nothing says any more go.
A text that was changed is a new text: its old translation is in the history. The head of a catalogue, with its
glossary, stays as it is.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.web.language import CATALOGUES, LANGUAGES  # noqa: E402

METHODS: Final = [("web/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS: Final = {"web/templates/**.html": {"trimmed": "true", "silent": "false"}}
HEAD: Final = (
    'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {}\\n"\n\n'
)
KEYWORDS: Final = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None}


def main() -> None:
    """Write every catalogue anew."""
    found = gathered()
    for language in translated_languages():
        path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
        brought_up_to_date(found, path, language)
        print(f"{path.relative_to(ROOT)}: {counted(path, language)}")


def translated_languages() -> list[str]:
    """Return the languages that have a catalogue: all but the source."""
    return [language for language in LANGUAGES if language != "en"]


def gathered() -> Catalog:
    """Return a catalogue of all texts, in the order of files."""
    found = Catalog(project="Syngraph", charset="utf-8")
    for file, text, comments in sorted(_of_program(), key=lambda one: one[0]):
        found.add(text, locations=[(file, None)], auto_comments=comments)
    return found


def brought_up_to_date(found: Catalog, path: Path, language: str) -> None:
    """Write the catalogue at `path` with exactly the texts found, keeping its head and what is translated."""
    before = path.read_text("utf-8") if path.is_file() else HEAD.format(language, get_plural(language).plural_forms)
    kept = read_po(io.StringIO(before), locale=language)
    kept.update(found, no_fuzzy_matching=True)
    kept.obsolete.clear()
    body = io.BytesIO()
    write_po(body, kept, width=120, include_lineno=False, omit_header=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(before.partition("\n\n")[0].encode() + b"\n\n" + body.getvalue().strip() + b"\n")


def counted(path: Path, language: str) -> str:
    """Return how many texts a catalogue holds and how many of them wait for a translator."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    waiting = sum(not all(_strings(one.string)) or one.fuzzy for one in catalogue if one.id)
    return f"{len(catalogue)} texts, {waiting} without a translation"


def _strings(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (str(string),)


def _of_program() -> Iterator[tuple[str, str | tuple[str, ...], list[str]]]:
    for file, _, text, comments, _ in extract_from_dir(
        str(ROOT / "app"), METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        yield f"app/{file}", text, comments


if __name__ == "__main__":
    main()
