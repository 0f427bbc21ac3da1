"""Answers to a bundle: they become those of its framework, with the annexes that the bundle begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.model.library import Library
from app.model.outline import BundleOutline

_SHORTEST_ID: Final = 2


def opened(raw: object, library: Library) -> object:
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
    there = {annex.get("type") for annex in annexes if isinstance(annex, Mapping)}
    taken = {annex.get("id") for annex in annexes if isinstance(annex, Mapping)}
    added = []
    for name in bundle.annexes:
        identifier = name.removeprefix("annex-")
        if name not in there:
            short = len(identifier) < _SHORTEST_ID or identifier in taken
            added.append({"id": name if short else identifier, "type": name})
    return [*annexes, *added]
