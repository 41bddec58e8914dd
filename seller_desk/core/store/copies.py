"""Copies that were made, kept by what they were made from: `copies/ab/<key>.json` and `copies/ab/<sha256>.bin`.

They can be made again at any time: no part of a backup, and gone a month after nobody asked for them.
"""

import contextlib
import os
import time
from pathlib import Path

from seller_desk.core.base import system
from seller_desk.core.base.files import sha256_of, write_atomic

_LOOSE_SECONDS = 30 * 24 * 3600


class MadeCopies:
    """The folder of made copies. Safe from several threads: a name is its content, or what it was made from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Where these bytes lie (or would lie)."""
        return self._folder / sha256[:2] / f"{sha256}.bin"

    def holds(self, sha256: str) -> bool:
        """Whether these bytes are here, whole."""
        try:
            return sha256_of(self.path(sha256)) == sha256
        except OSError:
            return False

    def get(self, key: str) -> bytes | None:
        """What was noted of a copy; None if it was never made. Being asked for keeps it."""
        path = self._record(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return data

    def put(self, key: str, record: bytes, data: dict[str, bytes]) -> None:
        """Keep bytes, then the note of them. DeskError if the disk refuses."""
        system.private_folder(self._folder)
        for sha256, content in data.items():
            target = self.path(sha256)
            system.private_folder(target.parent)
            if not self.holds(sha256):
                write_atomic(target, content, overwrite=True)
        target = self._record(key)
        system.private_folder(target.parent)
        write_atomic(target, record, overwrite=True)

    def forget(self, now: float | None = None) -> int:
        """Remove what nobody asked for in 30 days; how many files went."""
        moment = time.time() if now is None else now
        removed = 0
        for kept in self._folder.glob("??/*"):
            with contextlib.suppress(OSError):
                if kept.stat().st_mtime < moment - _LOOSE_SECONDS:
                    kept.unlink()
                    removed += 1
        return removed

    def _record(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
