#!/usr/bin/env bash
# Installs missing system packages where root or sudo allows it; else prints the command. Usage: system_packages.sh GROUP
#   python   what `python3 -m venv` needs          runtime  what PDF needs (Pango), and the font for check boxes
#   test     readers that the tests hold our files against: LibreOffice, poppler, Chromium
set -uo pipefail

missing=()
need_package() { # name: asks dpkg
  dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed' || missing+=("$1")
}
need_command() { # package command...: any of the commands will do
  local package=$1 name
  shift
  for name in "$@"; do command -v "$name" >/dev/null && return; done
  missing+=("$package")
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  [ "$1" = runtime ] && echo "No apt-get here: PDF needs Pango 1.50 or later and its HarfBuzz subsetter; install them your system's way."
  exit 0
fi
case "$1" in
python) need_package python3-venv ;;
runtime)
  for name in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core; do need_package "$name"; done
  ;;
test)
  need_command libreoffice-writer-nogui soffice
  need_package python3-uno
  need_command poppler-utils pdftotext
  need_command chromium chromium chromium-browser google-chrome
  ;;
*)
  echo "usage: $0 python|runtime|test" >&2
  exit 2
  ;;
esac
[ ${#missing[@]} -eq 0 ] && exit 0

root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "These system packages are missing and cannot be installed without your password: ${missing[*]}" >&2
    echo "  sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    [ "$1" = runtime ] && echo "The service starts without them; PDF will say what it needs." >&2
    exit 0
  fi
  root=(sudo -n)
fi
export DEBIAN_FRONTEND=noninteractive
"${root[@]}" apt-get update -qq || true
echo "Installing system packages: ${missing[*]}"
LC_ALL=C "${root[@]}" apt-get install --no-install-recommends --assume-no "${missing[@]}" 2>/dev/null |
  grep -E '^(Need to get|After this operation|Download size|Space needed)' || true
if ! "${root[@]}" apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null; then
  echo "Not all of them could be installed. By hand: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
fi
exit 0
