"""Gather the texts of the interface from the program and bring the catalogues up to date.

    python tools/messages.py

A text is a string in `gettext`, `ngettext` or `_` on a page and in `say` elsewhere, what a rule says, or a label or a
title of the library. New texts appear in
`app/web/translations/<language>/LC_MESSAGES/` without a translation; texts that nothing says any more go.
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

from app.library import load_library  # noqa: E402
from app.model.kickoff import Kickoff  # noqa: E402
from app.model.library import Library  # noqa: E402
from app.model.question import Question  # noqa: E402
from app.web.language import CATALOGUES, LANGUAGES, is_translated  # noqa: E402

METHODS: Final = [("web/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS: Final = {"web/templates/**.html": {"trimmed": "true", "silent": "false"}}
HEAD: Final = (
    'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {}\\n"\n\n'
)
KEYWORDS: Final = {"_": None, "gettext": None, "ngettext": (1, 2), "plural": (1, 2), "say": None, "say_count": (1, 2)}
RULES: Final = ({"rule": (3,)}, {"rule": (4,)})
"""The message and the remedy of a rule of the review."""

FINDINGS: Final = ("app/review/", "app/assembly/", "app/matching/", "contract_templates/_house/constraints.yaml")
"""What says what is wrong with a document; its texts have a catalogue of their own."""


def main() -> None:
    """Write every catalogue anew."""
    for name, found in gathered().items():
        for language in translated_languages():
            path = CATALOGUES / language / "LC_MESSAGES" / f"{name}.po"
            brought_up_to_date(found, path, language)
            print(f"{path.relative_to(ROOT)}: {counted(path, language)}")


def translated_languages() -> list[str]:
    """Return the languages that have a catalogue: all but the source."""
    return [language for language in LANGUAGES if language != "en"]


def gathered() -> dict[str, Catalog]:
    """Return the catalogues of all texts, in the order of files; a text stands in the first that says it."""
    found = {name: Catalog(project="Syngraph", charset="utf-8") for name in ("messages", "findings", "library")}
    place: dict[str, str] = {}
    texts = sorted(_of_program(), key=lambda one: (one[0].startswith(FINDINGS), one[0]))
    for file, text in [*texts, *_of_library()]:
        name = "findings" if file.startswith(FINDINGS) else "messages" if file.startswith("app/") else "library"
        key = text if isinstance(text, str) else text[0]
        found[place.setdefault(key, name)].add(text, locations=[(file, None)])
    return found


def of_library(library: Library) -> Iterator[tuple[str, str]]:
    """Yield the texts of a library that pages show as their own, each with where it stands.

    Names and titles of document types and pages, labels of questions and options, labels of alternatives, rules that
    are data, titles of the screens of kick-offs. Guidance, helps and clauses are in the language of the library.
    """
    for outline in library.outlines.values():
        pages = [page.title for page in outline.pages]
        yield from (
            (outline.id, text) for text in (outline.name, outline.title, outline.situation, outline.summary, *pages)
        )
    for bundle in library.bundles.values():
        yield from ((bundle.id, text) for text in (bundle.name, bundle.title, bundle.situation, bundle.summary))
    for kickoff in library.kickoffs.values():
        yield from ((kickoff.file, text) for text in _of_kickoff(kickoff))
    for question in (*library.questions.values(), *library.party_fields):
        yield from ((question.file, text) for text in _labels(question))
    for clause in library.clauses.values():
        yield from ((clause.file, one.label) for one in clause.alternatives if len(clause.alternatives) > 1)
    for one in library.constraints:
        yield from (("contract_templates/_house/constraints.yaml", text) for text in (one.message, one.remedy))


def _of_kickoff(kickoff: Kickoff) -> Iterator[str]:
    for step in kickoff.steps:
        yield step.title
        for screen in step.screens:
            yield from (screen.title, screen.point)


def _labels(question: Question) -> Iterator[str]:
    yield question.label
    yield from (option.label for option in question.options)
    for field in question.fields:
        yield from _labels(field)


def _of_library() -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for where, text in of_library(load_library(ROOT)):
        if text and text not in seen:
            seen.add(text)
            yield where, text


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
    waiting = sum(not is_translated(one) for one in catalogue if one.id)
    return f"{len(catalogue)} texts, {waiting} without a translation"


def _of_program() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for keywords in (KEYWORDS, *RULES):
        for file, _, text, _, _ in extract_from_dir(str(ROOT / "app"), METHODS, OPTIONS, keywords):
            yield f"app/{file}", text


if __name__ == "__main__":
    main()
