#!/usr/bin/env bash
# Install Seller Desk for this user (no root): the folder to ~/.local/opt, an entry in the menu, `seller-desk` in ~/.local/bin.
#   ./install.sh            install or update
#   ./install.sh --remove   remove the program; data in ~/.local/share/SellerDesk stays
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
share="${XDG_DATA_HOME:-$HOME/.local/share}"
target="$HOME/.local/opt/SellerDesk"
entry="$share/applications/seller-desk.desktop"

remove() {
  rm -rf "$target"
  rm -f "$entry" "$HOME/.local/bin/seller-desk" "$share/icons/hicolor/scalable/apps/seller-desk.svg" \
    "$share/icons/hicolor/256x256/apps/seller-desk.png"
}

if [[ "${1:-}" == --remove ]]; then
  remove
  echo "Removed. Your data is still in $share/SellerDesk."
  exit 0
fi
remove
mkdir -p "$(dirname "$target")" "$HOME/.local/bin" "$share/applications" \
  "$share/icons/hicolor/scalable/apps" "$share/icons/hicolor/256x256/apps"
cp -a "$here/SellerDesk" "$target"
cp "$here/LICENSE" "$here/THIRD-PARTY.txt" "$target/"
sed "s|@FOLDER@|$target|" "$here/seller-desk.desktop" >"$entry"
cp "$here/seller-desk.svg" "$share/icons/hicolor/scalable/apps/"
cp "$here/seller-desk.png" "$share/icons/hicolor/256x256/apps/"
ln -sf "$target/seller-desk" "$HOME/.local/bin/seller-desk"
echo "Installed in $target. Start it from the menu, or run: seller-desk (if ~/.local/bin is on your PATH)."
"$target/seller-desk" self-test || {
  echo "Something is missing on this system, see above; packages with Debian's names are in README.txt." >&2
  exit 1
}
