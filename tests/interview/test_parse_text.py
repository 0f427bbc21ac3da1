from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.interview import check_value, parse_text
from app.model.question import Option, Question, QuestionType

TODAY = datetime.date(2027, 3, 31)
OPTIONS = (Option("none_amicable", "Talks only"), Option("courts", "Courts"))
FIELDS = (Question("name", QuestionType.TEXT, "Name"), Question("days", QuestionType.INTEGER, "Days"))


def parse(kind: str, text: str, language: str = "en") -> object:
    asked = Question("group.name", QuestionType(kind), "Label", options=OPTIONS, fields=FIELDS)
    return parse_text(asked, text, language=language, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "language", "day"),
    [
        ("2028-12-31", "en", "2028-12-31"),
        ("31.12.2028", "en", "2028-12-31"),
        ("31/12/2028", "en", "2028-12-31"),
        ("12/31/2028", "en", "2028-12-31"),
        ("3/4/2028", "fr", "2028-04-03"),
        ("4/4/2028", "en", "2028-04-04"),
        ("1.3.2028", "en", "2028-03-01"),
        ("31 Dec 2028", "en", "2028-12-31"),
        ("31 December 2028", "en", "2028-12-31"),
        ("Dec 31, 2028", "en", "2028-12-31"),
        ("31st December 2028", "en", "2028-12-31"),
        ("31. Dezember 2028", "de", "2028-12-31"),
        ("1er mars 2028", "fr", "2028-03-01"),
        ("31 de diciembre de 2028", "es", "2028-12-31"),
        ("31 Dec 2028", "pl", "2028-12-31"),
        ("+36 months", "en", "2030-03-31"),
        ("+11 months", "en", "2028-02-29"),
        ("+2 years", "en", "2029-03-31"),
        ("+10 d", "en", "2027-04-10"),
        ("+2w", "en", "2027-04-14"),
    ],
)
def test_dates_are_read_in_local_habits(typed: str, language: str, day: str) -> None:
    """A date may be typed as people of the language write it, or counted from today."""
    assert day == parse("date", typed, language)


def test_an_ambiguous_date_asks() -> None:
    """In English 3/4 can be March or April: both readings are offered."""
    with pytest.raises(ValueError, match="Write 2028-04-03 or 2028-03-04"):
        parse("date", "3/4/2028")


@pytest.mark.parametrize(
    "typed", ["31.02.2028", "32.1.2028", "2028-13-01", "tomorrow", "31 Foo 2028", "+5 moons", "1.2.28"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    """A day that does not exist, and words that are none, are told with what was typed."""
    with pytest.raises(ValueError, match=typed.replace("+", r"\+").replace(".", r"\.")):
        parse("date", typed)


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("50 000", 50000, "EUR"),
        ("50.000,00", 50000, "EUR"),
        ("50,000.00", 50000, "EUR"),
        ("50.000", 50000, "EUR"),
        ("1.250.000", 1250000, "EUR"),
        ("50'000", 50000, "EUR"),
        ("50\u202f000,50", 50000.5, "EUR"),
        ("50k", 50000, "EUR"),
        ("1.5m", 1500000, "EUR"),
        ("1250.50", 1250.5, "EUR"),
        ("0.125", 0.125, "EUR"),
        ("CHF 1 200", 1200, "CHF"),
        ("1 200 chf", 1200, "CHF"),
        ("€ 20", 20, "EUR"),
        ("20 £", 20, "GBP"),
        ("300 zł", 300, "PLN"),
    ],
)
def test_amounts_are_read_in_local_habits(typed: str, amount: float, currency: str) -> None:
    """Groups, decimal marks, thousands and currencies are understood."""
    assert {"amount": amount, "currency": currency} == parse("money", typed)


