"""Run mutmut with the settings of pyproject.toml, and with some ways of this project.

    python -m tools.mutation.mutmut run --max-children 1

- The words of sentences stay. mutmut changes each string to other letters; where it is a sentence for a reader, a test
  that notices only repeats the sentence. A key, a rule's id or a type is a string without a blank, and is changed.
- The rules of the review are changed as well. mutmut passes over functions with a decorator; `@rule` is harmless.
- A mutant is looked up without a look at the environment at each call: that took half the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import libcst
from libcst import matchers
from mutmut.__main__ import cli
from mutmut.mutation import file_mutation, mutators, trampoline

RULE = matchers.FunctionDef(decorators=[matchers.Decorator(matchers.Call(matchers.Name("rule")))])

_passes_over = file_mutation.MutationVisitor._skip_node_and_children
_arranged = file_mutation.function_trampoline_arrangement


def changed_string(node: libcst.BaseString) -> Iterator[libcst.BaseString]:
    """Give one changed string (mutmut gives three: marked, in small letters and in capitals), none for a sentence."""
    if isinstance(node, libcst.SimpleString) and " " not in node.value.strip("\"' "):
        yield from islice(mutators.operator_string(node), 1)


def passes_over(visitor: file_mutation.MutationVisitor, node: libcst.CSTNode) -> bool:
    """Tell whether a part of the code stays as it is: as mutmut has it, but for rules."""
    return not matchers.matches(node, RULE) and _passes_over(visitor, node)


def arranged(function: libcst.FunctionDef, *others: Any, **more: Any) -> Any:
    """Return what mutmut puts in the place of a function; of all its copies only the one that is called is a rule."""
    head, (called, *copies), *rest = _arranged(function.with_changes(decorators=()), *others, **more)
    whole = called.with_changes(decorators=[*function.decorators, *called.decorators])
    return head, [whole, *copies], *rest


def in_use() -> str:
    """Return the name of the mutant that is tried."""
    return trampoline._mutant_under_test or ""


if __name__ == "__main__":
    mutators.mutation_operators[:] = [  # type: ignore[index]
        (kind, changed_string if change is mutators.operator_string else change)
        for kind, change in mutators.mutation_operators
    ]
    file_mutation.MutationVisitor._skip_node_and_children = passes_over  # type: ignore[method-assign]
    file_mutation.function_trampoline_arrangement = arranged
    trampoline.get_mutant_under_test = in_use
    cli()
