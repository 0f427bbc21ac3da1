"""Settings from the environment, read once at start-up. docs/operations.md explains each; a test compares the two."""

from __future__ import annotations

import ipaddress
import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.errors import Mistake, MistakesError

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(MistakesError):
    """A setting in the environment cannot be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how the service behaves.

    The name of the variable in the environment is the name of the field in capitals (`data_dir` is `DATA_DIR`).
    """

    data_dir: Path = ROOT / "instance"
    output_dir: Path = ROOT / "output"
    library_dir: Path = ROOT
    fonts_dir: Path = ROOT / "vendor" / "fonts"
    port: int = 8000
    listen_on: str = "127.0.0.1"
    base_url: str = ""
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    secret_key: str = field(default="", repr=False)
    max_upload_kb: int = 16_384
    allowed_hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    https: bool = False

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data_dir / "syngraph.sqlite3"

    @property
    def cache_dir(self) -> Path:
        """The folder of what commands keep for the next one; it may be deleted at any time."""
        return self.data_dir / "cache"

    @property
    def address(self) -> str:
        """The address under which people open the service: that of the setting, else this computer's own."""
        return self.base_url or f"http://127.0.0.1:{self.port}"

    @property
    def host_names(self) -> frozenset[str]:
        """The host names under which the service answers: those allowed, and that of the setting of its address."""
        own = {_host_of(self.base_url)} if self.base_url else set()
        return frozenset(self.allowed_hosts) | own

    @property
    def is_private(self) -> bool:
        """Whether the address opens on this computer only."""
        return is_loopback(_host_of(self.address).strip("[]"))


SETTING_NAMES: tuple[str, ...] = tuple(setting.name.upper() for setting in fields(Settings))
"""Every variable that the service reads."""


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that the environment asks for; what it leaves out keeps its default.

    Raises SettingsError naming every variable that cannot be used.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, object] = {}
    mistakes: list[Mistake] = []
    for setting in fields(Settings):
        name = setting.name.upper()
        text = environ.get(name, "").strip()
        if not text:
            continue
        try:
            values[setting.name] = _READERS[setting.name](text)
        except ValueError as error:
            mistakes.append(Mistake(f"environment variable {name}", 0, f"It is {text!r}.", str(error)))
    if mistakes:
        raise SettingsError(mistakes)
    return Settings(**values)  # type: ignore[arg-type]


def secret_key(settings: Settings) -> str:
    """Return the key that signs cookies and forms; without a setting it is made once and kept in DATA_DIR."""
    if settings.secret_key:
        return settings.secret_key
    path = settings.data_dir / "secret_key"
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if path.exists():
        return path.read_text("ascii").strip()
    # Written under another name and linked as a whole: a full disk or a killed start leaves no empty key behind, no
    # other account can read it, and of two starts at once the second takes the key of the first.
    temporary = settings.data_dir / f".secret_key.{secrets.token_hex(4)}"
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return path.read_text("ascii").strip()


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this computer itself, which nobody else can reach under it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _host_of(address: str) -> str:
    """Return the host of an address in small letters, an IPv6 address in its brackets."""
    host = urlsplit(address).hostname or ""
    return f"[{host}]" if ":" in host else host


def listening(text: str) -> str:
    """Return the address of a network of this computer. Raises ValueError for what is none."""
    try:
        return str(ipaddress.ip_address("127.0.0.1" if text == "localhost" else text))
    except ValueError:
        raise ValueError("Give the address of a network of this computer, or 0.0.0.0 for all of them.") from None


def _address(text: str) -> str:
    advice = "Give the address that people open, such as https://contracts.example, without a path."
    try:
        parts = urlsplit(text)
        port_is_readable = parts.port is None or parts.port > 0
    except ValueError:
        raise ValueError(advice) from None
    more = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme not in ("http", "https") or not parts.hostname or more or not port_is_readable:
        raise ValueError(advice)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _whole_number(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise ValueError(f"Give a whole number from {least} to {most}.")
    return int(text)


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError('Give the name of a time zone such as "Europe/Brussels".') from None


def _yes_or_no(text: str) -> bool:
    answers = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if text.lower() not in answers:
        raise ValueError("Give yes or no.")
    return answers[text.lower()]


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())


def _folder(text: str) -> Path:
    return Path(text).expanduser().resolve()


_READERS: dict[str, Callable[[str], object]] = {
    "data_dir": _folder,
    "output_dir": _folder,
    "library_dir": _folder,
    "fonts_dir": _folder,
    "port": lambda text: _whole_number(text, 1, 65535),
    "listen_on": listening,
    "base_url": _address,
    "timezone": _zone,
    "secret_key": str,
    "max_upload_kb": lambda text: _whole_number(text, 16, 1024 * 1024),
    "allowed_hosts": _names,
    "https": _yes_or_no,
}
