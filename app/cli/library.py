"""`library`, `schema` and `rules`: what the library holds, what it asks, what is checked."""

from __future__ import annotations

import dataclasses
import json

import click

from app.config import read_settings
from app.errors import NotFoundError


@click.group()
def library() -> None:
    """Check, list and extend the clause library."""


@library.command("check")
def check_files() -> int:
    """Print every mistake and every warning about the files of the library."""
    from app.library.check import check_library

    report = check_library(read_settings().library_dir)
    for mistake in report.mistakes:
        click.echo(f"mistake {mistake}")
    for warning in report.warnings:
        click.echo(f"warning {warning}")
    click.echo(f"{_count(len(report.mistakes), 'mistake')}, {_count(len(report.warnings), 'warning')}.")
    return 1 if report.mistakes else 0


@library.command("coverage")
@click.option("--json", "as_json", is_flag=True, help="Print one object.")
def coverage(as_json: bool) -> int:
    """Print how much of the library its samples, and answers varied from them, exercise."""
    from app.library import load_library
    from app.services.coverage import measure, read_samples

    folder = read_settings().library_dir
    found = measure(load_library(folder), read_samples(folder / "contract_templates"))
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2))
        return 0 if found.is_complete else 1
    shares = {"alternatives": found.alternatives, "conditions": found.conditions, "questions": found.questions}
    for missing in (name for share in shares.values() for name in share.missing):
        click.echo(f"not exercised: {missing}")
    for name, share in shares.items():
        click.echo(f"{name}: {share.exercised} of {share.total}, {share.percent:g} %")
    note = "of conditions, only with a clause left out that the document types of today always have"
    click.echo(f"{_count(found.documents, 'document')}; {_count(found.elsewhere, 'way')} {note}.")
    return 0 if found.is_complete else 1


@library.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one object with documents and clauses.")
def list_files(as_json: bool) -> None:
    """Print the document types and the clauses."""
    from app.library import load_library
    from app.library.describe import describe

    described = describe(load_library(read_settings().library_dir))
    if as_json:
        click.echo(json.dumps(described, ensure_ascii=False, indent=2))
        return
    for document in described["documents"]:
        click.echo(f"{document['id']}: {document['title']}, {_count(len(document['placements']), 'placed clause')}")
    for clause in described["clauses"]:
        names = ", ".join(alternative["id"] for alternative in clause["alternatives"])
        click.echo(f"{clause['id']}: {clause['title']} ({names})")


@library.command("new")
@click.argument("kind", type=click.Choice(["clause", "document"]))
@click.argument("identifier", metavar="ID")
def new(kind: str, identifier: str) -> None:
    """Write a commented file for a new clause or document type and print its path."""
    from app.library import write_clause_skeleton, write_document_skeleton

    write = write_clause_skeleton if kind == "clause" else write_document_skeleton
    click.echo(str(write(read_settings().library_dir, identifier)))


@click.command()
@click.argument("document")
def schema(document: str) -> None:
    """Print the JSON Schema of an answers file for a document type."""
    from app.interview import bundle_schema, nearest
    from app.interview import schema as schema_of
    from app.library import load_library

    loaded = load_library(read_settings().library_dir)
    outline = loaded.outlines.get(document)
    if document in loaded.bundles:
        click.echo(json.dumps(bundle_schema(loaded, loaded.bundles[document]), ensure_ascii=False, indent=2))
        return
    if outline is None:
        near = nearest(document, {*loaded.outlines, *loaded.bundles})
        advice = f" The nearest known type is “{near}”." if near is not None else ""
        raise NotFoundError(f"The document type “{document}” is not known.{advice}")
    click.echo(json.dumps(schema_of(loaded, outline), ensure_ascii=False, indent=2))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects.")
def rules(as_json: bool) -> None:
    """Print the rules that documents are checked by."""
    from app.library import load_library
    from app.review import rules_of

    known = rules_of(load_library(read_settings().library_dir, only=()))
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(rule) for rule in known], ensure_ascii=False, indent=2))
        return
    for rule in known:
        click.echo(f"{rule.id} {rule.severity.value}: {rule.message} {rule.remedy}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
