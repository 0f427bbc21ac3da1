"""The tree as HTML: a file of its own, the source of the PDF, and the preview beside the questions of the web."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.errors import RenderError
from app.model.document import Bundle, CoverParty, Document
from app.render import cover_room, frame
from app.render.html_blocks import BlockWriter
from app.render.html_runs import Inline, html_id, plain
from app.render.walk import referred, targets

if TYPE_CHECKING:
    from app.render import RenderOptions

_FAMILIES: Final = {
    '"Source Serif 4"': '"Source Serif 4","Gentium Book Plus",Cambria,Georgia,serif',
    '"Source Sans 3"': '"Source Sans 3",Calibri,"Helvetica Neue",Arial,sans-serif',
}
"""In a browser the house's fonts may be missing; these come next."""


_PAGE_PLACES: Final = re.compile(r"\{pages?\}")
_REMOTE: Final = re.compile(r"@import[^;]*|(?:[a-z]+:)?//\w[^\s\"')]*", re.IGNORECASE)


def render(bundle: Bundle, options: RenderOptions) -> bytes:
    """Return the bundle as one HTML file that needs nothing else: the styles are inside, fonts are those installed.

    Raises RenderError when house.css or screen.css cannot be read.
    """
    css = house_css(options.house) + house_css(options.house, "screen.css")
    for family, stack in _FAMILIES.items():
        css = css.replace(family, stack)
    return page(bundle, styles=css + page_number_css(bundle.documents[0])).encode()


def page(bundle: Bundle, *, styles: str = "", every_id: bool = True) -> str:
    """Return the bundle as an HTML document with `styles` in its head.

    Without `every_id` only what is referred to has an id: that is all a PDF needs, and saves a tenth of its time.
    """
    first = bundle.documents[0]
    title = " ".join(filter(None, (frame.full_name(first), first.reference)))
    ids = None if every_id else frozenset(referred(bundle))
    sheet = "\n".join(_documents(bundle, ids))
    style = f"<style>\n{styles}</style>\n" if styles else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(frame.language_tag(first))}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title, quote=False)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="dcterms.created" content="{escape(first.date)}">\n'
        f'<meta name="dcterms.modified" content="{escape(first.date)}">\n'
        f"{style}</head>\n<body>\n{sheet}\n</body>\n</html>\n"
    )


def preview(document: Document, *, link: Callable[[str], str] | None = None) -> str:
    """Return the inside of the sheet that the web shows: parts and clauses, no cover, no styles.

    Each clause is a `<section id data-clause>`, each answer a `<span data-question>`. Each blank has the class `ph` and
    is a link to `link(question)` where `link` is given.
    """
    inline = Inline(frozenset(targets(Bundle((document,), ""))), mark_answers=True, link=link)
    writer = BlockWriter(document, inline, part_level=2, clause_level=3, preview=True)
    return "\n".join(map(writer.part, document.parts))


