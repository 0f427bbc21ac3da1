"""docs/operations.md and the settings tell the same story."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.config import ROOT, SETTING_NAMES, Settings, SettingsError, read_settings

ROWS = dict(
    re.findall(
        r"^\| `([A-Z_]+)` \| (.+?) \| ", (ROOT / "docs" / "operations.md").read_text(encoding="utf-8"), re.MULTILINE
    )
)


def test_every_setting_is_documented_and_no_other() -> None:
    """A setting that is added without a line in the table fails here."""
    assert set(ROWS) == set(SETTING_NAMES)


def test_the_documented_defaults_are_the_real_ones() -> None:
    """A default that changes without its line fails here."""
    settings = Settings()
    folders = {
        name: f"`{getattr(settings, name).relative_to(ROOT)}/`" for name in ("data_dir", "output_dir", "fonts_dir")
    }
    real = {
        **{name.upper(): text for name, text in folders.items()},
        "LIBRARY_DIR": "the project",
        "PORT": f"`{settings.port}`",
        "LISTEN_ON": f"`{settings.listen_on}`",
        "BASE_URL": f"`{settings.address}`",
        "TIMEZONE": f"`{settings.timezone.key}`",
        "SECRET_KEY": "made at the first start",
        "MAX_UPLOAD_KB": f"`{settings.max_upload_kb}`",
        "ALLOWED_HOSTS": f"`{','.join(settings.allowed_hosts)}`",
        "HTTPS": "`no`",
    }

    assert settings.library_dir == ROOT
    assert real == ROWS


def test_settings_come_from_the_environment(tmp_path: Path) -> None:
    """Each variable sets its field."""
    environ = {
        "DATA_DIR": str(tmp_path / "data"),
        "OUTPUT_DIR": str(tmp_path / "out"),
        "LIBRARY_DIR": str(tmp_path),
        "FONTS_DIR": str(tmp_path / "fonts"),
        "PORT": "8123",
        "LISTEN_ON": "192.0.2.7",
        "BASE_URL": "https://Contracts.example/",
        "TIMEZONE": "Europe/Warsaw",
        "SECRET_KEY": "abc",
        "MAX_UPLOAD_KB": "64",
        "ALLOWED_HOSTS": "Contracts.Example, localhost",
        "HTTPS": "yes",
    }

    settings = read_settings(environ)

    assert set(environ) == set(SETTING_NAMES)
    assert (settings.data_dir, settings.output_dir) == (tmp_path / "data", tmp_path / "out")
    assert (settings.library_dir, settings.fonts_dir) == (tmp_path, tmp_path / "fonts")
    assert (settings.port, settings.timezone.key, settings.secret_key) == (8123, "Europe/Warsaw", "abc")
    assert (settings.max_upload_kb, settings.https) == (64, True)
    assert (settings.listen_on, settings.address) == ("192.0.2.7", "https://contracts.example")
    assert settings.allowed_hosts == ("contracts.example", "localhost")


@pytest.mark.parametrize(
    ("address", "private"),
    [("", True), ("http://localhost:8000", True), ("http://127.0.0.7", True), ("http://[::1]:8000", True),
     ("https://contracts.example", False), ("http://192.0.2.7:8000", False), ("http://localhost.example", False)],
)  # fmt: skip
def test_an_address_that_opens_here_only_is_known_as_such(address: str, private: bool) -> None:
    """Links built on it are of no use to others, and the service answers under its name."""
    settings = read_settings({"BASE_URL": address})

    assert settings.is_private is private
    assert urlsplit(settings.address).hostname in {name.strip("[]") for name in settings.host_names} | {"127.0.0.7"}


def test_an_empty_variable_keeps_the_default() -> None:
    """`PORT=` is no port and no mistake."""
    assert read_settings({"PORT": " ", "TIMEZONE": ""}) == Settings()


@pytest.mark.parametrize(
    ("name", "text"),
    [("PORT", "0"), ("PORT", "eighty"), ("PORT", "70000"), ("TIMEZONE", "Europe/Nowhere"), ("TIMEZONE", "../x"),
     ("MAX_UPLOAD_KB", "-1"), ("HTTPS", "perhaps"), ("LISTEN_ON", "all"), ("BASE_URL", "contracts.example"),
     ("BASE_URL", "https://contracts.example/there"), ("BASE_URL", "https://u:p@contracts.example"),
     ("BASE_URL", "javascript:alert(1)"), ("BASE_URL", "http://[::1"), ("BASE_URL", "http://x:port")],
)  # fmt: skip
def test_a_value_that_cannot_be_used_is_named(name: str, text: str) -> None:
    """The message names the variable, its value, and how to mend it; the other settings are read all the same."""
    with pytest.raises(SettingsError) as caught:
        read_settings({name: text, "SECRET_KEY": "hidden", "ALLOWED_HOSTS": "localhost"})

    assert name in str(caught.value)
    assert text in str(caught.value)
    assert "Give" in str(caught.value)
    assert "hidden" not in str(caught.value)


def test_all_mistakes_are_told_at_once() -> None:
    """Whoever sets two variables wrongly starts once, not twice."""
    with pytest.raises(SettingsError) as caught:
        read_settings({"PORT": "x", "HTTPS": "y"})

    assert len(caught.value.mistakes) == 2


def test_the_secret_key_is_never_printed() -> None:
    """Settings that end in a log do not give the key away."""
    assert "abc" not in repr(Settings(secret_key="abc"))
