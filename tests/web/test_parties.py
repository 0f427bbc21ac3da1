"""Parties: the list, a form for each, who takes part in an annex."""

from __future__ import annotations

from typing import Any

from app.services import drafts
from app.services.desk import Desk
from tests.web.visitor import Visitor


def parties(desk: Desk, dossier: str) -> list[dict[str, Any]]:
    """Return the parties as stored."""
    found: list[dict[str, Any]] = drafts.open_draft(desk, dossier).record["parties"]
    return found


def test_parties_are_added_by_their_short_names(visitor: Visitor, desk: Desk, fresh: str) -> None:
    """Each opens its form at once."""
    visitor.open(f"/d/{fresh}/main/q/parties").press("Add the party", {"short_name": "  Völgy  Klaszter "})

    assert visitor.path.endswith("/parties/volgy-klaszter")
    assert parties(desk, fresh) == [{"id": "volgy-klaszter", "short_name": "Völgy Klaszter"}]


def test_the_form_of_a_party_is_stored(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Nested fields, tables and choices reach the record."""
    key = "parties[costa]"
    visitor.open(f"/d/{dossier}/parties/costa").press(
        "Save and back to the parties",
        {
            f"{key}.seat.city": "Vilamar",
            f"{key}.seat.country": "Spain",
            f"{key}.cluster_role": "observer",
            f"{key}.representatives:R1:name": "Núria Exemple",
            f"{key}.representatives:R1:capacity": "Director",
        },
    )

    costa = parties(desk, dossier)[1]
    assert costa["seat"] == {"country": "ES", "city": "Vilamar"}
    assert costa["cluster_role"] == "observer"
    assert costa["representatives"] == [{"id": "R1", "name": "Núria Exemple", "capacity": "Director", "sole": True}]
    assert visitor.path.endswith("/q/parties")


def test_a_field_appears_because_of_another(visitor: Visitor, dossier: str) -> None:
    """A party without legal personality names its host; the page says why it asks."""
    visitor.open(f"/d/{dossier}/parties/costa")
    assert "Host entity" not in visitor.text

    visitor.press("Update", {"parties[costa].has_legal_personality": "no"})

    assert "Asked because of “Legal personality: No”" in visitor.text
    assert visitor.value("parties[costa].signing_entity.legal_name") == ""


def test_a_wrong_value_of_a_party_stays_as_typed(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """It is kept beside the answers and counted in the side bar."""
    field = "parties[costa].seat.country"
    visitor.open(f"/d/{dossier}/parties/costa").press("Save and back to the parties", {field: "Catalunia"})
    assert "1 to look at" in visitor.words("#side .miss")

    visitor.open(f"/d/{dossier}/parties/costa")

    assert visitor.value(field) == "Catalunia"
    assert "seat" not in parties(desk, dossier)[1]


def test_parties_change_places_and_go(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Order decides on numbers; a removed party comes back with all that named it."""
    visitor.open(f"/d/{dossier}/main/q/parties").press("Move up: Costa")
    assert [party["id"] for party in parties(desk, dossier)] == ["costa", "alpine"]

    visitor.press("Remove: Alpine")
    assert "“Alpine” was removed." in visitor.text
    assert "keeper" not in drafts.open_draft(desk, dossier).record["law"]

    visitor.press("Undo")
    assert drafts.open_draft(desk, dossier).record["law"]["keeper"] == "alpine"


def test_two_parties_of_one_name_are_allowed_and_reported(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """A doubled short name is a finding; the draft goes on."""
    visitor.open(f"/d/{dossier}/main/q/parties").press("Add the party", {"short_name": "Costa"})

    assert [party["id"] for party in parties(desk, dossier)] == ["alpine", "costa", "costa-2"]
    assert "Costa" in " ".join(visitor.open(f"/d/{dossier}/main/findings").words(".what"))


def test_an_annex_has_its_own_circle(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Who takes part is ticked; all the framework's parties are offered."""
    visitor.open(f"/d/{dossier}/use/q/parties")
    assert visitor.value("party") == ["alpine", "costa"]

    visitor.press("Continue", {"party": ["costa"]})

    assert drafts.open_draft(desk, dossier).record["annexes"][0]["parties"] == ["costa"]


def test_a_party_that_is_gone_says_so(visitor: Visitor, dossier: str) -> None:
    """An unknown party leads to a page that says so, however it is addressed."""
    visitor.open(f"/d/{dossier}/parties/nobody", status=404)
    visitor.open(f"/d/{dossier}/main/q/parties")
    visitor.send(f"/d/{dossier}/parties/nobody/remove", [("csrf_token", visitor.token)], status=404)
