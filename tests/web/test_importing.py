"""Rows of a file for a table, step by step, without a script."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from app.services import drafts
from app.services.desk import Desk
from tests.web.test_tables import tools
from tests.web.visitor import Visitor

HEADINGS = ["Bezeichnung", "Eigentümer", "Fläche", "Ouvert depuis", "Fee a day"]


def book(*rows: list[Any]) -> bytes:
    """Return an XLSX file with these rows."""
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()


def address(dossier: str, question: str = "tools.rooms") -> str:
    """Return where rows are imported."""
    return f"/d/{dossier}/main/q/tools/import/{question}"


def read(visitor: Visitor, dossier: str, content: bytes, *, status: int = 200) -> Visitor:
    """Send a file."""
    visitor.open(address(dossier))
    fields = [("csrf_token", visitor.token), ("step", "read"), ("file", (io.BytesIO(content), "rows.xlsx"))]
    return visitor.send(address(dossier), fields, status=status)


def pasted(visitor: Visitor, dossier: str, text: str, *, status: int = 200) -> Visitor:
    """Paste rows into the box."""
    return visitor.open(address(dossier)).press("Read the rows", {"text": text}, status=status)


def revision(desk: Desk, dossier: str) -> int:
    """Return the number of the newest revision."""
    return drafts.open_draft(desk, dossier).revision.number


def test_a_file_is_imported_in_three_steps_and_one_save(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Headings in three languages are matched; values are read as in the form; one undo takes all rows back."""
    before = revision(desk, dossier)
    read(visitor, dossier, book(HEADINGS, ["Hall", "Alpine e.V.", 1200, "1.2.2020", "1 500 EUR"], ["Loft", "costa"]))
    assert [box.value for box in visitor.all("select[name=column]")] == ["name", "owner", "area", "opened", "fee"]

    visitor.press("Look at the rows")
    assert "2 rows fit." in visitor.text
    assert revision(desk, dossier) == before
    visitor.press("Import 2 rows")

    assert visitor.path.endswith("/q/tools")
    assert "2 rows were imported." in visitor.text
    assert tools(desk, dossier, "rooms")[1:] == [
        {"id": "R2", "name": "Hall", "owner": "alpine", "area": 1200, "opened": "2020-02-01", "fee": {"amount": 1500, "currency": "EUR"}},
        {"id": "R3", "name": "Loft", "owner": "costa"},
    ]  # fmt: skip
    assert revision(desk, dossier) == before + 1
    visitor.press("Undo")
    assert [row["id"] for row in tools(desk, dossier, "rooms")] == ["R1"]


