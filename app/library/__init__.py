"""The library: files that lawyers write, read into the model and checked once.

What is named here is imported when it is first used: a command that finds its library kept (`kept`) parses nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from app.library.check import CheckReport, check_library
    from app.library.loader import load_files, load_library
    from app.library.skeletons import write_clause_skeleton, write_document_skeleton

__all__ = [
    "CheckReport",
    "check_library",
    "load_files",
    "load_library",
    "write_clause_skeleton",
    "write_document_skeleton",
]

_HOMES: Final = {
    "CheckReport": "check",
    "check_library": "check",
    "load_files": "loader",
    "load_library": "loader",
    "write_clause_skeleton": "skeletons",
    "write_document_skeleton": "skeletons",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
