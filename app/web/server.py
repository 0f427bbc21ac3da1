"""Runs the service for one person on one computer."""

from __future__ import annotations

import dataclasses

from app import create_app
from app.config import Settings, read_settings


def serve(settings: Settings | None = None, *, port: int | None = None) -> None:
    """Serve until interrupted, on this computer only: there are no accounts yet. Prints the address.

    Raises LibraryError or SettingsError when the service cannot start, OSError when the port is taken.
    """
    from waitress import create_server

    settings = settings or read_settings()
    if port is not None:
        settings = dataclasses.replace(settings, port=port)
    app = create_app(settings)
    server = create_server(app, host="127.0.0.1", port=settings.port, threads=4, ident=None)
    print(f"Syngraph answers at http://127.0.0.1:{settings.port}/ on this computer only. Stop it with Ctrl+C.", flush=True)
    server.run()
