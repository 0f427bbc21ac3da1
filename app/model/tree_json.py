"""The tree as plain JSON values, and back to an equal tree."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from app.model import document as tree

_CLASSES: Final = {
    cls.__name__: cls
    for cls in (
        tree.Text,
        tree.Answer,
        tree.Term,
        tree.Reference,
        tree.Blank,
        tree.Paragraph,
        tree.Item,
        tree.Bullet,
        tree.Row,
        tree.Table,
        tree.Clause,
        tree.SignatureLine,
        tree.SignatureBlock,
        tree.Part,
        tree.CoverParty,
        tree.ClauseSource,
        tree.Document,
        tree.Bundle,
    )
}


def to_json(bundle: tree.Bundle) -> dict[str, Any]:
    """Return the bundle as dictionaries, lists and plain values; each object names its class under "is"."""
    return {"schema": bundle.schema, **_plain(bundle)}


def from_json(data: Mapping[str, Any]) -> tree.Bundle:
    """Return the bundle that `to_json` made `data` from.

    Raises ValueError when `data` carries another schema version or is no tree.
    """
    if data.get("schema") != tree.SCHEMA:
        raise ValueError(f"The tree has schema {data.get('schema')!r}; this version reads schema {tree.SCHEMA}.")
    bundle = _built(data)
    if not isinstance(bundle, tree.Bundle):
        raise ValueError("The JSON holds no bundle of documents.")
    return bundle


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields: dict[str, Any] = {"is": type(value).__name__}
        for field in dataclasses.fields(value):
            content = getattr(value, field.name)
            # Values that equal their default are left out: the tree of a contract is a third smaller so.
            if field.default is dataclasses.MISSING or content != field.default or field.name == "schema":
                fields[field.name] = _plain(content)
        return fields
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    return value


def _built(value: Any) -> Any:
    if isinstance(value, Mapping):
        cls = _CLASSES.get(str(value.get("is")))
        if cls is None:
            raise ValueError(f"The tree holds an object of unknown class {value.get('is')!r}.")
        try:
            return cls(**{name: _built(content) for name, content in value.items() if name != "is"})
        except TypeError as error:
            raise ValueError(f"A {value['is']} in the tree is incomplete: {error}.") from None
    if isinstance(value, list):
        return tuple(_built(entry) for entry in value)
    return value
