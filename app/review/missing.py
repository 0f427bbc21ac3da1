"""Missing answers that a rule of their subject tells better than the general rule (STR-04) does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from app.model.message import label, say
from app.review.case import Case
from app.review.rule import Hit

TOLD_BY: Final[Mapping[str, tuple[str, str]]] = {
    "committee.coordinator_party": ("GOV-08", say("a body that nobody coordinates stops after its second meeting")),
    "data.gdpr_roles": ("DAT-01", say("without the roles nobody knows who answers for the data")),
    "data.joint_contact_party": ("DAT-02", say("persons need to know whom they can ask (GDPR art. 26)")),
    "data.controller_party": ("DAT-02", say("a processor needs somebody who instructs it (GDPR art. 28)")),
    "data.processor_party": ("DAT-02", say("a controller needs to know who works for it (GDPR art. 28)")),
    "data.transfer_tool": (
        "DAT-03",
        say("data may not leave the European Economic Area without a ground (GDPR art. 44)"),
    ),
    "ip.assignee_party": ("IPR-02", say("rights cannot pass to nobody")),
    "ip.assignment_price": ("IPR-02", say("a fixed price needs its sum")),
    "ip.assignment_free_reason": ("IPR-02", say("an auditor will ask why nothing is paid")),
    "law.subdivision": ("LAW-05", say("the country has more than one law")),
    "law.arb_seat_city": ("LAW-02", say("the seat decides which courts supervise the arbitration")),
    "law.arb_seat_country": ("LAW-02", say("the seat decides which courts supervise the arbitration")),
    "law.arb_appointing_authority": ("LAW-02", say("without an institution somebody has to appoint the arbitrators")),
}
"""Question, the rule that tells that its answer is missing, and why it matters."""


def lacking(case: Case, rule: str) -> Iterator[Hit]:
    """Yield each answer that a document lacks and that this rule has to tell."""
    for paper in case.papers:
        for key, (teller, reason) in TOLD_BY.items():
            if teller == rule and paper.lacks(key):
                question = case.library.questions.get(key)
                yield Hit(
                    say(
                        "“{question}” is not answered: {reason}.",
                        question=label(question.label) if question is not None else key,
                        reason=reason,
                    ),
                    paper.id,
                    key,
                    remedy=say("Answer the question."),
                )
