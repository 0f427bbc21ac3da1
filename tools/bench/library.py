"""Writes a contract as a clause library, and answers to it: what the service reads."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from tools.bench.words import VALUES, Piece, Pieces, Place, Plain, Strong, Value
from tools.bench.workload import FLAGS, REFERENCE, Annex, Clause, Contract, Data

PROJECT: Final = Path(__file__).resolve().parent.parent.parent
AGREEMENT: Final = "agreement"

_PARTIES: Final = """\
---
id: bench-parties
title: Parties
---
| Party | Registered address | Company number | Represented by |
|:------|:-------------------|:---------------|:---------------|
::: each p in parties
| {{ p.legal_name }} | {{ p.seat.street }}, {{ p.seat.city }} | {{ p.register_no }} | {{ p.contact.name }} |
:::
"""
_NOTICES: Final = """\
---
id: bench-notices
title: Notices
---
| Party | Contact | Address for notices |
|:------|:--------|:--------------------|
::: each p in parties
| {{ p.legal_name }} | {{ p.contact.name }} | {{ p.contact.email }} |
:::
"""
_PARTY_FIELDS: Final = """\
party_fields:
  - {key: legal_name, type: text, label: Legal name}
  - {key: short_name, type: text, label: Short name}
  - {key: register_no, type: text, label: Company number}
  - {key: seat.street, type: text, label: Street}
  - {key: seat.city, type: text, label: Town}
  - {key: seat.country, type: country, label: Country}
  - {key: contact.name, type: text, label: Contact}
  - {key: contact.email, type: text, label: Address for notices}
  - {key: representatives, type: rows, label: Representatives, of: {name: text, capacity: text}}
"""
TABLES: Final = {
    "background": ("Background", {"party": "Party", "background": "Background", "limits": "Limitations"}),
    "payments": (
        "Schedule of payments",
        {"number": "No.", "milestone": "Milestone", "day": "Date", "amount": "Amount"},
    ),
    "items": ("Items", {"item": "Item", "text": "Description", "owner": "Owner"}),
}
"""The tables: their titles and the heads of their columns by the name of the answer."""


def write_library(folder: Path, contract: Contract) -> Path:
    """Write the clause files, outlines and questions of a contract below `folder`, with the house's own files."""
    house = "contract_templates/_house"
    # What countries and parties ask is about the project's own clauses, which are not those of the workloads.
    own = shutil.ignore_patterns("constraints.yaml")
    shutil.copytree(PROJECT / house, folder / house, dirs_exist_ok=True, ignore=own)
    _write(folder / "clauses/_questions/parties.yaml", _PARTY_FIELDS)
    _write(folder / "clauses/_questions/answers.yaml", _questions(contract))
    files = {"bench-parties": _PARTIES, "bench-definitions": _definitions(contract)}
    files |= {clause.id: _clause(clause) for clause in contract.clauses}
    files |= {f"bench-{name}": _table_clause(name) for name in _schedules(contract) if name != "notices"}
    if "notices" in _schedules(contract):
        files["bench-notices"] = _NOTICES
    for annex in contract.annexes:
        files |= {clause.id: _clause(clause) for clause in annex.clauses}
        _write(folder / f"contract_templates/{annex.type}/outline.yaml", _annex_outline(annex))
    for name, text in files.items():
        _write(folder / f"clauses/bench/{name}.md", text)
    _write(folder / f"contract_templates/{AGREEMENT}/outline.yaml", _outline(contract))
    return folder


def write_answers(path: Path, contract: Contract, data: Data) -> Path:
    """Write an answers file."""
    path.write_text(json.dumps(answers(contract, data), indent=1), encoding="utf-8")
    return path