def test_only_the_rows_that_do_not_fit_are_shown(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Each of their cells can be mended, or takes what is suggested; the others wait for the import."""
    text = "Room\tOwner\tArea\nHall\tAlpin\t10\nLoft\tCosta\tabout 20 m2\nShed\tCosta\t5"
    pasted(visitor, dossier, text).press("Look at the rows")
    assert visitor.words("section h2") == ["Row 2", "Row 3"]
    assert visitor.value("cell:1:1") == "Alpin"

    visitor.press("go=take:1:1")
    assert visitor.words("section h2") == ["Row 3"]
    visitor.press("Check again", {"cell:2:2": "20"})
    assert visitor.words("section h2") == []
    visitor.press("Import 3 rows")

    assert [(row["owner"], row["area"]) for row in tools(desk, dossier, "rooms")[1:]] == [
        ("alpine", 10),
        ("costa", 20),
        ("costa", 5),
    ]


def test_rows_that_do_not_fit_are_left_out_and_said(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Importing without mending takes the rows that fit; the others can be downloaded before."""
    pasted(visitor, dossier, "Room;Owner\n=1+1;nobody\nShed;Costa").press("Look at the rows")
    page = visitor.page
    visitor.press("go=download")
    assert visitor.response.headers["Content-Disposition"] == "attachment; filename=tools-rooms-rows.csv"
    lines = visitor.response.get_data().decode("utf-8-sig").splitlines()
    assert lines[0] == "Room,Owner,What does not fit"
    assert lines[1].startswith("'=1+1,nobody,")

    visitor.page = page
    visitor.press("Import 1 row")
    assert "1 row was imported. 1 row was left out." in visitor.text
    assert [row["name"] for row in tools(desk, dossier, "rooms")] == ["Clean room", "Shed"]


def test_a_mended_cell_that_still_does_not_fit_stops_the_import(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Whoever has just mended a row does not expect it to be left out."""
    pasted(visitor, dossier, "Room;Area\nHall;many\nShed;5").press("Look at the rows")
    visitor.press("Import 1 row", {"cell:1:1": "lots"})

    assert visitor.value("cell:1:1") == "lots"
    assert len(tools(desk, dossier, "rooms")) == 1
    visitor.press("Import 1 row", {"cell:1:1": "12"})
    assert "2 rows were imported." in visitor.text


def test_what_was_chosen_for_a_heading_is_remembered(visitor: Visitor, dossier: str) -> None:
    """The next file with the same heading needs no matching; a column that was left out stays out."""
    text = "Qwertz\tNote\nHall\tsomething"
    pasted(visitor, dossier, text)
    visitor.press("Read the headings again", {"heading": "0", "column": ["", ""]})
    assert [box.value for box in visitor.all("select[name=column]")] == ["", "note"]
    visitor.press("Look at the rows", {"column": ["name", ""]}).press("Import 1 row")

    pasted(visitor, dossier, text)
    assert [box.value for box in visitor.all("select[name=column]")] == ["name", ""]


def test_headings_are_guessed_but_can_stand_elsewhere(visitor: Visitor, dossier: str) -> None:
    """A title above the headings is passed over; without headings the columns come in the order of the table."""
    pasted(visitor, dossier, "Our rooms\n\nRoom\tOwner\tArea\nHall\tCosta\t5")
    assert [box.value for box in visitor.all("select[name=column]")] == ["name", "owner", "area"]

    pasted(visitor, dossier, "Hall\tCosta\t5\nLoft\tAlpine\t6")
    assert [box.value for box in visitor.all("select[name=column]")] == ["name", "owner", "area"]
    visitor.press("Look at the rows")
    assert "2 rows fit." in visitor.text


def test_one_column_of_the_table_is_chosen_once(visitor: Visitor, dossier: str) -> None:
    """Two headings with the same words are marked; choosing both for one column is said."""
    pasted(visitor, dossier, "Room\tRoom\tArea\nHall\tLoft\t3")
    assert visitor.words(".tag-warning") == ["Heading stands twice", "Heading stands twice"]
    assert [box.value for box in visitor.all("select[name=column]")] == ["name", "", "area"]

    visitor.press("Look at the rows", {"column": ["name", "name", "area"]}, status=422)
    assert "“Room” is chosen for two columns. Choose it once." in visitor.text
    visitor.press("Look at the rows", {"column": ["", "", ""]}, status=422)
    assert "No column is chosen yet." in visitor.text


def test_a_row_with_too_many_cells_is_shown(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Nothing of a row is dropped unseen: what stands beyond the headings is emptied by hand."""
    pasted(visitor, dossier, "Room,Area\nHall,1\nLoft,2,200\nShed,3\nBarn,4").press("Look at the rows")
    assert "The row has more cells than there are headings." in visitor.words(".msg")[0]

    visitor.press("go=take:2:2").press("Import 4 rows")
    assert [row["area"] for row in tools(desk, dossier, "rooms")[1:]] == [1, 2, 3, 4]


def test_numbers_that_exist_already_are_not_overwritten(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """A number of the table, or one that stands twice in the file, is shown; an empty one gets the next."""
    pasted(visitor, dossier, "No.\tRoom\nR1\tHall\nR7\tLoft\nR7\tShed\n\tBarn").press("Look at the rows")
    assert visitor.words("section h2") == ["Row 2", "Row 4"]
    table, file = visitor.words(".msg")
    assert table.startswith("The table has a row with this number already.")
    assert file.startswith("Another row of the file has this number too.")

    visitor.press("go=take:1:0").press("go=take:3:0").press("Import 4 rows")
    assert {row["id"]: row["name"] for row in tools(desk, dossier, "rooms")} == {
        "R1": "Clean room",
        "R7": "Loft",
        "R8": "Hall",
        "R9": "Shed",
        "R10": "Barn",
    }


def test_a_file_that_cannot_be_read_says_why(visitor: Visitor, dossier: str) -> None:
    """The page for choosing a file opens again; limits stand on it before anything is sent."""
    read(visitor, dossier, b"%PDF-1.7 ...", status=422)

    assert "This is a PDF. Save the table as XLSX or CSV and choose that file." in visitor.text
    assert "up to 5,000 rows and 5 MB" in visitor.text


@pytest.mark.parametrize("text", ["", "Room\tOwner\tArea"])
def test_nothing_pasted_is_said(visitor: Visitor, dossier: str, text: str) -> None:
    """An empty box, or headings alone, lead back to the box, with what was pasted in it."""
    pasted(visitor, dossier, text, status=422)

    assert visitor.value("text") == text


def test_rows_that_somebody_added_meanwhile_stay(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """The import comes after them, with the numbers after theirs."""
    pasted(visitor, dossier, "Room\tArea\nHall\t4").press("Look at the rows")
    other = Visitor(visitor.client).open(f"/d/{dossier}/main/q/tools/row/tools.rooms/new")
    other.press("Save and back", {"tools.rooms[new].name": "Workshop"})

    visitor.press("Import 1 row")

    assert [(row["id"], row["name"]) for row in tools(desk, dossier, "rooms")] == [
        ("R1", "Clean room"),
        ("R2", "Workshop"),
        ("R3", "Hall"),
    ]


def test_the_buttons_of_a_table_lead_to_the_import(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """What was typed on the page is saved before."""
    visitor.open(f"/d/{dossier}/main/q/tools").press("act=paste:tools.tools", {"tools.tools:T1:name": "Saw"})

    assert visitor.path == address(dossier, "tools.tools")
    assert tools(desk, dossier)[0]["name"] == "Saw"


def test_other_questions_take_no_rows(visitor: Visitor, dossier: str) -> None:
    """There is no page for a question that is no table with columns, nor for a page that is not asked."""
    visitor.open(address(dossier, "law.country"), status=404)
    visitor.open(address(dossier, "purpose.sectors"), status=404)
    visitor.open(f"/d/{dossier}/main/q/nowhere/import/tools.rooms", status=404)


@pytest.mark.parametrize("rows", ["", "{}", "[[1]", '[["1", "a"]]', "[[1, 2]]", "[" * 100_000])
def test_rows_that_no_page_brought_back_are_refused(visitor: Visitor, dossier: str, rows: str) -> None:
    """The rows travel in the page; what is none of ours is not read."""
    visitor.open(address(dossier))
    visitor.send(address(dossier), [("csrf_token", visitor.token), ("step", "rows"), ("rows", rows)], status=400)


def test_a_script_in_a_cell_stays_a_text(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """In samples, messages, suggestions and the rows that the page carries."""
    script = "<script>alert(1)</script>\"'"
    pasted(visitor, dossier, f"Room\tArea\n{script}\t{script}\n{script}\t2")
    assert "<script>alert" not in visitor.response.get_data(as_text=True)
    visitor.press("Look at the rows")
    assert "<script>alert" not in visitor.response.get_data(as_text=True)
    visitor.press("Import 1 row")

    assert tools(desk, dossier, "rooms")[1]["name"] == script


def test_rows_of_a_large_file_travel_in_the_page(visitor: Visitor, dossier: str) -> None:
    """A form of another page ends at 2 MB; the rows of a file of 5 MB come back."""
    rows = "[" + ",".join(f'[{number}, "{"x" * 1000}"]' for number in range(3000)) + "]"
    visitor.open(address(dossier))
    fields = [("csrf_token", visitor.token), ("step", "columns"), ("go", "rows"), ("column", "name"), ("rows", rows)]

    visitor.send(address(dossier), [*fields, ("file", (io.BytesIO(b""), ""))])

    assert "3000 rows fit." in visitor.text


def test_many_rows_that_do_not_fit_are_counted(visitor: Visitor, dossier: str) -> None:
    """The page shows the first hundred; all of them can be downloaded."""
    pasted(visitor, dossier, "Room\tArea\n" + "Hall\tlarge\n" * 120).press("Look at the rows")
    assert len(visitor.all("section h2")) == 100
    assert "20 more rows do not fit." in visitor.text

    visitor.press("go=download")
    assert len(visitor.response.get_data().splitlines()) == 121
