"""Run mutmut with the settings of pyproject.toml, and with some ways of this project.

    python -m tools.mutation.mutmut run --max-children 1

- The words of sentences stay. mutmut changes each string to other letters; where it is a sentence for a reader, a test
  that notices only repeats the sentence. A key, a rule's id or a type is a string without a blank, and is changed.
- The rules of the review are changed as well. mutmut passes over functions with a decorator; `@rule` is harmless.
- A mutant is looked up without a look at the environment at each call: that took half the time.
- The tests are collected once, not for each mutant: that took most of what was left. First come those that noticed
  another mutant of the same module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import libcst
from libcst import matchers
from mutmut.__main__ import cli
from mutmut.configuration import config
from mutmut.mutation import file_mutation, mutators, trampoline
from mutmut.runners.harness import PytestRunner
from mutmut.utils.file_utils import change_cwd
from mutmut.workers.isolation import ForkRunner

from tools.mutation.held import Held

RULE = matchers.FunctionDef(decorators=[matchers.Decorator(matchers.Call(matchers.Name("rule")))])

_passes_over = file_mutation.MutationVisitor._skip_node_and_children
_arranged = file_mutation.function_trampoline_arrangement
_run_all = PytestRunner.run_tests
_startup = ForkRunner.startup
_held: list[Held] = []


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


def run_tests(runner: PytestRunner, *, mutant_name: str | None, tests: Iterable[str]) -> int:
    """Run all tests as mutmut has it; those of a mutant in the session that was begun before."""
    if mutant_name is None:
        return _run_all(runner, mutant_name=None, tests=tests)
    noticed = Path(f"noticed-{mutant_name.partition('.x')[0]}").resolve()
    with change_cwd("mutants"):
        return int(_held[0].notice(tests, noticed))


def startup(forks: ForkRunner) -> None:
    """Collect the tests, for all copies of this process, and go on as mutmut has it."""
    with change_cwd("mutants"):
        _held.append(Held([*config().pytest_add_cli_args, *config().pytest_add_cli_args_test_selection]))
    _startup(forks)


if __name__ == "__main__":
    mutators.mutation_operators[:] = [  # type: ignore[index]
        (kind, changed_string if change is mutators.operator_string else change)
        for kind, change in mutators.mutation_operators
    ]
    file_mutation.MutationVisitor._skip_node_and_children = passes_over  # type: ignore[method-assign, assignment]
    file_mutation.function_trampoline_arrangement = arranged
    trampoline.get_mutant_under_test = in_use
    PytestRunner.run_tests = run_tests  # type: ignore[method-assign, assignment]
    ForkRunner.startup = startup  # type: ignore[method-assign, assignment]
    cli()
