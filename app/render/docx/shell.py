"""The shell: house.docx read once - cover, head and foot as templates, styles and lists by name.

docxtpl finds the tags that Word has spread over runs and turns its own ({%p %}, {{r }}) into Jinja. What it does at
every rendering - read the package, patch, compile - is done here once for each version of the file, and kept.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from app import kept
from app.errors import RenderError
from app.render.docx.house_lists import Lists, read_lists
from app.render.docx.names import (
    CHARACTER_STYLES,
    CORE,
    DOCUMENT,
    DOCUMENT_RELATIONS,
    NUMBERING,
    PARAGRAPH_STYLES,
    STYLES,
    TABLE_STYLES,
    BrokenHouseError,
    r,
    w,
)

if TYPE_CHECKING:
    from jinja2 import Environment, Template

FILE: Final = "house.docx"
BODY: Final = "<w:BODY/>"
"""Stands in the place of the contract while the shell is read and the cover is written."""
_REMEDY: Final = "Restore the file from version control, or build it anew with `.venv/bin/python -m tools.make_house`."

_DUBLIN_CORE: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"
_TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"
_OF_THE_CONTRACT: Final = {
    f"{_DUBLIN_CORE}title": "full_title",
    f"{_DUBLIN_CORE}subject": "reference",
    f"{_DUBLIN_CORE}language": "language",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords": "keywords",
}
_OF_THE_TEMPLATE: Final = frozenset(
    ("title", "subject", "language", "keywords", "created", "modified", "lastModifiedBy", "lastPrinted", "revision")
)
_TITLE_PAGE_GOES_BEFORE: Final = frozenset(map(w, ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings")))
_SET_FOR_EACH_SECTION: Final = frozenset(map(w, ("headerReference", "footerReference", "type", "titlePg")))


@dataclass(frozen=True, slots=True)
class Setup:
    """The page of the contract proper, as the last section of house.docx has it.

    `references` lead to its heads and feet; `header` and `footer` are the parts of the default ones ("" for none).
    `page` is what stands in a section before the mark of a different first page, `rest` what stands after it.
    """

    references: str
    header: str
    footer: str
    page: str
    rest: str

    def section(self, references: str, *, different_first_page: bool = False) -> str:
        """Return a section with other heads and feet on the same page."""
        mark = "<w:titlePg/>" if different_first_page else ""
        return f"<w:sectPr>{references}{self.page}{mark}{self.rest}</w:sectPr>"


@dataclass(frozen=True, eq=False)
class Shell:
    """house.docx, ready for use.

    `parts` are all parts of the package as they are, `frames` the heads and feet by part.
    """

    parts: Mapping[str, bytes]
    document: Template
    frames: Mapping[str, Template]
    core: Template
    setup: Setup
    styles: Mapping[str, str]
    lists: Lists


def read_shell(folder: Path, kept_in: Path | None = None) -> Shell:
    """Return the shell in a folder; `kept_in` may hold its tags as they were read before.

    Raises RenderError, saying what to do, when house.docx is missing or broken.
    """
    path = folder / FILE
    try:
        return _load(path.read_bytes(), kept_in)
    except OSError as error:
        raise RenderError(f"{path} cannot be read: {error.strerror or error}. {_REMEDY}") from error
    except BrokenHouseError as error:
        raise RenderError(f"{path} cannot be used: {error} {_REMEDY}") from error


@lru_cache(maxsize=4)
def _load(data: bytes, kept_in: Path | None) -> Shell:
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
        return _shell(parts, environment, kept_in)
    except (zipfile.BadZipFile, zlib.error):
        raise BrokenHouseError("it is not a Word file.") from None
    except KeyError as error:
        raise BrokenHouseError(f"it lacks the part {error.args[0]}.") from None
    except etree.XMLSyntaxError as error:
        raise BrokenHouseError(f"it holds XML that cannot be read ({error}).") from None
    except jinja2.TemplateSyntaxError as error:
        raise BrokenHouseError(f"a tag in it cannot be read ({error.message}).") from None


def _shell(parts: Mapping[str, bytes], environment: Environment, kept_in: Path | None) -> Shell:
    root = etree.fromstring(parts[DOCUMENT])
    style_sheet = etree.fromstring(parts[STYLES])
    styles = _styles(style_sheet)
    targets = {
        relation.get("Id", ""): "word/" + relation.get("Target", "").removeprefix("/word/")
        for relation in etree.fromstring(parts[DOCUMENT_RELATIONS])
    }
    body = root.find(w("body"))
    if body is None or not len(body):
        raise BrokenHouseError("it is empty.")
    setup = _take_setup(body, targets)
    _mark_body(body)
    text = _patched(root, kept_in).replace(BODY, "{{ body }}")
    frames = {
        name: environment.from_string(_patched(etree.fromstring(content), kept_in))
        for name, content in parts.items()
        if name in targets.values() and name.startswith(("word/header", "word/footer"))
    }
    return Shell(
        parts,
        environment.from_string(text),
        frames,
        environment.from_string(_core(etree.fromstring(parts[CORE]))),
        setup,
        styles,
        read_lists(etree.fromstring(parts[NUMBERING]), style_sheet, styles),
    )


def _patched(root: etree._Element, kept_in: Path | None) -> str:
    """Return a part as a Jinja template, in docxtpl's reading of its tags."""
    for paragraph in root.iter(w("p")):
        text = "".join(each.text or "" for each in paragraph.iter(w("t")))
        # docxtpl would join a tag that is not closed with the next one, and lose what stands between.
        if any(text.count(start) != text.count(end) for start, end in (("{{", "}}"), ("{%", "%}"))):
            raise BrokenHouseError(f"a tag in it is not closed: {text!r}.")
    xml = etree.tostring(root, encoding="unicode")
    return kept.remembered(kept_in, "tags", _docxtpl() + xml, lambda: _read_tags(xml).encode()).decode()


