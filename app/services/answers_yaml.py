"""Answers as the YAML text of an answers file: what is read back is what was written, character by character."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from app.library.strict_yaml import plain


class _Writer(yaml.SafeDumper):
    """Writes text in quotation marks wherever our own reader would take it for something else ("1.5e3")."""


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if isinstance(plain(text), str) else '"'
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Writer.add_representer(str, _text)


def answers_yaml(record: Mapping[str, Any]) -> str:
    """Return a record in the shape of an answers file as YAML, its groups in their order."""
    return yaml.dump(dict(record), Dumper=_Writer, allow_unicode=True, sort_keys=False, width=120)
