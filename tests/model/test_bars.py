"""Bars in tables lie where their figures say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.bars import BAR, Bar, bars_of
from app.model.document import Row, Table, Text


def drawn(head: str, *cells: str) -> tuple[Bar | None, ...]:
    rows = tuple(Row(str(number), ((Text(cell),),)) for number, cell in enumerate(cells))
    return bars_of(Table("t", ((Text(head),),), (BAR,), rows), 0)


def test_a_range_is_placed_on_the_scale_of_its_head() -> None:
    """Months 3 to 5 of 10 begin after two tenths and end after five; one figure is one unit long."""
    assert drawn("Months 1–10", "3–5", "3 - 5", "10") == (Bar(0.2, 0.5), Bar(0.2, 0.5), Bar(0.9, 1.0))


def test_without_a_figure_in_the_head_the_scale_ends_with_the_last_cell() -> None:
    """The longest range reaches the end."""
    assert drawn("Months", "1–2", "3–8") == (Bar(0.0, 0.25), Bar(0.25, 1.0))


@pytest.mark.parametrize("cell", ["", "later", "[TBC]", "0–3", "5–3", "9–11", "3–5 or 6", "1–99999"])
def test_a_cell_that_names_no_range_of_the_scale_has_no_bar(cell: str) -> None:
    """Its text stands alone; nothing is drawn that would mislead."""
    assert drawn("Months 1–10", cell) == (None,)


@given(st.lists(st.tuples(st.integers(1, 300), st.integers(1, 300)).map(sorted), min_size=1, max_size=8))
def test_every_bar_lies_within_its_column(ranges: list[list[int]]) -> None:
    """A bar has a length, and none reaches over the edge."""
    made = drawn("", *(f"{first}–{last}" for first, last in ranges))

    assert all(bar is not None and 0 <= bar.start < bar.end <= 1 for bar in made)
