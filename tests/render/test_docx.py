"""The Word file: its text, its look by named styles, its tables and sections, its properties."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest

from app.errors import RenderError
from app.model.document import Bundle, Part, SignatureLine, Text
from app.render import FORMATS, RenderOptions
from app.render.docx.provenance import NAMESPACE, clauses_digest
from tests.render.drafts import answer, blank, clause, item, para, runs, table
from tests.render.trees import SAMPLES, bundle, contract, document, signers
from tests.render.word import W, WordFile, said

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read(tree: Bundle, options: RenderOptions) -> WordFile:
    """Return the Word file of a tree."""
    return WordFile(FORMATS["docx"].render(tree, options))


def with_clause(*blocks: object, title: str = "Clause") -> Bundle:
    """Return a contract of one clause."""
    return bundle(document(Part("terms", "terms", "", (), (clause("main/a", title, *blocks, number=1),))))


# --- the file ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_tree_gives_the_same_bytes(name, options):
    """Nothing in the file depends on when or how often it is written."""
    assert FORMATS["docx"].render(SAMPLES[name], options) == FORMATS["docx"].render(SAMPLES[name], options)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_tag_of_the_template_is_left(name, options):
    """All tags of house.docx are filled: no part but the contract's own text holds a brace."""
    file = read(SAMPLES[name], options)

    for part, content in file.parts.items():
        if part.endswith(".xml") and (part != "word/document.xml" or name != "hostile"):
            assert b"{{" not in content, part
            assert b"{%" not in content, part
            assert b">BODY<" not in content, part


def test_the_zip_holds_no_date_of_today(options):
    """Every entry carries the oldest date a zip knows, in sorted order, so that equal contracts are equal files."""
    entries = zipfile.ZipFile(io.BytesIO(FORMATS["docx"].render(SAMPLES["joined"], options))).infolist()

    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)


@pytest.mark.parametrize("name", SAMPLES)
def test_python_docx_opens_the_file(name, options):
    """An independent reader finds sections, and styles for every paragraph."""
    opened = docx.Document(io.BytesIO(FORMATS["docx"].render(SAMPLES[name], options)))

    assert len(opened.sections) == 1 + len(SAMPLES[name].documents)
    assert all(paragraph.style is not None for paragraph in opened.paragraphs)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_relationship_leads_to_a_part_of_the_file(name, options):
    """No dangling relationship, no part without a type: Word would offer to repair the file."""
    file = read(SAMPLES[name], options)
    related = {each.get("Id"): "word/" + each.get("Target") for each in file.xml("word/_rels/document.xml.rels")}
    used = {value for element in file.document.iter() for key, value in element.attrib.items() if key.startswith(R)}

    assert used <= set(related)
    assert {target.replace("word/../", "") for target in related.values()} <= set(file.parts)
    typed = {each.get("PartName") for each in file.xml("[Content_Types].xml") if each.get("PartName")}
    assert {name.removeprefix("/") for name in typed} <= set(file.parts)


# --- what was typed ------------------------------------------------------------------------------------------------------


def test_answers_are_printed_as_they_were_typed(options):
    """Marks of templates, Markdown and XML, blanks, breaks, tabs and all scripts stay what they are."""
    tree = SAMPLES["hostile"]
    typed = [row.cells[0][0].text for row in tree.documents[0].parts[0].clauses[0].blocks[-1].rows]

    file = read(tree, options)

    cells = [[said(each) for each in row.iter(W + "p")] for row in file.document.iter(W + "tr")]
    assert cells[1:] == [[text, text] for text in typed]
    assert [each.text for each in file.named("Clause Level 2")] == [f"before {text} after" for text in typed]


def test_right_to_left_words_are_marked(options):
    """Hebrew and Arabic words, with the figures between them, are right-to-left runs; what stands around them is not."""
    file = read(with_clause(item("by ", answer("אוניברסיטת חיפה 123 and جامعة"), " of Haifa")), options)

    marked = [said(run) for run in file.document.iter(W + "r") if run.find(f"{W}rPr/{W}rtl") is not None]

    assert marked == ["אוניברסיטת חיפה", "جامعة"]


def test_a_run_in_another_language_says_so(options):
    """A French name in an English contract is spell-checked and read aloud as French."""
    file = read(with_clause(item("the ", Text("Grappe Santé", lang="fr"))), options)

    assert [each.get(W + "val") for each in file.document.iter(W + "lang")] == ["fr"]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe"])
