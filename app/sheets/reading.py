"""Which kind of file it is, by its first bytes: its name may say anything."""

from __future__ import annotations

from typing import Final

from app.errors import SheetError
from app.model.message import say
from app.sheets.delimited import read_delimited
from app.sheets.sheet import MOST_BYTES, Sheet, sheet_of
from app.sheets.text_files import text_of
from app.sheets.workbooks import read_workbook

_OTHERS: Final = (
    (b"%PDF", say("This is a PDF.")),
    (b"\xd0\xcf\x11\xe0", say("This is a file of an old spreadsheet program (XLS), or one with a password.")),
    (b"{\\rtf", say("This is a text document.")),
    (b"\x89PNG", say("This is a picture.")),
    (b"\xff\xd8\xff", say("This is a picture.")),
    (b"<!doctype", say("This is a web page.")),
    (b"<html", say("This is a web page.")),
    (b"<?xml", say("This is an XML file.")),
)


def read_file(content: bytes) -> Sheet:
    """Return the rows of a CSV or XLSX file. Formulas are read as the values that were stored with them.

    Raises SheetError saying what the file is, what is wrong with it, or which limit it breaks.
    """
    if len(content) > MOST_BYTES:
        raise SheetError(say("The file is larger than 5 MB. Divide it, or delete what is not needed."))
    if content.startswith(b"PK"):
        return read_workbook(content)
    beginning = content[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    for start, what in _OTHERS:
        if beginning.startswith(start.lower()):
            raise SheetError(say("{what} Save the table as XLSX or CSV and choose that file.", what=what))
    text, notes = text_of(content)
    return sheet_of(read_delimited(text), notes)


def read_pasted(text: str) -> Sheet:
    """Return rows that were copied in a spreadsheet program, or typed with commas or semicolons between the cells."""
    if not text.strip():
        raise SheetError(say("Nothing was pasted. Copy the rows in the spreadsheet first."))
    return sheet_of(read_delimited(text))
