"""Whatever is answered, all files say the same: the tree, its text, and the Word and PDF files as others read them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from app.model import document as tree
from app.render import FORMATS, text
from app.render.html_runs import plain
from tests.content.files import Written, missing_in_order
from tests.content.reading import blocks, clauses
from tests.office.expected import expected_lines, read_lines
from tests.office.office import Office, with_wrong_references
from tests.properties.answers_strategy import Case, papers
from tests.properties.chances import chances, shelf
from tests.properties.test_any_answers import made
from tests.render.drafts import numbered
from tests.render.reading import OPTIONS
from tests.render.word import WordFile

each_kind = pytest.mark.parametrize("case", shelf().cases(), ids=str)
each_type = pytest.mark.parametrize("case", shelf().few(), ids=str)


def flat(line: str) -> str:
    """Return a line with all spaces and breaks as single spaces."""
    return " ".join(re.split(r"\s+", line)).strip()


def one_document(raw: dict[str, Any]) -> tree.Bundle:
    """Return the document that a paper is about by itself: the annex, where it was drawn within a contract."""
    bundle = made(raw).bundle
    return tree.Bundle((bundle.document("a1") or bundle.documents[0],), bundle.library_version)


def said_of_headings(bundle: tree.Bundle) -> list[str]:
    """Return number and title of every numbered clause, as the tree has them."""
    placed = [clause for _, clause in clauses(bundle) if clause.layout == "clause" and clause.number]
    return [flat(f"{clause.number} {plain(clause.title)}") for clause in placed]


def said_of_items(bundle: tree.Bundle) -> list[str]:
    """Return number and words of every item, as the tree has them."""
    items = [block for _, clause in clauses(bundle) for block in blocks(clause.blocks) if isinstance(block, tree.Item)]
    return [flat(f"{item.number} {plain(item.runs)}") for item in items]


@each_kind
def test_word_counts_the_numbers_of_the_tree_and_says_its_words(case: Case) -> None:
    """Number for number and item for item the Word file and the text are the tree, and each field is up to date."""

    @chances(24, shrinks=False)
    @given(papers(shelf(), case))
    def holds(raw: dict[str, Any]) -> None:
        bundle = made(raw).bundle
        file = WordFile(FORMATS["docx"].render(bundle, OPTIONS))
        counted = [each for each in file.paragraphs if each.label not in ("", "•")]
        said = [flat(f"{each.label} {each.text}") for each in counted]
        lines = [flat(line) for line in text.lines(bundle)]
        places = {mark: each for each in file.paragraphs for mark in each.bookmarks}
        fields = [(code.split()[1], shown) for code, shown in file.fields() if code.startswith("REF ")]

        assert [flat(each.label) for each in counted] == [number for _, number in numbered(bundle)]
        for wanted in (said_of_headings(bundle), said_of_items(bundle)):
            assert in_order(wanted, said) == []
            assert in_order(wanted, lines) == []
        assert [shown for mark, shown in fields if flat(places[mark].full) != flat(shown)] == []

    holds()


def in_order(wanted: list[str], found: list[str]) -> list[str]:
    """Return the first wanted line that does not come in its turn among those that were found."""
    rest = iter(found)
    return next(([line] for line in wanted if line not in rest), [])


@each_type
def test_the_pdf_says_what_the_text_says(case: Case) -> None:
    """Every line of the text stands in the pages, in the same order."""

    @chances(1, most=20, shrinks=False)
    @given(papers(shelf(), case, readable=True, most=3))
    def holds(raw: dict[str, Any]) -> None:
        bundle = one_document(raw)
        one = Written({name: FORMATS[name].render(bundle, OPTIONS) for name in ("json", "txt", "pdf")})

        assert missing_in_order(one.body, one.pdf_text()) == []

    holds()


@pytest.mark.xdist_group("office")
@each_type
def test_libreoffice_reads_what_the_text_says(case: Case, office: Office) -> None:
    """After every number in a reference was spoilt, LibreOffice computes them anew and reads the lines of the text."""

    @chances(1, most=20, shrinks=False)
    @given(papers(shelf(), case, readable=True, most=3))
    def holds(raw: dict[str, Any]) -> None:
        bundle = one_document(raw)
        reading = office.read(with_wrong_references(FORMATS["docx"].render(bundle, OPTIONS)))

        assert read_lines(reading) == expected_lines(bundle)

    holds()
