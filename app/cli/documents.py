"""`assemble` and `check`: from an answers file to documents, or to what is wrong with them."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.shared import Day, day_of, finding_line, load
from app.config import Settings

if TYPE_CHECKING:
    from app.model.library import Library
    from app.services.answers_file import FileAnswers
    from app.services.assembling import Outcome

PACKAGE = "package"
FORMAT_NAMES = ("docx", "pdf", "html", "txt", "json", PACKAGE)

_answers = click.argument("answers", type=click.Path(path_type=Path))
_final = click.option("--final", is_flag=True, help="A final: no error may be left, nothing may be to be confirmed.")
_date = click.option("--date", "day", type=Day(), help="The day that counts as today.")


@click.command()
@_answers
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help="The folder for the files.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMAT_NAMES),
    default=("docx", "pdf"),
    show_default=True,
    help="Repeat it for several formats. A package is a ZIP with DOCX, PDF, answers and manifest.",
)
@click.option("--joined", is_flag=True, help="One file with the contract and its annexes.")
@_final
@_date
def assemble(
    *, answers: Path, folder: Path, formats: tuple[str, ...], joined: bool, final: bool, day: datetime.date | None
) -> int:
    """Make the documents of an answers file (YAML or JSON) and print the path of each."""
    from app.render import RenderOptions
    from app.services.assembling import rendered, save

    file, library, settings = load(answers)
    outcome = _outcome(file, library, settings, final, day)
    if final and outcome.errors:
        _print_blocked(outcome)
        return 1
    house = settings.library_dir / "contract_templates" / "_house"
    options = RenderOptions(house, settings.fonts_dir, kept=settings.cache_dir)
    files = rendered(outcome, [one for one in formats if one != PACKAGE], joined, options)
    if PACKAGE in formats:
        from app.services.packaging import package

        files.append(package(outcome, file.answers, options, joined=joined))
    for path in save(files, folder):
        click.echo(str(path))
    return 0


@click.command()
@_answers
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects.")
@_final
@_date
def check(answers: Path, as_json: bool, final: bool, day: datetime.date | None) -> int:
    """Print what is missing in an answers file, and what does not fit together."""
    file, library, settings = load(answers)
    outcome = _outcome(file, library, settings, final, day)
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(one) for one in outcome.findings], ensure_ascii=False, indent=2))
    else:
        for finding in outcome.findings:
            click.echo(finding_line(finding))
    return 1 if outcome.errors else 0


def _outcome(
    file: FileAnswers, library: Library, settings: Settings, final: bool, day: datetime.date | None
) -> Outcome:
    from app.services.assembling import assemble_answers, only_document

    outcome = assemble_answers(library, file.answers, day_of(day, settings), final)
    return only_document(outcome, file.answers, file.only) if file.only is not None else outcome


def _print_blocked(outcome: Outcome) -> None:
    for finding in outcome.findings:
        click.echo(finding_line(finding), err=True)
    count = len(outcome.errors)
    errors = "1 error stands" if count == 1 else f"{count} errors stand"
    click.echo(f"Nothing was written: {errors} in the way of a final. Drafts can be made at any time.", err=True)
