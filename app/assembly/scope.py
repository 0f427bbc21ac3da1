"""The scope of a clause: where the expressions of its text find names, helpers and filters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from app.assembly import filters, helpers
from app.assembly.context import Context
from app.assembly.lookup import Bound, Found, find
from app.model.expression import MISSING, TBC, UndecidedError, Value
from app.model.message import say

_AUTHORED_FILTERS = frozenset({"party_share"})


class ClauseScope:
    """What the expressions of one clause see in one document. Every question that is looked at is recorded as used."""

    def __init__(
        self,
        context: Context,
        clause: str,
        alternative: str = "",
        *,
        island: bool = False,
        bound: Mapping[str, Bound] | None = None,
        position: int = 0,
    ) -> None:
        self.context = context
        self.clause = clause
        self.alternative = alternative
        self.island = island
        self.bound: Mapping[str, Bound] = bound or {}
        self.position = position
        self.questions: dict[str, None] = {}

    def inside(self, name: str, bound: Bound, position: int) -> ClauseScope:
        """Return the scope in which the loop name stands for one row; uses are recorded in the same place."""
        scope = ClauseScope(
            self.context,
            self.clause,
            self.alternative,
            island=self.island,
            bound={**self.bound, name: bound},
            position=position,
        )
        scope.questions = self.questions
        return scope

    # --- the protocol model.expression.Scope ---

    def name(self, path: tuple[str, ...]) -> Value:
        """Return the value of a name for printing."""
        found = self._find(path)
        return Value(found.data, found.key)

    def known(self, path: tuple[str, ...]) -> object:
        """Return the data of a name for a condition; raise UndecidedError where a required answer is missing."""
        found = self._find(path)
        if found.data is not MISSING:
            return found.data
        if found.key is not None and self._is_wanted(found):
            raise UndecidedError(found.key)
        # An optional answer that is still to be confirmed will come: what depends on it is printed, with a blank in it.
        return TBC if found.state == "tbc" else None

    def helper(self, name: str, arguments: tuple[object, ...]) -> Value:
        """Return what a helper yields."""
        return helpers.call(self, name, arguments)

    def filter(self, name: str, value: Value, arguments: tuple[object, ...]) -> Value:
        """Return the value as the filter prints it; a missing answer passes through all filters but two."""
        if value.data is MISSING or value.data is None:
            if name == "default":
                return Value(arguments[0], None)
            return Value("", value.key) if name == "or_nothing" else value
        try:
            data = filters.apply(self.context, name, value, arguments)
        except (ValueError, ArithmeticError) as error:
            self.context.report(
                "STR-04",
                say("The answer cannot be printed as “{name}”: {error}.", name=name, error=error),
                clause=self.clause,
                question=value.key or "",
            )
            return Value(MISSING, value.key)
        return Value(data, None if name in _AUTHORED_FILTERS else value.key)

    def _find(self, path: tuple[str, ...]) -> Found:
        if path[0] in self.bound:
            return self._used(find(self.context, path, self.bound))[0]
        # Answers are looked at again and again, and stay the same while a document is assembled.
        known = self.context.looked_up.get(path)
        if known is None:
            known = self.context.looked_up[path] = self._used(find(self.context, path, self.bound))
        self.note(known[1])
        return known[0]

    def note(self, root: str) -> None:
        """Record that the clause uses a question ("" for none)."""
        if root and root not in self.questions:
            self.questions[root] = None

    def _used(self, found: Found) -> tuple[Found, str]:
        """Record that an answer is used; return it with the question that asks for it."""
        root = self._root(found)
        if root:
            # An optional answer that nobody gave is not wanted, so nothing is missing.
            absent = found.data is MISSING and found.state != "tbc" and not self._is_wanted(found)
            self.questions.setdefault(root)
            self.context.use(root, self.clause, "given" if absent else found.state)
        return found, root

    def _is_wanted(self, found: Found) -> bool:
        """Whether a missing answer is one that the text needs; computed lists ask nobody."""
        return bool(self._root(found)) and (found.question is None or found.question.required)

    def _root(self, found: Found) -> str:
        """Return the question that asks for this answer (for a cell, its table), or "" where nobody is asked."""
        question = found.key or ""
        if question in self.context.library.questions:
            return question
        question = _without_rows(question)
        if question.partition(".")[0] == "parties":
            return "parties"
        while question and question not in self.context.library.questions:
            question = question.rpartition(".")[0]
        return question


@lru_cache(maxsize=4_096)
def _without_rows(key: str) -> str:
    parts, depth = [], 0
    for letter in key:
        depth += (letter == "[") - (letter == "]")
        if depth == 0 and letter != "]":
            parts.append(letter)
    return "".join(parts)
