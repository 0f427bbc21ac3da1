"""WeasyPrint as a program would call it without us: the same page, styles and fonts, tagged as ours is."""

from __future__ import annotations

from pathlib import Path

from app.render import fonts, html
from tools.bench.ours import Desk

_STYLES = "page.css"


class BareWeasyPrint:
    """Draws pages that our own assembly has written to disk; only the drawing is timed."""

    def __init__(self, folder: Path, pages: int) -> None:
        self.folder = folder
        self.paths = [folder / f"page-{number}.html" for number in range(pages)]

    def write_pages(self, desk: Desk) -> None:
        """Write the pages of each set of answers, and the styles that we use."""
        bundles = [desk.assemble(number) for number in range(len(self.paths))]
        for path, bundle in zip(self.paths, bundles, strict=True):
            path.write_text(html.page(bundle, every_id=False), encoding="utf-8")
        faces = "".join(map(_font_face, fonts.faces(desk.options.fonts)))
        numbers = html.page_number_css(bundles[0].documents[0])
        (self.folder / _STYLES).write_text(faces + html.house_css(desk.options.house) + numbers, encoding="utf-8")

    def write(self, variant: int) -> bytes:
        """Return one PDF."""
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        config = FontConfiguration()
        styles = weasyprint.CSS(filename=self.folder / _STYLES, font_config=config)
        page = weasyprint.HTML(filename=self.paths[variant % len(self.paths)])
        written: bytes = page.write_pdf(stylesheets=[styles], font_config=config, pdf_tags=True, pdf_version="1.7")
        return written


def _font_face(face: fonts.Face) -> str:
    weight, style = "bold" if face.bold else "normal", "italic" if face.italic else "normal"
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{weight};font-style:{style};'
        f"src:url({face.path.as_uri()})}}\n"
    )
