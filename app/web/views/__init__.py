"""The views, one blueprint per object."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Return every blueprint of the service."""
    from app.web.views import (
        clauses,
        dossier,
        download,
        findings,
        fonts,
        home,
        interview,
        library,
        new,
        newer,
        parties,
        rows,
        sharing,
        sign_in,
        text,
        versions,
    )

    of_dossier = (dossier, sharing, newer, interview, parties, rows, clauses, findings, text, versions, download)
    return tuple(view.pages for view in (home, new, *of_dossier, library, fonts, sign_in))