@pytest.mark.parametrize("typed", ["much", "1,2,3.4.5", "5 XYZ", "12.", "9" * 20, "k"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    """Words and broken figures are told."""
    with pytest.raises(ValueError, match=r"number|currency"):
        parse("money", typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("be", "BE"),
        ("UK", "GB"),
        ("Belgium", "BE"),
        ("België", "BE"),
        ("Deutschland", "DE"),
        ("osterreich", "AT"),
        ("Česko", "CZ"),
        ("Ελλάδα", "GR"),
        ("България", "BG"),
    ],
)
def test_a_country_is_known_by_code_english_name_and_name_at_home(typed: str, code: str) -> None:
    """Whatever a person calls the country, its code is stored."""
    assert code == parse("country", typed)


def test_a_country_is_known_by_its_name_in_the_language_of_the_page() -> None:
    """A French page takes French names."""
    assert parse("country", "Allemagne", "fr") == "DE"


@pytest.mark.parametrize(("typed", "code"), [("EN", "en"), ("French", "fr"), ("Deutsch", "de"), ("ελληνικά", "el")])
def test_a_language_is_known_by_code_and_names(typed: str, code: str) -> None:
    """Languages are found like countries."""
    assert code == parse("language", typed)


@pytest.mark.parametrize("kind", ["country", "language"])
def test_an_unknown_name_is_refused(kind: str) -> None:
    """A name of nothing is told."""
    with pytest.raises(ValueError, match="Atlantis"):
        parse(kind, "Atlantis")


@pytest.mark.parametrize("kind", [kind.value for kind in QuestionType])
def test_a_question_mark_means_to_be_confirmed_and_nothing_means_nothing(kind: str) -> None:
    """Every field takes “?” for an answer that is not known yet."""
    assert parse(kind, " ? ") == "TBC"
    assert parse(kind, "  ") is None


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        ("choice", "Talks only", "none_amicable"),
        ("choice", "COURTS", "courts"),
        ("choices", "courts, talks only", ["courts", "none_amicable"]),
        ("parties", "alpine; costa", ["alpine", "costa"]),
        ("yesno", "Ja", True),
        ("yesno", "no", False),
        ("integer", "1 250", 1250),
        ("percentage", "12,5 %", 12.5),
        ("duration", "18 months", {"months": 18}),
        ("duration", "2y", {"years": 2}),
        ("text", " a\tb\r\nc ", "a b\nc"),
        ("rows", "Imaging\t20\nGMP suite\t30\n", [{"name": "Imaging", "days": 20}, {"name": "GMP suite", "days": 30}]),
    ],
)
def test_other_types_are_read_as_people_type_them(kind: str, typed: str, answer: object) -> None:
    """Labels stand for options, commas divide lists, tabs divide the cells of pasted rows."""
    assert answer == parse(kind, typed)


@pytest.mark.parametrize(
    ("kind", "typed"), [("yesno", "perhaps"), ("integer", "1.5"), ("duration", "long"), ("rows", "a\tb\tc")]
)
def test_what_does_not_fit_the_type_is_refused(kind: str, typed: str) -> None:
    """The message is for the person who typed."""
    with pytest.raises(ValueError, match=r"“|row"):
        parse(kind, typed)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)))
def test_a_date_typed_with_dots_is_day_month_year_everywhere(day: datetime.date) -> None:
    """Dots mean day, month, year in every language."""
    assert day.isoformat() == parse("date", f"{day.day}.{day.month}.{day.year}")


@given(st.integers(0, 10**12))
def test_a_grouped_number_means_the_same_in_every_habit(number: int) -> None:
    """Commas, dots and spaces between thousands change nothing."""
    grouped = f"{number:,}"

    assert all(number == parse("integer", grouped.replace(",", mark)) for mark in (",", ".", " ", "\u00a0", "'"))


@given(st.sampled_from([kind for kind in QuestionType if kind is not QuestionType.ROWS]), st.text(max_size=30))
def test_no_typed_text_breaks_a_field(kind: QuestionType, typed: str) -> None:
    """Any text becomes an answer that can be checked, or is refused with a message."""
    asked = Question("group.name", kind, "Label", options=OPTIONS)
    try:
        answer = parse_text(asked, typed, today=TODAY)
        kept, message = check_value(asked, answer, ("alpine",))
    except ValueError as error:
        answer, kept, message = None, None, str(error)
    assert message or answer in (kept, [])
