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
        importing,
        interview,
        invited,
        invited_tables,
        inviting,
        kickoff,
        library,
        new,
        newer,
        organisations,
        parties,
        party_origins,
        positions,
        rows,
        sharing,
        sign_in,
        text,
        versions,
    )

    of_dossier = (
        dossier,
        kickoff,
        sharing,
        newer,
        interview,
        parties,
        party_origins,
        rows,
        importing,
        clauses,
        findings,
        text,
        versions,
        download,
    )
    with_others = (sign_in, inviting, invited, invited_tables, positions)
    return tuple(view.pages for view in (home, new, organisations, *of_dossier, *with_others, library, fonts))
