from __future__ import annotations

import re
from pathlib import Path

from app.model.assembled import Use
from app.model.finding import Problem, Severity
from app.model.question import Question, QuestionType
from app.review import RULES
from tests.review.cases import ALPINE, COSTA, annex, clause, findings, found, party

COUNTRY = Question("law.country", QuestionType.COUNTRY, "Country")


def test_a_sound_contract_has_no_findings() -> None:
    """Nothing is found where nothing is wrong."""
    assert findings() == ()


def test_errors_come_before_warnings_and_hints() -> None:
    """What blocks a final stands on top."""
    wrong = party(short_name="Costa", contact={"email": "x@gmail.com"})
    other = {**COSTA, "representatives": [{"id": "r", "name": "TBC"}]}
    tbc = Problem("TBC", "open", question="law.country")

    severities = [finding.severity for finding in findings(parties=[wrong, other], problems=[tbc])]

    assert severities == sorted(severities, key=list(Severity).index)
    assert len(set(severities)) == 3


def test_findings_follow_the_order_of_documents_and_clauses() -> None:
    """Within a severity the reader goes through the documents from the front to the end."""
    clauses = [clause("gen-law"), clause("gen-term"), clause("mc-purpose")]
    problems = [
        Problem("STR-03", "3", "a1", "fp-price"),
        Problem("STR-03", "2", "main", "mc-purpose"),
        Problem("STR-03", "1", "main", "gen-term"),
        Problem("STR-03", "0", "main"),
    ]

    listed = findings(
        clauses=clauses, annexes=[annex()], annex_clauses=[clause("fp-price", document="a1")], problems=problems
    )

    assert [finding.message for finding in listed] == ["0", "1", "2", "3"]


def test_the_same_findings_come_in_the_same_order_whatever_was_noticed_first() -> None:
    """The order is total: the order in which assembly noticed things does not show."""
    problems = [Problem("STR-03", f"{n}", "main", f"c{n % 3}", f"law.q{n}") for n in range(12)]

    assert findings(problems=problems) == findings(problems=problems[::-1])


def test_a_missing_answer_is_told_once() -> None:
    """A question that the framework lacks is not told again for each annex, nor for its use and its blank."""
    problems = [
        Problem("STR-04", "not answered", "main", "gen-law", "law.country"),
        Problem("STR-04", "not answered", "a1", "gen-law", "law.country"),
        Problem("STR-04", "no name", "main", "gen-parties", "parties[alpine].legal_name"),
        Problem("STR-04", "no name", "a1", "gen-parties", "parties[alpine].legal_name"),
    ]
    uses = [Use("main", "law.country", "gen-law", "missing"), Use("a1", "law.country", "gen-law", "missing")]

    hits = found("STR-04", problems=problems, uses=uses, questions=[COUNTRY], annexes=[annex()])

    assert [(hit.document, hit.question) for hit in hits] == [
        ("main", "law.country"),
        ("main", "parties[alpine].legal_name"),
    ]


def test_a_cell_that_is_missing_in_two_annexes_is_told_for_each() -> None:
    """Tables of annexes are their own."""
    problems = [Problem("STR-04", "x", name, "fp", "facilities.facilities[F1].kind") for name in ("a1", "a2")]

    hits = found("STR-04", problems=problems, annexes=[annex(), annex(id="a2")])

    assert [hit.document for hit in hits] == ["a1", "a2"]


def test_a_finding_names_the_clause_that_asked() -> None:
    """A rule on answers leads to the clause through the question that it used."""
    uses = [Use("main", "parties", "gen-parties", "given")]

    (hit,) = found("PAR-12", parties=[party(contact={"email": "a@web.de"}), COSTA], uses=uses)

    assert hit.clause == "gen-parties"


def test_an_inherited_answer_is_not_told_again_for_the_annex() -> None:
    """What is wrong in the framework is mended in the framework."""
    hits = found("TIM-02", term={"months": 2, "notice_days": 90}, annexes=[annex()])

    assert [hit.document for hit in hits] == ["main"]


def test_an_annex_that_answers_differently_is_judged_by_its_own_answers() -> None:
    """What an annex overrides counts for it, the rest it inherits."""
    hits = found("TIM-02", term={"months": 36, "notice_days": 90}, annexes=[annex(groups={"term": {"months": 2}})])

    assert [hit.document for hit in hits] == ["a1"]


def test_an_answer_of_a_wrong_kind_breaks_no_rule() -> None:
    """Rules take answers as they come: to be confirmed, absent or odd."""
    odd = {**ALPINE, "seat": "TBC", "representatives": "TBC", "contact": "TBC", "vat_no": "TBC", "signing_entity": None}

    listed = findings(parties=[odd, COSTA], term={"months": "TBC", "end_date": "TBC"}, hr={"secondees": "TBC"})

    assert listed == ()


def test_every_rule_that_assembly_reports_is_known(root: Path) -> None:
    """What assembly notices under an id, review has a rule for."""
    sources = "".join(path.read_text("utf-8") for path in sorted((root / "app" / "assembly").glob("*.py")))
    reported = set(re.findall(r'"([A-Z]{3}-\d{2})"', sources))

    assert reported
    assert reported <= {rule.id for rule in RULES}
