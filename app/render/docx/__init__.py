"""The tree as a Word file: house.docx is the shell, the contract is written into it with real numbering and fields.

The way of a file: `shell` reads house.docx once and keeps it; `references` finds what can be referred to; `body` writes
the contract as text, counting along with Word (`numbering`); `sections` adds heads and feet; `parts` puts the package
together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.document import Bundle
from app.render.docx.fonts import embedded
from app.render.docx.parts import package
from app.render.docx.shell import read_shell

if TYPE_CHECKING:
    from app.render import RenderOptions


def render(bundle: Bundle, options: RenderOptions) -> bytes:
    """Return the bundle as one Word file; the same bundle, house and fonts give the same bytes.

    Raises RenderError when house.docx is missing or broken, or when an answer holds a character that no Word file can
    hold.
    """
    fonts = embedded(options.fonts, options.kept) if options.embed_fonts else None
    return package(bundle, read_shell(options.house, options.kept), fonts)
