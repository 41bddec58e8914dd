#!/usr/bin/env bash
# Run a command inside a session bus of its own with an unlocked, empty keyring; without these tools just run it.
# The keyring lies in a temporary folder: the developer's own passwords are never touched.
set -euo pipefail
if [[ -n "${SELLER_DESK_IN_KEYRING:-}" ]] || ! command -v dbus-run-session >/dev/null \
  || ! command -v gnome-keyring-daemon >/dev/null; then
  exec "$@"
fi
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/data" "$home/run"
export SELLER_DESK_IN_KEYRING=1 QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
XDG_DATA_HOME="$home/data" XDG_RUNTIME_DIR="$home/run" dbus-run-session -- bash -c '
  printf "for tests only" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || unset SELLER_DESK_IN_KEYRING
  code=0
  "$@" || code=$?
  exit $code
' with-keyring "$@"
