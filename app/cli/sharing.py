"""`match` and `annex`: from offers and demands to the annex that would settle them."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import click

from app.cli.shared import Day, day_of, load_whole

_answers = click.argument("answers", type=click.Path(path_type=Path))
_date = click.option("--date", "day", type=Day(), help="The day that counts as today.")


@click.command()
@_answers
@click.option("--json", "as_json", is_flag=True, help="Print an object with matches, entries left out, and the matrix.")
@_date
def match(answers: Path, as_json: bool, day: datetime.date | None) -> int:
    """Print who could share what with whom: offers that meet demands, with reasons and the annex that fits."""
    from app.services.matching import as_data, lines, matching_of

    file, library, settings = load_whole(answers)
    found = matching_of(file.answers, library, day_of(day, settings))
    if as_json:
        click.echo(json.dumps(as_data(found, file.answers, library), ensure_ascii=False, indent=2))
    else:
        for line in lines(found, file.answers, library):
            click.echo(line)
    return 0


@click.command()
@_answers
@click.option("--match", "number", required=True, type=int, help="The number of the match, as `match` prints it.")
@click.option("--out", "target", required=True, type=click.Path(path_type=Path), help="The file to write (YAML).")
@_date
def annex(answers: Path, number: int, target: Path, day: datetime.date | None) -> int:
    """Write the answers of a new annex for a match, to be completed and assembled."""
    from app.services.answers_yaml import answers_yaml
    from app.services.matching import annex_entry, annex_file, cautions, matching_of, suggestion, write_new

    file, library, settings = load_whole(answers)
    one = suggestion(matching_of(file.answers, library, day_of(day, settings)), number)
    entry = annex_entry(one, file.answers, library)
    write_new(target, answers_yaml(annex_file(entry, file.answers, answers, target)))
    for caution in cautions(one, file.answers):
        click.echo(caution, err=True)
    click.echo(str(target))
    return 0
