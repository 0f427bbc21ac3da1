"""`serve`: the pages, on this machine only."""

from __future__ import annotations

import dataclasses
import socket

import click

from app.errors import SyngraphError

HOST = "127.0.0.1"


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="The port; without it that of the settings.")
def serve(port: int | None) -> None:
    """Serve the pages to a browser on this machine."""
    from app.config import read_settings

    settings = read_settings()
    if port is not None:
        settings = dataclasses.replace(settings, port=port)
    _refuse_taken_port(settings.port)

    from waitress import serve as run

    from app import create_app

    application = create_app(settings)
    click.echo(f"Syngraph is at http://{HOST}:{settings.port} (this machine only). Ctrl+C ends it.")
    run(application, host=HOST, port=settings.port, ident=None, threads=4)


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise SyngraphError(
                f"Port {port} cannot be used: {error.strerror}. Give another one: serve --port 8001."
            ) from None
