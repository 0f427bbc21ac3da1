"""The fields of a party, or of an organisation of the address book, under their headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.model.library import Library
from app.model.message import label, say
from app.model.question import Question
from app.services.show import show
from app.web.questions import QuestionView

_SECTIONS: Final = (
    (
        say("Who it is"),
        ("legal_name", "short_name", "english_name", "has_legal_personality", "legal_form", "legal_form_label"),
    ),
    (say("What it is"), ("sector_kind", "is_sme", "is_research_org", "cluster_role", "doc_role", "language")),
    (say("Who signs for it"), ("signing_entity",)),
    (say("Seat"), ("seat",)),
    (say("Register and numbers"), ("register_", "vat_", "euid", "lei", "pic")),
    (say("Who acts for it"), ("representatives", "contact", "dpo_email")),
)
_REST: Final = say("Checks")


@dataclass(frozen=True, slots=True)
class Section:
    """Some fields of a party under one heading."""

    title: str
    questions: list[QuestionView]


def sections(views: list[QuestionView], party: str) -> list[Section]:
    """Return the fields of a party under their headings; headings without fields go."""
    left = {view.key.removeprefix(f"parties[{party}]."): view for view in views}
    found = []
    for title, names in _SECTIONS:
        mine = [
            key
            for name in names
            for key in left
            if key == name or key.startswith(name if name[-1] == "_" else f"{name}.")
        ]
        found.append(Section(title, [left.pop(key) for key in dict.fromkeys(mine)]))
    found.append(Section(_REST, list(left.values())))
    return [section for section in found if section.questions]


def why(field: Question, library: Library) -> str:
    """Return the answer because of which a field is asked, in words, or ""."""
    if field.show_when is None:
        return ""
    name, value = field.show_when
    asker = library.party_field(name)
    if asker is None:
        return ""
    return say("Asked because of “{question}: {answer}”", question=label(asker.label), answer=show(asker, value))
