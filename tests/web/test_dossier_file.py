"""A dossier is downloaded as one file and opened again from the page of new agreements."""

from __future__ import annotations

import io

from app.services import versions
from app.services.desk import Desk
from tests.web.visitor import BASE, Visitor


def test_a_dossier_leaves_and_comes_back(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """With its named versions."""
    versions.set_name(desk, dossier, 1, "0.1")
    file = visitor.client.get(f"/d/{dossier}/main/download/dossier", base_url=BASE)
    assert "-dossier.zip" in file.headers["Content-Disposition"]

    visitor.open("/new").press("Open the file", {"file": (io.BytesIO(file.data), "any name.zip")})

    assert visitor.path.startswith("/d/")
    assert not visitor.path.startswith(f"/d/{dossier}")
    assert visitor.open(f"{visitor.path}/main/versions").words(".trail a") == ["0.1"]


def test_a_broken_file_is_told_on_the_page(visitor: Visitor, dossier: str) -> None:
    """What is wrong and what to do; the choices of the page are still there."""
    file = visitor.client.get(f"/d/{dossier}/main/download/dossier", base_url=BASE)

    visitor.open("/new").press("Open the file", {"file": (io.BytesIO(file.data[:3000]), "x.zip")}, status=422)

    assert "The file is damaged or was cut off. Download the dossier file again" in visitor.text
    assert "What do you want to settle?" in visitor.text
