"""Matching: who could share what with whom. Pure.

Offers meet demands (`pairing`), subjects meet the parties (`matrix`), and both lead to the annex that would settle them
(`suggesting`).
"""

from __future__ import annotations

from app.matching.entries import Entry, Subject, read_entries, read_subjects
from app.matching.matrix import Matrix, Row, matrix_of
from app.matching.pairing import LeftOut, Pair, pair
from app.matching.suggesting import Matching, Suggestion, match

__all__ = [
    "Entry",
    "LeftOut",
    "Matching",
    "Matrix",
    "Pair",
    "Row",
    "Subject",
    "Suggestion",
    "match",
    "matrix_of",
    "pair",
    "read_entries",
    "read_subjects",
]
