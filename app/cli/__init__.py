"""The command line, stable because other programs rely on it.

Exit codes: 0 done; 1 the documents or the library have errors; 2 what was given cannot be used, or something got in the
way.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence

import click

from app.cli.documents import assemble, check
from app.cli.library import library, rules, schema
from app.cli.serving import serve, sign_in_link
from app.cli.sharing import annex, match
from app.errors import SyngraphError

PROGRAM = "python -m app"


@click.group()
@click.option("--debug", is_flag=True, help="Log the trace of an unexpected error.")
def cli(debug: bool) -> None:
    """Assemble contracts from a library of clauses."""
    logging.basicConfig(level=logging.DEBUG if debug else logging.WARNING, format="%(levelname)s %(name)s: %(message)s")


for command in (assemble, check, match, annex, rules, schema, library, serve, sign_in_link):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. Nobody sees a stack trace unless they ask for it."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # A path that is no text of this terminal's encoding is still printed, with its odd bytes as codes.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        result = cli.main(given, prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # The reader of our output has gone; what is left in the buffer must not raise a second time at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except SyngraphError as error:
        click.echo(str(error), err=True)
        return 2
    except Exception as error:
        logging.getLogger(__name__).debug("An unexpected error", exc_info=error)
        click.echo(_unexpected(error), err=True)
        return 2


def _unexpected(error: Exception) -> str:
    return (
        f"Something unexpected happened ({type(error).__name__}). This is a mistake of the program, not yours: "
        f"run the command again as “{PROGRAM} --debug …” and pass on what it says."
    )
