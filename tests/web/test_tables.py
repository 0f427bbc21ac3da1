"""Tables of rows without a script: in place where they are narrow, a page for each row where they are wide."""

from __future__ import annotations

from typing import Any

from app.services import drafts
from app.services.desk import Desk
from tests.web.visitor import Visitor


def tools(desk: Desk, dossier: str, key: str = "tools") -> list[dict[str, Any]]:
    """Return the rows of a table as stored."""
    found: list[dict[str, Any]] = drafts.open_draft(desk, dossier).record["tools"].get(key, [])
    return found


def test_three_empty_rows_wait(visitor: Visitor, fresh: str) -> None:
    """A table without rows offers three; those that stay empty are not stored."""
    visitor.open(f"/d/{fresh}/main/q/tools")

    assert len(visitor.all("tr.spare")) == 3


def test_rows_are_filled_in_place(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """A new row gets the next number of its table."""
    visitor.open(f"/d/{dossier}/main/q/tools")
    visitor.press(
        "Continue", {"tools.tools:T3:name": "Lathe", "tools.tools:T3:owner": "costa", "tools.tools:T3:hours": "12"}
    )

    assert tools(desk, dossier)[2] == {"id": "T3", "name": "Lathe", "owner": "costa", "hours": 12}
    assert len(tools(desk, dossier)) == 3


def test_a_first_row_is_numbered_after_its_table(visitor: Visitor, desk: Desk, fresh: str) -> None:
    """Numbers may be printed: they are short and speak."""
    visitor.open(f"/d/{fresh}/main/q/tools").press("Continue", {"tools.tools:T1:name": "Lathe"})

    assert tools(desk, fresh) == [{"id": "T1", "name": "Lathe"}]


def test_rows_are_moved_and_removed(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """The buttons keep what was typed elsewhere on the page; a removed row comes back with undo."""
    visitor.open(f"/d/{dossier}/main/q/tools").press("act=down:tools.tools:T1", {"tools.tools:T2:name": "Mill 2"})
    assert [row["name"] for row in tools(desk, dossier)] == ["Mill 2", "Laser"]

    visitor.press("act=remove:tools.tools:T2")
    assert [row["id"] for row in tools(desk, dossier)] == ["T1"]
    assert "The row was removed." in visitor.text

    visitor.press("Undo")
    assert [row["id"] for row in tools(desk, dossier)] == ["T2", "T1"]


def test_add_rows_saves_and_offers_more(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """What stands in the empty rows is stored, and three more follow."""
    visitor.open(f"/d/{dossier}/main/q/tools").press("Add rows", {"tools.tools:T3:name": "Lathe"})

    assert len(tools(desk, dossier)) == 3
    assert len(visitor.all("tr.spare")) == 3


def test_a_cell_that_cannot_be_read_stays_as_typed(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """The other cells of the row are stored; the cell says what is wrong with it."""
    visitor.open(f"/d/{dossier}/main/q/tools").press("Continue", {"tools.tools:T1:hours": "many"})
    visitor.open(f"/d/{dossier}/main/q/tools")

    assert visitor.value("tools.tools:T1:hours") == "many"
    assert "“many” is no number" in visitor.words(".cell-msg")[0]
    assert visitor.words("#errsum a") == [f"Tools, Hours: {visitor.words('.cell-msg')[0]}"]
    assert tools(desk, dossier)[0] == {"id": "T1", "name": "Laser", "owner": "alpine"}


def test_an_emptied_row_goes(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """A row without a single cell is no row."""
    visitor.open(f"/d/{dossier}/main/q/tools").press(
        "Continue", {"tools.tools:T1:name": "", "tools.tools:T1:owner": ""}
    )

    assert [row["id"] for row in tools(desk, dossier)] == ["T2"]


def test_a_wide_table_has_a_page_for_each_row(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """The list shows two columns; Change opens all of them."""
    visitor.open(f"/d/{dossier}/main/q/tools").press("Change: Clean room, Costa")
    assert "Clean room, Costa" in visitor.words("h1")[0]
    key = "tools.rooms[R1]"

    visitor.press("Save and back", {f"{key}.area": "55", f"{key}.opened": "1.2.2020", f"{key}.note": "a\nb"})

    row = tools(desk, dossier, "rooms")[0]
    assert visitor.path.endswith("/q/tools")
    assert (row["area"], row["opened"], row["note"]) == (55, "2020-02-01", "a\nb")


def test_rows_are_added_on_pages_of_their_own(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """The new row gets the next number; another page waits for the one after it."""
    visitor.open(f"/d/{dossier}/main/q/tools").press("act=edit:tools.rooms:new")
    visitor.press("Save and add another", {"tools.rooms[new].name": "Workshop", "tools.rooms[new].owner": "alpine"})

    assert visitor.path.endswith("/row/tools.rooms/new")
    assert tools(desk, dossier, "rooms")[1] == {"id": "R2", "name": "Workshop", "owner": "alpine"}


def test_a_row_page_keeps_what_it_cannot_read(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """The page opens again with the text as typed and a summary."""
    visitor.open(f"/d/{dossier}/main/q/tools/row/tools.rooms/R1")
    visitor.press("Save and back", {"tools.rooms[R1].area": "large"})

    assert visitor.value("tools.rooms[R1].area") == "large"
    assert len(visitor.all("#errsum a")) == 1


def test_the_second_of_two_people_is_told_about_a_row(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Theirs stays; the page shows what the second typed, and a button that puts it in force."""
    path = f"/d/{dossier}/main/q/tools/row/tools.rooms/R1"
    visitor.open(path)
    other = Visitor(visitor.client).open(path)
    other.press("Save and back", {"tools.rooms[R1].area": "50"})

    visitor.press("Save and back", {"tools.rooms[R1].area": "60"}, status=409)

    assert dict(zip(visitor.words(".kept dt"), visitor.words(".kept dd"), strict=True))["Rooms, Area"] == "60"
    assert tools(desk, dossier, "rooms")[0]["area"] == 50
    visitor.press("Keep mine")
    assert tools(desk, dossier, "rooms")[0]["area"] == 60


def test_a_row_that_is_gone_says_so(visitor: Visitor, dossier: str) -> None:
    """An address of a removed row, or of a question that is no table, leads to a page that says so."""
    visitor.open(f"/d/{dossier}/main/q/tools/row/tools.rooms/R9", status=404)
    assert "This row was removed." in visitor.text
    visitor.open(f"/d/{dossier}/main/q/tools/row/law.country/R1", status=404)