def test_a_character_that_no_word_file_can_hold_is_refused(character, options):
    """The message names the question whose answer holds it."""
    with pytest.raises(RenderError, match=r"'purpose\.text' holds the character U\+"):
        read(with_clause(item(answer(f"a{character}b", "purpose.text"))), options)


def test_such_a_character_is_refused_on_the_cover_too(options):
    """Titles and references go through the same gate."""
    with pytest.raises(RenderError, match=r"U\+0001"):
        read(bundle(document(reference="MC\x01")), options)


# --- blanks, terms, emphasis ------------------------------------------------------------------------------------------------


def test_what_is_missing_is_highlighted(options):
    """A placeholder carries the style Placeholder wherever it stands: text, cover, table, signature."""
    tree = bundle(
        document(
            Part("terms", "terms", "", (), (clause("main/a", "A", item(blank("in text")), table("A", (blank("in a cell"),)), number=1),)),
            Part("signatures", "signatures", "Signature page", (), (), signers(1)),
        )
    )  # fmt: skip

    marked = [
        said(run)
        for run in read(tree, options).document.iter(W + "r")
        if (style := run.find(f"{W}rPr/{W}rStyle")) is not None and style.get(W + "val") == "Placeholder"
    ]

    assert marked == ["[seat]", "[in text]", "[in a cell]", "[TBC]"]


def test_strong_and_emphasised_text_is_bold_and_italic(options):
    """Marks of the clause files arrive as bold and italic, for all scripts."""
    file = read(with_clause(item(Text("strong", strong=True), Text("both", strong=True, emphasis=True))), options)

    strong, both = (each.find(W + "rPr") for each in file.named("Clause Level 2")[0].xml.iter(W + "r"))
    assert [child.tag.removeprefix(W) for child in strong] == ["b", "bCs"]
    assert [child.tag.removeprefix(W) for child in both] == ["b", "bCs", "i", "iCs"]


# --- cover, head, foot, contents --------------------------------------------------------------------------------------------


def test_a_draft_says_that_it_is_one(options):
    """The mark stands on the cover, and the foot says "draft for discussion"."""
    file = read(SAMPLES["contract"], options)

    assert [each.text for each in file.named("Cover Draft Mark")] == ["Draft for discussion"]
    assert b"MC-2026-001 \xc2\xb7 version 0.3 \xc2\xb7 draft for discussion" in file.parts["word/footer1.xml"]


def test_a_final_is_not_marked_as_a_draft(options):
    """No mark on the cover, and the foot says "final"."""
    file = read(SAMPLES["final"], options)

    assert file.named("Cover Draft Mark") == []
    assert b"version 1.0 \xc2\xb7 final" in file.parts["word/footer1.xml"]


def test_the_cover_names_the_parties_with_their_numbers(options):
    """Up to five parties stand one under the other, with full name and seat."""
    lines = [each.text for each in read(SAMPLES["contract"], options).named("Cover Party")]

    assert lines == [
        "(1)\tLakeside\nLakeside Biotechnology Cluster\nTorino, Italy",
        "(2)\tBioRibera\nFundació BioRibera de Catalunya\n[seat]",
    ]


@pytest.mark.parametrize(("count", "rows"), [(6, 3), (7, 4), (12, 6), (13, 7), (40, 20)])
def test_many_parties_stand_in_two_columns_on_the_cover(count, rows, options):
    """From six parties on there are two columns; forty leave room for their short names alone."""
    party = contract().parties[0]
    file = read(bundle(document(parties=(party,) * count)), options)

    table_rows = list(file.document.iter(W + "tr"))
    names = [each.text for each in file.named("Cover Party Small") if each.text]
    assert len(table_rows) == rows
    assert len(names) == count
    assert ("Biotechnology Cluster" in names[0]) == (count < 40)


