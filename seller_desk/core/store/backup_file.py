"""One backup = one file: a zip with the database, the manifest, and (in a whole copy) the originals by their hash.

The last 64 bytes of the plain file, its zip comment, are the SHA-256 of everything before: one flipped bit anywhere
is found. With a passphrase the zip lies inside a locked file. Names inside are ours alone; nothing else is read.
"""

import contextlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import IO, Protocol, cast

import msgspec

from seller_desk import __version__
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import atomic_file, disk_says, sha256_of
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Progress, Stop, check_stop
from seller_desk.core.store.locked_file import (
    CHUNK,
    LockedReader,
    LockedWriter,
    damaged,
    is_locked,
)

ENDING = ".sdbackup"
DATABASE, MANIFEST = "desk.sqlite3", "manifest.json"
FORMAT = 1
_SEAL = 64
_PIECE = 1 << 20
_MAX_MANIFEST = 64 << 20
_HASH = re.compile(r"[0-9a-f]{64}")
# What zipfile and zlib raise on damaged input, beside BadZipFile.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError,
    OverflowError, OSError,
)  # fmt: skip

PACK = N_("Writing the backup")
CHECK = N_("Checking the backup")


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A file in the backup (or, for originals of a local backup, in the data folder)."""

    sha256: str
    size: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds. Times are UTC, ISO 8601.

    `reason`: automatic, manual, before-migration, before-restore. `whole`: originals are inside; else they lie in
    the data folder's `blobs`, which never change. `missing`: originals that were gone or altered already; `altered`:
    rows (`table id`) of a whole copy that were not what was saved when it was made. `mark` says where the history
    stood; `schema` is the database's revision. `packs`: rule packs that the seller added, the text by file name.
    """

    format: int = FORMAT
    program: str = ""
    made_at: str
    reason: str
    schema: str
    mark: str = ""
    whole: bool = False
    database: Piece
    blobs: list[Piece] = []
    missing: list[str] = []
    altered: list[str] = []
    packs: dict[str, str] = {}


class _Sink(Protocol):
    def write(self, data: bytes, /) -> int: ...


class _Sealing:
    """A stream that cannot seek: hashes what passes, and puts the hash over the last 64 bytes (the zip comment)."""

    def __init__(self, sink: _Sink) -> None:
        self._sink = sink
        self._digest = sha256()
        self._held = b""

    def write(self, data: bytes) -> int:
        """Take some bytes; 64 are held back."""
        whole = self._held + bytes(data)
        out, self._held = whole[:-_SEAL], whole[-_SEAL:]
        self._digest.update(out)
        self._sink.write(out)
        return len(data)

    def flush(self) -> None:
        """Nothing waits here but the last bytes."""

    def finish(self) -> None:
        """Write the seal."""
        self._sink.write(self._digest.hexdigest().encode())


def blob_name(digest: str) -> str:
    """Where an original lies inside."""
    return f"blobs/{digest[:2]}/{digest}"


def write(
    target: Path,
    database: Path,
    manifest: Manifest,
    path_of: Callable[[str], Path],
    passphrase: str,
    report: Progress,
    stop: Stop,
    *,
    overwrite: bool = False,
) -> Manifest:
    """Write a backup to `target`, whole or not at all. Returns the manifest as written.

    `database` is a snapshot. Originals that are missing or altered are left out and listed.
    """
    total = manifest.database.size + sum(one.size for one in manifest.blobs) * manifest.whole
    with atomic_file(target, overwrite=overwrite) as handle:
        locked = LockedWriter(handle, passphrase) if passphrase else None
        stream = _Sealing(locked or handle)
        with zipfile.ZipFile(cast(IO[bytes], stream), "w", allowZip64=True) as archive:
            pack = _Packer(archive, manifest, report, total, stop)
            # Snapshots are many and shrink fivefold; scans do not shrink at all.
            pack.add(DATABASE, database, manifest.database, deflate=True)
            missing = pack.originals(path_of) if manifest.whole else []
            kept = [one for one in manifest.blobs if one.sha256 not in set(missing)]
            done = msgspec.structs.replace(
                manifest,
                program=__version__,
                blobs=kept,
                missing=sorted({*missing, *manifest.missing}),
            )
            archive.writestr(pack.entry(MANIFEST), msgspec.json.encode(done))
            archive.comment = b"0" * _SEAL
        stream.finish()
        if locked:
            locked.finish()
    return done


def _sound(path: Path, digest: str) -> bool:
    try:
        return sha256_of(path) == digest
    except OSError:
        return False


