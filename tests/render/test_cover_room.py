"""The cover: title and parties end above the draft mark, in PDF and Word."""

from __future__ import annotations

import io
from dataclasses import replace
from textwrap import wrap

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.document import Bundle, Document, Text
from app.render import FORMATS, RenderOptions, cover_room
from tests.render.reading import OPTIONS
from tests.render.trees import bundle, document
from tests.render.word import W, WordFile

FOUR_LINES = "Model Contract for joint services to small companies in personalised medicine between four life clusters"
LONGEST = "A wide wording " * 10 + "of a title"
SUBTITLE = (Text("Joined to the Model Contract MC-2027-001 between Alpine, Costa, Northern Lights and Westhaven"),)


def cover(title: str, count: int, *, joined: bool = True) -> Document:
    party = document().parties[0]
    return replace(document(), title=title, subtitle=SUBTITLE if joined else (), parties=(party,) * count)


def heights(file: Bundle) -> list[tuple[float, str]]:
    """Return the texts of the cover of the PDF with their height above the foot of the page, in points."""
    page = pypdf.PdfReader(io.BytesIO(FORMATS["pdf"].render(file, OPTIONS))).pages[0]
    found: list[tuple[float, str]] = []

    def note(text: str, transform: list[float], matrix: list[float], *_: object) -> None:
        if text.strip():
            found.append((matrix[5] * transform[3] + transform[5], text.strip()))

    page.extract_text(visitor_text=note)
    return found


def word(doc: Document, options: RenderOptions) -> WordFile:
    return WordFile(FORMATS["docx"].render(bundle(doc), options))


@pytest.mark.parametrize(
    ("title", "count"), [("Short", 5), ("Short", 14), (FOUR_LINES, 4), (FOUR_LINES, 12), (LONGEST, 12)]
)
def test_title_and_parties_of_a_cover_end_above_the_draft_mark(title, count):
    """The lowest line above the mark keeps 6 mm from it, however long the title and however many the parties."""
    lines = heights(bundle(cover(title, count)))
    mark = next(height for height, text in lines if "Draft for discussion" in text)
    others = [height for height, text in lines if text != "Draft for discussion" and height > mark - 20]

    assert len(lines) > count
    assert min(others) > mark + 17 + 14


@pytest.mark.parametrize(
    ("title", "count", "joined", "way"),
    [
        ("Short", 5, False, "one column"),
        (FOUR_LINES, 3, False, "one column"),
        (FOUR_LINES, 4, True, "two columns"),
        ("Short", 12, False, "two columns"),
        ("Short", 15, False, "two columns"),
        ("Short", 17, False, "short names"),
        (FOUR_LINES, 12, True, "short names"),
    ],
)
def test_the_parties_stand_as_fully_as_the_room_allows(title, count, joined, way):
    assert cover_room.parties(cover(title, count, joined=joined)) == way


def test_a_crowded_cover_has_its_title_higher_in_word_too(options):
    """Where the parties would have no room, the space below the reference is not that of the style."""
    spaces = [
        [each.xml.find(f"{W}pPr/{W}spacing") is not None for each in word(doc, options).named("Cover Reference")]
        for doc in (cover(LONGEST, 12), cover("Short", 10))
    ]

    assert spaces == [[True], [False]]


@given(st.text(st.sampled_from("aW -\t\n\u00a0\u200b—é"), max_size=12), st.sampled_from([3, 8]))
def test_a_short_text_takes_as_many_lines_as_a_wrapped_one(text, width):
    """That a text which fits is not wrapped only saves time."""
    assert cover_room._lines(text, width) == len(wrap(text, width))