def test_contents_list_titles_with_numbers_as_links(options):
    """The contents are there before anything is updated: parts, clauses, schedules, annexes, each leading to its place."""
    file = read(SAMPLES["joined"], options)
    entries = [each for each in file.paragraphs if each.style in ("toc 1", "toc 2")]
    marks = {mark for each in file.paragraphs for mark in each.bookmarks}

    assert [each.text for each in entries][:6] == [
        "Parties and background\t", "1\tDefinitions\t", "2\tPurpose\t", "3\tSteering Committee\t", "4\tGeneral\t", "Schedules\t",
    ]  # fmt: skip
    assert "Annex 1 — Facilities and platforms\t" in [each.text for each in entries]
    links = [link.get(W + "anchor") for each in entries for link in each.xml.iter(W + "hyperlink")]
    assert len(links) == len(entries)
    assert set(links) <= marks


def test_nobody_is_asked_to_update_fields_on_opening(options):
    """The setting that makes Word ask everybody is absent, and no field is marked dirty."""
    file = read(SAMPLES["joined"], options)

    assert file.xml("word/settings.xml").find(W + "updateFields") is None
    assert not [each for each in file.document.iter(W + "fldChar") if each.get(W + "dirty")]


def test_pages_are_counted_in_the_language_of_the_document(options):
    """ "Page 2 of 11" is a text of the library with two fields in it."""
    german = {**contract().words(), "page_of": "Seite {page} von {pages}."}
    file = read(bundle(contract(wording=tuple(german.items()))), options)

    foot = "".join(each.text or "" for each in file.xml("word/footer1.xml").iter(W + "t", W + "instrText"))
    assert foot.endswith("Seite  PAGE 1 von  NUMPAGES 1.")


def test_each_annex_has_its_own_head_and_an_opening_page_without_one(options):
    """Right in the head stands "Annex 2"; the first page of an annex shows no head, but the foot."""
    file = read(SAMPLES["joined"], options)
    related = {each.get("Id"): "word/" + each.get("Target") for each in file.xml("word/_rels/document.xml.rels")}
    cover, body, first, second = file.document.iter(W + "sectPr")

    def frames(section):
        return {
            (each.tag.removeprefix(W), each.get(W + "type")): said(file.xml(related[each.get(R + "id")]))
            for each in section
            if each.tag.endswith("Reference")
        }

    foot = "MC-2026-001 · version 0.3 · draft for discussion\tPage 1 of 1"
    assert frames(cover) == {}
    assert frames(body) == {
        ("headerReference", "default"): "Model Contract · Lakeside – BioRibera\tModel Contract",
        ("footerReference", "default"): foot,
    }
    for section, name in ((first, "Annex 1"), (second, "Annex 2")):
        assert section.find(W + "titlePg") is not None
        assert frames(section) == {
            ("headerReference", "default"): f"Model Contract · Lakeside – BioRibera\t{name}",
            ("headerReference", "first"): "",
            ("footerReference", "default"): foot,
            ("footerReference", "first"): foot,
        }


def test_every_section_is_a4_with_the_margins_of_the_house(options):
    """210 by 297 mm, text 150 mm wide, on every page."""
    for section in read(SAMPLES["joined"], options).document.iter(W + "sectPr"):
        size, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
        width = int(size.get(W + "w")) - int(margin.get(W + "left")) - int(margin.get(W + "right"))

        assert (size.get(W + "w"), size.get(W + "h")) == ("11906", "16838")
        assert abs(width / 1440 * 25.4 - 150) < 0.1


# --- blocks ----------------------------------------------------------------------------------------------------------------


def test_each_kind_of_block_has_its_style(options):
    """The look lies in named styles; an office changes it in house.docx."""
    used = {each.style for each in read(SAMPLES["contract"], options).paragraphs}

    assert {
        "heading 1", "Clause Level 2", "Clause Level 3", "Clause Level 4", "Clause Text", "Clause Text 2", "Definition",
        "Recital", "Party", "Part Title", "Part Lead", "Subheading", "Schedule Caption", "Schedule Item", "Bullet",
        "Table Head", "Table Text", "Table Number", "Table Total", "Signature Party", "Signature Line", "Signature Field",
    } <= used  # fmt: skip


def test_schedules_and_signatures_begin_a_page(options):
    """So does the first part after the contents, and no other paragraph."""
    paragraphs = read(SAMPLES["contract"], options).paragraphs

    assert [each.text for each in paragraphs if each.xml.find(f"{W}pPr/{W}pageBreakBefore") is not None] == [
        "Parties and background", "Schedules", "Signature page",
    ]  # fmt: skip


