"""Expressions: what may be said, and what it yields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.expression_ground import Allowed
from app.library.expressions import Context, compile_expression, compiled
from app.library.mistakes import Notebook
from app.library.shapes import PLAIN, Names
from app.model.expression import MISSING, Expression, UndecidedError, Value
from app.model.question import Option, Question, QuestionType

QUESTIONS = (
    Question("law.country", QuestionType.COUNTRY, "Country"),
    Question("law.kind", QuestionType.CHOICE, "Kind", options=(Option("courts", "Courts"), Option("talks", "Talks"))),
    Question("law.exclusive", QuestionType.YESNO, "Exclusive"),
    Question("law.days", QuestionType.INTEGER, "Days"),
    Question("law.start", QuestionType.DATE, "Start"),
    Question("law.cap", QuestionType.MONEY, "Cap"),
    Question("law.topics", QuestionType.CHOICES, "Topics", options=(Option("people", "People"),)),
    Question("law.places", QuestionType.ROWS, "Places", item=QuestionType.TEXT),
    Question(
        "law.rooms",
        QuestionType.ROWS,
        "Rooms",
        fields=(Question("name", QuestionType.TEXT, "Name"), Question("open", QuestionType.YESNO, "Open")),
    ),
)
PARTY = (
    Question("short_name", QuestionType.TEXT, "Short name"),
    Question("seat.country", QuestionType.COUNTRY, "Country"),
    Question("role", QuestionType.CHOICE, "Role", options=(Option("host", "Host"), Option("guest", "Guest"))),
    Question("people", QuestionType.ROWS, "People", fields=(Question("name", QuestionType.TEXT, "Name"),)),
)


class FakeScope:
    """A scope over plain answers; calls of helpers and filters are shown as text."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def name(self, path: tuple[str, ...]) -> Value:
        key = ".".join(path)
        return Value(self.answers.get(key, MISSING), key)

    def known(self, path: tuple[str, ...]) -> object:
        key = ".".join(path)
        self.asked.append(key)
        if key not in self.answers:
            raise UndecidedError(key)
        return self.answers[key]

    def helper(self, name: str, arguments: tuple[object, ...]) -> Value:
        if name == "count":
            (rows,) = arguments
            return Value(len(rows) if isinstance(rows, list) else 0)
        return Value(f"{name}({', '.join(map(str, arguments))})")

    def filter(self, name: str, value: Value, arguments: tuple[object, ...]) -> Value:
        return Value(f"{value.data}|{name}{arguments or ''}", value.key)


def context(**rest: Any) -> Context:
    names = Names({question.key: question for question in QUESTIONS}, PARTY)
    return Context("gen.md", names, Notebook(), alternatives=("short", "long"), **rest)


def expression(source: str, allowed: Allowed = Allowed.TEXT, **rest: Any) -> Expression:
    where = context(**rest)
    found = compile_expression(source, 7, where, allowed)
    assert found is not None, where.notebook.sorted()
    return found


def refusal(source: str, allowed: Allowed = Allowed.TEXT, **rest: Any) -> str:
    where = context(**rest)
    assert compile_expression(source, 7, where, allowed) is None
    return " ".join(str(mistake) for mistake in where.notebook.sorted())


