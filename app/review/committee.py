"""Who sits in a committee, who leads it, how it meets, and who is left when a party goes."""

from __future__ import annotations

from collections.abc import Iterator

from app.model.finding import Severity
from app.model.message import listed, say
from app.model.values import as_names, as_number, field, named
from app.review.case import Case
from app.review.missing import lacking
from app.review.rule import Check, Hit, rule


@rule(
    "GOV-04",
    Severity.ERROR,
    "The chair is no member of the committee, or two members are the chair.",
    "Mark one member as the chair, of the party that the rule for the chair names.",
)
def stranger_in_the_chair(case: Case) -> Iterator[Hit]:
    """Find chairs of parties that do not take part, or of another party than the rule names, and double chairs."""
    for paper in case.papers:
        rule_key = {"fixed_party": "committee.chair_party", "coordinator": "committee.coordinator_party"}
        question = rule_key.get(paper.answer("committee.chair_rule"), "")
        wanted = paper.answer(question) if question else None
        here = [party.get("id") for party in paper.parties]
        if question == "committee.chair_party" and wanted is not None and wanted not in here:
            message = say("{party} names the chair, but does not take part.", party=named(case.answers.parties, wanted))
            yield Hit(message, paper.id, question)
        chairs = [row for row in paper.table("committee.members") if row.get("is_chair") is True]
        if len(chairs) > 1:
            yield Hit(say("{count} members are marked as the chair.", count=len(chairs)), paper.id, "committee.members")
        for row in chairs:
            home = field(row, "party")
            if home is not None and (home not in here or (wanted is not None and home != wanted)):
                message = say(
                    "The chair comes from {party}, which cannot provide it.", party=named(case.answers.parties, home)
                )
                yield Hit(message, paper.id, f"committee.members[{row.get('id')}].is_chair")


@rule(
    "GOV-08",
    Severity.ERROR,
    "Nobody coordinates: the coordinating party is missing, or does not take part.",
    "Name a party to the document as coordinator.",
)
def no_coordinator(case: Case) -> Iterator[Hit]:
    """Find coordinators who are missing or take no part."""
    yield from lacking(case, "GOV-08")
    for paper in case.papers:
        coordinator = paper.answer("committee.coordinator_party")
        if coordinator is not None and coordinator not in [party.get("id") for party in paper.parties]:
            message = say(
                "{party} coordinates, but does not take part.", party=named(case.answers.parties, coordinator)
            )
            yield Hit(message, paper.id, "committee.coordinator_party")


@rule(
    "GOV-09",
    Severity.WARNING,
    "The papers of a meeting are due before the meeting is called.",
    "Let the papers be sent after the invitation: fewer days for the papers than for the notice.",
)
def papers_before_notice(case: Case) -> Iterator[Hit]:
    """Find papers that are due as early as the invitation, or earlier."""
    for paper in case.papers:
        papers = as_number(paper.answer("committee.agenda_days"))
        notice = as_number(paper.answer("committee.notice_days"))
        mine = paper.answers_one_of("committee.agenda_days", "committee.notice_days")
        if mine and papers is not None and notice is not None and papers >= notice:
            message = say(
                "The papers are sent {papers} days before a meeting, the invitation {notice} days before.",
                papers=papers,
                notice=notice,
            )
            yield Hit(message, paper.id, "committee.agenda_days")


@rule(
    "GOV-10",
    Severity.ERROR,
    "The party that leads a sub-group is not in it, or the sub-group has only one party.",
    "Add the lead to the sub-group, or choose a lead from it.",
)
def lead_outside_group(case: Case) -> Iterator[Hit]:
    """Find sub-groups whose lead is outside, and sub-groups of one."""
    for paper in case.papers:
        for row in paper.table("committee.subgroups"):
            members, lead = as_names(row.get("members")), row.get("lead")
            key = f"committee.subgroups[{row.get('id')}]"
            name = say("The sub-group “{name}”", name=row.get("name"))
            if isinstance(lead, str) and lead != "TBC" and members and lead not in members:
                message = say(
                    "{name} is led by {party}, which is not in it.", name=name, party=named(paper.parties, lead)
                )
                yield Hit(message, paper.id, f"{key}.lead")
            elif len(members) == 1:
                yield Hit(say("{name} has only one party.", name=name), paper.id, f"{key}.members")


@rule(
    "GOV-12",
    Severity.HINT,
    "The committee never meets, or only in one place although the parties want low costs.",
    "Meet at least once a year, and allow to take part online.",
)
def costly_meetings(case: Case) -> Iterator[Hit]:
    """Find committees without a meeting, and journeys in documents that plan no common cost."""
    for paper in case.papers:
        if paper.answer("committee.meetings_per_year") == 0:
            yield Hit(say("The committee meets 0 times a year."), paper.id, "committee.meetings_per_year")
        months = as_number(paper.answer("money.lowcost_months"))
        if paper.answer("committee.meeting_mode") == "in_person" and months:
            message = say(
                "No common cost is planned for {months} months, but every meeting needs a journey.", months=months
            )
            yield Hit(message, paper.id, "committee.meeting_mode")


@rule(
    "GOV-13",
    Severity.WARNING,
    "When one party leaves, the others cannot go on.",
    "Lower the number of parties that can go on; with two parties take the text that ends for both.",
)
def fragile(case: Case) -> Iterator[Hit]:
    """Find documents that one leaving party ends without saying so."""
    for paper in case.papers:
        least, count = as_number(paper.answer("term.min_parties_to_continue")), len(paper.parties)
        if "gen-withdrawal" not in paper.clauses or least is None:
            continue
        if count == 2 and paper.chosen["gen-withdrawal"] != "bilateral":
            message = say("There are two parties, and the text on leaving speaks of those who go on.")
            yield Hit(message, paper.id, clause="gen-withdrawal")
        elif count > 2 and count - 1 < least:
            names = listed([named(paper.parties, party.get("id")) for party in paper.parties])
            message = say(
                "If one of {names} leaves, fewer than {least} remain, and the document ends for all.",
                names=names,
                least=least,
            )
            yield Hit(message, paper.id, "term.min_parties_to_continue")


CHECKS: tuple[Check, ...] = (
    stranger_in_the_chair,
    no_coordinator,
    papers_before_notice,
    lead_outside_group,
    costly_meetings,
    fragile,
)
