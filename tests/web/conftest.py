"""The service with the small library, and a visitor who has opened a dossier in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.model.library import Library
from app.services import drafts
from app.services.desk import Desk
from tests.web.small import FILLED, small_library
from tests.web.visitor import Visitor


@pytest.fixture(scope="session")
def tools_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A small library with one question of every type."""
    return small_library(tmp_path_factory.mktemp("tools"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with folders of their own."""
    return Settings(data_dir=tmp_path / "instance", output_dir=tmp_path / "output", fonts_dir=tmp_path / "fonts")


@pytest.fixture
def app(settings: Settings, tools_library: Library) -> Iterator[Flask]:
    """The service, with protection against forged forms as in earnest."""
    made = create_app(settings, tools_library)
    yield made
    made.extensions["desk"].database.close()


@pytest.fixture
def desk(app: Flask) -> Desk:
    """What the use cases of the service work with."""
    found: Desk = app.extensions["desk"]
    return found


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody without a script."""
    return Visitor(app.test_client())


@pytest.fixture
def dossier(desk: Desk) -> str:
    """The id of a dossier in which everything is answered: an agreement with an annex."""
    return drafts.begin_from(desk, FILLED, title="", summary="Begun")


@pytest.fixture
def fresh(desk: Desk) -> str:
    """The id of a dossier of which nothing is known but its type."""
    return drafts.begin(desk, "agreement")
