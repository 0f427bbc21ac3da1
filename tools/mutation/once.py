"""A plugin of pytest for mutants: the project's own library is read once, before any mutant is switched on.

Reading it runs nothing of assembly or review (the layers forbid it), so no mutant could change what is read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.library import loader
from app.model.library import Library

ROOT: Final = Path(__file__).resolve().parents[2]

_load = loader.load_library
_own: dict[Path, Library] = {}


def _load_once(root: Path, *rest: object, **more: object) -> Library:
    if root != ROOT or rest or more:
        return _load(root, *rest, **more)  # type: ignore[arg-type]
    if root not in _own:
        _own[root] = _load(root)
    return _own[root]


loader.load_library = _load_once
