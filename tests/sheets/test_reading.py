"""Files with rows are read whatever wrote them; what is none, or would harm, is refused with a reason."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from openpyxl import Workbook

from app.errors import SheetError
from app.sheets import MOST_ROWS, NO_VALUE, Sheet, read_file, read_pasted, written

ROWS = (("Name", "Größe"), ("Łódź", "1,5"))


def book(fill: Callable[[Any], None]) -> bytes:
    """Return an XLSX file whose first sheet was filled by a function."""
    workbook = Workbook()
    fill(workbook.active)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    """Return a workbook as a file."""
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()


def changed(
    content: bytes, parts: Mapping[str, Callable[[bytes], bytes]], more: Mapping[str, bytes] | None = None
) -> bytes:
    """Return an archive with some of its parts changed, and some added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, lambda same: same)(old.read(name)))
        for name, text in (more or {}).items():
            new.writestr(name, text)
    return made.getvalue()


def refused(content: bytes) -> str:
    """Return why a file is refused."""
    with pytest.raises(SheetError) as caught:
        read_file(content)
    return str(caught.value)


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", ["\t", ";", "|"])
def test_a_text_file_is_read_in_any_unicode(encoding: str, delimiter: str) -> None:
    """With a mark or without one, whatever divides the cells."""
    text = "\r\n".join(delimiter.join(row) for row in ROWS)

    assert read_file(text.encode(encoding)).rows == ROWS


def test_windows_text_is_read_and_said() -> None:
    """What is no UTF-8 is read as Western Europe writes it; the person looks at the accents."""
    sheet = read_file("Name;Größe\nCafé “Süd”;1,5\n".encode("cp1252"))

    assert sheet.rows == (("Name", "Größe"), ("Café “Süd”", "1,5"))
    assert "Look at the accents" in sheet.notes[0]


def test_commas_inside_cells_do_not_divide_them() -> None:
    """Quoted commas and line breaks stay; decimal commas do not outvote the semicolon."""
    assert read_file(b'Name,Size\n"Hall, new",2\n"two\nlines",3').rows[1:] == (("Hall, new", "2"), ("two\nlines", "3"))
    assert read_file(b"a;b\n1,5;2,5\n3,5;4,5").rows[1] == ("1,5", "2,5")
    assert read_file(b"sep=,\r\na;b,c").rows == (("a;b", "c"),)


def test_a_single_column_is_not_divided() -> None:
    """Where no mark stands in every row, each line is one cell."""
    assert read_pasted("Hall\nLoft, new\nShed").rows == (("Hall",), ("Loft, new",), ("Shed",))


def test_empty_rows_and_cells_go_and_numbers_stay() -> None:
    """A row is spoken of by the number that the spreadsheet shows."""
    sheet = read_pasted("a\t\t\n\n \t \nb\t c \t")

    assert (sheet.rows, sheet.numbers) == ((("a",), ("b", "c")), (1, 4))


def test_a_quotation_mark_without_partner_is_said() -> None:
    """It would swallow the rows after it."""
    assert refused(b'a,b\n1,2\n"x,3\ny,4') == (
        "Line 3 cannot be read: a quotation mark in it has no partner. Add it, or delete the mark."
    )


def test_cells_of_a_workbook_become_what_a_person_would_type() -> None:
    """Dates, percentages and amounts in one reading only, whatever the language of the pages."""

    def fill(sheet: Any) -> None:
        sheet.append([datetime.date(2028, 2, 1), True, 2024, 12.125, 0.155, 1500.5, 7, 3, None, " x\u00a0"])
        for cell, form in (("E1", "0.0%"), ("F1", '#,##0.00\\ "€"'), ("G1", "[$CHF-807] 0"), ("H1", "[$-409]0")):
            sheet[cell].number_format = form

    texts = ("2028-02-01", "yes", "2024", "12.1250", "15.5 %", "1500.5 €", "7 CHF", "3", "", "x")
    assert read_file(book(fill)).rows == (texts,)


def test_a_formula_is_read_as_its_stored_value() -> None:
    """Nothing is computed. One that was never computed is marked, not silently empty."""
    content = book(lambda sheet: sheet.append(["=1+1", "=2+2", "a"]))
    stored = changed(
        content,
        {
            SHEET: lambda xml: xml.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(
                b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
            )
        },
    )

    assert read_file(stored).rows == (("2", NO_VALUE, "a"),)


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    """It stays as it is, and what is handed out cannot be run; the mark against that goes when it is read again."""
    texts = ("=1+1", "+2", "-3", "@x", "plain", "'quoted'")

    def fill(sheet: Any) -> None:
        sheet.append(texts)
        for cell in sheet[1]:
            cell.data_type = "s"

    assert read_file(book(fill)).rows == (texts,)
    assert read_pasted("\t".join(texts)).rows == (texts,)
    handed_out = written([texts])
    assert b"'=1+1,'+2,'-3,'@x,plain,'quoted'" in handed_out
    assert read_file(handed_out).rows == (texts,)


def test_a_cell_merged_over_rows_holds_for_each_of_them() -> None:
    """Merged over columns it stays in the first; what is merged above the headings harms nothing."""

    def fill(sheet: Any) -> None:
        for row in (
            ["Title"],
            ["Owner", "Room"],
            ["Costa", "Hall"],
            [None, "Loft"],
            [None, "Shed"],
            ["Alpine", "Barn"],
        ):
            sheet.append(row)
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("A3:A5")

    assert read_file(book(fill)).rows == (
        ("Title",), ("Owner", "Room"), ("Costa", "Hall"), ("Costa", "Loft"), ("Costa", "Shed"), ("Alpine", "Barn")
    )  # fmt: skip


