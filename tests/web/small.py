"""A small library with one question of every type, for tests of drafts and pages."""

from __future__ import annotations

from pathlib import Path

from app.model.library import Library
from tests.build import library_of

QUESTIONS = """\
questions:
  - {key: document.title, type: text, label: Title of the document, required: false}
  - {key: document.reference, type: text, label: Reference, required: false}
  - {key: document.version, type: text, label: Version, default: "0.1"}
  - {key: document.effective_date, type: date, label: Start, required: false}
  - {key: purpose.text, type: long_text, label: Common aim, help: One sentence.}
  - {key: purpose.sectors, type: rows, of: text, label: Sectors}
  - key: price.model
    type: choice
    label: How is access paid for?
    options:
      free: {label: no payment, help: Units are exchanged., position: preferred}
      market: {label: Market price, help: Each use is paid., position: needs-approval}
  - key: price.shared
    type: choices
    label: What may be shared
    default: [people]
    options: {people: people, rooms: rooms}
  - {key: price.public, type: yesno, label: Is an operator public?}
  - {key: price.days, type: integer, label: Days to pay, default: 30, validation: 1..60}
  - {key: price.limit_pct, type: percentage, label: Limit of use}
  - {key: price.fee, type: money, label: Fee}
  - {key: price.pause, type: duration, label: Pause, required: false}
  - {key: term.end_date, type: date, label: End date, help: A day in the future.}
  - {key: law.country, type: country, label: Country whose law governs}
  - {key: law.language, type: language, label: Language of the papers}
  - {key: law.keeper, type: party, label: Keeper of the ledger}
  - {key: law.members, type: parties, label: Parties in the group, required: false}
  - key: tools.tools
    type: rows
    label: Tools
    of:
      name: {type: text, label: Tool}
      owner: {type: party, label: Owner}
      hours: {type: integer, label: Hours, required: false}
  - key: tools.rooms
    type: rows
    label: Rooms
    required: false
    of:
      name: {type: text, label: Room}
      owner: {type: party, label: Owner}
      area: {type: integer, label: Area, required: false}
      opened: {type: date, label: Open since, required: false}
      fee: {type: money, label: Fee a day, required: false}
      note: {type: long_text, label: Note, required: false}
"""

PRICE = """\
alternatives:
  free: {label: No payment, position: preferred, when: price.model == "free", guidance: Choose when units match.}
  market: {label: Market price, position: needs-approval, when: price.model == "market", guidance: Choose for companies.}
default: free
legal_refs: [Some Act art. 1]
---
## free
1. Access is free. Sharing covers {{ price.shared | list }}.
## market
1. The user pays {{ price.fee | money }} within {{ price.days | days }}.
2. The limit is {{ price.limit_pct | percent }}.
"""

SECRECY = """\
alternatives:
  short: {label: Short text, position: preferred}
  long: {label: Long text, position: acceptable}
default: short
---
## short
1. Each Party keeps secrets.
## long
1. Each Party keeps secrets for as long as they are secret.
"""

CLAUSES = {
    "gen-parties": "::: each p in parties\n1. {{ p.legal_name }} of {{ p.seat.country | country }}.\n:::\n",
    "gen-purpose": "1. The aim is: {{ purpose.text }}\n2. The sectors are {{ purpose.sectors | list }}.\n",
    "fp-price": PRICE,
    "gen-secrecy": SECRECY,
    "gen-extra": "1. An extra rule applies until {{ term.end_date | date }}.\n",
    "gen-tools": (
        "::: each t in tools.tools\n1. {{ t.name }} of {{ t.owner | label }}.\n:::\n"
        "::: each r in tools.rooms\n1. {{ r.name }} of {{ r.owner | label }}.\n:::\n"
        "::: when price.public\n2. The operator is public.\n:::\n"
    ),
    "gen-law": (
        "1. The law of {{ law.country | country }} applies; papers are in {{ law.language | language }}.\n"
        "2. {{ law.keeper | label }} keeps the ledger.\n"
    ),
    "fa-use": "1. Use is governed by {{ law.country | country }} law and ends on {{ term.end_date | date }}.\n",
}

OUTLINE = """\
id: agreement
title: Agreement on tools
name: Agreement
kind: agreement
noun: Agreement
binding_level: binding
modes: [standalone]
situation: Begin to work together
summary: Use it first.
parts:
  - id: terms
    title: Terms
    placements:
      - {clause: gen-parties, layout: parties}
      - gen-purpose
      - fp-price
      - gen-secrecy
      - {clause: gen-extra, optional: true, on: false}
      - gen-tools
      - gen-law
pages:
  - {id: aim, title: Aim, asks: ["purpose.*"]}
  - {id: price, title: Price, help: What it costs., asks: ["price.*"]}
  - {id: tools, title: Tools, asks: ["tools.*"]}
  - {id: law, title: Law, asks: ["law.*", "term.*"]}
"""

ANNEX = """\
id: annex-use
title: Use of tools
name: Annex
kind: annex
noun: Annex
binding_level: binding
modes: [joined, standalone]
situation: Share something definite
summary: Use it for one tool.
parts:
  - id: terms
    title: ""
    placements: [fa-use]
pages:
  - {id: use, title: Use, asks: ["law.*", "term.*"]}
"""

FILLED = {
    "document": {"type": "agreement", "title": "Tools of two clusters", "reference": "AG-2027-001", "version": "1.0"},
    "parties": [
        {"id": "alpine", "legal_name": "Alpine e.V.", "short_name": "Alpine", "seat": {"country": "DE"}},
        {"id": "costa", "legal_name": "Fundació Costa", "short_name": "Costa", "seat": {"country": "ES"}},
    ],
    "purpose": {"text": "Share tools.", "sectors": ["optics", "biology"]},
    "price": {"model": "market", "shared": ["people"], "public": True, "days": 45, "limit_pct": 12.5,
              "fee": {"amount": 1500, "currency": "EUR"}},
    "term": {"end_date": "2028-12-31"},
    "law": {"country": "BE", "language": "en", "keeper": "alpine"},
    "tools": {"tools": [{"id": "T1", "name": "Laser", "owner": "alpine"}, {"id": "T2", "name": "Mill", "owner": "costa"}],
              "rooms": [{"id": "R1", "name": "Clean room", "owner": "costa", "area": 40}]},
    "annexes": [{"id": "use", "type": "annex-use", "parties": ["alpine", "costa"]}],
}  # fmt: skip


def small_library(folder: Path) -> Library:
    """Return the library, written below `folder`."""
    return library_of(folder, CLAUSES, {"agreement": OUTLINE, "annex-use": ANNEX}, QUESTIONS)