# --- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("'a' * 10 ** 9", "arithmetic"),
        ("law.days + 1", "arithmetic"),
        ("-law.days", "arithmetic"),
        ("range(10)", "no helper “range”"),
        ("lipsum()", "no helper “lipsum”"),
        ("law.country.upper()", "methods"),
        ("law.rooms[0]", "indexing"),
        ("law.country is defined", "tests"),
        ("law.country ~ 'x'", "“~”"),
        ("('a', 'b')", "square brackets"),
        ("{'a': 1}", "braces"),
        ("law.country and law.kind", "condition is not a text"),
        ("law.kind == 'courts'", "condition is not a text"),
        ("true", "not texts"),
        ("some(parties, 'role')", "is a condition"),
        ("count(parties)", "never printed"),
        ("'a' if law.exclusive", "needs an “else”"),
        ("_x", "begins with “_”"),
        ("law._x", "begins with “_”"),
        ("law.contry", "Did you mean “law.country”?"),
        ("nonsense", "nobody asks “nonsense”"),
        ("law.cap.amount", "“law.cap” has no part “amount”"),
        ("law.rooms.name", "Run over the rows"),
        ("law.country | upper", "no filter “upper”"),
        ("law.country | contry", "Did you mean “country”?"),
        ("law.country | default", "takes 1 arguments, not 0"),
        ("law.country | date('long')", "takes 0 arguments, not 1"),
        ("law.country | default(x=1)", "plain arguments only"),
        ("by_count('a')", "takes 2 arguments, not 1"),
        ("by_count", "needs arguments"),
        ("shall()", "takes no brackets"),
        ("position", "inside “::: each” only"),
        ("law.country | default('a\\n')", "backslash"),
        ("x" * 301, "300"),
        ("(" * 200, "nested too deeply"),
        ("law.country }} {{ law.kind", "cannot be read"),
        ("law.country)", "cannot be read"),
        ('"open', "cannot be read"),
        ("", "empty"),
    ],
)
def test_whatever_is_not_on_the_list_is_refused_in_a_text(source: str, words: str) -> None:
    found = refusal(source)

    assert words in found
    assert found.startswith("gen.md:7: ")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("law.kind == 'court'", "Did you mean “courts”?"),
        ("'court' == law.kind", "Did you mean “courts”?"),
        ("law.kind in ['courts', 'talk']", "Did you mean “talks”?"),
        ("'peple' in law.topics", "Did you mean “people”?"),
        ("law.exclusive == 'yes'", "true or false"),
        ("alternative == 'shrt'", "Did you mean “short”?"),
        ("law.kind < 'x'", "cannot be compared"),
        ("law.cap > 3", "cannot be compared"),
        ("1 < law.days < 3", "two comparisons"),
        ("'a' in law.country", "needs a list on its right"),
        ("some(law.days, 'role')", "needs a list"),
        ("some('x', 'role')", "needs the name of a list"),
        ("some(parties, 'rol')", "Did you mean “role”?"),
        ("some(parties, role)", "name of a field in quotation marks"),
        ("some(parties, 'role', 'hosts')", "Did you mean “host”?"),
        ("some(law.places, 'name')", "plain values"),
        ("count(law.country) == 2", "needs a list"),
        ("placed(law.kind)", "texts in quotation marks"),
        ("chosen('gen-law')", "takes 2 or more arguments, not 1"),
    ],
)
def test_a_condition_that_can_never_hold_as_meant_is_refused(source: str, words: str) -> None:
    assert words in refusal(source, Allowed.CONDITION)


@pytest.mark.parametrize(
    "source", ["placed('gen-law')", "chosen('gen-law', 'a')", "alternative == 'short'", "survivals"]
)
def test_a_rule_that_chooses_clauses_may_not_look_at_the_choice(source: str) -> None:
    assert "chosen" in refusal(source, Allowed.RULE)
    expression(source, Allowed.CONDITION)


@pytest.mark.parametrize("source", ["'a'", "parties if law.exclusive else law.rooms", "law.country", "count(parties)"])
def test_a_loop_needs_a_list(source: str) -> None:
    assert "each needs" in refusal(source, Allowed.LIST)


def test_a_bare_shall_inside_an_expression_is_refused_outside_islands() -> None:
    source = 'by_count("Party shall", "Parties shall")'

    assert "bare “shall”" in refusal(source, plain_shall=False)
    expression(source, plain_shall=True)


def test_names_are_not_reported_where_a_file_could_not_be_read() -> None:
    """When a file of questions is broken, a name may be unknown for that reason alone: only the file is reported."""
    where = context()
    where.notebook.incomplete = True

    assert compile_expression("law.contry", 1, where, Allowed.TEXT) is not None
    assert compile_expression("count(law.lst) > 1", 1, where, Allowed.CONDITION) is not None
    assert not where.notebook.sorted()


@given(st.text(alphabet="abl.aw_country|()[]{}'\"= !<>,0123456789 \\ifelsenotandor", max_size=60))
def test_any_text_compiles_or_is_refused(source: str) -> None:
    """Whatever stands between the braces, the answer is an expression or a mistake, never another error."""
    where = context()
    found = compile_expression(source, 3, where, Allowed.TEXT)

    assert (found is None) == bool(where.notebook.sorted())


