"""What was read of files, kept by content and by what read it: `readings/ab/<sha256>-<reader>.json`.

Read text is personal data like the scans themselves: it stays in the data folder, private to its owner, and goes a
month after its document. It is no part of a backup: it can be read again.
"""

import contextlib
import hashlib
import time
from pathlib import Path

from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import write_atomic

# A reading of what is no document any more, or never was one (read once at the terminal), is kept this long.
_LOOSE_SECONDS = 30 * 24 * 3600


class Readings:
    """The folder of kept readings. Safe from several threads: a name is its content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, sha256: str, reader: str) -> Path:
        mark = hashlib.sha256(reader.encode()).hexdigest()[:12]
        return self._folder / sha256[:2] / f"{sha256}-{mark}.json"

    def get(self, sha256: str, reader: str) -> bytes | None:
        """What this reader made of this content; None if nothing is kept, or not legibly."""
        try:
            return self._path(sha256, reader).read_bytes()
        except OSError:
            return None

    def put(self, sha256: str, reader: str, data: bytes) -> bool:
        """Keep it; whether it could be. A disk that is full loses nothing but time."""
        target = self._path(sha256, reader)
        with contextlib.suppress(OSError, DeskError):
            system.private_folder(self._folder)
            system.private_folder(target.parent)
            write_atomic(target, data, overwrite=True)
            return True
        return False

    def mark(self) -> str:
        """Another word whenever something was kept or removed; looks at no more than 256 folders."""
        told = hashlib.blake2b(digest_size=8)
        with contextlib.suppress(OSError):
            for one in sorted(self._folder.iterdir()):
                told.update(f"{one.name}\0{one.stat().st_mtime_ns}\n".encode())
        return told.hexdigest()

    def forget(self, in_use: set[str], now: float | None = None) -> int:
        """Remove readings of more than 30 days whose content no document has; how many went.

        `in_use` are the hashes of all documents, those that undo may bring back too.
        """
        moment = time.time() if now is None else now
        removed = 0
        for kept in self._folder.glob("??/*.json"):
            if kept.name[:64] in in_use:
                continue
            with contextlib.suppress(OSError):
                if kept.stat().st_mtime < moment - _LOOSE_SECONDS:
                    kept.unlink()
                    removed += 1
        return removed
