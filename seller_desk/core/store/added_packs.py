"""Rule packs that the seller added, as a backup carries them: small texts by file name, with the notes beside them."""

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path

from seller_desk.core.base import system
from seller_desk.core.base.files import read_ordinary, safe_name, write_atomic

_NAME = re.compile(r"[^/\\]+(\.toml|\.origin\.json)")
# Of one file, and of all: a backup's list is read whole.
_MOST, _MOST_OF_ALL = 2 << 20, 16 << 20


def packs_in(folder: Path) -> dict[str, str]:
    """The texts of the added packs. What is no text or too large is left out: it is of no use as a pack either."""
    found: dict[str, str] = {}
    room = _MOST_OF_ALL
    for path in sorted(folder.glob("*")):
        if not _fits(path.name):
            continue
        with contextlib.suppress(OSError, UnicodeDecodeError):
            data = read_ordinary(path, min(_MOST, room))
            found[path.name] = data.decode("utf-8")
            room -= len(data)
    return found


def bring_packs(texts: Mapping[str, str], folder: Path) -> None:
    """Add those that this folder lacks; one that is there stays as it is. OSError and DeskError as files have them."""
    for name, text in texts.items():
        # Names in somebody's backup lead nowhere else.
        if _fits(name) and not (folder / name).exists():
            system.private_folder(folder)
            write_atomic(folder / name, text.encode("utf-8"))


def _fits(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and safe_name(name) == name
