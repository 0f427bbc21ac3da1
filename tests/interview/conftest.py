"""A small library with a question of every type, a contract and an annex."""

from __future__ import annotations

import pytest

from app.model.library import Library
from tests.build import PROJECT, library_of

PARTY_FIELDS = (PROJECT / "clauses" / "_questions" / "parties.yaml").read_text("utf-8")

QUESTIONS = """\
questions:
  - {key: document.title, type: text, label: Title, validation: 3..160 characters}
  - {key: document.reference, type: text, label: Reference, required: false}
  - {key: document.effective_date, type: date, label: Start, required: false}
  - {key: purpose.text, type: long_text, label: Purpose}
  - {key: purpose.categories, type: choices, label: Categories, options: {hr: People, facilities: Facilities}}
  - {key: law.country, type: country, label: Country of the law}
  - {key: law.language, type: language, label: Language of the proceedings, required: false}
  - {key: law.exclusive, type: yesno, label: Exclusive courts, default: true}
  - {key: law.forum, type: choice, label: Forum, options: {courts: Courts, arbitration: Arbitration}}
  - {key: term.months, type: integer, label: Months, validation: 1..240}
  - {key: term.end_date, type: date, label: End date, required: false}
  - {key: term.withdrawal_allowed, type: yesno, label: Withdrawal allowed, required: false}
  - {key: term.grace, type: duration, label: Grace period, required: false}
  - {key: money.fee, type: money, label: Fee, required: false}
  - {key: money.share_pct, type: percentage, label: Share, required: false}
  - {key: committee.chair, type: party, label: Chair, required: false}
  - {key: committee.members, type: parties, label: Members, required: false}
  - {key: document.languages, type: rows, of: language, label: Languages, required: false}
  - key: offers
    type: rows
    label: Offers
    required: false
    of:
      party: {type: party, label: Party}
      title: {type: text, label: Title}
      price: {type: money, label: Price, required: false}
      days: {type: integer, label: Days, required: false, validation: 1..30}
"""

CLAUSES = {
    "gen-parties": "{{ parties | names }}",
    "gen-purpose": (
        "questions:\n  - {key: purpose.note, type: text, label: Note, required: false}\n---\n"
        "1. {{ purpose.text }} {{ purpose.categories | list }} {{ purpose.note | or_nothing }}\n"
        "2. {{ money.fee | money }}"
    ),
    "gen-law": (
        "alternatives:\n"
        "  courts: {label: Courts, position: preferred, when: 'law.forum == \"courts\"'}\n"
        "  arb: {label: Arbitration, position: acceptable}\n"
        "default: courts\n---\n"
        "## courts\n{{ law.country | country }}\n## arb\n{{ law.language | language }}"
    ),
    "gen-term": (
        "questions:\n  - {key: term.own_days, type: integer, label: Days of its own, required: false}\n---\n"
        "{{ term.months | months }} {{ term.own_days | days }}"
    ),
    "fa-use": (
        "questions:\n  - {key: use.rules, type: text, label: Rules of use}\n---\n"
        "{{ use.rules }} {{ law.country | country }} {{ term.months | months }}"
    ),
}
CONTRACT = """\
id: contract
title: Contract of cooperation
name: Contract
kind: agreement
noun: Contract
binding_level: light
modes: [standalone]
summary: For tests.
parts:
  - id: terms
    title: ""
    placements: [gen-parties, gen-purpose, {clause: gen-law, optional: true}, gen-term]
pages:
  - {id: law, title: Law and disputes, asks: ["law.*"]}
  - {id: term, title: Duration, asks: [term.months, law.country]}
  - {id: rest, title: Purpose, help: What it is for., asks: [document.title, purpose.text]}
"""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small library, loaded once a run."""
    return library_of(
        tmp_path_factory.mktemp("small"),
        CLAUSES,
        {"contract": CONTRACT, "annex-use": ["fa-use", "gen-law"]},
        QUESTIONS,
        party_fields=PARTY_FIELDS,
    )
