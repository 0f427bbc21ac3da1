"""The tree as a JSON file: the form that other programs read, and that loads back to an equal tree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.model.document import Bundle
from app.model.tree_json import to_json

if TYPE_CHECKING:
    from app.render import RenderOptions


def render(bundle: Bundle, options: RenderOptions) -> bytes:  # noqa: ARG001 - every format has this signature
    """Return the bundle as UTF-8 JSON, keys sorted; `app.model.tree_json.from_json` reads it back."""
    return (json.dumps(to_json(bundle), ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
