"""Every sample in every format, joined and in separate files, as the command line writes it."""

from __future__ import annotations

import io

import docx
import pytest

from app.model import document as tree
from tests.content.cases import sample
from tests.content.files import WAYS, Written, missing_in_order, plain, written
from tests.content.reading import blocks, clauses, faults, runs_of, words
from tests.office.office import Office, with_wrong_references

each_way = pytest.mark.parametrize(
    "way", [pytest.param(way, marks=pytest.mark.xdist_group(f"sample {way[0]}")) for way in WAYS], ids=str
)


def each(way: tuple[str, bool]) -> tuple[Written, ...]:
    return written(*way)


@each_way
def test_no_line_betrays_a_template(way):
    """No tag, no word of the program, no doubled mark or word, no empty bracket, no "1 days" in any line of the text."""
    assert [fault for one in each(way) for line in one.lines for fault in faults(line)] == []


@each_way
def test_every_reference_leads_to_a_block_of_its_bundle(way):
    """What a reference points at stands in the file, or in the framework of an annex that has a file of its own."""
    known = {identifier for one in written(way[0], False) for identifier in _ids(one.bundle)}
    for one in each(way):
        here = set(_ids(one.bundle))
        found = [run for run in _runs(one.bundle) if isinstance(run, tree.Reference)]

        assert [run for run in found if run.target not in known] == []
        assert [run for run in found if run.target not in here and "Framework" not in run.after and way[1]] == []
        assert [run for run in found if not run.number.strip()] == []


@each_way
def test_no_list_item_is_empty_and_no_heading_stands_alone(way):
    """Each item says something, each heading has words under it, each part holds something."""
    for one in each(way):
        for document, clause in clauses(one.bundle):
            where = f"{document.id} {clause.id}"
            assert clause.blocks, where
            assert clause.layout == "parties" or words(clause.title).strip(), where
            for block in blocks(clause.blocks):
                assert isinstance(block, tree.Table) or words(block.runs).strip(), block.id
                assert not isinstance(block, tree.Table) or block.rows, block.id
        parts = [part for document in one.bundle.documents for part in document.parts]
        assert [part.id for part in parts if not (part.clauses or part.signatures)] == []


@each_way
def test_the_items_of_a_list_are_joined_as_one_sentence(way):
    """In a list inside a sub-clause every item but the last ends with a semicolon, one "and" or "or" stands before the last."""
    wrong = []
    for one in each(way):
        for _, clause in clauses(one.bundle):
            for block in blocks(clause.blocks):
                inner = [item for item in getattr(block, "blocks", ()) if isinstance(item, tree.Item)]
                ends = [plain(words(item.runs)) for item in inner if not item.blocks]
                if len(inner) > 1 and len(ends) == len(inner) and ends[0].endswith(";"):
                    good = all(end.endswith(";") for end in ends[:-2])
                    good = good and ends[-2].endswith(("; and", "; or")) and ends[-1].endswith(".")
                    wrong += [] if good else [f"{clause.source}: {ends}"]

    assert wrong == []


@each_way
def test_the_pdf_says_what_the_text_says(way):
    """Every number, paragraph and row of the text stands in the PDF, in the same order."""
    for one in each(way):
        assert missing_in_order(one.body, one.pdf_text()) == []


@each_way
def test_the_html_says_what_the_text_says(way):
    """The lines of the HTML file below the cover are the lines of the text."""
    for one in each(way):
        found = "\n".join(plain(line) for line in one.html_lines())

        assert [line for line in one.body if plain(line) not in found] == []


@each_way
def test_word_reads_what_the_text_says(way, office: Office):
    """LibreOffice counts the same numbers and reads the same lines, after every cross-reference was spoilt and computed anew."""
    for one in each(way):
        reading = office.read(with_wrong_references(one.files["docx"]))

        assert [plain(line) for line in reading.lines()] == [plain(line) for line in one.below_contents]


@each_way
def test_the_word_file_holds_no_tag(way):
    """Read with python-docx, paragraphs, cells, heads and feet hold neither tags nor doubled marks."""
    for one in each(way):
        file = docx.Document(io.BytesIO(one.files["docx"]))
        said = [paragraph.text for paragraph in file.paragraphs]
        said += [cell.text for table in file.tables for row in table.rows for cell in row.cells]
        for section in file.sections:
            for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
                said += [paragraph.text for paragraph in part.paragraphs]
        found = [fault for text in said for line in text.splitlines() for fault in faults(line.strip())]

        assert found == []


@each_way
def test_the_tree_comes_back_whole(way):
    """The JSON file loads to a tree; joined, its documents are those of the separate files."""
    documents = [document for one in each(way) for document in one.bundle.documents]

    assert documents == [document for one in written(way[0], False) for document in one.bundle.documents]
    assert len(documents) == 1 + len(sample(way[0]).get("annexes", []))


def _ids(bundle: tree.Bundle):
    for _, clause in clauses(bundle):
        yield clause.id
        yield from (block.id for block in blocks(clause.blocks))


def _runs(bundle: tree.Bundle):
    for _, clause in clauses(bundle):
        yield from clause.title
        for block in blocks(clause.blocks):
            yield from runs_of(block)