def test_a_part_that_begins_with_a_table_begins_a_page_too(options):
    """An empty line carries the page break, which a table cannot."""
    part = Part("s", "schedules", "", (), (clause("main/a", "", table("A", "a"), layout="parties"),))

    paragraphs = read(bundle(document(part)), options).paragraphs

    assert [each.style for each in paragraphs if each.xml.find(f"{W}pPr/{W}pageBreakBefore") is not None] == [
        "Table Space"
    ]


def test_a_paragraph_that_announces_a_list_stays_with_it(options):
    """ "It may not:" is not left behind at the foot of a page; other paragraphs may be."""
    file = read(with_clause(para("It may not:"), item("x"), item("y")), options)

    kept = [each.text for each in file.paragraphs if each.xml.find(f"{W}pPr/{W}keepNext") is not None]
    assert kept == ["It may not:"]


def test_the_head_of_a_table_repeats_and_rows_never_split(options):
    """True of every row of every table."""
    rows = list(read(SAMPLES["contract"], options).document.iter(W + "tr"))
    heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]

    assert [said(row) for row in heads] == [
        "PartyMemberHoursPresent",
        "No.FacilityOperatorHours a year",
        "ServicePrice",
    ]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_column_of_bars_is_drawn_below_its_text(options):
    """A shaded line runs from the first unit to the last; a cell that names no range has none."""
    file = read(with_clause(table("Work | Months 1–10 =", "A | 3–5", "B | 10", "C | later")), options)
    lines = [paragraph for paragraph in file.document.iter(W + "p") if paragraph.find(f"{W}pPr/{W}shd") is not None]
    indents = [[int(line.find(f"{W}pPr/{W}ind").get(W + side, "0")) for side in ("left", "right")] for line in lines]
    [(first_left, first_right), (last_left, last_right)] = indents
    width = first_left * 5

    assert first_right == pytest.approx(width / 2, abs=2)
    assert (last_left, last_right) == (pytest.approx(width * 0.9, abs=5), 0)
    assert "3–5" in said(file.document)


@pytest.mark.parametrize(
    ("rows", "kept"),
    [(1, [0]), (8, range(8)), (9, [0, 1, 2, 8]), (20, [0, 1, 2, 19])],
)
def test_the_ends_of_a_table_stay_together(rows, kept, options):
    """Up to eight rows stay on one page; of a longer table the head and three rows, and the last two."""
    file = read(with_clause(table("A | B", *(f"{n} | x" for n in range(rows)))), options)

    together = [
        position for position, row in enumerate(file.document.iter(W + "tr")) if row.find(f".//{W}keepNext") is not None
    ]
    assert together == list(kept)


def test_columns_share_the_measure(options):
    """The columns of a table fill the width of its place, and are as wide in the grid as in the cells."""
    file = read(with_clause(table("A | B >", "a long text | 1")), options)

    grid = [int(each.get(W + "w")) for each in file.document.iter(W + "gridCol")]
    cells = [int(each.get(W + "w")) for each in file.document.iter(W + "tcW")]
    assert cells == grid * 2
    assert abs(sum(grid) / 1440 * 25.4 - 138) < 0.2


def test_figures_stand_right_and_sums_are_bold(options):
    """A column of figures is aligned right; the last row of a table with a total is set off."""
    file = read(with_clause(table("A | B >", "x | 1", "Total | 1", total=True)), options)

    assert [each.text for each in file.named("Table Number")] == ["1"]
    assert [each.text for each in file.named("Table Total")] == ["Total", "1"]
    aligned = [each.xml.find(f"{W}pPr/{W}jc") for each in file.named("Table Total")]
    assert [each.get(W + "val") if each is not None else "left" for each in aligned] == ["left", "right"]


# --- signatures --------------------------------------------------------------------------------------------------------------


def signatures(count: int, options: RenderOptions) -> WordFile:
    """Return a file with so many signature blocks."""
    part = Part("signatures", "signatures", "Signature page", runs("Signed:"), (), signers(count))
    return read(bundle(document(part, parties=())), options)


