"""Rule packs that the seller added, as a backup carries them: small texts by their path, with the notes beside them."""

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path

from seller_desk.core.base import system
from seller_desk.core.base.files import read_ordinary, safe_name, write_atomic

_NAME = re.compile(r"[^/\\]+(\.toml|\.origin\.json)")
# Folders in folders below `rules`; nobody sorts packs deeper.
_MOST_PARTS = 8
# Of one file, and of all: a backup's list is read whole.
_MOST, _MOST_OF_ALL = 2 << 20, 16 << 20


def packs_in(folder: Path) -> dict[str, str]:
    """The texts of the added packs by their path below this folder, with `/` on every system.

    What is no text or too large is left out: it is of no use as a pack either.
    """
    found: dict[str, str] = {}
    room = _MOST_OF_ALL
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not _fits(name):
            continue
        with contextlib.suppress(OSError, UnicodeDecodeError):
            data = read_ordinary(path, min(_MOST, room))
            found[name] = data.decode("utf-8")
            room -= len(data)
    return found


def kept_instead(texts: Mapping[str, str], folder: Path) -> list[str]:
    """The packs of a backup that `bring_packs` will not bring: this folder has another of that name."""
    here = packs_in(folder)
    return [
        name
        for name, text in texts.items()
        if _fits(name)
        and name.endswith(".toml")
        and _taken(folder / name)
        and here.get(name) != text
    ]


def bring_packs(texts: Mapping[str, str], folder: Path) -> None:
    """Add those that this folder lacks; one that is there stays as it is. OSError and DeskError as files have them."""
    for name, text in texts.items():
        # Names in somebody's backup lead nowhere else.
        if _fits(name) and not _taken(folder / name):
            system.private_folder(folder)
            system.private_folder((folder / name).parent)
            write_atomic(folder / name, text.encode("utf-8"))


def _taken(path: Path) -> bool:
    """Whether something has this name, or a file stands where a folder would have to be."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def _fits(name: str) -> bool:
    *folders, last = name.split("/")
    return (
        bool(_NAME.fullmatch(last))
        and len(folders) < _MOST_PARTS
        and all(safe_name(one) == one for one in (*folders, last))
    )