class _Packer:
    """Copies files into the zip, counting."""

    def __init__(
        self, archive: zipfile.ZipFile, manifest: Manifest, report: Progress, total: int, stop: Stop
    ) -> None:
        self._archive, self._report, self._total, self._stop = archive, report, total, stop
        self._manifest = manifest
        made = datetime.fromisoformat(manifest.made_at)
        self._date = (made.year, made.month, made.day, made.hour, made.minute, made.second)
        self._done = 0

    def entry(self, name: str, *, deflate: bool = False) -> zipfile.ZipInfo:
        """A zip entry, private to its owner when unpacked by hand."""
        info = zipfile.ZipInfo(name, self._date)
        info.compress_type = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
        info.external_attr = 0o100600 << 16
        if deflate:
            info._compresslevel = 1  # type: ignore[attr-defined]  # noqa: SLF001 - no public way with open()
        return info

    def originals(self, path_of: Callable[[str], Path]) -> list[str]:
        """Copy the originals in; the hashes of those that are missing or altered."""
        left_out = []
        for one in self._manifest.blobs:
            check_stop(self._stop)
            path = path_of(one.sha256)
            if _sound(path, one.sha256):
                self.add(blob_name(one.sha256), path, one)
            else:
                left_out.append(one.sha256)
        return left_out

    def add(self, name: str, source: Path, piece: Piece, *, deflate: bool = False) -> None:
        """Copy a file in; its bytes are hashed again on the way."""
        info = self.entry(name, deflate=deflate)
        info.file_size = piece.size
        digest = sha256()
        with source.open("rb") as reader, self._archive.open(info, "w") as writer:
            while data := reader.read(_PIECE):
                check_stop(self._stop)
                digest.update(data)
                writer.write(data)
                self._done += len(data)
                self._report(self._done, self._total, _(PACK))
        if digest.hexdigest() != piece.sha256:
            raise damaged(source.name)


class BackupReader:
    """An open backup. Use `open_backup`."""

    def __init__(self, stream: IO[bytes], archive: zipfile.ZipFile, path: Path) -> None:
        self.path = path
        self._stream, self._archive = stream, archive
        self.manifest = self._read_manifest()

    def _read_manifest(self) -> Manifest:
        info = self._archive.getinfo(MANIFEST)
        if info.file_size > _MAX_MANIFEST or info.compress_type != zipfile.ZIP_STORED:
            raise damaged(self.path)
        manifest = msgspec.json.decode(self._archive.read(info), type=Manifest)
        hashes = [manifest.database.sha256, *(one.sha256 for one in manifest.blobs)]
        if not all(_HASH.fullmatch(one) for one in hashes):
            raise damaged(self.path)
        return manifest

    def copy_database(self, sink: IO[bytes], stop: Stop) -> None:
        """The snapshot's bytes, checked against the manifest. Raises DeskError if they differ."""
        self._copy(DATABASE, self.manifest.database, sink, stop)

    def copy_blob(self, piece: Piece, sink: IO[bytes], stop: Stop) -> None:
        """An original's bytes, checked against its name. Raises DeskError if they differ."""
        self._copy(blob_name(piece.sha256), piece, sink, stop)

    def _copy(self, name: str, piece: Piece, sink: IO[bytes], stop: Stop) -> None:
        digest, size = sha256(), 0
        try:
            with self._archive.open(name) as reader:
                # Never more than the manifest says, so that nothing unpacks without end.
                while size <= piece.size and (data := reader.read(_PIECE)):
                    check_stop(stop)
                    digest.update(data)
                    size += len(data)
                    sink.write(data)
        except _BROKEN as problem:
            raise damaged(self.path) from problem
        if (digest.hexdigest(), size) != (piece.sha256, piece.size):
            raise damaged(self.path)

    def seal_holds(self, stop: Stop) -> bool:
        """Whether every byte of the file is as it was written."""
        digest, held = sha256(), b""
        self._stream.seek(0)
        while data := self._stream.read(CHUNK):
            check_stop(stop)
            whole = held + data
            digest.update(whole[:-_SEAL])
            held = whole[-_SEAL:]
        return digest.hexdigest().encode() == held


@contextlib.contextmanager
def open_backup(path: Path, passphrase: str = "") -> Iterator[BackupReader]:
    """Open a backup for reading. Raises DeskError: not there, needs a passphrase, damaged, from a newer program."""
    try:
        locked = is_locked(path)
    except OSError as problem:
        raise DeskError(
            _("{name} cannot be read").format(name=path.name),
            disk_says(problem),
            file=path,
        ) from problem
    if locked and not passphrase:
        raise DeskError(
            _("This backup needs its passphrase"),
            _("It was chosen when the backup was made."),
            file=path,
        )
    with contextlib.ExitStack() as stack:
        handle: IO[bytes] = stack.enter_context(path.open("rb"))
        if locked:
            handle = cast(IO[bytes], BufferedReader(LockedReader(handle, passphrase, path), CHUNK))
        try:
            archive = stack.enter_context(zipfile.ZipFile(handle))
            reader = BackupReader(handle, archive, path)
        except (*_BROKEN, msgspec.DecodeError) as problem:
            raise damaged(path) from problem
        if reader.manifest.format > FORMAT:
            raise DeskError(
                _("This backup comes from a newer Seller Desk"), _("Update the program."), file=path
            )
        yield reader
