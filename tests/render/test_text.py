"""The text format."""

from __future__ import annotations

from app.model.document import Answer, Part
from app.render import text
from tests.render.drafts import clause, item
from tests.render.reading import written
from tests.render.trees import SAMPLES, bundle, document


def lines(sample: str) -> list[str]:
    return written(sample, "txt").decode().splitlines()


def test_each_paragraph_is_one_line_with_its_number_first():
    found = lines("contract")

    assert "(A) Each Party coordinates a regional community in the life sciences." in found
    assert "1.1 In this Contract the following words have the meaning set out beside them:" in found
    assert "(b) facilities, including:" in found
    assert "(i) laboratories;" in found
    assert "• at least once a year;" in found


def test_headings_carry_their_numbers_and_parties_have_none():
    found = lines("contract")

    assert "2 Purpose" in found
    assert "Background" in found
    assert "Schedule\u00a02 — Prices" in found
    assert "Parties" not in found


def test_a_table_row_is_a_line_with_bars_between_the_cells():
    found = lines("contract")

    assert "Party | Member | Hours | Present" in found
    assert "BioRibera | Bo Ferrer | 1,250 | ☐" in found
    assert "Total |  | 1,262 | " in found


def test_an_answer_stays_as_typed_and_only_its_line_breaks_become_spaces():
    found = lines("hostile")

    assert "1.2 before **bold** _it_ `code` after" in found
    assert "1.3 before | a | b | after" in found
    assert '1.6 before <script>alert("x")</script> & &amp; <w:p/> ]]> after' in found
    assert "1.10 before first line second  line\twith a tab after" in found


def test_no_answer_can_begin_a_line_of_its_own():
    breaks = "a\nb\r\nc\u2028d\x85e"
    placed = clause("main/x", "X", item(Answer(breaks, "x.y")), number=1)
    tree = bundle(document(Part("terms", "terms", "", (), (placed,))))

    assert list(text.lines(tree))[-1] == "1.1 a b c d e"


def test_signature_blocks_are_lines():
    found = lines("contract")

    start = found.index("Signed for and on behalf of Lakeside Biotechnology Cluster")
    assert found[start + 1 : start + 5] == ["Signature", "Name [TBC]", "Capacity Director", "Place, date"]


def test_more_than_eight_parties_are_told_once_for_whom_they_sign():
    found = lines("many parties")

    assert found.count("Signed for and on behalf of") == 1
    assert sum(line.startswith("Signed for and on behalf of") for line in found) == 1


def test_a_joined_file_holds_the_contract_and_then_each_annex_under_its_own_name():
    found = lines("joined")

    first, second = found.index("Annex 1"), found.index("Annex 2")
    assert found.index("Parties and background") < first < second
    assert found[first + 1] == "Facilities and platforms"
    assert found[first:].index("1 Subject of this Annex") < second - first


def test_cover_says_draft_and_a_final_does_not():
    assert "Draft for discussion" in lines("contract")
    assert "16 November 2026 · text as generated, not reviewed by a lawyer" in lines("contract")
    assert "Draft for discussion" not in lines("final")
    assert "16 November 2026" in lines("final")


def test_nothing_is_printed_for_what_a_bare_document_lacks():
    assert lines("bare") == [
        "Model Contract",
        "Draft for discussion",
        "16 November 2026 · text as generated, not reviewed by a lawyer",
    ]
    assert SAMPLES["bare"].documents[0].reference == ""