def answers(contract: Contract, data: Data) -> dict[str, Any]:
    """Return answers to a contract in the shape of an answers file."""
    everybody = [party["id"] for party in data.parties]
    return {
        "document": {"type": AGREEMENT, "reference": REFERENCE, "title": contract.title, "version": "1.0"},
        "parties": list(data.parties),
        "values": {f"v{number}": value for number, value in enumerate(data.values)},
        "flags": {f"f{number}": flag for number, flag in enumerate(data.flags)},
        "tables": {
            name: [{"id": f"r{number}", **row} for number, row in enumerate(rows)]
            for name, rows in data.tables.items()
            if rows
        },
        "annexes": [
            {"id": annex.type, "type": annex.type, "parties": everybody, "document": {"version": "1.0"}}
            for annex in contract.annexes
        ],
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _schedules(contract: Contract) -> tuple[str, ...]:
    return ("background", "payments", "notices") if contract.size.payments else ("background",)


def _questions(contract: Contract) -> str:
    lines = ["questions:"]
    lines += [f"  - {{key: document.{name}, type: text, label: The {name}}}" for name in ("reference", "title")]
    lines.append("  - {key: document.version, type: text, label: The version}")
    lines += [f"  - {{key: values.v{number}, type: text, label: Value {number}}}" for number in range(VALUES)]
    lines += [f"  - {{key: flags.f{number}, type: yesno, label: Flag {number}}}" for number in range(FLAGS)]
    names = [name for name in _schedules(contract) if name != "notices"]
    names += [clause.table for annex in contract.annexes for clause in annex.clauses if clause.table]
    for name in names:
        _, columns = TABLES[name.partition("_")[0]]
        cells = ", ".join(f"{key}: {{type: text, label: {label}}}" for key, label in columns.items())
        lines.append(f"  - {{key: tables.{name}, type: rows, label: Table {name}, of: {{{cells}}}}}")
    return "\n".join(lines) + "\n"


def _definitions(contract: Contract) -> str:
    entries = "\n\n".join(f'**"{term}"**: {_text(text)}' for term, text in contract.terms)
    return f"---\nid: bench-definitions\ntitle: Definitions\n---\n::: definitions\n{entries}\n:::\n"


def _clause(clause: Clause) -> str:
    rule = f"when: flags.f{clause.flag}\n" if clause.flag is not None else ""
    lines = [f"---\nid: {clause.id}\ntitle: {clause.title}\n{rule}---"]
    for number, sub in enumerate(clause.subs, start=1):
        lines.append(f"{number}. {{#{sub.label}}} {_text(sub.text)}")
        lines += [f"   {position}. {_text(item)}" for position, item in enumerate(sub.items, start=1)]
    if clause.table:
        lines += ["", _table(clause.table)]
    return "\n".join(lines) + "\n"


def _table_clause(name: str) -> str:
    return f"---\nid: bench-{name}\ntitle: {TABLES[name][0]}\n---\n{_table(name)}\n"


def _table(name: str) -> str:
    _, columns = TABLES[name.partition("_")[0]]
    head = " | ".join(columns.values())
    rule = "|".join(":---" for _ in columns)
    cells = " | ".join(f"{{{{ r.{key} }}}}" for key in columns)
    return f"| {head} |\n|{rule}|\n::: each r in tables.{name}\n| {cells} |\n:::"


def _text(pieces: Pieces) -> str:
    return "".join(map(_piece, pieces))


def _piece(piece: Piece) -> str:
    match piece:
        case Plain():
            return piece.text
        case Strong():
            return f"**{piece.text}**"
        case Value():
            return f"{{{{ values.v{piece.number} }}}}"
        case Place():
            place = f"{piece.clause}#{piece.label}" if piece.label else piece.clause
            return f"[[framework:{place}]]" if piece.framework else f"[[{place}]]"


def _placed(identifiers: Iterable[str]) -> str:
    return "".join(f"      - {identifier}\n" for identifier in identifiers)


def _outline(contract: Contract) -> str:
    clauses = _placed(["bench-definitions", *(clause.id for clause in contract.clauses)])
    schedules = "".join(f"  - bench-{name}\n" for name in _schedules(contract))
    return (
        f"id: {AGREEMENT}\ntitle: {contract.title}\nname: Agreement\nkind: agreement\nnoun: Agreement\n"
        "binding_level: binding\nmodes: [standalone]\nsituation: Benchmark\nsummary: It is timed.\nparts:\n"
        "  - id: front\n    title: Parties\n    placements:\n      - {clause: bench-parties, layout: parties}\n"
        f"  - id: terms\n    title: Terms\n    placements:\n{clauses}schedules:\n{schedules}"
    )


def _annex_outline(annex: Annex) -> str:
    return (
        f"id: {annex.type}\ntitle: {annex.title}\nname: Annex\nkind: annex\nnoun: Annex\nbinding_level: binding\n"
        "modes: [joined]\nsituation: Benchmark\nsummary: It is timed.\nsignatures: false\nparts:\n"
        f'  - id: terms\n    title: ""\n    placements:\n{_placed(clause.id for clause in annex.clauses)}'
    )
