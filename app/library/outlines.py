"""Outlines: which clauses stand in a document type, read from `contract_templates/<id>/outline.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from app.errors import MistakesError
from app.library import fields, strict_yaml
from app.library.expression_ground import Allowed
from app.library.expressions import Context, compile_expression
from app.library.fields import Fields
from app.library.mistakes import Notebook, listed, nearest
from app.library.outline_sharing import check_categories, read_prefill
from app.library.shapes import Names
from app.model.outline import BindingLevel, Front, Kind, Layout, Mode, Outline, OutlinePart, PageSpec, Placement

ID: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""The form of the id of a document type."""

_KEYS: Final = (
    *("id", "title", "name", "kind", "noun", "binding_level", "levels", "modes", "situation", "summary"),
    *("min_parties", "front", "signatures", "parts", "schedules", "pages", "categories", "prefill"),
)
_PART_KEYS: Final = ("id", "title", "lead", "placements")
_PLACEMENT_KEYS: Final = (
    *("clause", "default", "alternatives", "when", "modes", "optional", "on", "unless_in_framework", "layout"),
)
_PAGE_KEYS: Final = ("id", "title", "help", "asks")


@dataclass(frozen=True, slots=True)
class OutlineFile:
    """An outline file that is readable YAML."""

    id: str
    file: str
    hash: str
    fields: Fields

    @property
    def is_bundle(self) -> bool:
        """Whether it names other document types that are begun together."""
        return self.fields.data.get("kind") == Kind.BUNDLE

    @property
    def is_annex(self) -> bool:
        """Whether it says that it is an annex."""
        return self.fields.data.get("kind") == Kind.ANNEX

    def clauses(self) -> frozenset[str]:
        """Return the ids that it places, as far as they can be read without a check."""
        found: set[str] = set()
        parts = self.fields.data.get("parts")
        for part in parts if isinstance(parts, list) else ():
            if isinstance(part, dict):
                found.update(_placed(part.get("placements")))
        return frozenset(found | set(_placed(self.fields.data.get("schedules"))))


def _placed(entries: Any) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else ():
        clause = entry.get("clause") if isinstance(entry, dict) else entry
        if isinstance(clause, str):
            yield clause


def read_outline_file(file: str, content: bytes, digest: str, notebook: Notebook) -> OutlineFile | None:
    """Return the outline file as a checked mapping, or None after a mistake. `file` is
    "contract_templates/<id>/outline.yaml".
    """
    try:
        loaded = strict_yaml.load(strict_yaml.decode(content, file), file)
    except MistakesError as error:
        notebook.extend(error.mistakes)
        return None
    mapping = fields.root(loaded, file, notebook, "the outline")
    return OutlineFile(file.rsplit("/", 2)[-2], file, digest, mapping) if mapping else None


def parse_outline(given: OutlineFile, names: Names, notebook: Notebook) -> Outline:
    """Return the outline of a file; mistakes are written into the notebook."""
    top = given.fields.named("the outline")
    top.only(_KEYS)
    written = top.text("id", required=True)
    if written and written != given.id:
        top.mistake(
            "id", f"The id “{written}” is not the name of the folder.", f"Write id: {given.id}, or rename the folder."
        )
    if not ID.fullmatch(given.id):
        top.mistake("id", f"“{given.id}” is no id of a document type.", "Use small letters, digits and hyphens.")
    context = Context(given.file, names, notebook)
    kind = top.one_of("kind", Kind, Kind.AGREEMENT, required=True)
    modes = _modes(top, tuple(Mode) if kind is Kind.ANNEX else (Mode.STANDALONE,))
    if kind is not Kind.ANNEX and Mode.JOINED in modes:
        top.mistake("modes", "Only an annex can be joined.", "Write modes: [standalone], or kind: annex.")
    level = top.one_of("binding_level", BindingLevel, BindingLevel.BINDING, required=True)
    outline = Outline(
        id=given.id,
        title=top.text("title", required=True),
        name=top.text("name", required=True),
        kind=kind,
        noun=top.text("noun", required=True),
        binding_level=level,
        levels=_levels(top, level),
        modes=modes,
        parts=tuple(_part(entry, modes, context) for entry in top.entries("parts")),
        schedules=tuple(
            _placement(entry, modes, context, Layout.SCHEDULE) for entry in top.entries("schedules", short=_short)
        ),
        pages=tuple(_page(entry, names) for entry in top.entries("pages")),
        signatures=top.flag("signatures", default=True),
        front=top.one_of("front", Front, Front.COVER),
        summary=top.text("summary"),
        situation=top.text("situation"),
        min_parties=top.whole("min_parties", 2),
        categories=top.texts("categories"),
        prefill=read_prefill(top, names),
        file=given.file,
        hash=given.hash,
    )
    check_categories(top, outline, names)
    if not outline.placements:
        top.mistake(
            "parts" if top.has("parts") else None, "The outline places no clauses.", "Write parts with placements."
        )
    _check_unique(outline, top)
    return outline


def _short(text: str) -> dict[str, Any]:
    return {"clause": text}


