"""The numbers of a Word file are Word's own, and they are those of the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.document import Bundle, Part
from app.render import FORMATS, RenderOptions
from app.render.docx.numbering import written
from tests.render.drafts import (
    NBSP,
    Drafted,
    Numbered,
    clause,
    item,
    letter,
    letters,
    numbered,
    para,
    ref,
    roman,
    table,
)
from tests.render.trees import SAMPLES, bundle, document
from tests.render.word import WordFile

SCHEDULE = clause("main/prices", "Prices", item("Net."), layout="schedule", number=1)
_UNCOUNTED = {"", "•"}


def read(tree: Bundle, options: RenderOptions) -> WordFile:
    """Return a tree as Word reads the file made of it."""
    return WordFile(FORMATS["docx"].render(tree, options))


def counted(file: WordFile) -> list[str]:
    """Return the numbers that Word shows, in reading order."""
    return [each.label for each in file.paragraphs if each.label not in _UNCOUNTED]


@pytest.mark.parametrize("name", SAMPLES)
def test_word_counts_the_numbers_of_the_tree(name, options):
    """What Word computes from the numbering of the file is, paragraph by paragraph, what the tree says."""
    expected = [number for _, number in numbered(SAMPLES[name])]

    assert counted(read(SAMPLES[name], options)) == expected


@pytest.mark.parametrize("name", SAMPLES)
def test_every_reference_field_shows_what_word_will_compute(name, options):
    """Updating all fields changes no reference."""
    file = read(SAMPLES[name], options)
    places = {mark: each for each in file.paragraphs for mark in each.bookmarks}

    for code, shown in file.fields():
        if code.startswith("REF "):
            assert places[code.split()[1]].full.replace(NBSP, " ") == shown.replace(NBSP, " ")


def test_every_reference_inside_the_file_is_a_field(options):
    """The contract's own references, the numbers of two-part labels included, are fields and not typed numbers."""
    shown = [text for code, text in read(SAMPLES["contract"], options).fields() if code.startswith("REF ")]

    assert sorted(shown) == sorted(
        ["2", f"Schedule{NBSP}1", "2.2", "2.2(b)(i)", "(B)", "4", "(b)(i)", "4", "(a)", "2", "2(a)", f"Schedule{NBSP}1"]
    )


def test_a_reference_into_another_file_is_plain_text(options):
    """An annex in a file of its own has no field for a clause of its framework, and says the clause all the same."""
    file = read(SAMPLES["annex alone"], options)

    assert f"Clause{NBSP}4 of the Framework applies to this Annex." in [each.text for each in file.paragraphs]
    assert [text for code, text in file.fields() if code.startswith("REF ")] == [
        "2", f"Schedule{NBSP}2", "2", "2(a)", f"Schedule{NBSP}1",
    ]  # fmt: skip


def test_the_same_reference_is_a_field_where_the_framework_is_in_the_file(options):
    """Joined to its framework, an annex refers to it by fields."""
    paragraphs = read(SAMPLES["joined"], options).paragraphs
    target = next(each for each in paragraphs if "of the Framework applies" in each.text)

    assert "REF _c_" in "".join(target.xml.itertext())


def test_bookmark_names_are_fit_for_word(options):
    """Names of bookmarks are unique and no longer than the 40 letters, figures and underscores that Word allows."""
    names = [mark for each in read(SAMPLES["joined"], options).paragraphs for mark in each.bookmarks]

    assert len(names) == len(set(names))
    assert all(name.replace("_", "").isalnum() and len(name) <= 40 for name in names)


@pytest.mark.parametrize("place", [1, 2, 26, 27, 28, 52, 53, 80])
def test_letters_and_figures_are_written_as_word_writes_them(place):
    """After z comes aa, then bb: not ab."""
    assert written("lowerLetter", place) == letters(place)
    assert written("upperLetter", place) == letters(place, upper=True)
    assert written("lowerRoman", place) == roman(place)


