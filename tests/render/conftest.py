"""What the tests of the formats share."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.render import RenderOptions


@pytest.fixture(scope="session")
def options(root: Path) -> RenderOptions:
    """The house's own files, without fonts in the Word file: what is tested here does not depend on them."""
    return RenderOptions(root / "contract_templates" / "_house", root / "vendor" / "fonts", embed_fonts=False)
