"""The table of formats."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.errors import RenderError
from app.render import FORMATS, RenderOptions, columns
from tests.render.drafts import table
from tests.render.reading import ROOT, written
from tests.render.trees import SAMPLES


@pytest.mark.parametrize(
    ("name", "start"), [("pdf", b"%PDF-1.7"), ("html", b"<!DOCTYPE html>"), ("txt", b"M"), ("json", b"{")]
)
@pytest.mark.parametrize("sample", ["joined", "hostile", "bare"])
def test_full_hostile_and_bare_trees_are_written_in_every_format(sample, name, start):
    assert written(sample, name).startswith(start)


def test_each_format_is_known_by_the_extension_of_its_files():
    assert {name: form.extension for name, form in FORMATS.items()} == {name: name for name in FORMATS}
    assert list(FORMATS) == ["docx", "pdf", "html", "txt", "json"]


def test_importing_the_formats_loads_no_heavy_library():
    """A cold start of the command line must not pay for formats that nobody asked for."""
    code = "import sys, app.render; print([m for m in ('weasyprint', 'docx', 'docxtpl', 'babel') if m in sys.modules])"

    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["pdf", "html"])
def test_a_missing_style_sheet_is_named(tmp_path, name):
    with pytest.raises(RenderError, match=r"house\.css cannot be read"):
        FORMATS[name].render(SAMPLES["bare"], RenderOptions(tmp_path, tmp_path))


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_column_widths_fill_the_measure_of_their_depth(depth):
    widths = columns.column_widths(table("No. | What it is | Hours >", "1 | a long text | 10", depth=depth))

    assert sum(widths) == pytest.approx({0: 150, 1: 138, 2: 130}[depth])
    assert min(widths) > 0


def test_a_column_has_room_for_its_longest_word():
    words = "Rechtsschutzversicherung | " + "many short words " * 30 + "| x"
    first, second, third = columns.column_widths(table("A | B | C", words, depth=0))

    assert first > 24 * 1.5
    assert second > first > third


ADDRESS = "technology.transfer@alpine.example"


@pytest.mark.parametrize(("others", "whole"), [(2, True), (5, True), (6, False)])
def test_an_address_is_not_broken_where_the_other_columns_leave_room(others, whole):
    """It stays in one piece to be copied, its narrow letters counted as such; in a crowded table it takes no more than
    any other long word."""
    rest = " | rights and their protection, contracts, publications" * others
    widths = columns.column_widths(table(" | ".join("ABCDEFG"[: others + 1]), ADDRESS + rest, depth=0))
    word = columns.column_widths(table(" | ".join("ABCDEFG"[: others + 1]), ADDRESS.replace("@", "x") + rest, depth=0))

    assert (widths[0] > len(ADDRESS) * 1.4) is whole
    assert (widths == word) is not whole


def test_capitals_take_more_room_than_small_letters():
    """ "WP1" is not broken after its letters."""
    capitals, small = (
        columns.column_widths(table("No. | Work", f"{name} | {'work ' * 40}"))[0] for name in ("WP1", "wp1")
    )

    assert capitals > small + 0.5


def test_wide_letters_take_more_room():
    """ "Know-how" is not broken after its hyphen."""
    wide, plain = (
        columns.column_widths(table("Kind | Work", f"{kind} | {'sample ' * 40}"))[0]
        for kind in ("Know-how", "Knee-hue")
    )

    assert wide > plain + 0.8


def test_columns_of_figures_stay_narrow():
    text, figures = columns.column_widths(table("Service | Price >", "Imaging | 85.00", depth=0))

    assert figures < 25 < text


def test_an_empty_column_has_room_to_write_in():
    asked, entry = columns.column_widths(table("What is asked | Entry", "Name and seat of the applicant |", depth=0))

    assert entry > 60
    assert asked > 50


def test_an_empty_column_keeps_its_share_beside_long_questions():
    """What is asked may take two lines; who answers by hand needs the width."""
    _, entry = columns.column_widths(table("What is asked | Entry", f"{'long question ' * 9} |", depth=0))

    assert entry == pytest.approx(75)


def test_the_day_and_the_month_of_a_date_stay_in_one_line():
    """In a crowded table the year may stand below them, as in "15 September" and "2025"."""
    crowd = " | ".join(["Rechtsschutzversicherung " * 9] * 3)
    dated, plain = (
        columns.column_widths(table("A | B | C | D", f"{cell} | {crowd}"))[0]
        for cell in ("15 September 2025", "September")
    )

    assert dated > plain * 1.2


@pytest.mark.parametrize(
    ("row", "empty"), [("Name |", True), ("Ostwald | | ", True), ("Name | Muster", False), ("a | | b", False)]
)
def test_a_row_is_for_handwriting_if_only_its_first_cell_says_something(row, empty):
    asked = table(" | ".join("ABC"[: row.count("|") + 1]), row)

    assert columns.is_for_handwriting(asked.rows[0]) is empty


def test_a_table_of_many_long_words_still_fits():
    widths = columns.column_widths(table(" | ".join("ABCDEFGH"), " | ".join(["x" * 40] * 8), depth=0))

    assert sum(widths) == pytest.approx(150)
    assert max(widths) - min(widths) < 0.5
