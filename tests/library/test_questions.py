"""Questions in files: shared ones, those of a clause, the fields of a party."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.question import Limits, Option, Position, Question, QuestionType
from tests.build import library_of
from tests.library.reading import mistakes_of, says

USES = {"gen-test": "Text."}


def question_of(tmp_path: Path, entry: str) -> Question:
    library = library_of(tmp_path, USES, questions=f"questions:\n  - {entry}\n")
    (question,) = library.questions.values()
    return question


@pytest.mark.parametrize(
    ("kind", "default"),
    [
        ("text", "a text"),
        ("long_text", "a text"),
        ("yesno", "false"),
        ("integer", "30"),
        ("percentage", "12.5"),
        ("date", "2027-03-01"),
        ("money", "{amount: 20000, currency: EUR}"),
        ("duration", "{months: 18}"),
        ("country", "NO"),
        ("language", "no"),
        ("party", "alpine"),
        ("parties", "[alpine, costa]"),
        ("choice, options: {a: A, b: B}", "b"),
        ("choices, options: {a: A, b: B}", "[a, b]"),
        ("rows, of: text", "[one, two]"),
        ("rows, of: {name: text, share: percentage}", "[{id: r1, name: one, share: 40}]"),
        ("text", "TBC"),
    ],
)
def test_every_type_takes_a_default_and_an_example_of_its_form(tmp_path: Path, kind: str, default: str) -> None:
    question = question_of(
        tmp_path, f"{{key: law.it, type: {kind}, label: It, default: {default}, example: {default}}}"
    )

    assert question.type is QuestionType(kind.partition(",")[0])
    assert question.default == question.example
    assert question.default is not None


@pytest.mark.parametrize(
    ("kind", "default"),
    [
        ("text", "true"),
        ("yesno", "yes"),
        ("integer", "1.5"),
        ("integer", "true"),
        ("percentage", "101"),
        ("date", "2027-02-30"),
        ("date", "1.3.2027"),
        ("money", "20000"),
        ("money", "{amount: 20000, currency: euro}"),
        ("duration", "{fortnights: 2}"),
        ("duration", "18"),
        ("country", "Norway"),
        ("language", "NO"),
        ("parties", "alpine"),
        ("choice, options: {a: A}", "b"),
        ("choices, options: {a: A}", "a"),
        ("choices, options: {a: A}", "[b]"),
        ("rows, of: text", "one"),
        ("rows, of: integer", "[one]"),
        ("rows, of: {name: text}", "[one]"),
        ("rows, of: {name: text}", "[{nmae: x}]"),
        ("rows, of: {share: percentage}", "[{share: x}]"),
    ],
)
def test_a_default_of_another_form_is_a_mistake(tmp_path: Path, kind: str, default: str) -> None:
    entry = f"{{key: law.it, type: {kind}, label: It, default: {default}}}"

    assert says(
        mistakes_of(tmp_path, USES, questions=f"questions:\n  - {entry}\n"), "“default” of the question law.it", line=2
    )


def test_the_entry_fills_the_question(tmp_path: Path) -> None:
    question = question_of(
        tmp_path,
        "{key: law.days, type: integer, label: Days, help: How many., required: false, validation: 3..24, was: [law.time]}",
    )

    assert (question.key, question.label, question.help, question.required) == ("law.days", "Days", "How many.", False)
    assert (question.limits, question.was) == (Limits(minimum=3, maximum=24), ("law.time",))
    assert (question.file, question.line, question.group) == ("clauses/_questions/shared.yaml", 2, "law")


def test_an_option_has_a_label_alone_or_with_help_and_position(tmp_path: Path) -> None:
    question = question_of(
        tmp_path,
        "{key: law.kind, type: choice, label: K, options: {NO: 'No', b: {label: B, help: Why., position: acceptable}}}",
    )

    assert question.options == (Option("NO", "No"), Option("b", "B", "Why.", Position.ACCEPTABLE))


def test_rows_have_columns_in_a_short_and_a_long_form(tmp_path: Path) -> None:
    question = question_of(
        tmp_path,
        "{key: offers, type: rows, label: Offers, of: {contact_name: text, open: {type: yesno, label: Is it open?, "
        "required: false, default: true}, kind: {type: choice, options: {a: A}, show_when: [open, true]}}}",
    )
    name, is_open, kind = question.fields

    assert (name.key, name.label, name.type, name.required) == ("contact_name", "Contact name", QuestionType.TEXT, True)
    assert (is_open.label, is_open.default, is_open.required) == ("Is it open?", True, False)
    assert kind.show_when == ("open", True)


@pytest.mark.parametrize(
    ("kind", "validation", "limits"),
    [
        ("integer", "3..24", Limits(minimum=3, maximum=24)),
        ("integer", "1..", Limits(minimum=1)),
        ("percentage", "..12.5", Limits(maximum=12.5)),
        ("integer", "-5..5", Limits(minimum=-5, maximum=5)),
        ("text", "3..160 characters", Limits(shortest=3, longest=160)),
        ("text", "'/[A-Z]{2}-\\d+/'", Limits(pattern=r"[A-Z]{2}-\d+")),
        ("text", "[3..9 characters, '/[a-z]+/']", Limits(shortest=3, longest=9, pattern="[a-z]+")),
        ("rows, of: text", "1..60 rows", Limits(minimum=1, maximum=60)),
        ("rows, of: {share: percentage}", "sum(share) = 100", Limits(sum_field="share", sum_total=100)),
        (
            "rows, of: {share: percentage}",
            "[2..9 rows, sum(share) = 100]",
            Limits(minimum=2, maximum=9, sum_field="share", sum_total=100),
        ),
    ],
)
def test_validations_are_limits(tmp_path: Path, kind: str, validation: str, limits: Limits) -> None:
    question = question_of(tmp_path, f"{{key: law.it, type: {kind}, label: It, validation: {_flow(validation)}}}")

    assert question.limits == limits


def _flow(validation: str) -> str:
    return validation if validation.startswith(("[", "'")) else f'"{validation}"'


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("{type: text, label: It}", "“key” is missing"),
        ("{key: law.it, label: It}", "“type” is missing"),
        ("{key: law.it, type: txt, label: It}", "Did you mean “text”?"),
        ("{key: law.it, type: enum, label: It}", "The types are"),
        ("{key: law.it, type: text}", "“label” is missing"),
        ("{key: law.it, type: text, label: It, hlep: x}", "Did you mean “help”?"),
        ("{key: law, type: text, label: It}", "write group.name"),
        ("{key: Law.it, type: text, label: It}", "write group.name"),
        ("{key: law.it.now, type: text, label: It}", "write group.name"),
        ("{key: shall.it, type: text, label: It}", "is a name of the library"),
        ("{key: parties, type: rows, label: It, of: text}", "is a name of the library"),
        ("{key: law.it, type: text, label: It, required: maybe}", "must be true or false"),
        ("{key: law.it, type: text, label: It, was: law.that}", "must be a list"),
        ("{key: law.it, type: text, label: It, options: {a: A}}", "is no choice"),
        ("{key: law.it, type: choice, label: It}", "“options” is missing"),
        ("{key: law.it, type: choice, label: It, options: {}}", "“options” is missing"),
        ("{key: law.it, type: choice, label: It, options: [a]}", "must be a mapping"),
        ("{key: law.it, type: choice, label: It, options: {a: {help: x}}}", "“label” is missing"),
        ("{key: law.it, type: choice, label: It, options: {a: {lable: x}}}", "Did you mean “label”?"),
        ("{key: law.it, type: choice, label: It, options: {a: {label: x, position: best}}}", "no value of “position”"),
        ("{key: law.it, type: choice, label: It, options: {a: }}", "“a” is missing"),
        ("{key: law.it, type: text, label: It, of: text}", "is no table"),
        ("{key: law.it, type: rows, label: It}", "“of” is missing"),
        ("{key: law.it, type: rows, label: It, of: {}}", "“of” is missing"),
        ("{key: law.it, type: rows, label: It, of: choice}", "no type for rows of one value"),
        ("{key: law.it, type: rows, label: It, of: {share: int}}", "Did you mean “integer”?"),
        ("{key: law.it, type: rows, label: It, of: {id: text}}", "is there in every row"),
        ("{key: law.it, type: rows, label: It, of: {First-name: text}}", "no name of a field"),
        ("{key: law.it, type: rows, label: It, of: {a: {type: text, was: [b]}}}", "“was” is no key"),
        ("{key: law.it, type: rows, label: It, of: {a: {type: text, show_when: [b, true]}}}", "no field beside it"),
        ("{key: law.it, type: rows, label: It, of: {a: {type: text, show_when: [b, 1]}, b: yesno}}", "true or false"),
        (
            "{key: law.it, type: rows, label: It, of: {a: {type: text, show_when: b}, b: yesno}}",
            "a field and its value",
        ),
        ("{key: law.it, type: text, label: It, show_when: [a, true]}", "for fields of rows and parties"),
        ("{key: law.it, type: integer, label: It, validation: many}", "cannot be read as a validation"),
        ("{key: law.it, type: integer, label: It, validation: ..}", "cannot be read as a validation"),
        ("{key: law.it, type: integer, label: It, validation: 9..3}", "begins above its end"),
        ("{key: law.it, type: text, label: It, validation: 3..9}", "Write 3..160 characters"),
        ("{key: law.it, type: integer, label: It, validation: 3..9 rows}", "does not fit the type integer"),
        ("{key: law.it, type: country, label: It, validation: 3..9}", "does not fit the type country"),
        ("{key: law.it, type: text, label: It, validation: '/[a/'}", "cannot be read: "),
        ("{key: law.it, type: integer, label: It, validation: /a/}", "Patterns are for text"),
        ("{key: law.it, type: rows, label: It, of: {share: integer}, validation: sum(shre) = 100}", "“share”"),
    ],
)
def test_a_mistake_in_a_question_is_named_with_its_line(tmp_path: Path, entry: str, words: str) -> None:
    assert says(mistakes_of(tmp_path, USES, questions=f"questions:\n  - {entry}\n"), words, line=2)


def test_a_question_is_defined_once_in_the_whole_library(tmp_path: Path) -> None:
    entry = "{key: law.it, type: text, label: It}"
    found = mistakes_of(
        tmp_path,
        {"gen-test": f"questions:\n  - {entry}\n---\nText."},
        questions={"a": f"questions:\n  - {entry}\n", "b": f"questions:\n  - {entry}\n"},
    )

    assert [(mistake.file, mistake.line) for mistake in found] == [
        ("clauses/_questions/b.yaml", 2),
        ("clauses/gen/gen-test.md", 5),
    ]
    assert says(found, "the first is in clauses/_questions/a.yaml:2")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("- {key: seat.street.number, type: text, label: It}", "no name of a field"),
        ("- {key: name, type: text}", "“label” is missing"),
        ("- {key: name, type: text, label: It, show_when: [legal, true]}", "no field beside it"),
        ("- {key: a, type: text, label: A}\n  - {key: a, type: text, label: A}", "defined a second time"),
    ],
)
def test_a_mistake_in_the_fields_of_a_party_is_named(tmp_path: Path, fields: str, words: str) -> None:
    assert says(mistakes_of(tmp_path, USES, party_fields=f"party_fields:\n  {fields}\n"), words)


def test_a_file_of_questions_has_questions_and_party_fields_only(tmp_path: Path) -> None:
    assert says(mistakes_of(tmp_path, USES, questions="question: []\n"), "Did you mean “questions”?", line=1)


def test_a_broken_file_of_questions_does_not_bring_down_every_clause(tmp_path: Path) -> None:
    """Names that only the broken file may define are not reported: the file itself is."""
    found = mistakes_of(tmp_path, {"gen-test": "{{ law.country }}"}, questions="questions:\n  - {key: law.country\n")

    assert {mistake.file for mistake in found} == {"clauses/_questions/shared.yaml"}


def test_party_fields_keep_their_dotted_keys(tmp_path: Path) -> None:
    library = library_of(tmp_path, USES)
    street = library.party_field("seat.street")

    assert street is not None
    assert street.type is QuestionType.TEXT
