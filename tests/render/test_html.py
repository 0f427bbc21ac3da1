"""The HTML file, and the preview that the web shows."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import RenderError
from app.model.document import Answer, Part
from app.render import FORMATS, RenderOptions, html
from app.render.html_runs import html_id
from tests.render.drafts import answer, clause, item, numbered, table
from tests.render.reading import OPTIONS, body_lines, html_lines, page, written
from tests.render.trees import SAMPLES, bundle, document

ALL = [name for name in SAMPLES if name != "hostile"]


def part_lines(sample: str) -> list[str]:
    parts = page(sample).find_class("part")
    return [line.strip() for part in parts for line in html_lines(part)]


@pytest.mark.parametrize("sample", SAMPLES)
def test_numbers_paragraphs_and_cells_are_those_of_the_text_format(sample):
    assert part_lines(sample) == [line.strip() for line in body_lines(SAMPLES[sample])]


@pytest.mark.parametrize("sample", ALL)
def test_every_number_of_the_tree_is_real_text_before_its_paragraph(sample):
    numbers = [number.text_content().strip() for number in page(sample).xpath('//*[@class="part"]//span[@class="num"]')]
    of_the_tree = [number for _, number in numbered(SAMPLES[sample]) if not number.startswith("Schedule")]
    starts = [line.split(" ")[0] for line in part_lines(sample)]

    assert Counter(of_the_tree) <= Counter(starts)
    assert "•" in starts or len(numbers) <= len(of_the_tree)


def test_what_was_typed_is_text_and_never_markup():
    tree = page("hostile")

    assert tree.xpath("//script") == []
    assert tree.xpath("//b|//code") == []
    typed = '1.6 before <script>alert("x")</script> & &amp; <w:p/> ]]> after'
    assert typed in part_lines("hostile")


def test_a_line_break_in_an_answer_is_a_line_break_and_spaces_are_kept():
    placed = clause("main/x", "X", item("a ", answer("one\ntwo  three "), "b"), number=1)
    written_html = html.page(bundle(document(Part("terms", "terms", "", (), (placed,)))))

    assert '<span class="typed">one<br>two  three </span>b' in written_html


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40))
def test_any_answer_reads_back_as_it_was_typed(typed):
    placed = clause("main/x", "X", item("a[", Answer(typed, "x.y"), "]z"), number=1)
    tree = lxml.html.document_fromstring(html.page(bundle(document(Part("terms", "terms", "", (), (placed,))))))

    expected = re.sub("[\u2028\u2029]", "", typed)
    assert tree.find_class("l2")[0].text_content() == f"1.1 a[{expected}]z"


def test_the_file_asks_for_nothing_from_elsewhere():
    content = written("joined", "html").decode()
    tree = page("joined")

    assert tree.xpath("//link|//script|//img|//iframe|//object|//base") == []
    assert all(href.startswith("#") for href in tree.xpath("//@href"))
    assert "url(" not in content
    assert "@import" not in content


def test_a_style_sheet_that_asks_for_another_machine_is_refused(tmp_path):
    (tmp_path / "house.css").write_text("body{background:url(https://example.org/x.png)}")

    with pytest.raises(RenderError, match=r"example\.org"):
        FORMATS["html"].render(SAMPLES["bare"], RenderOptions(tmp_path, tmp_path))


def test_every_link_leads_to_an_element_of_the_file():
    for sample in SAMPLES:
        tree = page(sample)
        ids = set(tree.xpath("//@id"))

        assert {href[1:] for href in tree.xpath("//a/@href")} <= ids


def test_a_reference_into_the_framework_is_a_link_only_where_the_framework_is_in_the_file():
    framework = f'//section//p/a[@href="#{html_id("main/gen-general")}"]'

    assert len(page("joined").xpath(framework)) == 2
    assert page("annex alone").xpath(framework) == []
    assert any("Clause\u00a04 of the Framework" in line for line in part_lines("annex alone"))


@pytest.mark.parametrize("sample", ["contract", "joined", "long lists", "hostile"])
def test_no_id_stands_twice(sample):
    assert [name for name, count in Counter(page(sample).xpath("//@id")).items() if count > 1] == []


@given(st.lists(st.text(max_size=12), unique=True, max_size=6))
def test_different_ids_stay_different_and_need_no_quoting(identifiers):
    made = [html_id(identifier) for identifier in identifiers]

    assert len(set(made)) == len(identifiers)
    assert all(re.fullmatch(r"[A-Za-z0-9._~:-]*", one) for one in made)


def test_contents_list_every_part_clause_schedule_and_annex():
    entries = [entry.text_content() for entry in page("joined").xpath("//nav//a")]

    assert entries[:3] == ["Parties and background", "1 Definitions", "2 Purpose"]
    assert entries.count("Annex 2 — Facilities and platforms") == 1
    assert entries.count("Schedule\u00a01 — Facilities offered") == 3


def test_headings_are_headings_and_no_level_is_skipped():
    levels = [int(heading.tag[1]) for heading in page("joined").iter("h1", "h2", "h3")]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_a_head_with_column_scope_and_figures_on_the_right():
    found = page("contract").xpath("//table")[0]

    assert found.xpath("thead/tr/th/@scope") == ["col"] * 4
    assert [cell.get("class") for cell in found.xpath("tbody/tr[1]/td")] == [None, None, "n", "c"]
    assert found.xpath("tbody/tr[last()]/@class") == ["total"]


def test_a_long_table_keeps_its_first_three_and_last_two_rows_together():
    rows = page("contract").xpath("//table[count(tbody/tr)=20]/tbody/tr")

    assert [position for position, row in enumerate(rows) if row.get("class") == "kn"] == [0, 1, 18]


def test_language_of_the_file_and_of_foreign_runs_is_marked():
    placed = clause("main/x", "X", item(Answer("Agreement", "x.y", lang="hu")), item(answer("אוניברסיטה")), number=1)
    content = html.page(bundle(document(Part("terms", "terms", "", (), (placed,)))))

    assert '<html lang="en-GB">' in content
    assert '<span lang="hu">Agreement</span>' in content
    assert '<span dir="auto">אוניברסיטה</span>' in content


def test_a_placeholder_is_marked_and_keeps_its_brackets():
    marks = [mark.text_content() for mark in page("contract").find_class("ph")]

    assert "[register number]" in marks
    assert "[reference to “Costs”, which is not in this document]" in marks


def test_the_preview_has_clauses_with_ids_and_no_styles():
    shown = lxml.html.fragment_fromstring(html.preview(SAMPLES["contract"].documents[0]), create_parent="div")
    sections = shown.xpath(".//section[@data-clause]")

    assert [section.get("data-clause") for section in sections][:2] == ["main/gen-parties", "main/gen-recitals"]
    assert sections[2].get("id") == html_id("main/gen-definitions")
    assert shown.xpath(".//@style") == []
    assert shown.xpath(".//h1") == []


def test_the_preview_leaves_out_no_level_of_headings():
    """A clause stands below its part; without a title above it, it follows the heading of the page."""
    shown = lxml.html.fragment_fromstring(html.preview(SAMPLES["contract"].documents[0]), create_parent="div")
    for part in shown.xpath(".//section[starts-with(@class, 'part')]"):
        levels = [heading.tag for heading in part.xpath(".//h2|.//h3")]
        titled = bool(part.xpath("./h2[@class='part-title']"))
        assert levels == ["h2", *["h3"] * (len(levels) - 1)] if titled else set(levels) <= {"h2"}


def test_the_preview_marks_answers_with_their_question_and_links_blanks_to_it():
    tree = SAMPLES["contract"].documents[0]
    shown = lxml.html.fragment_fromstring(html.preview(tree, link=lambda key: f"/q?key={key}&x"), create_parent="div")

    assert shown.xpath('string(.//span[@data-question="parties.seat"])') == "Via Ribes 5, 10010 Torino"
    blank = shown.xpath('.//a[@class="ph"]')[0]
    assert (blank.text, blank.get("href")) == ("[register number]", "/q?key=parties.register&x")
    assert shown.xpath('count(.//span[@class="ph"])') == 1  # a reference to what was left out has no question


def test_the_preview_has_the_same_numbers_and_paragraphs():
    tree = SAMPLES["contract"].documents[0]
    shown = lxml.html.fragment_fromstring(html.preview(tree), create_parent="div")

    assert [line.strip() for line in html_lines(shown)] == [line.strip() for line in body_lines(SAMPLES["contract"])]


def test_page_numbers_are_said_in_the_words_of_the_document():
    tree = document(wording=(("page_of", 'Seite {page} "von" {pages}'),))

    assert html.page_number_css(tree) == (
        '@page{@bottom-right{content:"Seite " counter(page) " \\22 von\\22  " counter(pages) ""}}\n'
    )


def test_browsers_get_fallback_families_and_the_house_style_stays_one_file():
    content = written("contract", "html").decode()

    assert '"Source Serif 4","Gentium Book Plus"' in content
    assert html.house_css(OPTIONS.house).count("Gentium") == 0


def test_a_table_of_answers_is_printed_cell_by_cell_as_typed():
    placed = clause("main/x", "X", table("A | B", (answer("| a |"), answer("**b**"))), number=1)
    tree = lxml.html.document_fromstring(html.page(bundle(document(Part("terms", "terms", "", (), (placed,))))))

    assert [cell.text for cell in tree.xpath("//td")] == ["| a |", "**b**"]


def test_a_column_of_bars_is_drawn_below_its_text():
    """The drawing says what the text of the cell says, and is hidden from who listens."""
    tree = bundle(
        document(
            Part("p", "terms", "", (), (clause("main/a", "1", table("Work | Months 1–10 =", "A | 3–5", "B | later")),))
        )
    )
    made = FORMATS["html"].render(tree, OPTIONS).decode()

    assert made.count("<svg") == 1
    assert 'aria-hidden="true"' in made
    assert '<rect x="200" y="0" width="300"' in made
    assert "3–5<svg" in made


def test_rows_to_fill_in_by_hand_have_room():
    placed = clause("main/x", "X", item("Fill in:", table("Asked | Entry", "Name |", "Seat | Musterstadt")), number=1)
    tree = lxml.html.fromstring(html.page(bundle(document(Part("terms", "terms", "", (), (placed,))))))

    assert [row.text_content() for row in tree.find_class("fill")] == ["Name"]
