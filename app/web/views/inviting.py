"""The link of a party: make one, renew it, withdraw it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.services import inviting, own_part
from app.services.drafts import Draft, open_draft
from app.store import invitations
from app.web.context import desk
from app.web.documents import dossier_title
from app.web.guest import party_names
from app.web.invitation_rows import invitation_row
from app.web.language import gettext
from app.web.safety import whole

pages = Blueprint("inviting", __name__, url_prefix="/d/<dossier>/parties/<party>/invite")


@pages.get("")
def show(dossier: str, party: str) -> str:
    """Show the state of the link of a party."""
    return _shown(open_draft(desk(), dossier), party)


@pages.post("")
def decide(dossier: str, party: str) -> str | Response:
    """Make a link, which is shown once, or withdraw it."""
    draft = open_draft(desk(), dossier)
    act = request.form.get("act")
    if act == "withdraw":
        inviting.withdraw(desk(), dossier, party)
        flash(gettext("The link was withdrawn. What was saved through it is kept."), "note")
        return redirect(url_for("inviting.show", dossier=dossier, party=party), 303)
    if act != "make":
        abort(400)
    link = inviting.make(
        desk(),
        draft,
        party,
        inviter=request.form.get("inviter", ""),
        days=request.form.get("days", inviting.USUAL_DAYS, type=whole),
        seen=request.form.get("seen", 0, type=whole),
    )
    if link is None:
        flash(gettext("A newer link was made meanwhile; it was not replaced."), "note")
        return redirect(url_for("inviting.show", dossier=dossier, party=party), 303)
    return _shown(draft, party, link)


def _shown(draft: Draft, party: str, link: str = "") -> str:
    own_part.party_of(draft, party)
    with desk().database.read() as session:
        newest = invitations.newest(session, draft.dossier.id).get(party)
    names = party_names(draft)
    others: dict[str, Any] = {one: name for one, name in names.items() if one != party}
    return render_template(
        "pages/invite.html",
        draft=draft,
        title=dossier_title(draft.dossier),
        party=party,
        name=names[party],
        others=others,
        inviter=newest.inviter if newest is not None else next(iter(others), ""),
        row=invitation_row(draft, party, newest),
        seen=newest.number if newest is not None else 0,
        days=inviting.DAYS,
        usual=inviting.USUAL_DAYS,
        link=link,
        is_private=desk().settings.is_private,
        address=desk().settings.address,
    )
