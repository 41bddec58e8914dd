#!/usr/bin/env bash
# System packages on Debian and Ubuntu: what Qt needs, a Chinese font, Python's venv; for tests also a keyring.
#   system-deps.sh run|test     installs only what is missing, with sudo when not root.
# Exit 1 with a clear message when something stays missing. Other systems: says what to look for.
set -euo pipefail
mode="${1:-run}"
python="${PYTHON:-python3}"
[[ "$(uname -s)" == Linux ]] || exit 0

# library -> package
libraries="
libEGL.so.1=libegl1 libGL.so.1=libgl1 libxkbcommon.so.0=libxkbcommon0 libxkbcommon-x11.so.0=libxkbcommon-x11-0
libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-image.so.0=libxcb-image0
libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0 libxcb-render-util.so.0=libxcb-render-util0
libxcb-shape.so.0=libxcb-shape0 libxcb-xkb.so.1=libxcb-xkb1 libdbus-1.so.3=libdbus-1-3
libfontconfig.so.1=libfontconfig1 libglib-2.0.so.0=libglib2.0-0"

missing=()
known="$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)"
for pair in $libraries; do
  grep -qF "${pair%%=*} " <<<"$known" || missing+=("${pair#*=}")
done

font_folders=()
for folder in /usr/share/fonts /usr/local/share/fonts "${HOME:-/root}/.fonts" "${HOME:-/root}/.local/share/fonts"; do
  [[ -d $folder ]] && font_folders+=("$folder")
done
has_chinese_font() {
  ((${#font_folders[@]})) || return 1
  [[ -n "$(find "${font_folders[@]}" \( -iname '*cjk*' -o -iname 'wqy*' -o -iname '*SourceHan*' -o -iname '*NotoSansSC*' \) -print -quit 2>/dev/null)" ]]
}
has_chinese_font || missing+=(fonts-noto-cjk)

# The venv package belongs to the system's Python; another Python must bring its own.
if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
  version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true)"
  missing+=("python${version:-3}-venv")
fi

if [[ $mode == test ]]; then
  command -v dbus-run-session >/dev/null || missing+=(dbus)
  command -v gnome-keyring-daemon >/dev/null || missing+=(gnome-keyring)
  command -v unzip >/dev/null || missing+=(unzip)
fi

((${#missing[@]})) || exit 0

as_root=()
if [[ "$(id -u)" != 0 ]]; then
  # Ask for a password only where somebody can type it.
  if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
    as_root=(sudo)
  else
    as_root=(none)
  fi
fi
if ! command -v apt-get >/dev/null || [[ "${as_root[*]:-}" == none ]]; then
  echo "Seller Desk: these system packages (Debian and Ubuntu names) are missing and cannot be installed from here:" >&2
  echo "    ${missing[*]}" >&2
  echo "Ask the administrator: apt-get install ${missing[*]}. Trying to go on without them." >&2
  exit 1
fi
echo "Seller Desk: installing ${missing[*]}"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
"${apt[@]}" update </dev/null >/dev/null || true
if ! "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null >/dev/null; then
  # One unknown name must not keep the others away.
  failed=()
  for one in "${missing[@]}"; do
    "${apt[@]}" install -y --no-install-recommends "$one" </dev/null >/dev/null 2>&1 || failed+=("$one")
  done
  ((${#failed[@]} == 0)) || { echo "Seller Desk: could not install ${failed[*]}. Trying to go on without." >&2; exit 1; }
fi
