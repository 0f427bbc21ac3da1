from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.library import load_library
from app.model.answers import Answers
from app.model.assembled import Assembled, Use
from app.model.document import Bundle
from app.model.finding import Problem, Severity
from app.model.question import Question, QuestionType
from app.review import RULES, check
from tests.review.cases import ALPINE, COSTA, PARTIES, TODAY, annex, clause, document, findings, found, library, party

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


def test_a_review_is_of_a_draft_unless_it_is_called_final() -> None:
    """What is to be confirmed does not stand in the way of somebody who said nothing."""
    tbc = Problem("TBC", "“Country” is open.", question="law.country")
    assembled = Assembled(Bundle((document("main", []),), "0"), (tbc,), (), ())

    hits = check(assembled, Answers("contract", parties=PARTIES), library(), today=TODAY)

    assert [hit.severity for hit in hits if hit.question == "law.country"] == [Severity.HINT]


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


def test_what_is_missing_of_a_party_is_told_with_its_name() -> None:
    """A label such as “name” says little without the party; a question of the document stands alone."""
    problems = [
        Problem("STR-04", "“Name” is not answered.", "main", "gen-parties", "parties[alpine].legal_name"),
        Problem("STR-04", "“Country” is not answered.", "main", "gen-law", "law.country"),
    ]

    assert {hit.message for hit in found("STR-04", problems=problems)} == {
        "Alpine: “Name” is not answered.", "“Country” is not answered.",
    }  # fmt: skip


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


def test_a_finding_in_an_annex_names_the_annexs_own_clause() -> None:
    """The clause that asked there, not the one that asked in the framework."""
    uses = [Use("main", "term.months", "gen-term", "given"), Use("a1", "term.months", "fp-term", "given")]
    uses += [Use("main", "term.notice_days", "gen-end", "given"), Use("a1", "term.notice_days", "fp-end", "given")]

    (hit,) = found("TIM-02", annexes=[annex(groups={"term": {"months": 2, "notice_days": 90}})], uses=uses, asked=False)

    assert (hit.document, hit.clause) in (("a1", "fp-term"), ("a1", "fp-end"))


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


ROOT = Path(__file__).resolve().parents[2]
SOURCES = "".join(path.read_text("utf-8") for path in sorted((ROOT / "app" / "review").glob("*.py")))
CLAUSES = sorted(set(re.findall(r'"((?:gen|mc|ca|hr|fp|pm|sh|ip|nda)-[a-z-]+)"', SOURCES)))
TEXTS = sorted(set(re.findall(r'"([a-z_0-9]+)"', SOURCES)))
LIBRARY = load_library(ROOT)
NAMES = st.sampled_from(["alpine", "costa", "d", "e", "norda"])
PLAIN: dict[QuestionType, st.SearchStrategy[Any]] = {
    QuestionType.TEXT: st.sampled_from(["Pilot GMP suite", "GR123456789", "EUR 5", "a@gmail.com", "x"]),
    QuestionType.LONG_TEXT: st.just("A sentence."),
    QuestionType.YESNO: st.booleans(),
    QuestionType.INTEGER: st.integers(-1, 500),
    QuestionType.DATE: st.dates().map(str),
    QuestionType.MONEY: st.fixed_dictionaries(
        {"amount": st.integers(0, 9), "currency": st.sampled_from(["EUR", "CHF"])}
    ),
    QuestionType.PERCENTAGE: st.floats(0, 200),
    QuestionType.COUNTRY: st.sampled_from(["DE", "NO", "CH", "GB", "LI", "DK", "KP", "US"]),
    QuestionType.LANGUAGE: st.sampled_from(["en", "fr"]),
    QuestionType.PARTY: NAMES,
    QuestionType.PARTIES: st.lists(NAMES, max_size=3),
}


def values(question: Question) -> st.SearchStrategy[Any]:
    """Draw answers of the right type, to be confirmed or absent as well."""
    options = [option.value for option in question.options]
    if question.type is QuestionType.CHOICE:
        drawn: st.SearchStrategy[Any] = st.sampled_from(options)
    elif question.type is QuestionType.CHOICES:
        drawn = st.lists(st.sampled_from(options), max_size=3)
    elif question.type is QuestionType.ROWS:
        cells = st.fixed_dictionaries(
            {"id": st.just("r")}, optional={field.key: values(field) for field in question.fields}
        )
        drawn = st.lists(PLAIN[question.item] if question.item else cells, max_size=3)
    else:
        drawn = PLAIN.get(question.type, st.none())
    return st.one_of(drawn, st.sampled_from([None, "TBC"]))


KEYS = [key for key in LIBRARY.questions if f'"{key}"' in SOURCES]
ANSWERS = st.fixed_dictionaries({}, optional={key: values(LIBRARY.questions[key]) for key in KEYS})
DETAILS = st.fixed_dictionaries({}, optional={one.key: values(one) for one in LIBRARY.party_fields})


def nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Return dotted keys as groups."""
    groups: dict[str, Any] = {}
    for key, value in flat.items():
        group, _, name = key.partition(".")
        groups.update({group: {**groups.get(group, {}), name: value} if name else value})
    return groups


@given(
    ANSWERS, ANSWERS, st.dictionaries(st.sampled_from(CLAUSES), st.sampled_from(TEXTS)), st.lists(DETAILS, max_size=4)
)
def test_no_answer_stops_the_review(own, annexed, chosen, details) -> None:
    """Whatever was answered, the review ends with findings in sentences, and never with an error of its own."""
    parties = [
        {"id": name, **nested(detail)} for name, detail in zip(("alpine", "costa", "d", "e"), details, strict=False)
    ]
    clauses = {name: [clause(one, document=name, alternative=chosen[one]) for one in chosen] for name in ("main", "a1")}

    listed = findings(
        parties=parties,
        clauses=clauses["main"],
        annexes=[annex(groups=nested(annexed))],
        annex_clauses=clauses["a1"],
        questions=[LIBRARY.questions[key] for key in KEYS],
        **nested(own),
    )

    assert listed
    assert all(finding.message.endswith(".") and finding.remedy.endswith(".") for finding in listed)
