"""`serve`: the pages, on this machine unless another address is asked for; `sign-in-link`: a new way in."""

from __future__ import annotations

import dataclasses
import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from app.config import Settings, is_loopback, listening, read_settings
from app.errors import StorageError, SyngraphError

if TYPE_CHECKING:
    from app.store.database import Database

_PORT = click.option("--port", type=click.IntRange(1, 65535), help="The port; without it that of the settings.")


@click.command()
@_PORT
@click.option("--host", metavar="ADDRESS", help="Listen on this address, for other computers; 0.0.0.0 for all.")
def serve(port: int | None, host: str | None) -> None:
    """Serve the pages to a browser on this machine, and print the link that signs in."""
    settings = _settings(port, host)
    _refuse_taken_port(settings)

    from waitress import serve as run

    from app import create_app

    application = create_app(settings)
    click.echo(_where(settings))
    click.echo(_way_in(application.extensions["desk"].database, settings))
    run(application, host=settings.listen_on, port=settings.port, ident=None, threads=4)


@click.command("sign-in-link")
@_PORT
@click.option("--end-sessions", is_flag=True, help="Sign everybody out as well.")
def sign_in_link(port: int | None, end_sessions: bool) -> None:
    """Print a new link that signs in. It works once, for a day; an earlier one works no longer."""
    from app.services import signing_in
    from app.store.database import Database

    settings = _settings(port, None)
    database = Database(settings.database)
    try:
        if end_sessions:
            signing_in.end_all(database, datetime.now(UTC))
        click.echo(signing_in.new_link(database, settings.address, datetime.now(UTC)))
    finally:
        database.close()


def _settings(port: int | None, host: str | None) -> Settings:
    settings = read_settings()
    if port is not None:
        settings = dataclasses.replace(settings, port=port)
    if host is not None:
        try:
            settings = dataclasses.replace(settings, listen_on=listening(host))
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--host") from None
    return settings


def _where(settings: Settings) -> str:
    if is_loopback(settings.listen_on):
        return f"Syngraph is at {settings.address} (this machine only). Ctrl+C ends it."
    names = ", ".join(sorted(settings.host_names))
    warning = "" if settings.https else "\nWithout HTTPS in front of it, everybody on the way can read along."
    return (
        f"Syngraph listens on {settings.listen_on}, port {settings.port}: OTHER COMPUTERS CAN REACH IT, under these "
        f"names: {names}.{warning}\nIts address is {settings.address}. Ctrl+C ends it."
    )


def _way_in(database: Database, settings: Settings) -> str:
    from app.services import signing_in

    try:
        link = signing_in.new_link(database, settings.address, datetime.now(UTC))
    except StorageError as error:
        # Whoever is signed in can still read.
        return f"There is no sign-in link: {error}"
    return f"Sign in with this link, which works once:\n\n    {link}\n\nAnother one: python -m app sign-in-link"


def _refuse_taken_port(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.listen_on else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.listen_on, settings.port))
        except OSError as error:
            raise SyngraphError(
                f"Port {settings.port} of {settings.listen_on} cannot be used: {error.strerror}. "
                "Give another one: serve --port 8001."
            ) from None
