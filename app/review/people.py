"""People who work for another party: where they come from, where they go, and for how long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.model.finding import Severity
from app.model.message import in_words, say
from app.model.values import as_date, as_number, field, named
from app.review.case import Case
from app.review.duration import DAYS_A_MONTH
from app.review.paper import Paper
from app.review.places import country_of, standing
from app.review.rule import Check, Hit, rule

_STAYS: Final = "hr.secondees"
_LONG, _TOO_LONG = 12, 24
_REMOTE_PERCENT: Final = 25


@rule(
    "HR-01",
    Severity.ERROR,
    "A person is sent to the party that employs the person.",
    "Name another party as home or as host.",
)
def home_is_host(case: Case) -> Iterator[Hit]:
    """Find stays whose host is the home."""
    for paper, row in _stays(case):
        home = field(row, "home")
        if home is not None and home == field(row, "host"):
            message = say("{stay} begins and ends at {party}.", stay=_stay(row), party=named(paper.parties, home))
            yield Hit(message, paper.id, f"{_key(row)}.host")


@rule(
    "HR-02",
    Severity.WARNING,
    "A person works in another country, and no clause deals with posting and social security.",
    "Say that persons work in another country, so that the clause on posting comes in.",
)
def no_posting(case: Case) -> Iterator[Hit]:
    """Find stays across a border in documents without the clause on posting, or with the one for work from home."""
    for paper, row in _stays(case):
        text = paper.chosen.get("hr-posting")
        uncovered = text is None or (text == "remote_cross_border" and row.get("remote") is not True)
        if uncovered and _crosses_border(paper, row):
            message = say(
                "{stay} leads from {home_country} to {country}.",
                stay=_stay(row),
                home_country=_home_country(paper, row),
                country=row.get("country"),
            )
            yield Hit(message, paper.id, "hr.cross_border")


@rule(
    "HR-03",
    Severity.WARNING,
    "A stay abroad is so long that another law on social security or on work applies.",
    "Ask for an exception before the stay begins (Regulation (EC) No 883/2004 art. 16), or shorten it.",
)
def long_stay(case: Case) -> Iterator[Hit]:
    """Find stays abroad of more than 24 months, and (a hint) of more than 12."""
    for paper, row in _stays(case):
        start, end = as_date(row.get("start")), as_date(row.get("end"))
        months = (end - start).days / DAYS_A_MONTH if start is not None and end is not None else 0
        if not _crosses_border(paper, row) or months <= _LONG:
            continue
        if months > _TOO_LONG:
            message = say(
                "{stay} takes more than {too_long} months: the person leaves the insurance at home.",
                stay=_stay(row),
                too_long=_TOO_LONG,
            )
            yield Hit(message, paper.id, f"{_key(row)}.end")
        else:
            message = say(
                "{stay} takes more than {long} months: nearly all labour law of the host applies then.",
                stay=_stay(row),
                long=_LONG,
            )
            remedy = say("Give the authority a reasoned notice for up to 18 months (Directive (EU) 2018/957).")
            yield Hit(message, paper.id, f"{_key(row)}.end", severity=Severity.HINT, remedy=remedy)


@rule(
    "HR-04",
    Severity.WARNING,
    "The parties agree not to hire each other's people. Authorities for competition treat that as a cartel.",
    "Leave the rule out, or keep it short and limited to the persons of a stay, and have a lawyer confirm it.",
)
def no_poaching(case: Case) -> Iterator[Hit]:
    """Find agreements against poaching."""
    for paper in case.papers:
        if paper.chosen.get("hr-nonsolicit") == "cooling_6m":
            message = say("For six months after a stay the parties may not hire each other's people.")
            yield Hit(message, paper.id, clause="hr-nonsolicit")


@rule(
    "HR-05",
    Severity.WARNING,
    "A person needs a visa or a permit, and the text on posting does not deal with it.",
    "Choose the farthest case in the question on work in another country.",
)
def no_visa(case: Case) -> Iterator[Hit]:
    """Find stays from or to countries that the text on posting is not made for."""
    for paper, row in _stays(case):
        text = paper.chosen.get("hr-posting")
        places = [place for place in (_home_country(paper, row), row.get("country")) if isinstance(place, str)]
        far = {standing(case.library, place) for place in places} if _crosses_border(paper, row) else set()
        wanted = {"third_country"} if "OTHER" in far else {"uk_ch", "third_country"} if far & {"UK", "CH"} else set()
        if text is not None and wanted and text not in wanted and row.get("remote") is not True:
            message = say(
                "{stay} leads from {places} to {places_2}; the text is made for nearer countries.",
                stay=_stay(row),
                places=places[0],
                places_2=places[-1],
            )
            yield Hit(message, paper.id, "hr.cross_border")
    for paper in case.papers:
        sends = "hr-scheme" in paper.clauses and "hr-posting" not in paper.clauses
        if sends and paper.own("hr.third_country_nationals") is True:
            message = say("Some persons need a permit to work, and no clause deals with it.")
            yield Hit(message, paper.id, "hr.third_country_nationals")


@rule(
    "HR-06",
    Severity.WARNING,
    "A person works much from home for a host in another country: the place of social security may change.",
    "Check the share of work at home: below 25 %, or below 50 % where both States signed the framework agreement.",
)
def much_remote(case: Case) -> Iterator[Hit]:
    """Find remote work across a border for more than a quarter of the working time."""
    for paper, row in _stays(case):
        share = as_number(row.get("fte_pct"))
        share = 100 if share is None else share
        crosses = _home_country(paper, row) != _host_country(paper, row)
        if row.get("remote") is True and share > _REMOTE_PERCENT and crosses:
            message = say(
                "{stay} is {share} % of the working time, from a distance and across a border.",
                stay=_stay(row),
                share=in_words(f"{share:g}", share),
            )
            yield Hit(message, paper.id, f"{_key(row)}.fte_pct")


def _stays(case: Case) -> Iterator[tuple[Paper, Mapping[str, Any]]]:
    return ((paper, row) for paper in case.papers for row in paper.table(_STAYS))


def _stay(row: Mapping[str, Any]) -> str:
    return say("The stay of “{function}”", function=row.get("function") or row.get("id"))


def _key(row: Mapping[str, Any]) -> str:
    return f"{_STAYS}[{row.get('id')}]"


def _home_country(paper: Paper, row: Mapping[str, Any]) -> str | None:
    return next((country_of(party) for party in paper.parties if party.get("id") == row.get("home")), None)


def _host_country(paper: Paper, row: Mapping[str, Any]) -> str | None:
    return next((country_of(party) for party in paper.parties if party.get("id") == row.get("host")), None)


def _crosses_border(paper: Paper, row: Mapping[str, Any]) -> bool:
    home, place = _home_country(paper, row), field(row, "country")
    return home is not None and place is not None and home != place


CHECKS: tuple[Check, ...] = (home_is_host, no_posting, long_stay, no_poaching, no_visa, much_remote)
