"""Outlines: which clauses stand in a document type, in which order and under which conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from app.model.expression import Expression

STANDALONE_CLAUSES: Final = (
    "gen-parties",
    "gen-definitions",
    "gen-confidentiality",
    "gen-data",
    "gen-liability",
    "gen-insurance",
    "gen-force-majeure",
    "gen-term",
    "gen-amend",
    "gen-assign",
    "gen-notices",
    "gen-law",
    "gen-disputes",
    "gen-general",
)
"""What an annex that stands alone adds unless it places the clause, or one that stands for it, in this order
(`app.model.placing`)."""


class Kind(StrEnum):
    """What a document is."""

    AGREEMENT = "agreement"
    ANNEX = "annex"
    FORM = "form"
    BUNDLE = "bundle"


class BindingLevel(StrEnum):
    """How far a document binds; it changes verbs and filters clauses."""

    BINDING = "binding"
    LIGHT = "light"
    ISLANDS = "nonbinding_with_binding_islands"
    NONBINDING = "nonbinding"


class Front(StrEnum):
    """What a document begins with.

    COVER: a cover and the contents, a page each or more. HEAD: the title above the text of the first page.
    """

    COVER = "cover"
    HEAD = "head"


class Mode(StrEnum):
    """An annex is joined to a framework or stands alone. Every other document stands alone."""

    JOINED = "joined"
    STANDALONE = "standalone"


class Prefill(StrEnum):
    """What an annex that is begun from a sharing subject can take over from it."""

    TITLE = "title"
    DETAIL = "detail"
    CATEGORY = "category"
    PROVIDER = "provider"
    RECEIVER = "receiver"
    PARTIES = "parties"


class Layout(StrEnum):
    """How a placed clause is set and numbered.

    CLAUSE: heading "12 Title", items 12.1. PARTIES: no heading, items (1), (2). RECITALS: unnumbered sub-heading, items
    (A), (B). SCHEDULE: caption "Schedule 1 - Title", items 1, 2.
    """

    CLAUSE = "clause"
    PARTIES = "parties"
    RECITALS = "recitals"
    SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True)
class Placement:
    """One clause in an outline.

    `default` overrides the clause's own default alternative. `alternatives` are those that fit here; empty: all. `on`
    is the state of an `optional` placement nobody touched. `unless_in_framework` leaves the clause out of a joined
    annex whose framework has it."""

    clause: str
    default: str | None = None
    alternatives: tuple[str, ...] = ()
    when: Expression | None = None
    modes: frozenset[Mode] = frozenset(Mode)
    optional: bool = False
    on: bool = True
    unless_in_framework: bool = False
    layout: Layout = Layout.CLAUSE
    line: int = 0

    def fits(self, alternative: str) -> bool:
        """Whether the clause can have this alternative here."""
        return not self.alternatives or alternative in self.alternatives


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A run of placements under one part title (empty: none printed). `lead` is a sentence printed before the first."""

    id: str
    title: str
    placements: tuple[Placement, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of the interview: the questions whose key, or whose group, is in `asks`, in that order.

    Questions that no page names go to the page of their clause's other questions, else to the last page.
    """

    id: str
    title: str
    asks: tuple[str, ...]
    help: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A document type.

    `name` is what kind of paper it is ("Model Contract", "Annex"), `title` stands on the cover or opener, `noun` is
    what the document calls itself ("Contract", "Annex", "Agreement"), `summary` says in one sentence when to use it,
    `situation` groups it on the page "New agreement". `levels` are the binding levels that its clauses are written for.
    `categories` are the categories of sharing subjects
    (`subjects.category`) for which an annex is made; `prefill` maps questions to the answers that a new annex begins
    with, in which a `Prefill` in angle brackets ("<title>") stands for what the subject says. `hash` is the SHA-256
    (hex) of the outline file."""

    id: str
    title: str
    name: str
    kind: Kind
    noun: str
    binding_level: BindingLevel
    modes: tuple[Mode, ...]
    parts: tuple[OutlinePart, ...]
    schedules: tuple[Placement, ...] = ()
    pages: tuple[PageSpec, ...] = ()
    signatures: bool = True
    levels: tuple[BindingLevel, ...] = tuple(BindingLevel)
    front: Front = Front.COVER
    summary: str = ""
    situation: str = ""
    min_parties: int = 2
    categories: tuple[str, ...] = ()
    prefill: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    hash: str = ""

    @property
    def placements(self) -> tuple[Placement, ...]:
        """All placements of the parts, in order; schedules are not among them."""
        return tuple(placement for part in self.parts for placement in part.placements)


@dataclass(frozen=True, slots=True)
class BundleOutline:
    """Documents that are begun together: a framework (the id of an agreement) and annexes that are joined to it.

    It is chosen like a document type and becomes its framework with those annexes. `title`, `name`, `summary`,
    `situation`, `file` and `hash` are as for an outline."""

    id: str
    title: str
    name: str
    framework: str
    annexes: tuple[str, ...]
    situation: str = ""
    summary: str = ""
    file: str = ""
    hash: str = ""
