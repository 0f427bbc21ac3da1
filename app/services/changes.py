"""What differs between two answer records, and how a difference is applied, merged and taken back.

A record is nested mappings and lists of plain values. A list whose rows all carry an `id` is compared row by row, its
order apart; every other list is one value. A change names its path ("document", "title" or "parties", "@alpine",
"short_name"), the value before and the value after; ABSENT stands for no value.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

ORDER: Final = "@"
"""The last step of a path that names the order of the rows of a list."""


class _Absent:
    def __repr__(self) -> str:
        return "ABSENT"

    def __copy__(self) -> _Absent:
        return self

    def __deepcopy__(self, memo: object) -> _Absent:
        return self


ABSENT: Final = _Absent()
"""No value at this path."""

Path = tuple[str, ...]

_LISTS: Final = frozenset({"parties", "offers", "demands", "subjects", "special_terms", "annexes"})
_MONEY: Final = frozenset({"amount", "currency"})
_UNITS: Final = frozenset({"days", "weeks", "months", "years"})


@dataclass(frozen=True, slots=True)
class Change:
    """One value that became another."""

    path: Path
    old: Any
    new: Any

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.path, self.new, self.old)

    def as_json(self) -> dict[str, Any]:
        """Return the change as it is stored; an absent value is left out."""
        plain: dict[str, Any] = {"path": list(self.path)}
        if self.old is not ABSENT:
            plain["old"] = self.old
        if self.new is not ABSENT:
            plain["new"] = self.new
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Change:
        """Return the change that `as_json` made `plain` from."""
        return cls(tuple(plain["path"]), plain.get("old", ABSENT), plain.get("new", ABSENT))


def diff(old: Any, new: Any, path: Path = ()) -> tuple[Change, ...]:
    """Return the changes that make `new` out of `old`: the smallest values that differ.

    No group and an empty group are the same.
    """
    if _is_group(path):
        old, new = {} if old is ABSENT else old, {} if new is ABSENT else new
    if (
        isinstance(old, Mapping)
        and isinstance(new, Mapping)
        and not (_is_measure(old, path) and _is_measure(new, path))
    ):
        keys = [*old, *(key for key in new if key not in old)]
        return tuple(
            change for key in keys for change in diff(old.get(key, ABSENT), new.get(key, ABSENT), (*path, key))
        )
    if _is_table(old) and _is_table(new) and (old or new):
        return _diff_rows(old, new, path)
    return () if _same(old, new) else (Change(path, old, new),)


def apply(record: Any, changes: Iterable[Change]) -> Any:
    """Return the record with the changes made; the record itself stays as it is."""
    # Thousands of rows come or go at once when a file is imported: those of one table are changed together.
    for table, together in itertools.groupby(changes, key=_table_of):
        if table is None:
            for change in together:
                record = _with(record, change.path, change.new)
        else:
            record = _with(record, table, _with_rows(value_at(record, table), together))
    return record


def value_at(record: Any, path: Path) -> Any:
    """Return what stands at a path, or ABSENT."""
    for step in path:
        if isinstance(record, Mapping):
            record = record.get(step, ABSENT)
        elif step == ORDER and _is_table(record):
            return [row["id"] for row in record]
        elif step.startswith("@") and _is_table(record):
            record = next((row for row in record if row["id"] == step[1:]), ABSENT)
        else:
            return ABSENT
    return record


def merge(current: Any, changes: Sequence[Change]) -> tuple[list[Change], list[Change]]:
    """Sort changes made to an earlier state into those that still apply to `current` and those that contradict it.

    A change contradicts when the value it starts from has become another one in the meantime, unless it has become the
    very value that is wanted. The order of rows never contradicts: rows that the other person added stay at the end.
    """
    fitting: list[Change] = []
    contrary: list[Change] = []
    tables = {table: _rows_of(value_at(current, table)) for table in set(map(_table_of, changes)) if table is not None}
    for change in changes:
        table = _table_of(change)
        there = value_at(current, change.path) if table is None else tables[table].get(change.path[-1][1:], ABSENT)
        if _same(there, change.new):
            continue
        if change.path[-1:] == (ORDER,):
            if there is not ABSENT:
                fitting.append(Change(change.path, there, change.new))
        elif _same(there, change.old):
            fitting.append(change)
        else:
            contrary.append(Change(change.path, there, change.new))
    return fitting, contrary


def _diff_rows(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], path: Path) -> tuple[Change, ...]:
    before, after = {row["id"]: row for row in old}, {row["id"]: row for row in new}
    changes: list[Change] = []
    for identifier in [*before, *(key for key in after if key not in before)]:
        here = (*path, f"@{identifier}")
        if identifier in before and identifier in after:
            changes.extend(diff(before[identifier], after[identifier], here))
        else:
            changes.append(Change(here, before.get(identifier, ABSENT), after.get(identifier, ABSENT)))
    # Rows that came go to the end and rows that went leave no gap; only another order than that is a change of its own.
    kept = [identifier for identifier in before if identifier in after]
    natural = [*kept, *(identifier for identifier in after if identifier not in before)]
    if natural != list(after) or kept != list(before):
        changes.append(Change((*path, ORDER), list(before), list(after)))
    return tuple(changes)


def _with(record: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if step == ORDER:
        return _ordered(record, value)
    if step.startswith("@"):
        return _with_row(list(record) if _is_table(record) else [], step[1:], rest, value)
    fields = dict(record) if isinstance(record, Mapping) else {}
    inner = _with(fields.get(step, ABSENT), rest, value)
    if inner is ABSENT or inner == {}:
        fields.pop(step, None)
    else:
        fields[step] = inner
    return fields


def _with_row(rows: list[Any], identifier: str, rest: Path, value: Any) -> Any:
    position = next((index for index, row in enumerate(rows) if row["id"] == identifier), len(rows))
    row = _with(rows[position] if position < len(rows) else {"id": identifier}, rest, value)
    rows[position : position + 1] = [] if row is ABSENT else [row]
    return rows


def _table_of(change: Change) -> Path | None:
    """Return the path of the table in which a change adds, replaces or removes a whole row; None for other changes."""
    last = change.path[-1] if change.path else ""
    return change.path[:-1] if last.startswith("@") and last != ORDER else None


def _rows_of(table: Any) -> dict[str, Any]:
    return {row["id"]: row for row in table} if _is_table(table) else {}


def _with_rows(table: Any, changes: Iterable[Change]) -> list[Any]:
    rows = _rows_of(table)
    for change in changes:
        identifier = change.path[-1][1:]
        if change.new is ABSENT:
            rows.pop(identifier, None)
        else:
            rows[identifier] = change.new
    return list(rows.values())


def _ordered(rows: Any, order: Any) -> Any:
    if not _is_table(rows) or order is ABSENT:
        return rows
    rank = {identifier: position for position, identifier in enumerate(order)}
    return sorted(rows, key=lambda row: rank.get(row["id"], len(rank)))


def _is_group(path: Path) -> bool:
    """Whether a group of answers, of typed texts or of accepted warnings stands at this path of a state."""
    in_annex = len(path) == 4 and path[1] == "annexes"
    in_main = len(path) == 2 and path[0] == "answers" and path[1] not in _LISTS
    return in_main or in_annex or path in (("unread",), ("accepted",))


def _is_measure(value: Mapping[str, Any], path: Path) -> bool:
    """Whether this is an amount of money or a duration: one value, though it is written as a mapping."""
    keys = set(value)
    return not _is_group(path) and bool(keys) and (keys <= _MONEY or keys <= _UNITS)


def _is_table(value: Any) -> bool:
    """Whether this is a list of rows with an id each (an empty list is one)."""
    if not isinstance(value, list) or not all(
        isinstance(row, Mapping) and isinstance(row.get("id"), str) for row in value
    ):
        return False
    return len({row["id"] for row in value}) == len(value)


def _same(one: Any, other: Any) -> bool:
    # In Python True equals 1 and 1 equals 1.0; as answers the first two are different.
    return (type(one) is type(other) and one == other) or (_is_number(one) and _is_number(other) and one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
