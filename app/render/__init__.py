"""Writes the tree as bytes: DOCX, PDF, HTML, text and JSON.

`FORMATS` is the whole interface. Each format's module is imported when it is first used, because the heavy libraries
behind DOCX and PDF would slow down every start of the command line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from app.model.document import Bundle


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """Where the house's own files lie.

    `house` is the folder of house.css and house.docx, `fonts` the folder of the font files (it may be empty or missing:
    installed fonts are used then). `embed_fonts` puts the fonts into the DOCX; a PDF always carries what it uses.
    `kept` is a folder for what is made of these files alone, so that the next process need not make it again.
    """

    house: Path
    fonts: Path
    embed_fonts: bool = True
    kept: Path | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its file extension, its media type, and the function that writes it.

    `render` takes a bundle; several documents become one joined file. It raises RenderError when something that the
    person can mend is missing: a library, a house file.
    """

    extension: str
    media_type: str
    render: Callable[[Bundle, RenderOptions], bytes]


def _lazily(module: str) -> Callable[[Bundle, RenderOptions], bytes]:
    def render(bundle: Bundle, options: RenderOptions) -> bytes:
        written: bytes = import_module(f"app.render.{module}").render(bundle, options)
        return written

    return render


FORMATS: Final[dict[str, Format]] = {
    "docx": Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _lazily("docx")),
    "pdf": Format("pdf", "application/pdf", _lazily("pdf")),
    "html": Format("html", "text/html; charset=utf-8", _lazily("html")),
    "txt": Format("txt", "text/plain; charset=utf-8", _lazily("text")),
    "json": Format("json", "application/json", _lazily("json")),
}
"""The formats by the name that the command line and the web use."""
