"""The sharing matrix: one row for each subject, one column for each party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.matching.entries import Subject

Role = Literal["gives", "receives", ""]


@dataclass(frozen=True, slots=True)
class Row:
    """One subject: the role of each party in it, in the order of the parties."""

    subject: Subject
    roles: tuple[Role, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """What is given in return: the reciprocity ("none", "equal_units", "value"), and "money" where anything is
        paid.
        """
        return (self.subject.reciprocity, *(("money",) if self.subject.money else ()))


@dataclass(frozen=True, slots=True)
class Matrix:
    """All subjects of a contract. `parties` are ids, in order."""

    parties: tuple[str, ...]
    rows: tuple[Row, ...]

    def balance(self, party: str) -> tuple[int, int]:
        """Return in how many subjects a party gives, and in how many it receives."""
        column = self.parties.index(party)
        roles = [row.roles[column] for row in self.rows]
        return roles.count("gives"), roles.count("receives")


def matrix_of(subjects: Sequence[Subject], parties: Sequence[str]) -> Matrix:
    """Return the matrix of subjects among parties."""
    return Matrix(tuple(parties), tuple(Row(one, tuple(_role(one, party) for party in parties)) for one in subjects))


def _role(subject: Subject, party: str) -> Role:
    if party == subject.provider:
        return "gives"
    return "receives" if party in subject.receivers else ""