# --- what is found out at load --------------------------------------------------------------------------------------


def test_the_names_of_an_expression_are_its_questions_and_loop_fields() -> None:
    row = compiled("law.rooms", 1, context(), Allowed.LIST)[1]
    assert row is not None
    loops = {"room": row.row()}

    found = expression(
        "room.name if law.exclusive and shall else count(parties) | days", Allowed.CONDITION, loops=loops
    )

    assert found.names == {"room.name", "law.exclusive", "parties"}
    assert found.place == "gen.md:7"


@pytest.mark.parametrize(
    ("over", "field", "known"),
    [
        ("parties", "seat.country", True),
        ("parties", "country_status", True),
        ("parties", "id", True),
        ("parties", "seat.town", False),
        ("parties", "seat", False),
        ("law.rooms", "name", True),
        ("law.rooms", "nmae", False),
        ("where(parties, 'role', 'host')", "short_name", True),
        ("where(parties, 'role', 'host')", "shortname", False),
        ("survivals", "sentence", True),
        ("survivals", "name", False),
        ("law.places", "name", False),
    ],
)
def test_the_fields_of_a_loop_name_are_those_of_its_list(over: str, field: str, known: bool) -> None:
    _, shape = compiled(over, 1, context(), Allowed.LIST)
    assert shape is not None
    where = context(loops={"row": shape.row()})

    assert (compile_expression(f"row.{field}", 1, where, Allowed.TEXT) is not None) == known


def test_rows_inside_rows_have_their_own_fields() -> None:
    _, parties = compiled("parties", 1, context(), Allowed.LIST)
    assert parties is not None
    outer = context(loops={"party": parties.row()})
    _, people = compiled("party.people", 1, outer, Allowed.LIST)
    assert people is not None
    inner = outer.inside("person", people.row())

    assert compile_expression("person.name", 1, inner, Allowed.TEXT) is not None
    assert compile_expression("person.nmae", 1, inner, Allowed.TEXT) is None


def test_an_entry_of_a_plain_list_is_printed_by_its_name() -> None:
    expression("place", loops={"place": PLAIN})
    assert "plain value" in refusal("place.name", loops={"place": PLAIN})


def test_calls_that_look_at_other_clauses_are_kept_for_the_check_of_the_whole_library() -> None:
    where = context()
    compile_expression("chosen('gen-law', 'a', 'b') or placed('gen-x')", 9, where, Allowed.CONDITION)

    assert [(call.clause, call.alternatives, call.line) for call in where.calls] == [
        ("gen-law", ("a", "b"), 9),
        ("gen-x", (), 9),
    ]


# --- what it yields -------------------------------------------------------------------------------------------------


def test_an_answer_keeps_its_key_through_filters() -> None:
    assert expression("law.country | country").value(FakeScope({"law.country": "BE"})) == Value(
        "BE|country", "law.country"
    )


def test_a_text_of_the_author_has_no_key_and_typographic_marks() -> None:
    assert expression('"a Party\'s"').value(FakeScope({})) == Value("a Party’s")


def test_the_chosen_branch_decides_on_key_and_text() -> None:
    found = expression('law.country if law.exclusive else "nowhere"')

    assert found.value(FakeScope({"law.exclusive": True, "law.country": "BE"})) == Value("BE", "law.country")
    assert found.value(FakeScope({"law.exclusive": False})) == Value("nowhere")


def test_a_missing_answer_travels_on_with_its_key() -> None:
    assert expression("law.country | country").value(FakeScope({})) == Value(MISSING, "law.country")


def test_a_missing_answer_in_the_condition_of_a_text_makes_the_text_missing() -> None:
    """No branch is dropped in silence: the placeholder names the question that decides."""
    assert expression('"a" if law.exclusive else "b"').value(FakeScope({})) == Value(MISSING, "law.exclusive")


