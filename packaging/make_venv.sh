#!/usr/bin/env bash
# Make or refresh .venv with the pinned versions. Needs $PYTHON (3.11 or newer).
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -z "${PYTHON:-}" ]]; then
  echo 'Seller Desk needs Python 3.11 or newer; none was found. Install it, or name one: make PYTHON=/path/to/python3' >&2
  exit 1
fi
if [[ ! -x .venv/bin/python ]] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  rm -rf .venv
  if "$PYTHON" -c 'import venv, ensurepip' >/dev/null 2>&1; then
    "$PYTHON" -m venv .venv
  elif "$PYTHON" -m virtualenv --version >/dev/null 2>&1; then
    "$PYTHON" -m virtualenv --quiet .venv
  elif command -v uv >/dev/null; then
    uv venv --quiet --seed --python "$PYTHON" .venv
  else
    echo "$PYTHON has no venv module. On Debian or Ubuntu: apt-get install python3-venv; then run make again." >&2
    exit 1
  fi
fi
# The pins also hold for what builds packages (older pips read the first name, newer ones the second).
export PIP_CONSTRAINT="$PWD/packaging/constraints.txt" PIP_BUILD_CONSTRAINT="$PWD/packaging/constraints.txt"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
