"""Sections: each annex has a head of its own and an opening page without one, so it has parts of its own for both."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from app.model.document import Document
from app.render.docx.cover import frame_tags
from app.render.docx.names import undeclared
from app.render.docx.shell import Shell

_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_NO_HEAD: Final = (
    '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p></w:hdr>'
)


@dataclass(slots=True)
class Sections:
    """The heads and feet of one file: their parts, relationships and content types, as they are asked for."""

    shell: Shell
    parts: dict[str, str] = field(default_factory=dict)
    relations: str = ""
    content_types: str = ""

    def first(self, document: Document) -> str:
        """Return the section of the contract, with the heads and feet where house.docx has them."""
        tags = frame_tags(document)
        for name, template in self.shell.frames.items():
            self.parts[name] = template.render(tags)
        return self.shell.setup.section(self.shell.setup.references)

    def headed(self, document: Document) -> str:
        """Return the section of a first document without a cover: no head stands above its title."""
        self.first(document)
        return self._opening(document, "Head")

    def annex(self, document: Document, position: int) -> str:
        """Return the section of an annex; `position` counts from 1."""
        return self._opening(document, f"Annex{position}")

    def _opening(self, document: Document, name: str) -> str:
        tags = frame_tags(document)
        setup = self.shell.setup
        references = ""
        if setup.header:
            head = self._part("header", name, self.shell.frames[setup.header].render(tags), setup.header)
            none = self._part("header", f"{name}First", _NO_HEAD.format(self.shell.styles["Normal"]))
            references += f'<w:headerReference w:type="default" r:id="{head}"/>'
            references += f'<w:headerReference w:type="first" r:id="{none}"/>'
        if setup.footer:
            content = self.shell.frames[setup.footer].render(tags)
            for kind, ending in (("default", ""), ("first", "First")):
                foot = self._part("footer", f"{name}{ending}", content, setup.footer)
                references += f'<w:footerReference w:type="{kind}" r:id="{foot}"/>'
        return setup.section(references, different_first_page=True)

    def _part(self, kind: str, name: str, content: str, model: str = "") -> str:
        """Add a part made from a part of house.docx, with what that one refers to (a logo); return its relationship."""
        identifier = f"rId{kind.capitalize()}{name}"
        target = f"{kind}{name}.xml"
        self.parts[f"word/{target}"] = content
        related = self.shell.parts.get(f"word/_rels/{model.removeprefix('word/')}.rels")
        if related is not None:
            self.parts[f"word/_rels/{target}.rels"] = undeclared(related)
        self.relations += f'<Relationship Id="{identifier}" Type="{_KIND.format(kind)}" Target="{target}"/>'
        self.content_types += f'<Override PartName="/word/{target}" ContentType="{_CONTENT.format(kind)}"/>'
        return identifier
