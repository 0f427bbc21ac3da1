#!/usr/bin/env bash
# Makes .venv with Python 3.11 or later and installs a hashed lock into it. Usage: tools/make_venv.sh LOCK
set -euo pipefail
cd "$(dirname "$0")/.."
lock=$1

find_python() {
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      echo "$name"
      return
    fi
  done
}

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import pip' 2>/dev/null; then
  python=$(find_python)
  if [ -z "$python" ]; then
    echo "Syngraph needs Python 3.11 or later, and found none on the PATH. On Debian 12 or Ubuntu 24.04:" >&2
    echo "  sudo apt-get install python3 python3-venv" >&2
    exit 1
  fi
  # Debian and Ubuntu ship venv in a package of its own.
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    tools/system_packages.sh python
  fi
  "$python" -m venv .venv
fi
echo "Installing the Python packages of $lock into .venv/ ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
