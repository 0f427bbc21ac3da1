"""The lists of house.docx: found by name, checked, and the text of numbering.xml with room for more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from app.render.docx.names import BrokenHouseError, w
from app.render.docx.numbering import LISTS, HouseList, Level, Numbering


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists by name; numbering.xml cut where definitions and where numberings may be added; the first free id."""

    by_name: Mapping[str, HouseList]
    definitions: str
    numberings: str
    end: str
    next_id: int

    def numbering(self) -> Numbering:
        """Return counters for a new file."""
        return Numbering(dict(self.by_name), self.next_id)

    def xml(self, numbering: Numbering) -> str:
        """Return numbering.xml with the lists that a file needed besides."""
        definitions, numberings = numbering.xml()
        return f"{self.definitions}{definitions}{self.numberings}{numberings}{self.end}"


@dataclass(frozen=True, slots=True)
class _Binding:
    """The place that a style gives its paragraphs in a list."""

    abstract: int
    number: int
    level: int


def read_lists(root: etree._Element, style_sheet: etree._Element, styles: Mapping[str, str]) -> Lists:
    """Return the lists of house.docx. Raises BrokenHouseError when one is missing or counts otherwise than the tree."""
    named = {name.get(w("val"), ""): name.getparent() for name in root.iterfind(f"{w('abstractNum')}/{w('name')}")}
    bindings = _bindings(style_sheet, _abstracts(root))
    by_name: dict[str, HouseList] = {}
    for name, levels in LISTS.items():
        definition = named.get(name)
        if definition is None:
            raise BrokenHouseError(f"its numbering {name} is missing.")
        _check_numbers(name, definition, levels)
        identifier = int(definition.get(w("abstractNumId"), "0"))
        bound = 0
        for position, level in enumerate(levels):
            binding = bindings.get(styles[level.style]) if level.style else None
            if level.style and (binding is None or (binding.abstract, binding.level) != (identifier, position)):
                raise BrokenHouseError(
                    f"its style {level.style!r} is not bound to level {position + 1} of the numbering {name}."
                )
            bound = bound or (binding.number if binding else 0)
        by_name[name] = HouseList(identifier, bound, levels, _text(definition))
    return _cut(root, by_name)


def _check_numbers(name: str, definition: etree._Element, levels: tuple[Level, ...]) -> None:
    for position, level in enumerate(levels):
        found = definition.find(f"{w('lvl')}[@{w('ilvl')}='{position}']")
        number_format, text = ("" if found is None else _value(found, child) for child in ("numFmt", "lvlText"))
        if (number_format, text) != (level.format, level.text):
            raise BrokenHouseError(
                f"level {position + 1} of its numbering {name} prints {text!r} ({number_format}), "
                f"the contract {level.text!r} ({level.format}); what numbers say is decided by the contract."
            )


def _bindings(style_sheet: etree._Element, abstracts: Mapping[int, int]) -> dict[str, _Binding]:
    """Return the place in a list of each style that has one, by style id."""
    found = {}
    for style in style_sheet.iter(w("style")):
        numbered = style.find(f"{w('pPr')}/{w('numPr')}")
        if numbered is not None:
            number = int(_value(numbered, "numId") or 0)
            level = int(_value(numbered, "ilvl") or 0)
            found[style.get(w("styleId"), "")] = _Binding(abstracts.get(number, 0), number, level)
    return found


def _abstracts(root: etree._Element) -> dict[int, int]:
    """Return the definition that each numbering follows."""
    return {int(each.get(w("numId"), "0")): int(_value(each, "abstractNumId") or 0) for each in root.iter(w("num"))}


def _cut(root: etree._Element, by_name: Mapping[str, HouseList]) -> Lists:
    numberings = _abstracts(root)
    definitions_used = (int(each.get(w("abstractNumId"), "0")) for each in root.iter(w("abstractNum")))
    next_id = max([*numberings, *definitions_used]) + 1
    first = root.find(w("num"))
    if first is None:
        raise BrokenHouseError("its numbering.xml has no lists.")
    etree.SubElement(root, w("END"))
    first.addprevious(etree.Element(w("FIRST")))
    clean_up = root.find(w("numIdMacAtCleanup"))
    if clean_up is not None:
        root.remove(clean_up)
    definitions, _, rest = _text(root).partition("<w:FIRST/>")
    middle, _, end = rest.partition("<w:END/>")
    return Lists(by_name, definitions, middle, end, next_id)


def _value(parent: etree._Element, name: str) -> str:
    child = parent.find(w(name))
    return "" if child is None else child.get(w("val"), "")


def _text(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)