def _docxtpl() -> str:
    """Return which docxtpl is installed, without the time that it takes to import it."""
    found = find_spec("docxtpl")
    return kept.state(Path(found.origin).parent.glob("*.py")) if found and found.origin else ""


def _read_tags(xml: str) -> str:
    from docxtpl import DocxTemplate

    patched: str = DocxTemplate(io.BytesIO()).patch_xml(xml)
    return patched


def _core(root: etree._Element) -> str:
    """Return the core properties as a template: the contract's own, and none of who edited house.docx, or when."""
    for child in list(root):
        if etree.QName(child).localname in _OF_THE_TEMPLATE:
            root.remove(child)
    for name, tag in _OF_THE_CONTRACT.items():
        etree.SubElement(root, name).text = f"{{{{ {tag} }}}}"
    for name in ("created", "modified"):
        date = etree.SubElement(root, f"{_TERMS}{name}", {_TYPE: "dcterms:W3CDTF"}, nsmap={"dcterms": _TERMS[1:-1]})
        date.text = "{{ date }}T00:00:00Z"
    return etree.tostring(root, encoding="unicode")


def _styles(root: etree._Element) -> dict[str, str]:
    """Return the ids of the styles by name. Word may change ids when it saves a file, but not names."""
    found: dict[str, str] = {}
    for style in root.iter(w("style")):
        name = style.find(w("name"))
        if name is not None:
            found[name.get(w("val"), "").casefold()] = style.get(w("styleId"), "")
    wanted = (*PARAGRAPH_STYLES, *CHARACTER_STYLES, *TABLE_STYLES)
    missing = [name for name in wanted if name.casefold() not in found]
    if missing:
        raise BrokenHouseError(
            f"it lacks the style {missing[0]!r}" + (f" and {len(missing) - 1} more." if missing[1:] else ".")
        )
    return {name: found[name.casefold()] for name in wanted}


def _take_setup(body: etree._Element, targets: Mapping[str, str]) -> Setup:
    """Take the last section out of the document and return what it sets."""
    last = body[-1]
    if last.tag != w("sectPr"):
        raise BrokenHouseError("its last section is missing.")
    body.remove(last)
    names = {"header": "", "footer": ""}
    for kind in names:
        for reference in last.findall(w(f"{kind}Reference")):
            if reference.get(w("type")) == "default":
                names[kind] = targets.get(reference.get(r("id"), ""), "")
    references = [child for child in last if child.tag in (w("headerReference"), w("footerReference"))]
    kept = [child for child in last if child.tag not in _SET_FOR_EACH_SECTION]
    return Setup(
        references=_written(references),
        header=names["header"],
        footer=names["footer"],
        page=_written([child for child in kept if child.tag not in _TITLE_PAGE_GOES_BEFORE]),
        rest=_written([child for child in kept if child.tag in _TITLE_PAGE_GOES_BEFORE]),
    )


def _mark_body(body: etree._Element) -> None:
    """Put an element `BODY` in the place of the paragraph BODY; what stands after that paragraph is not used."""
    for position, child in enumerate(body):
        if "".join(text.text or "" for text in child.iter(w("t"))).strip() == "BODY":
            del body[position:]
            etree.SubElement(body, w("BODY"))
            return
    raise BrokenHouseError("it has no paragraph BODY, which says where the contract goes.")


def _written(elements: list[etree._Element]) -> str:
    return "".join(etree.tostring(element, encoding="unicode", with_tail=False) for element in elements)
