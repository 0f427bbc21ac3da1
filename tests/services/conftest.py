"""Desks with the small library of the web's tests, and drafts on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.library import Library
from app.services import drafts
from app.services.desk import Desk
from tests.web.desks import new_desk
from tests.web.small import FILLED, small_library


@pytest.fixture(scope="session")
def tools_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A small library with one question of every type."""
    return small_library(tmp_path_factory.mktemp("tools"))


@pytest.fixture
def desk(tools_library: Library, tmp_path: Path) -> Iterator[Desk]:
    """A desk with an empty database."""
    with new_desk(tools_library, tmp_path) as made:
        yield made


@pytest.fixture
def draft_id(desk: Desk) -> str:
    """The id of a dossier in which everything is answered: an agreement with an annex."""
    return drafts.begin_from(desk, FILLED, title="", summary="Begun")
