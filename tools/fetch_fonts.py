"""Get the house's fonts: eight TrueType files into vendor/fonts, compared with the digests below.

Run by the set-up: `python tools/fetch_fonts.py`. It takes the first way that works (npm, then Debian's Gentium, then
what is installed), says which, and always ends well: without these files documents look different, but nothing stops.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.render import fonts  # noqa: E402 - the project is found through the line above

PACKAGES: Final[dict[str, dict[str, str]]] = {
    "source-serif@4.5.1": {
        "SourceSerif4-Regular.ttf": "e5a4ee6a3d87bb9024796be390c6771e2a0eb1883dae25effaf57ca01668e24b",
        "SourceSerif4-It.ttf": "9d2950a8f1da66e21502c35d646a1d2148e79f9ea43fd2158cf02f5232e7f430",
        "SourceSerif4-Bold.ttf": "7cf4f4e1ad74f45058d5bc61716b82560442fbdcd9d3654d2dea96bf6c683d86",
        "SourceSerif4-BoldIt.ttf": "7b215b37f8873f5579f3f8d2ded3ca7c588e2f435cd996605ebfc5befe2cd5eb",
    },
    "source-sans@3.52.0": {
        "SourceSans3-Regular.ttf": "4644c81b86ec9caaa76b634889968ed3c4f4f52f054855933acc7c2b21e53b0f",
        "SourceSans3-It.ttf": "192afd78f0f54a3c69eaf02d43f4d9a821e9d6110e41d3d25d61a7385cd580e4",
        "SourceSans3-Bold.ttf": "9214b9d95e4231c609802815c2646c98174e2102d0d37f88978a7f8e71006e6a",
        "SourceSans3-BoldIt.ttf": "7978291fc1bf314db887e0366853b33c5cf2e964c7b95cfb9ce403a6ec46a842",
    },
}
"""The packages (both under the SIL Open Font License 1.1) and the SHA-256 digest of each file that is kept."""

DOWNLOAD_MB: Final = {"source-serif@4.5.1": 42, "source-sans@3.52.0": 15}
GENTIUM: Final = "fonts-sil-gentiumplus"
APT: Final = ("apt-get", "install", "-y", "--no-install-recommends", GENTIUM)
NPM_OPTIONS: Final = ("--loglevel=error", "--fetch-retries=1", "--fetch-timeout=60000", "--no-update-notifier")
TIMEOUT: Final = 100
"""Seconds that one download may take before the next way is tried."""


def main(arguments: list[str] | None = None) -> int:
    """Fetch what is missing and report which families documents are set in. Return 0, whatever came of it."""
    parser = argparse.ArgumentParser(description="Get the fonts of the house style.")
    parser.add_argument("--to", type=Path, default=ROOT / "vendor" / "fonts", help="folder for the font files")
    folder: Path = parser.parse_args(arguments).to
    complete = all(_have(package, folder) or _fetch(package, folder) for package in PACKAGES)
    if not complete and fonts.status(folder).serif not in (fonts.SERIF, "Gentium Book Plus"):
        _install_gentium()
        fonts.forget_installed()
    print(f"fonts: {fonts.status(folder).message}")
    return 0


def _have(package: str, folder: Path) -> bool:
    return all(_digest(folder / name) == digest for name, digest in PACKAGES[package].items())


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _fetch(package: str, folder: Path) -> bool:
    """Pack one package with npm and keep its files. Return whether all of them are there as expected."""
    npm = shutil.which("npm")
    if npm is None:
        print(f"fonts: npm is not installed, so {package} cannot be fetched.")
        return False
    print(
        f"fonts: fetching {package} with npm ({DOWNLOAD_MB[package]} MB to download, about 1 MB is kept) …", flush=True
    )
    with tempfile.TemporaryDirectory(prefix="fonts-") as name:
        temporary = Path(name)
        command = [npm, "pack", package, "--pack-destination", name, "--cache", f"{name}/cache", *NPM_OPTIONS]
        try:
            subprocess.run(command, cwd=name, check=True, timeout=TIMEOUT, capture_output=True)  # noqa: S603
            return _keep(package, next(temporary.glob("*.tgz")), folder)
        except (OSError, subprocess.SubprocessError, StopIteration, tarfile.TarError, KeyError) as error:
            print(f"fonts: {package} could not be fetched ({_reason(error)}).")
            return False


def _keep(package: str, archive: Path, folder: Path) -> bool:
    """Take the wanted files out of the archive; a file with another digest is left out and reported."""
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as packed:
        for name, digest in PACKAGES[package].items():
            content = _member(packed, f"package/TTF/{name}")
            if hashlib.sha256(content).hexdigest() != digest:
                print(f"fonts: {name} in {package} is not the file that was checked; it is not used.")
                return False
            _write(folder / name, content)
        _write(folder / f"{package.partition('@')[0]}-LICENSE.md", _member(packed, "package/LICENSE.md"))
    return True


def _member(packed: tarfile.TarFile, name: str) -> bytes:
    member = packed.extractfile(name)
    return member.read() if member else b""


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_suffix(f".{os.getpid()}.part")
    temporary.write_bytes(content)
    temporary.replace(path)


def _install_gentium() -> None:
    """Install Gentium Book Plus where that needs no password; else say how."""
    apt, prefix = shutil.which("apt-get"), _as_root()
    command = [*(["sudo"] if prefix is None else prefix), *APT]
    if apt is None or prefix is None:
        print(f"fonts: for a serif with all European letters run: {' '.join(command)} (8 MB to download)")
        return
    print(f"fonts: installing {GENTIUM} instead (8 MB to download, 14 MB installed) …", flush=True)
    try:
        subprocess.run(command, check=True, timeout=TIMEOUT, capture_output=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        print(f"fonts: that did not work ({_reason(error)}). By hand: {' '.join(command)}")


def _as_root() -> list[str] | None:
    """Return what must stand before a command to run it as root without a password, or None."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:  # noqa: S603
        return [sudo, "-n"]
    return None


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"it took longer than {TIMEOUT} seconds"
    said = getattr(error, "stderr", None) or b""
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[0] if lines else str(error) or type(error).__name__


if __name__ == "__main__":
    sys.exit(main())