def _modes(entry: Fields, default: tuple[Mode, ...]) -> tuple[Mode, ...]:
    known = [mode.value for mode in Mode]
    found = []
    for text in entry.texts("modes"):
        if text in known:
            found.append(Mode(text))
        else:
            entry.mistake("modes", f"“{text}” is no mode.", nearest(text, known, f"The modes are {listed(known)}."))
    if entry.data.get("modes") == []:
        entry.mistake("modes", f"“modes” of {entry.what} is empty.", "Delete the key, or name a mode.")
    return tuple(found) or default


def _levels(top: Fields, usual: BindingLevel) -> tuple[BindingLevel, ...]:
    known = [level.value for level in BindingLevel]
    found = []
    for text in top.texts("levels"):
        if text in known:
            found.append(BindingLevel(text))
        else:
            top.mistake(
                "levels", f"“{text}” is no binding level.", nearest(text, known, f"The levels are {listed(known)}.")
            )
    if top.data.get("levels") == []:
        top.mistake("levels", "“levels” of the outline is empty.", "Delete the key, or name a level.")
    if found and usual not in found:
        top.mistake(
            "levels", f"“{usual.value}” is the usual level of the document and not among its levels.", "Add it."
        )
    return tuple(found) or tuple(BindingLevel)


def _part(entry: Fields, modes: tuple[Mode, ...], context: Context) -> OutlinePart:
    identifier = entry.text("id", required=True)
    entry = entry.named(f"the part {identifier}")
    entry.only(_PART_KEYS)
    placements = tuple(
        _placement(placed, modes, context, Layout.CLAUSE) for placed in entry.entries("placements", short=_short)
    )
    return OutlinePart(identifier, entry.text("title"), placements, entry.text("lead"))


def _placement(entry: Fields, modes: tuple[Mode, ...], context: Context, layout: Layout) -> Placement:
    clause = entry.text("clause", required=True)
    entry = entry.named(f"the placement of {clause}")
    entry.only(_PLACEMENT_KEYS)
    when = entry.text("when")
    own = _modes(entry, modes)
    for mode in own:
        if mode not in modes:
            entry.mistake(
                "modes", f"The document is never {mode.value}.", "Delete the mode here, or add it at the top."
            )
    optional = entry.flag("optional")
    if "on" in entry.data and not optional:
        entry.mistake("on", "“on” is for optional placements.", "Write optional: true beside it.")
    chosen = entry.one_of("layout", Layout, layout)
    if (chosen is Layout.SCHEDULE) != (layout is Layout.SCHEDULE):
        entry.mistake("layout", "Schedules stand under “schedules”, and nothing else does.", "Move the placement.")
    return Placement(
        clause=clause,
        default=entry.text("default") or None,
        alternatives=entry.texts("alternatives"),
        when=compile_expression(when, entry.line("when"), context, Allowed.RULE) if when else None,
        modes=frozenset(own),
        optional=optional,
        on=entry.flag("on", default=True),
        unless_in_framework=entry.flag("unless_in_framework"),
        layout=chosen,
        line=entry.line(),
    )


def _page(entry: Fields, names: Names) -> PageSpec:
    identifier = entry.text("id", required=True)
    entry = entry.named(f"the page {identifier}")
    entry.only(_PAGE_KEYS)
    asks = entry.texts("asks")
    if not asks:
        entry.mistake(
            "asks" if entry.has("asks") else None,
            f"The page {identifier} asks nothing.",
            'Write asks: [law.country, "money.*"].',
        )
    for key in asks:
        _check_asked(entry, key, names)
    return PageSpec(identifier, entry.text("title", required=True), asks, entry.text("help"))


def _check_asked(entry: Fields, key: str, names: Names) -> None:
    if key in names.questions or key == "parties" or entry.notebook.incomplete:
        return
    if key.endswith(".*") and (key[:-2] in names.groups or key == "parties.*"):
        return
    if key.startswith("parties.") and any(
        question.key == key.removeprefix("parties.") for question in names.party_fields
    ):
        return
    known = [*names.questions, *(f"{group}.*" for group in names.groups), "parties"]
    entry.mistake(
        "asks", f"No question is called “{key}”.", nearest(key, known, "Write a key, or group.* for a group.")
    )


def _check_unique(outline: Outline, top: Fields) -> None:
    """Check that no clause is placed twice in one mode, and that parts and pages have ids of their own."""
    seen: dict[tuple[str, Mode], Placement] = {}
    for placement in (*outline.placements, *outline.schedules):
        for mode in sorted(placement.modes):
            first = seen.setdefault((placement.clause, mode), placement)
            if first is not placement:
                message = f"“{placement.clause}” is placed a second time; the first is in line {first.line}."
                top.notebook.add(outline.file, placement.line, message, "Delete one, or give them different modes.")
                break
    for key, identifiers in (
        ("parts", [part.id for part in outline.parts]),
        ("pages", [page.id for page in outline.pages]),
    ):
        for identifier in {identifier for identifier in identifiers if identifiers.count(identifier) > 1}:
            top.mistake(key, f"Two {key} have the id “{identifier}”.", "Rename one.")