def house_css(house: Path, name: str = "house.css") -> str:
    """Return the text of one of the house's style sheets.

    Raises RenderError when it cannot be read, or when it asks for anything from another machine.
    """
    path = house / name
    try:
        css = _read(path, path.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise RenderError(
            f"The style sheet {path} cannot be read: {reason}. Restore the file, or correct the folder of templates."
        ) from error
    if remote := _REMOTE.search(css):
        raise RenderError(
            f"The style sheet {path} asks for something from outside ({remote[0]}). Documents are made from the house's"
            f" own files only: take it out, or put the file into {house}."
        )
    return css


def page_number_css(document: Document) -> str:
    """Return the rule that prints "Page 2 of 11" in the document's language."""
    before, between, after = _PAGE_PLACES.split(frame.word(document, "page_of"), maxsplit=2)
    content = f"{_css_text(before)} counter(page) {_css_text(between)} counter(pages) {_css_text(after)}"
    return f"@page{{@bottom-right{{content:{content}}}}}\n"


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> str:
    return path.read_text(encoding="utf-8")


def _css_text(text: str) -> str:
    return '"' + re.sub(r'["\\<\n]', lambda match: f"\\{ord(match[0]):x} ", text) + '"'


def _documents(bundle: Bundle, ids: Collection[str] | None) -> Iterator[str]:
    inline = Inline(frozenset(targets(bundle)))
    first, *annexes = bundle.documents
    if frame.has_cover(first):
        yield _cover(first, inline)
        yield _contents(bundle)
        yield from map(BlockWriter(first, inline, ids=ids).part, first.parts)
    else:
        yield _opened(first, BlockWriter(first, inline, ids=ids))
    yield from (_opened(annex, BlockWriter(annex, inline, part_level=2, ids=ids)) for annex in annexes)


def _strings(document: Document) -> str:
    """Return the attributes from which the style sheet takes running head and foot."""
    values = {"short": document.running, "part": document.name, "foot": frame.state_line(document)}
    return "".join(f' data-{name}="{escape(value)}"' for name, value in values.items())


def _cover(document: Document, inline: Inline) -> str:
    reference = f"<strong>{escape(document.reference, quote=False)}</strong>" if document.reference else ""
    lines = [
        f'<section class="cover{" crowded" if cover_room.is_crowded(document) else ""}" id="{html_id(document.id)}"'
        f"{_strings(document)}>",
        _line("reference", " · ".join(filter(None, (reference, escape(frame.version(document), quote=False))))),
        _line("kind", escape(frame.label_above_title(document), quote=False)),
        f"<h1>{escape(document.title, quote=False)}</h1>",
        _line("subtitle", inline.runs(document.subtitle)),
    ]
    if document.parties:
        lines.append(_line("between", escape(frame.word(document, "between"), quote=False)))
        lines.append(_cover_parties(document, inline))
    if frame.is_draft(document):
        lines.append(_line("draft", escape(frame.word(document, "draft_mark"), quote=False)))
    lines.append(_line("date", escape(frame.cover_note(document), quote=False)))
    return "\n".join(filter(None, (*lines, "</section>")))


def _line(style: str, content: str) -> str:
    return f'<p class="{style}">{content}</p>' if content or style == "reference" else ""


def _cover_parties(document: Document, inline: Inline) -> str:
    parties = list(frame.numbered_parties(document))
    style = {"one column": "", "two columns": " two", "short names": " two names"}[cover_room.parties(document)]

    def party(number: str, party: CoverParty) -> str:
        short = f'<span class="num">{number} </span><strong>{inline.run(party.short)}</strong>'
        rest = "" if "names" in style else f"<br>{inline.run(party.name)}<br>{inline.run(party.seat)}"
        return f'<p class="party">{short}{rest}</p>'

    lines = "\n".join(party(number, one) for number, one in parties)
    return f'<div class="parties{style}">\n{lines}\n</div>'


def _contents(bundle: Bundle) -> str:
    def line(entry: frame.Entry) -> str:
        number = f'<span class="num">{escape(entry.number, quote=False)} </span>' if entry.number else ""
        title = escape(plain(entry.title), quote=False)
        return f'<p class="toc{entry.level}"><a href="#{html_id(entry.target)}">{number}{title}</a></p>'

    heading = escape(frame.word(bundle.documents[0], "contents"), quote=False)
    lines = "\n".join(map(line, frame.contents(bundle)))
    return f'<nav class="contents">\n<h1 class="part-title">{heading}</h1>\n{lines}\n</nav>'


def _opened(document: Document, writer: BlockWriter) -> str:
    """Return a document that begins with its title: an annex in the file of its contract, or one without a cover."""
    lines = [
        f'<section class="annex" id="{html_id(document.id)}"{_strings(document)}>',
        _line("kind", escape(frame.opening_label(document), quote=False)),
        f'<h1 data-bookmark="{escape(frame.full_name(document))}">{escape(document.title, quote=False)}</h1>',
        _line("joined", writer.inline.runs(document.subtitle)),
        _line("joined", escape(frame.opening_note(document), quote=False)),
        *map(writer.part, document.parts),
        "</section>",
    ]
    return "\n".join(filter(None, lines))
