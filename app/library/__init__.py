"""The library: files that lawyers write, read into the model and checked once."""

from __future__ import annotations

from app.library.check import CheckReport, check_library
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