def test_the_first_visible_sheet_that_holds_something_is_read() -> None:
    """Hidden and empty ones are passed over, and it is said which one it is."""
    workbook = Workbook()
    workbook.active.append(["hidden"])
    workbook.active.sheet_state = "hidden"
    workbook.create_sheet("Empty")
    workbook.create_sheet("Rooms").append(["Hall"])

    sheet = read_file(saved(workbook))

    assert sheet.rows == (("Hall",),)
    assert sheet.notes == ("The sheet “Rooms” was read, no other.",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty"),
        (b";;\n;;\n", "The file is empty"),
        (b"\xef\xbb\xbf", "The file is empty"),
        (book(lambda _: None), "The file is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old spreadsheet program"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "This is a web page"),
        (b"<?xml version='1.0'?><Workbook/>", "This is an XML file"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture"),
        (bytes(range(256)) * 4, "This file is no spreadsheet"),
        (b"\xff\xfea\x00\xd8", "This file is no spreadsheet"),
        (b"PK\x03\x04 no archive", "broken or has a password"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_what_is_no_spreadsheet_is_called_by_its_name(content: bytes, reason: str) -> None:
    """The first bytes tell; a name says anything."""
    assert reason in refused(content)


def test_an_archive_without_a_workbook_is_none() -> None:
    """A Word file, an OpenDocument or any other archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    assert "This archive is no XLSX file" in refused(made.getvalue())


def test_more_rows_than_the_limit_are_refused_without_reading_them_all() -> None:
    """The reader stops at the limit, however many follow."""
    line = "Hall;1\n"
    read = 0

    def lines() -> Any:
        nonlocal read
        for read in range(100_000):
            yield ["Hall", str(read)]

    from app.sheets.sheet import sheet_of

    with pytest.raises(SheetError, match="more than 5,000 rows"):
        sheet_of(lines())
    assert read < MOST_ROWS + 20
    assert "more than 5,000 rows" in refused(line.encode() * 100_000)


def test_a_workbook_of_a_hundred_thousand_rows_is_refused() -> None:
    """Of a small archive that unpacks to them too."""

    def many(xml: bytes) -> bytes:
        row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
        return re.sub(
            b"<sheetData.*",
            b"<sheetData>" + b"".join(row % (n, n) for n in range(1, 100_001)) + b"</sheetData></worksheet>",
            xml,
            flags=re.DOTALL,
        )

    assert "more than 5,000 rows" in refused(changed(book(lambda sheet: sheet.append([1])), {SHEET: many}))


def test_a_file_beyond_the_size_is_refused() -> None:
    """Before anything of it is looked at."""
    assert "larger than 5 MB" in refused(b"a" * 5_000_001)


def test_too_many_columns_and_too_much_text_are_refused() -> None:
    """Also where the sheet lies about its size, or has one cell far to the right."""
    assert "more than 200 columns" in refused(";".join("a" * 201).encode())
    assert "more than 200 columns" in refused(book(lambda sheet: sheet.cell(1, 16_000, "far")))
    long = book(lambda sheet: [sheet.append(["x" * 30_000]) for _ in range(200)])
    assert "more than 5 MB of text" in refused(long)


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked() -> None:
    """A ZIP bomb is told by what it says of itself; one that lies is broken."""
    bomb = changed(book(lambda sheet: sheet.append([1])), {}, {"xl/media/zero.bin": bytes(70_000_000)})

    assert len(bomb) < 200_000
    assert "Unpacked, the file is too large" in refused(bomb)
    assert (
        refused(
            bomb.replace((70_000_000).to_bytes(4, "little"), (7).to_bytes(4, "little")).replace(
                b"zero.bin", b"zero.xml"
            )
        )
        != ""
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(encoding: str) -> None:
    """They unpack to any size, or read files of this computer."""
    laughs = '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "ha"><!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet/>'
    content = changed(book(lambda sheet: sheet.append(["x"])), {SHEET: lambda _: laughs.encode(encoding)})

    assert "declarations that no spreadsheet program writes" in refused(content)


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/styles.xml"])
@pytest.mark.parametrize("text", [b"", b"<x", b"\xff\xfe\x00"])
def test_a_broken_workbook_is_said_to_be_broken(part: str, text: bytes) -> None:
    """Whatever the reader stumbles over."""
    assert "broken" in refused(changed(book(lambda sheet: sheet.append(["x"])), {part: lambda _: text}))


def test_a_truncated_workbook_is_said_to_be_broken() -> None:
    """Half an archive opens nothing."""
    assert "broken" in refused(book(lambda sheet: sheet.append(["x"]))[:-300])


def test_a_damaged_stream_inside_a_workbook_is_said_to_be_broken() -> None:
    """The list of its parts is whole; what they were packed into is not."""
    content = bytearray(book(lambda sheet: sheet.append(["x"])))
    start = content.index(SHEET.encode()) + len(SHEET)
    content[start : start + 8] = b"\xff" * 8

    assert "broken" in refused(bytes(content))


def test_a_sheet_travels_as_plain_lists() -> None:
    """What one page hands to the next comes back equal; anything else is no sheet."""
    sheet = read_pasted("a\tb\n\nc")

    assert Sheet.from_json(sheet.as_json()) == sheet
    for other in ({}, [[]], [["1"]], [[1, None]], [[1] + ["x"] * 202], [[1]] * 6000):
        with pytest.raises(ValueError, match="no row"):
            Sheet.from_json(other)
