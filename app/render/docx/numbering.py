"""Word numbering: which list a paragraph belongs to, and where a list has to start again.

The tree says which number is printed; Word counts by itself. `Numbering` counts along with Word, paragraph by
paragraph, and starts a new `w:num` with start overrides wherever Word would go on and the tree begins anew. So the two
cannot differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how its number is written, and the style that is bound to it ("" for none)."""

    format: str
    text: str
    style: str = ""


CLAUSES: Final = "HouseClauses"
RECITALS: Final = "HouseRecitals"
PARTIES: Final = "HouseParties"
LETTERS: Final = "HouseLetters"
SCHEDULES: Final = "HouseSchedules"
SCHEDULE_ITEMS: Final = "HouseScheduleItems"

_NO_BREAK_SPACE: Final = "\u00a0"
_LETTERED: Final = (Level("lowerLetter", "(%2)"), Level("lowerRoman", "(%3)"))

LISTS: Final[dict[str, tuple[Level, ...]]] = {
    CLAUSES: (
        Level("decimal", "%1", "Heading 1"),
        Level("decimal", "%1.%2", "Clause Level 2"),
        Level("lowerLetter", "(%3)", "Clause Level 3"),
        Level("lowerRoman", "(%4)", "Clause Level 4"),
    ),
    RECITALS: (Level("upperLetter", "(%1)", "Recital"), *_LETTERED),
    PARTIES: (Level("decimal", "(%1)", "Party"), *_LETTERED),
    LETTERS: (Level("lowerLetter", "(%1)"), Level("lowerRoman", "(%2)")),
    SCHEDULES: (Level("decimal", f"Schedule{_NO_BREAK_SPACE}%1", "Schedule Caption"),),
    SCHEDULE_ITEMS: (Level("decimal", "%1", "Schedule Item"), *_LETTERED),
}
"""The lists of house.docx. An office may change how numbers look and where they stand, but not what they say.

A list of letters under a heading or an unnumbered paragraph is a list of its own: as a level of the clauses it would
not start again under the next paragraph, and a reference to it would repeat the wrong parent.
"""

_ONLY_ONCE: Final = re.compile(r"<w:(?:pStyle|nsid|tmpl|name) [^>]*/>")
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                 (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def written(number_format: str, value: int) -> str:
    """Return a counter as Word writes it: letters run a … z, aa, bb, cc."""
    if number_format in ("lowerLetter", "upperLetter"):
        text = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return text.upper() if number_format == "upperLetter" else text
    if number_format == "lowerRoman":
        text, left = "", value
        for unit, figure in _ROMAN:
            text, left = text + figure * (left // unit), left % unit
        return text
    return str(value)


def printed(levels: tuple[Level, ...], counts: tuple[int, ...] | list[int], level: int) -> str:
    """Return the number that Word prints at `level`, 0 being the first, when the counters stand at `counts`."""
    text = levels[level].text
    for position in range(level + 1):
        text = text.replace(f"%{position + 1}", written(levels[position].format, counts[position]))
    return text


@dataclass(frozen=True, slots=True)
class HouseList:
    """A list as house.docx defines it: the id of its definition, and of the numbering that its styles are bound to."""

    abstract: int
    bound: int
    levels: tuple[Level, ...]
    xml: str


@dataclass(slots=True)
class _Running:
    """Where Word's counters of one list stand, and which numbering its next paragraph would continue."""

    house: HouseList
    counts: list[int]
    current: int | None = None


@dataclass(slots=True)
class Numbering:
    """Counts along with Word through one file. `lists` are those of house.docx, `next_id` the first free id."""

    lists: dict[str, HouseList]
    next_id: int
    _running: dict[str, _Running] = field(default_factory=dict)
    _abstracts: list[str] = field(default_factory=list)
    _nums: list[str] = field(default_factory=list)

    def place(self, name: str, level: int, number: str) -> str:
        """Return the `w:numPr` of the next paragraph of a list, "" where its style's own numbering is right.

        `level` counts from 0. Raises ValueError when Word cannot print `number` there: assembly and Word count
        differently.
        """
        running = self._running.get(name) or self._begin(name, self.lists[name])
        levels = running.house.levels
        counts = [*running.counts[:level], running.counts[level] + 1, *([0] * (len(levels) - level - 1))]
        if running.current is None or printed(levels, counts, level) != number:
            counts = self._restart(running, level, number)
        running.counts = counts
        if running.current == running.house.bound and levels[level].style:
            return ""
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{running.current}"/></w:numPr>'

    def place_schedule(self, number: str) -> str:
        """Return the `w:numPr` of the caption of a schedule; the word before its number follows the language.

        The space between them does not break, so that a reference computed by Word does not break there either.
        """
        number = number.replace(" ", _NO_BREAK_SPACE)
        word = number.rstrip("0123456789")
        house = self.lists[SCHEDULES]
        if house.levels[0].text == word + "%1":
            return self.place(SCHEDULES, 0, number)
        name = SCHEDULES + word
        if name not in self._running:
            self._begin(name, self._worded(house, word))
        return self.place(name, 0, number)

    def xml(self) -> tuple[str, str]:
        """Return the definitions and the numberings that house.docx does not have."""
        return "".join(self._abstracts), "".join(self._nums)

    def _begin(self, name: str, house: HouseList) -> _Running:
        running = _Running(house, [0] * len(house.levels), house.bound or None)
        self._running[name] = running
        return running

    def _restart(self, running: _Running, level: int, number: str) -> list[int]:
        levels = running.house.levels
        value = _value(levels[level], number)
        counts = [value, *([0] * (len(levels) - 1))]
        if level or printed(levels, counts, 0) != number:
            raise ValueError(f"Word cannot print the number {number!r} at level {level + 1} here.")
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{position}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for position, start in enumerate([value, *([1] * (len(levels) - 1))])
        )
        running.current = self._take_id()
        self._nums.append(_num(running.current, running.house.abstract, overrides))
        return counts

    def _worded(self, house: HouseList, word: str) -> HouseList:
        abstract = self._take_id()
        level = house.levels[0]
        text = word + "%1"
        xml = house.xml.replace(f'w:abstractNumId="{house.abstract}"', f'w:abstractNumId="{abstract}"', 1)
        xml = xml.replace(f'<w:lvlText w:val="{level.text}"/>', f'<w:lvlText w:val="{_attribute(text)}"/>', 1)
        # A style is bound to one definition only, the caption's to that of house.docx, and so is the name of a list.
        self._abstracts.append(_ONLY_ONCE.sub("", xml))
        return HouseList(abstract, 0, (Level(level.format, text),), xml)

    def _take_id(self) -> int:
        self.next_id += 1
        return self.next_id - 1


def _value(level: Level, number: str) -> int:
    """Return the counter behind a number of the first level, 0 where there is none."""
    before, _, after = level.text.partition("%1")
    text = number.removeprefix(before).removesuffix(after)
    if level.format == "decimal":
        return int(text) if text.isdecimal() and text.isascii() else 0
    return (len(text) - 1) * 26 + ord(text[0].lower()) - ord("a") + 1 if text else 0


def _num(identifier: int, abstract: int, overrides: str) -> str:
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
