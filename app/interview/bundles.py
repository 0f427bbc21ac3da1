"""Answers to a bundle: they become those of its framework, with the annexes that the bundle begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.model.library import Library
from app.model.outline import BundleOutline

_SHORTEST_ID: Final = 2


def opened(raw: Any, library: Library) -> Any:
    """Return answers in the shape of an answers file with the framework in the place of a bundle.

    Each annex of the bundle that the answers do not hold yet is added, with all parties. What names no bundle, or has
    no such shape, stays as it is: `read_answers` tells.
    """
    document = raw.get("document") if isinstance(raw, Mapping) else None
    name = document.get("type") if isinstance(document, Mapping) else None
    bundle = library.bundles.get(name) if isinstance(name, str) else None
    if bundle is None or not isinstance(raw, Mapping):
        return raw
    annexes = raw.get("annexes") or []
    complete = _complete(annexes, bundle) if isinstance(annexes, list | tuple) else annexes
    return {**raw, "document": {**raw["document"], "type": bundle.framework}, "annexes": complete}


def _complete(annexes: list[Any] | tuple[Any, ...], bundle: BundleOutline) -> list[Any]:
    # Lists, because what a file holds here need not be text.
    there = [annex.get("type") for annex in annexes if isinstance(annex, Mapping)]
    taken = [annex.get("id") for annex in annexes if isinstance(annex, Mapping)]
    added = ({"id": _short(name, taken), "type": name} for name in bundle.annexes if name not in there)
    return [*annexes, *added]


def _short(name: str, taken: list[Any]) -> str:
    """Return the id of an annex: the name of its type without "annex-", where that is free and long enough."""
    short = name.removeprefix("annex-")
    return name if len(short) < _SHORTEST_ID or short in taken else short
