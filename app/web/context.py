"""What every template may use: addresses of static files, the chosen colours, times in words."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import current_app, request, url_for
from flask_wtf import FlaskForm

from app.interview import codes
from app.model.clause import Clause
from app.model.question import QuestionType
from app.services.desk import Desk
from app.services.drafts import Draft
from app.services.show import name_of_code, show_date
from app.web.forms.fields import anchor
from app.web.forms.page import question_fields
from app.web.language import LANGUAGES, current, gettext, ngettext
from app.web.words import clock, short_day, told

if TYPE_CHECKING:
    from flask import Flask

THEMES = ("light", "dark")
SINGLE_KEYS = "single-keys"
KEYS_OFF = "off"
"""The cookie of whoever wants no single keys, and its only value."""

_NAMED_TEXT = re.compile(r"(?<=Fall back: )[a-z0-9_]+|\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
_ADVICE_PARTS = re.compile(r"\s+(They will say:|Fall back:)")


def desk() -> Desk:
    """Return what the use cases of this application work with."""
    found: Desk = current_app.extensions["desk"]
    return found


def register(app: Flask) -> None:
    """Give templates their globals and filters."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["when"] = when
    app.jinja_env.filters["ago"] = ago
    app.jinja_env.filters["advice"] = advice
    app.jinja_env.filters["as_date"] = lambda value: told(show_date(value))
    app.jinja_env.globals["known_names"] = known_names
    app.jinja_env.globals["suggestions_for"] = suggestions_for
    app.jinja_env.globals["anchor"] = anchor
    app.jinja_env.globals["has_newer_clauses"] = has_newer_clauses

    @app.context_processor
    def shared() -> dict[str, Any]:
        from app.web.views.fonts import has_fonts

        theme = request.cookies.get("theme", "")
        return {
            "theme": theme if theme in THEMES else "",
            "single_keys": request.cookies.get(SINGLE_KEYS) != KEYS_OFF,
            "language": current(),
            "languages": LANGUAGES,
            "static_url": static_url,
            "has_fonts": has_fonts(desk().settings.fonts_dir),
            "section": "dossiers",
        }


def has_newer_clauses(draft: Draft) -> bool:
    """Whether the library has newer clauses for a draft that nobody has looked at and declined."""
    newest = desk().library.version
    return newest not in (draft.library.version, draft.dossier.declined_library)


def static_url(name: str) -> str:
    """Return the address of a static file, which changes with its content."""
    return url_for("static", filename=name, v=_digest(Path(current_app.static_folder or "") / name))


@lru_cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def when(moment: datetime | None) -> str:
    """Return a moment as lists show it: "Today 10:42", "Yesterday 16:30", "19 Nov", "3 Nov 2025"."""
    if moment is None:
        return ""
    here = moment.astimezone(desk().settings.timezone)
    today = desk().today()
    if here.date() == today:
        return gettext("Today %(time)s", time=clock(here))
    if here.date() == today - timedelta(days=1):
        return gettext("Yesterday %(time)s", time=clock(here))
    return short_day(here.date(), here.year != today.year)


def at(moment: datetime) -> str:
    """Return a moment as a page of the same day shows it: the time alone, or the day."""
    here = moment.astimezone(desk().settings.timezone)
    return clock(here) if here.date() == desk().today() else when(moment)


def ago(moment: datetime) -> str:
    """Return how long ago something was: "just now", "12 minutes ago", "3 hours ago", then the day."""
    minutes = int((desk().now() - moment).total_seconds() // 60)
    if minutes < 1:
        return gettext("just now")
    if minutes < 60:
        return ngettext("%(num)d minute ago", "%(num)d minutes ago", minutes)
    if minutes < 12 * 60:
        return ngettext("%(num)d hour ago", "%(num)d hours ago", minutes // 60)
    return gettext("on %(day)s", day=short_day(moment.astimezone(desk().settings.timezone).date(), False))


def advice(text: str, clause: Clause) -> list[str]:
    """Return guidance as short paragraphs; "They will say:" and "Fall back:" each begin one.

    Alternatives, which lawyers name by their ids, are called by their labels.
    """
    labels = {one.id: one.label for one in clause.alternatives}
    named = _NAMED_TEXT.sub(lambda found: f"“{labels[found[0]]}”" if found[0] in labels else found[0], text)
    spread = _ADVICE_PARTS.sub(r"\n\n\1", named)
    return [" ".join(part.split()) for part in spread.split("\n\n") if part.strip()]


def suggestions_for(form: FlaskForm) -> list[str]:
    """Return the kinds of names ("country", "language") that the fields of a form ask for, cells of tables included."""
    fields = [field.question for field in question_fields(form)]
    asked = {one.type for field in fields for one in (field, *field.fields)}
    return [kind for kind in ("country", "language") if QuestionType(kind) in asked]


def known_names() -> dict[str, list[str]]:
    """Return the names that countries and languages may be chosen by, for suggestions."""
    return _known_names(current())


@lru_cache
def _known_names(_language: str) -> dict[str, list[str]]:
    kinds = {
        "country": (QuestionType.COUNTRY, codes.countries()),
        "language": (QuestionType.LANGUAGE, codes.languages()),
    }
    return {name: sorted(told(name_of_code(kind, code)) for code in known) for name, (kind, known) in kinds.items()}