def test_a_clause_without_a_number_keeps_the_numbers_of_the_others(options):
    """A clause that is not numbered prints its heading and is not counted."""
    plain = clause("main/a", "Numbered", item("x"), number=1)
    silent = replace(clause("main/b", "Not numbered", para("y")), number="")
    last = clause("main/c", "Numbered again", item("z"), number=2)
    tree = bundle(document(Part("terms", "terms", "", (), (plain, silent, last))))

    file = read(tree, options)

    assert [(each.label, each.text) for each in file.named("heading 1")] == [
        ("1", "Numbered"),
        ("", "Not numbered"),
        ("2", "Numbered again"),
    ]


def test_schedules_carry_the_word_of_their_language(options):
    """A schedule of a German contract is an "Anlage" in Word's numbering too, and references to it are fields."""
    prices = clause(
        "main/prices", "Preise", item("Siehe ", ref("main/prices", "1", f"Anlage{NBSP}"), "."), layout="schedule"
    )
    tree = bundle(document(Part("s", "schedules", "", (), (replace(prices, number=f"Anlage{NBSP}1"),))))

    file = read(tree, options)

    assert counted(file) == [f"Anlage{NBSP}1", "1"]
    assert [text for code, text in file.fields() if code.startswith("REF ")] == [f"Anlage{NBSP}1"]


def test_a_reference_to_a_schedule_does_not_break_when_word_computes_it(options):
    """The space between "Schedule" and its number is a no-break space in Word's numbering, whatever it is in the tree."""
    tree = bundle(document(Part("s", "schedules", "", (), (replace(SCHEDULE, number="Schedule 1"),))))

    assert counted(read(tree, options)) == [f"Schedule{NBSP}1", "1"]


def test_a_number_that_word_cannot_print_is_refused(options):
    """Where assembly counts otherwise than Word can, the file is not written with a wrong number in silence."""
    wrong = replace(clause("main/a", "A", number=1), number="1a")

    with pytest.raises(ValueError, match="cannot print the number '1a'"):
        read(bundle(document(Part("terms", "terms", "", (), (wrong,)))), options)


# --- any tree ----------------------------------------------------------------------------------------------------------


def _items(depth: int) -> st.SearchStrategy[Numbered]:
    inside = st.lists(_items(depth - 1) | _between(), max_size=3) if depth else st.just([])
    return inside.map(lambda under: item("text", *under))


def _between() -> st.SearchStrategy[Drafted]:
    return st.sampled_from([para("text"), table("A | B", "a | b")])


def _lettered() -> st.SearchStrategy[Numbered]:
    return st.lists(_items(0), max_size=2).map(lambda under: letter("text", *under))


def _clauses() -> st.SearchStrategy[list[Drafted]]:
    return st.lists(_items(2) | _between() | _lettered(), max_size=6)


_LAYOUTS = ("parties", "recitals", "clause", "clause", "clause", "schedule", "schedule")


@given(contents=st.lists(_clauses(), min_size=7, max_size=7), annexes=st.integers(0, 2))
def test_word_counts_the_numbers_of_any_tree(contents, annexes, options):
    """For all lists, however nested and interrupted, Word's numbers are those of the tree."""
    tree = bundle(*(document(*_parts(f"d{n}", contents), id=f"d{n}") for n in range(annexes + 1)))

    assert counted(read(tree, options)) == [number for _, number in numbered(tree)]


def _parts(doc: str, contents: list[list[Drafted]]) -> Iterator[Part]:
    counts = {"clause": 0, "schedule": 0}
    for position, (layout, blocks) in enumerate(zip(_LAYOUTS, contents, strict=True)):
        if layout in counts:
            counts[layout] += 1
        placed = clause(f"{doc}/c{position}", "Title", *blocks, layout=layout, number=counts.get(layout, 0))
        yield Part(f"p{position}", "terms", "", (), (placed,))


def test_three_lists_of_two_start_again_three_times(options):
    """Three parties with a list of two items each: (a), (b), three times over."""
    assert counted(read(SAMPLES["three lists"], options)) == [
        "1", "1.1", "(a)", "(b)", "1.2", "(a)", "(b)", "1.3", "(a)", "(b)", "2", *["(a)", "(b)"] * 3,
    ]  # fmt: skip


def test_an_annex_counts_from_one_again(options):
    """The annex and the contract joined in one file both have a Clause 1, and annex after annex begins anew."""
    headings = [each.label for each in read(SAMPLES["joined"], options).named("heading 1")]

    assert headings == ["1", "2", "3", "4", "1", "2", "1", "2"]
