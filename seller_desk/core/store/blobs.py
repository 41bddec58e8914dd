"""Originals, content-addressed: `blobs/ab/abcd...`, written once, never altered."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import atomic_file, disk_says, sha256_of, write_atomic
from seller_desk.core.base.language import N_, _

ORPHAN_SECONDS = 24 * 3600


class SourceTrouble(DeskError):
    """A file that was to be taken in cannot be read; `reason` is a marked text."""

    def __init__(self, source: Path, reason: str) -> None:
        title = _("{name} cannot be used").format(name=source.name)
        super().__init__(title, _(reason), file=source)
        self.reason = reason


@contextlib.contextmanager
def _read_from(source: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as problem:
        raise SourceTrouble(source, N_("There is no such file")) from problem
    except PermissionError as problem:
        raise SourceTrouble(source, N_("You may not read it")) from problem
    except OSError as problem:
        raise SourceTrouble(source, N_("The system cannot open it")) from problem


@contextlib.contextmanager
def _room_for(source: Path) -> Iterator[None]:
    """Trouble with the data folder is told of the file that was to be kept there, not of the blob."""
    try:
        yield
    except SourceTrouble:
        raise
    except DeskError as problem:
        title = _("{name} cannot be kept in the data folder").format(name=source.name)
        raise DeskError(title, problem.advice, file=source) from problem
    except OSError as problem:
        title = _("{name} cannot be kept in the data folder").format(name=source.name)
        raise DeskError(title, disk_says(problem), file=source) from problem


class Blobs:
    """The blob folder. Safe from several threads: a blob's name is its content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where this blob lies (or would lie)."""
        return self.folder / sha256[:2] / sha256

    def holds(self, sha256: str) -> bool:
        """Whether this blob is here and its bytes are what its name says."""
        try:
            return sha256_of(self.path(sha256)) == sha256
        except OSError:
            return False

    def put_file(self, source: Path) -> tuple[str, int]:
        """Take in a file; its SHA-256 and size. The source is only read.

        SourceTrouble if it cannot be read (any more), another DeskError if the data folder does not take it.
        """
        with _read_from(source):
            digest = sha256_of(source)
        target = self.path(digest)
        if not self._known(target):
            with _room_for(source):
                self._make_room(target)
                self._copy(source, target)
        if sha256_of(target) != digest:
            target.unlink()
            raise SourceTrouble(source, N_("It changed while it was read"))
        return digest, target.stat().st_size

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        with _read_from(source):
            reader = source.open("rb")
        with reader, atomic_file(target, overwrite=True) as writer:
            piece = b"-"
            while piece:
                with _read_from(source):
                    piece = reader.read(1 << 20)
                writer.write(piece)

    def put_bytes(self, data: bytes) -> tuple[str, int]:
        """Take in bytes; their SHA-256 and size."""
        from hashlib import sha256

        digest = sha256(data).hexdigest()
        target = self.path(digest)
        if not self._known(target):
            self._make_room(target)
            write_atomic(target, data, overwrite=True)
        return digest, len(data)

    def read(self, sha256: str) -> bytes:
        """The bytes; DeskError if the blob is gone."""
        try:
            return self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise DeskError(
                _("A document is missing from the data folder"),
                _("Add it again from your own copy."),
            ) from None

    def remove_orphans(self, in_use: set[str], now: float | None = None) -> int:
        """Remove blobs that no record names (left by a crash between blob and row); how many went.

        Young ones stay: their row may be about to be written.
        """
        limit = (time.time() if now is None else now) - ORPHAN_SECONDS
        removed = 0
        for blob in self.folder.glob("??/*"):
            if blob.name not in in_use and blob.stat().st_mtime < limit:
                blob.unlink()
                removed += 1
        return removed

    def _make_room(self, target: Path) -> None:
        for folder in (self.folder, target.parent):
            system.private_folder(folder)

    @staticmethod
    def _known(target: Path) -> bool:
        """Whether this blob is here already; it counts as young again, as a row will name it soon."""
        with contextlib.suppress(FileNotFoundError):
            os.utime(target)
            return True
        return False
