"""Files with rows, as spreadsheet programs write and copy them, become plain texts in rows and columns. Pure."""

from app.sheets.reading import read_file, read_pasted
from app.sheets.sheet import MOST_BYTES, MOST_ROWS, NO_VALUE, Sheet
from app.sheets.writing import written

__all__ = ["MOST_BYTES", "MOST_ROWS", "NO_VALUE", "Sheet", "read_file", "read_pasted", "written"]