def test_a_missing_argument_makes_the_result_missing() -> None:
    assert expression("by_count('a', law.country)").value(FakeScope({})) == Value(MISSING, "law.country")
    assert expression("'x' | rules(law.kind)").value(FakeScope({})) == Value(MISSING, "law.kind")


def test_rows_that_depend_on_a_missing_answer_are_missing() -> None:
    found = expression("where(parties, 'role', law.kind) | names")

    assert found.value(FakeScope({"parties": []})) == Value(MISSING, "law.kind")
    assert found.value(FakeScope({"parties": [], "law.kind": "host"})) == Value("where([], role, host)|names")


def test_a_list_with_an_answer_in_it_is_an_answer() -> None:
    found = expression("['Brussels', law.country] | list")

    assert found.value(FakeScope({"law.country": "BE"})) == Value("['Brussels', 'BE']|list", "law.country")
    assert found.value(FakeScope({})) == Value(MISSING, "law.country")
    assert expression("['a', 'b'] | list").value(FakeScope({})).key is None


def test_a_default_stands_in_for_a_missing_or_empty_answer_only() -> None:
    found = expression("law.country | default('none')")

    assert found.value(FakeScope({"law.country": "BE"})) == Value("BE", "law.country")
    assert found.value(FakeScope({})).key is None
    assert "none" in str(found.value(FakeScope({})).data)
    assert "none" in str(found.value(FakeScope({"law.country": ""})).data)


def test_a_default_that_is_missing_itself_names_its_own_question() -> None:
    found = expression("law.country | default(law.kind)")

    assert found.value(FakeScope({})) == Value(MISSING, "law.kind")
    assert found.value(FakeScope({"law.country": "BE"})) == Value("BE", "law.country")


def test_or_nothing_asks_the_scope_even_when_the_answer_is_missing() -> None:
    assert expression("law.country | or_nothing").value(FakeScope({})) == Value("MISSING|or_nothing", "law.country")


@pytest.mark.parametrize(
    ("source", "answers", "truth"),
    [
        ("law.exclusive", {"law.exclusive": True}, True),
        ("not law.exclusive", {"law.exclusive": True}, False),
        ("law.kind == 'courts'", {"law.kind": "courts"}, True),
        ("law.kind != 'courts'", {"law.kind": "courts"}, False),
        ("law.kind in ['courts', 'talks']", {"law.kind": "talks"}, True),
        ("law.kind not in ['courts']", {"law.kind": "talks"}, True),
        ("'people' in law.topics", {"law.topics": ["people"]}, True),
        ("'people' in law.topics", {"law.topics": None}, False),
        ("law.days > 30", {"law.days": 31}, True),
        ("law.days > 30", {"law.days": None}, False),
        ("law.days <= 30", {"law.days": True}, False),
        ("law.start < '2027-01-01'", {"law.start": "2026-12-31"}, True),
        ("law.start < 5", {"law.start": "2026-12-31"}, False),
        ("law.days == none", {"law.days": None}, True),
        ("count(parties) > 2", {"parties": [1, 2, 3]}, True),
        ("law.exclusive or law.country", {"law.exclusive": True}, True),
        ("not law.exclusive and law.country", {"law.exclusive": True}, False),
        ("(law.country | default('x')) == 'x'", {}, True),
        ("law.days | or_nothing", {}, False),
        ("law.country if law.exclusive else law.kind", {"law.exclusive": False, "law.kind": "talks"}, True),
    ],
)
def test_conditions_hold_as_they_read(source: str, answers: dict[str, Any], truth: bool) -> None:
    """Comparisons with nothing, or between unlike things, do not hold; `and` and `or` ask no more than they need."""
    assert expression(source, Allowed.CONDITION).truth(FakeScope(answers)) is truth


def test_a_condition_over_a_missing_required_answer_is_undecided() -> None:
    with pytest.raises(UndecidedError) as caught:
        expression("law.exclusive and law.country", Allowed.CONDITION).truth(FakeScope({"law.exclusive": True}))

    assert caught.value.key == "law.country"


def test_the_data_of_a_loop_is_the_list_itself() -> None:
    rows = [{"id": "r1", "name": "Lab"}]

    assert expression("law.rooms", Allowed.LIST).data(FakeScope({"law.rooms": rows})) is rows
