"""Which font files stand behind the house's two families, and what the start-up check says about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

SERIF: Final = "Source Serif 4"
SANS: Final = "Source Sans 3"
SYSTEM_FOLDERS: Final = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
"""Where installed fonts are looked for."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of four files: its name, and the files for regular, italic, bold and bold italic."""

    name: str
    files: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Face:
    """One font file as the style sheet is to know it. `family` is the house's name, whatever family the file is of."""

    family: str
    bold: bool
    italic: bool
    path: Path


@dataclass(frozen=True, slots=True)
class FontStatus:
    """The families in use. `complete` tells that they are the house's own; `message` says it in a sentence."""

    serif: str
    sans: str
    complete: bool
    message: str


def _four(stem: str, *endings: str) -> tuple[str, str, str, str]:
    regular, italic, bold, bold_italic = (f"{stem}-{ending}.ttf" for ending in endings)
    return regular, italic, bold, bold_italic


_LONG: Final = ("Regular", "Italic", "Bold", "BoldItalic")
_SHORT: Final = ("Regular", "It", "Bold", "BoldIt")

HOUSE_SERIF: Final = Family(SERIF, _four("SourceSerif4", *_SHORT))
HOUSE_SANS: Final = Family(SANS, _four("SourceSans3", *_SHORT))
HOUSE_FILES: Final = HOUSE_SERIF.files + HOUSE_SANS.files
"""The eight files that tools/fetch_fonts.py puts into the fonts folder."""

_SERIFS: Final = (
    HOUSE_SERIF,
    Family("Gentium Book Plus", _four("GentiumBookPlus", *_LONG)),
    Family("Liberation Serif", _four("LiberationSerif", *_LONG)),
    Family(
        "DejaVu Serif",
        ("DejaVuSerif.ttf", "DejaVuSerif-Italic.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-BoldItalic.ttf"),
    ),
)
_SANSES: Final = (
    HOUSE_SANS,
    Family("Liberation Sans", _four("LiberationSans", *_LONG)),
    Family(
        "DejaVu Sans",
        ("DejaVuSans.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-BoldOblique.ttf"),
    ),
)


def faces(folder: Path) -> tuple[Face, ...]:
    """Return the font files for the house's families: those in `folder`, else the best that is installed.

    Empty where nothing usable is found; the program that draws then takes what it has.
    """
    found = ((name, _first(families, folder)) for name, families in ((SERIF, _SERIFS), (SANS, _SANSES)))
    return tuple(
        Face(name, bold=position >= 2, italic=position % 2 == 1, path=path)
        for name, (_, paths) in found
        for position, path in paths.items()
    )


def status(folder: Path) -> FontStatus:
    """Return which families are in use, for the check at start-up."""
    serif, _ = _first(_SERIFS, folder)
    sans, _ = _first(_SANSES, folder)
    complete = bool(embeddable(folder))
    message = f"Documents are set in {serif} and {sans}."
    if not complete:
        message += (
            f" The house's fonts, {SERIF} and {SANS}, are not in {folder}: lines break in other places."
            " To get them: python tools/fetch_fonts.py"
        )
    return FontStatus(serif, sans, complete, message)


def embeddable(folder: Path) -> tuple[Face, ...]:
    """Return the house's own eight files if all are in `folder`, else nothing: a system's fonts are not given away."""
    own = tuple(
        face for face in faces(folder) if face.path.name in HOUSE_FILES and face.path.parent == folder.resolve()
    )
    return own if len(own) == len(HOUSE_FILES) else ()


def forget_installed() -> None:
    """Look again at what is installed, after an installation."""
    _installed.cache_clear()


def _first(families: tuple[Family, ...], folder: Path) -> tuple[str, dict[int, Path]]:
    """Return the name and the files, by position, of the first family that has at least regular and bold."""
    for family in families:
        paths = {position: path for position, file in enumerate(family.files) if (path := _find(file, folder))}
        if 0 in paths and 2 in paths:
            return family.name, paths
    return "a font of the system", {}


def _find(file: str, folder: Path) -> Path | None:
    own = folder.resolve() / file
    return own if own.is_file() else _installed().get(file)


@lru_cache(maxsize=1)
def _installed() -> dict[str, Path]:
    """Return the installed TrueType files by name. Read once: fonts do not come and go while a service runs."""
    files = (path for folder in SYSTEM_FOLDERS if folder.is_dir() for path in sorted(folder.rglob("*.ttf")))
    return {path.name: path for path in files}
