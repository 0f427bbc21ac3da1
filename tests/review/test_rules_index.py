"""The index of rules in the docs is that of the rules."""

from __future__ import annotations

from app.library import load_library
from app.review import rules_of
from tests.build import PROJECT
from tools import rules_index


def test_the_index_is_up_to_date() -> None:
    """docs/rules.md says what the rules say today."""
    written = rules_index.INDEX.read_text("utf-8")

    assert written == rules_index.index(), "Run “python tools/rules_index.py” and read the difference."


def test_the_index_names_each_rule_once_under_its_family() -> None:
    """No rule is left out, and no family has an empty table."""
    text, rules = rules_index.index(), rules_of(load_library(PROJECT))

    assert all(text.count(f"| {rule.id} | {rule.severity} |") == 1 for rule in rules)
    assert {rules_index.family(rule) for rule in rules} == set(rules_index.FAMILIES)
