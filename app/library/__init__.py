"""The library: files that lawyers write, read into the model and checked once."""

from __future__ import annotations

from app.library.describe import describe
from app.library.loader import load_library
from app.library.skeletons import write_clause_skeleton, write_document_skeleton

__all__ = [
    "CheckReport",
    "check_library",
    "describe",
    "load_library",
    "write_clause_skeleton",
    "write_document_skeleton",
]


def __getattr__(name: str) -> object:
    """Import the check when it is asked for: assembling a document does without it."""
    if name in ("CheckReport", "check_library"):
        from app.library import check

        return getattr(check, name)
    raise AttributeError(f"app.library has no {name!r}")
