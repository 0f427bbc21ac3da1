"""The tree as a tagged PDF, drawn by WeasyPrint from the same HTML and the house's style sheet.

The same tree, style sheet and fonts give the same bytes. Nothing is read but the font files of `fonts.faces` and the
files of the house's folder.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import tempfile
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from app.errors import RenderError
from app.model.document import Bundle
from app.render import fonts, html

if TYPE_CHECKING:
    from app.render import RenderOptions

INSTALL: Final = "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""What mends a missing Pango on Debian and Ubuntu."""

# Pango's font map is not made for several threads at once.
_ONE_AT_A_TIME: Final = threading.Lock()


def render(bundle: Bundle, options: RenderOptions) -> bytes:
    """Return the bundle as one PDF: tagged, with language, title, bookmarks and links.

    Tags are written without a claim of PDF/UA conformance, which only a validator could justify. Raises RenderError
    when Pango is not installed, or when house.css is missing or asks for a file from elsewhere.
    """
    css = html.house_css(options.house)
    page = html.page(bundle, every_id=False)
    numbers = html.page_number_css(bundle.documents[0])
    with _ONE_AT_A_TIME, _refusals_explained(), _collector_paused():
        press = _press(css, options.house.resolve(), fonts.faces(options.fonts))
        return press.print(page, numbers)


def problem() -> str:
    """Return what keeps PDFs from being made and how to mend it, or an empty text. For the check at start-up."""
    try:
        _weasyprint()
    except RenderError as error:
        return str(error)
    return ""


@dataclass(frozen=True)
class _Press:
    """A style sheet, parsed once, with its fonts: a third of a second saved for every further document."""

    weasyprint: Any
    css: Any
    font_config: Any
    fetcher: Any
    mark: bytes

    def print(self, page: str, numbers: str) -> bytes:
        numbers_css = self.weasyprint.CSS(string=numbers, url_fetcher=self.fetcher)
        identifier = hashlib.sha256(self.mark + numbers.encode() + page.encode()).digest()[:16]
        written: bytes = self.weasyprint.HTML(string=page, url_fetcher=self.fetcher).write_pdf(
            stylesheets=[self.css, numbers_css],
            font_config=self.font_config,
            pdf_identifier=identifier,
            pdf_tags=True,
            pdf_version="1.7",
        )
        return written


@lru_cache(maxsize=4)
def _press(css: str, house: Path, faces: tuple[fonts.Face, ...]) -> _Press:
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    fetcher = closed_fetcher(house, [face.path for face in faces])
    font_config = FontConfiguration()
    sheet = "\n".join(map(_font_face, faces)) + css
    base = f"{house.as_uri()}/"
    parsed = weasyprint.CSS(string=sheet, font_config=font_config, url_fetcher=fetcher, base_url=base)
    return _Press(weasyprint, parsed, font_config, fetcher, _mark(css, faces))


def _mark(css: str, faces: tuple[fonts.Face, ...]) -> bytes:
    """Return a digest of what the looks depend on: the style sheet and the fonts, wherever they lie."""
    digest = hashlib.sha256(css.encode())
    for face in faces:
        digest.update(face.path.read_bytes())
    return digest.digest()


def _font_face(face: fonts.Face) -> str:
    weight = "bold" if face.bold else "normal"
    style = "italic" if face.italic else "normal"
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{weight};font-style:{style};'
        f"src:url({face.path.as_uri()})}}"
    )


def closed_fetcher(house: Path, files: Collection[Path]) -> Any:
    """Return a URL fetcher that opens `files` and what lies in `house`, and stops the drawing at any other address."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]
        """Reads the house's own files and nothing else."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - the signature is WeasyPrint's
            path = _file(url)
            if path is None or not (path in files or path.is_relative_to(house)):
                raise FatalURLFetchingError(
                    f"The style sheet asks for {url}, but only files of {house} are read."
                    " Put the file there, or take the address out of house.css."
                )
            return URLFetcherResponse(url, path.read_bytes())

    return ClosedFetcher()


def _file(url: str) -> Path | None:
    """Return the file that a file: address names, links and `..` resolved; None for every other address."""
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc:
        return None
    return Path(unquote(parts.path)).resolve()


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the garbage collector: what a drawing makes lives to its end; looking it through costs a tenth more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextlib.contextmanager
def _refusals_explained() -> Iterator[None]:
    """Turn a refused address, or a disk without room for helper files, into a RenderError.

    WeasyPrint's fatal error is no ordinary exception.
    """
    _weasyprint()
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as error:
        raise RenderError(str(error)) from None
    except OSError as error:
        advice = f"Make room and allow writing in the folder {tempfile.gettempdir()}."
        raise RenderError(f"The PDF cannot be made: {error.strerror or error}. {advice}") from error


@cache
def _weasyprint() -> Any:
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints advice of its own
            import weasyprint
    except (ImportError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise RenderError(
            f"PDF cannot be made on this machine: {reason}. On Debian and Ubuntu run: {INSTALL}. "
            "The other formats work without it."
        ) from error
    return weasyprint
