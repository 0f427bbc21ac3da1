"""Warnings that a person accepts with a reason.

They are kept in the state of a draft beside the answers, never in them: nothing that is printed can show them. An
acceptance holds for a finding as it reads. When the finding says something else, because an answer or the rule has
changed, it is open again.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.model.finding import Finding, Severity
from app.model.message import say
from app.services.changes import ABSENT, Path

ACCEPTED: Final = "accepted"
"""The key of a state that holds the accepted warnings: {key of the finding: what was accepted, why, on which day}."""

SHORTEST: Final = 10
LONGEST: Final = 500
"""Characters of a reason."""

_DIGITS: Final = 16
_AGE: Final = re.compile(r"\d+ days ago")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that was accepted, with the reason and the day (ISO) on which it was."""

    finding: Finding
    reason: str
    on: str


def key_of(finding: Finding) -> str:
    """Return the name under which the acceptance of a finding is kept: its document, and a digest of what it says."""
    # The same date lies one day further back tomorrow; that is no other finding.
    said = _AGE.sub("days ago", finding.message)
    whole = "\n".join((finding.rule, finding.clause or "", finding.question or "", said))
    return f"{finding.document}:{hashlib.sha256(whole.encode()).hexdigest()[:_DIGITS]}"


def can_accept(finding: Finding) -> bool:
    """Whether a finding can be accepted: an error has to be solved, a hint asks for nothing."""
    return finding.severity is Severity.WARNING


def sorted_out(
    findings: Iterable[Finding], accepted: Mapping[str, Any]
) -> tuple[tuple[Finding, ...], tuple[Acceptance, ...]]:
    """Return the findings that are open, and those that were accepted; both in their order."""
    open_ones: list[Finding] = []
    settled: list[Acceptance] = []
    for finding in findings:
        kept = accepted.get(key_of(finding)) if accepted and can_accept(finding) else None
        if kept is None:
            open_ones.append(finding)
        else:
            settled.append(Acceptance(finding, str(kept["reason"]), str(kept["on"])))
    return tuple(open_ones), tuple(settled)


def accepting(finding: Finding, reason: str, day: datetime.date) -> dict[Path, Any]:
    """Return the edits that accept a finding."""
    kept = {"rule": finding.rule, "message": finding.message, "reason": reason, "on": day.isoformat()}
    return {(ACCEPTED, key_of(finding)): kept}


def reopening(key: str) -> dict[Path, Any]:
    """Return the edits that take an acceptance back."""
    return {(ACCEPTED, key): ABSENT}


def forgetting(document: str, accepted: Mapping[str, Any]) -> dict[Path, Any]:
    """Return the edits that take back all acceptances of a document: another may get its id later."""
    return {path: value for key in accepted if key.startswith(f"{document}:") for path, value in reopening(key).items()}


def reason_of(text: str) -> str:
    """Return a reason as it is kept: without control characters, spaces and line breaks as one space."""
    return "".join(filter(str.isprintable, " ".join(text.split())))


def problem_of(reason: str) -> str:
    """Return what is wrong with a reason, or ""."""
    if len(reason) < SHORTEST:
        return say(
            "Write a reason of at least {shortest} characters, so that others understand it later.", shortest=SHORTEST
        )
    if len(reason) > LONGEST:
        return say(
            "A reason has at most {longest} characters. This one has {count}.", longest=LONGEST, count=len(reason)
        )
    return ""