@pytest.mark.parametrize("count", [1, 2, 3, 8, 9, 12])
def test_signature_blocks_stand_in_pairs_that_never_split(count, options):
    """Two in a row; the row is not divided between pages."""
    rows = list(signatures(count, options).document.iter(W + "tr"))

    assert len(rows) == (count + 1) // 2
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@pytest.mark.parametrize(("count", "times"), [(2, 2), (8, 8), (9, 1), (12, 1)])
def test_signed_for_is_said_in_each_block_or_once(count, times, options):
    """Above eight parties the words stand once, above all blocks."""
    said_so = [each for each in signatures(count, options).paragraphs if each.text == "Signed for and on behalf of"]

    assert len(said_so) == times


@pytest.mark.parametrize(("count", "style"), [(8, "Signature Party"), (12, "Signature Party Small")])
def test_many_long_names_are_set_smaller(count, style, options):
    """Among many parties, a name of two lines makes all blocks smaller, so that twelve still fit one page."""
    assert len(signatures(count, options).named(style)) == count


def test_a_second_signature_says_what_for(options):
    """Each line to sign has name and capacity; a second line is preceded by its purpose."""
    twice = replace(
        signers(1)[0],
        lines=(
            SignatureLine(answer("Ann Lee"), answer("Director")),
            SignatureLine(answer("Ann Lee"), answer("Director"), "Second signature (Codice civile, article 1341(2))"),
        ),
    )
    file = read(bundle(document(Part("s", "signatures", "Signature page", (), (), (twice,)), parties=())), options)

    assert [each.text for each in file.paragraphs if each.style.startswith("Signature") and each.text] == [
        "Signed for and on behalf of", "Lakeside Biotechnology Cluster",
        "Signature", "Name\tAnn Lee", "Capacity\tDirector", "Place, date\t\t",
        "Second signature (Codice civile, article 1341(2))",
        "Signature", "Name\tAnn Lee", "Capacity\tDirector", "Place, date\t\t",
    ]  # fmt: skip


# --- properties --------------------------------------------------------------------------------------------------------------


def test_the_properties_say_what_the_file_is(options):
    """Title, reference, language, and when the text was made: the date of the document, not of the rendering."""
    properties = docx.Document(io.BytesIO(FORMATS["docx"].render(SAMPLES["contract"], options))).core_properties

    assert (properties.title, properties.subject, properties.language) == ("Model Contract", "MC-2026-001", "en-GB")
    assert properties.created.isoformat() == properties.modified.isoformat() == "2026-11-16T00:00:00+00:00"
    assert properties.keywords == (f"Syngraph library 0123456789ab; clauses {clauses_digest(SAMPLES['contract'])[:12]}")
    assert properties.last_modified_by == ""


def test_the_file_says_which_clauses_it_was_made_of(options):
    """Library version, and each clause with its alternative and the hash of its file, lie in the package."""
    file = read(SAMPLES["joined"], options)
    root = file.xml("customXml/provenance.xml")
    clauses = [dict(each.attrib) for each in root.iter(f"{{{NAMESPACE}}}clause")]

    assert root.get("library") == SAMPLES["joined"].library_version
    assert clauses[0] == {
        "id": "gen-definitions",
        "alternative": "standard",
        "sha256": "a" * 64,
        "review": "unreviewed",
    }
    assert len(clauses) == 6
    assert SAMPLES["joined"].library_version.encode() in file.parts["docProps/custom.xml"]


def test_another_clause_text_changes_the_digest():
    """The digest in the properties tells two versions of a clause apart."""
    first = SAMPLES["contract"]
    sources = (replace(first.documents[0].sources[0], hash="c" * 64), *first.documents[0].sources[1:])

    assert clauses_digest(bundle(contract(sources=sources))) != clauses_digest(first)


def test_the_document_says_its_language(options):
    """What spells and reads aloud takes the language from the default style."""
    german = replace(contract(), language="de", wording=(*contract().wording, ("locale", "de_DE")))

    for tree, language in ((SAMPLES["contract"], "en-GB"), (bundle(german), "de-DE")):
        styles = read(tree, options).xml("word/styles.xml")
        assert styles.find(f"{W}docDefaults//{W}lang").get(W + "val") == language


def test_rows_to_fill_in_by_hand_have_room(options):
    """Only they have a least height; the other rows are as high as their text."""
    body = read(with_clause(item("Fill in:", table("Asked | Entry", "Name |", "Seat | Musterstadt"))), options).document
    high = [row for row in body.iter(f"{W}tr") if row.find(f"{W}trPr/{W}trHeight") is not None]

    assert ["".join(row.itertext()) for row in high] == ["Name"]
