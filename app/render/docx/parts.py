"""The package of one file: what house.docx brings, what the contract writes, and the lists that join them."""

from __future__ import annotations

from typing import Final

from app.errors import RenderError
from app.model.document import Bundle
from app.render import frame
from app.render.docx.body import BodyWriter, contents_xml
from app.render.docx.cover import as_xml, cover_tags, property_tags
from app.render.docx.fonts import Embedded
from app.render.docx.names import (
    CONTENT_TYPES,
    CORE,
    CUSTOM,
    DECLARATION,
    DOCUMENT,
    DOCUMENT_RELATIONS,
    NUMBERING,
    PACKAGE_RELATIONS,
    PROVENANCE,
    undeclared,
)
from app.render.docx.package import archive, member
from app.render.docx.paragraphs import FileWriter
from app.render.docx.provenance import custom_properties_xml, provenance_xml
from app.render.docx.references import collect
from app.render.docx.sections import Sections
from app.render.docx.shell import BODY, FILE, Shell
from app.render.docx.static import static_members

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_BODY_BEGINS: Final = "<w:body>"
_FONT_TYPE: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


def package(bundle: Bundle, shell: Shell, fonts: Embedded | None) -> bytes:
    """Return the file, with these fonts in it."""
    import jinja2

    try:
        written = _written(bundle, shell, with_fonts=fonts is not None)
    except jinja2.TemplateError as error:
        fault = "does not know" if isinstance(error, jinja2.UndefinedError) else "does not allow"
        raise RenderError(
            f"{FILE} uses a tag that this service {fault}: {error.message} "
            "The tags are listed at the top of tools/make_house.py; correct the file in Word."
        ) from error
    language = frame.language_tag(bundle.documents[0])
    members = [*static_members(shell, fonts, language)]
    members += (member(name, (DECLARATION + content).encode()) for name, content in written.items())
    return archive(members)


def _written(bundle: Bundle, shell: Shell, *, with_fonts: bool) -> dict[str, str]:
    """Return the parts that differ from contract to contract, without their declarations."""
    writer = FileWriter(shell.styles, collect(bundle), shell.lists.numbering())
    sections = Sections(shell)
    body = _body(bundle, writer, sections)
    # The cover is a template; the contract goes into its place as it is.
    cover = shell.document.render(cover_tags(bundle.documents[0], writer.inline), body=as_xml(BODY))
    before, after = cover.split(BODY)
    if not frame.has_cover(bundle.documents[0]):
        before = "".join(before.partition(_BODY_BEGINS)[:2])
    return {
        **sections.parts,
        DOCUMENT: f"{before}{body}{after}",
        NUMBERING: shell.lists.xml(writer.numbering),
        CORE: shell.core.render(property_tags(bundle)),
        CUSTOM: custom_properties_xml(bundle, shell.parts.get(CUSTOM)),
        PROVENANCE: provenance_xml(bundle),
        DOCUMENT_RELATIONS: _extended(
            shell.parts[DOCUMENT_RELATIONS],
            sections.relations + _relation("rIdProvenance", "customXml", f"../{PROVENANCE}"),
        ),
        PACKAGE_RELATIONS: _extended(
            shell.parts[PACKAGE_RELATIONS],
            "" if CUSTOM in shell.parts else _relation("rIdCustom", "custom-properties", CUSTOM),
        ),
        CONTENT_TYPES: _extended(
            shell.parts[CONTENT_TYPES], sections.content_types + _types(shell, with_fonts=with_fonts)
        ),
    }


def _body(bundle: Bundle, writer: FileWriter, sections: Sections) -> str:
    """Return the text of all documents, each with its section at its end."""
    first, *annexes = bundle.documents
    body = BodyWriter(writer, first)
    if frame.has_cover(first):
        pieces = [contents_xml(writer, bundle)]
        writer.new_page = True
        section = sections.first(first)
    else:
        pieces = [body.opener()]
        section = sections.headed(first)
    pieces.append(body.parts())
    for position, annex in enumerate(annexes, start=1):
        pieces.append(_section_end(writer, section))
        body = BodyWriter(writer, annex)
        pieces += (body.opener(), body.parts())
        section = sections.annex(annex, position)
    return "".join((*pieces, section))


def _section_end(writer: FileWriter, section: str) -> str:
    """Return the paragraph that ends a section: a line of a twentieth of a millimetre, so that it makes no page."""
    writer.new_page = False
    flat = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return writer.paragraph("Table Space", "", more=flat + section)


def _relation(identifier: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _types(shell: Shell, *, with_fonts: bool) -> str:
    """Return the content types that house.docx does not give; to give one twice makes the file unreadable."""
    types = ""
    if with_fonts and b'Extension="odttf"' not in shell.parts[CONTENT_TYPES]:
        types += f'<Default Extension="odttf" ContentType="{_FONT_TYPE}"/>'
    if CUSTOM not in shell.parts:
        types += f'<Override PartName="/{CUSTOM}" ContentType="{_CUSTOM_TYPE}"/>'
    return types


def _extended(part: bytes, more: str) -> str:
    """Return a list of house.docx - relationships or content types - with more entries, without its declaration."""
    text = undeclared(part)
    return text.replace("</Relationships>", f"{more}</Relationships>").replace("</Types>", f"{more}</Types>")
