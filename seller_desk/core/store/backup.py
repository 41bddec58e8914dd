"""The backups of a data folder: make them when due, list them, thin them.

Automatic ones keep the database and list the originals by hash: those lie beside, in `blobs`, and never change. A
whole copy (`make_whole`) has them inside and may go anywhere. See docs/adr/0005.
"""

import contextlib
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import sha256_of, told_by_disk
from seller_desk.core.base.language import _
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.base.progress import Progress, Stop, never, silent
from seller_desk.core.store import backup_file, thinning
from seller_desk.core.store.added_packs import packs_in
from seller_desk.core.store.backup_file import ENDING, Manifest, Piece
from seller_desk.core.store.blobs import Blobs
from seller_desk.core.store.connections import read_only
from seller_desk.core.store.damage import DamagedDatabase, trouble
from seller_desk.core.store.snapshot import health, mark_of, named_blobs, revision_of, snapshot

# As often as the seller can bear to lose work, and seldom enough not to be noticed.
EVERY = timedelta(minutes=30)
AUTOMATIC = "automatic"
# Reason -> how its files are called. Only automatic ones are thinned.
_PREFIXES = {
    AUTOMATIC: "seller-desk-backup",
    "manual": "seller-desk-backup",
    "before-migration": "before-migration",
    "before-restore": "before-restore",
}
_NAME = re.compile(r"(?P<prefix>[a-z-]+)-(?P<stamp>\d{8}T\d{6}Z)(-\d+)?\.sdbackup")
_TEMPORARY = ".backup-"
# Left by a killed program. Younger ones may be somebody's work of now.
_STALE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup in the folder; what its name says."""

    path: Path
    made: datetime
    prefix: str
    size: int


def stamp_of(moment: datetime) -> str:
    """The moment as file names have it."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def kept_backups(folder: Path) -> list[Kept]:
    """The backups of this folder, newest first. Reads names only, so it works beside any damage."""
    found = []
    for path in folder.glob(f"*{ENDING}"):
        match = _NAME.fullmatch(path.name)
        if match is None:
            continue
        with contextlib.suppress(ValueError, OSError):
            made = datetime.strptime(match["stamp"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append(Kept(path, made, match["prefix"], path.stat().st_size))
    return sorted(found, key=lambda one: (one.made, one.path.name), reverse=True)


def newest(folder: Path) -> Path | None:
    """The file to offer first, if there is one."""
    return next((one.path for one in kept_backups(folder)), None)


@contextlib.contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """A private temporary folder inside this one, gone afterwards; what killed programs left is swept."""
    system.private_folder(folder)
    limit = datetime.now(UTC) - _STALE
    for left in folder.glob(f"{_TEMPORARY}*"):
        with contextlib.suppress(OSError):
            if datetime.fromtimestamp(left.stat().st_mtime, UTC) < limit:
                _sweep(left)
    with tempfile.TemporaryDirectory(
        dir=folder, prefix=_TEMPORARY, ignore_cleanup_errors=True
    ) as made:
        yield Path(made)


def _sweep(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def make_local(
    folder: DataFolder, reason: str, *, now: datetime | None = None, stop: Stop = never
) -> Path:
    """A backup in the data folder's own `backups`. Raises DamagedDatabase rather than keep a damaged one."""
    moment = now or datetime.now(UTC)
    target = _free_name(folder.backups, f"{_PREFIXES[reason]}-{stamp_of(moment)}")
    _make(folder, target, reason, moment, stop=stop)
    return target


def make_whole(
    folder: DataFolder,
    target: Path | None,
    passphrase: str = "",
    report: Progress = silent,
    stop: Stop = never,
    *,
    overwrite: bool = False,
) -> tuple[Path, Manifest]:
    """A whole copy with the originals inside, for another disk or machine. `overwrite`: the seller was asked."""
    moment = datetime.now(UTC)
    path = target or _free_name(folder.backups, f"{_PREFIXES['manual']}-{stamp_of(moment)}")
    manifest = _make(
        folder,
        path,
        "manual",
        moment,
        whole=True,
        passphrase=passphrase,
        report=report,
        stop=stop,
        overwrite=overwrite,
    )
    return path, manifest


def _make(
    folder: DataFolder,
    target: Path,
    reason: str,
    moment: datetime,
    *,
    whole: bool = False,
    passphrase: str = "",
    report: Progress = silent,
    stop: Stop = never,
    overwrite: bool = False,
) -> Manifest:
    with told_by_disk(target), workshop(folder.backups) as shop:
        copy = shop / "snapshot"
        _checked_snapshot(folder, copy, stop)
        with closing(sqlite3.connect(read_only(copy), uri=True)) as connection:
            schema, mark = revision_of(connection), mark_of(connection)
            pieces, gone = _pieces(connection, Blobs(folder.blobs))
        if whole:
            _check_space(target.parent, copy.stat().st_size + sum(one.size for one in pieces))
        manifest = Manifest(
            made_at=moment.isoformat(timespec="seconds"), reason=reason, schema=schema, mark=mark,
            whole=whole, blobs=pieces, missing=gone,
            database=Piece(sha256=sha256_of(copy), size=copy.stat().st_size),
            packs=packs_in(folder.rules), altered=_altered(copy) if whole else [],
        )  # fmt: skip
        return backup_file.write(
            target,
            copy,
            manifest,
            Blobs(folder.blobs).path,
            passphrase,
            report,
            stop,
            overwrite=overwrite,
        )


def _checked_snapshot(folder: DataFolder, copy: Path, stop: Stop) -> None:
    last = newest(folder.backups)
    try:
        snapshot(folder.database, copy, stop)
    except sqlite3.Error as problem:
        raise trouble(problem, folder.database, last) from problem
    if health(copy, thorough=False).damage:
        raise DamagedDatabase(folder.database, last)


def _altered(copy: Path) -> list[str]:
    """Rows that an older backup may still have as they were: told to whoever makes this one."""
    return [f"{table} {row}" for table, row in health(copy).unsealed]


def _pieces(connection: sqlite3.Connection, blobs: Blobs) -> tuple[list[Piece], list[str]]:
    pieces, gone = [], []
    for digest in sorted(named_blobs(connection, history=True)):
        try:
            pieces.append(Piece(sha256=digest, size=blobs.path(digest).stat().st_size))
        except OSError:
            gone.append(digest)
    return pieces, gone


def _check_space(folder: Path, size: int) -> None:
    there = next(one for one in (folder, *folder.parents) if one.exists())
    needed = size + size // 20 + (1 << 20)
    if system.free_bytes(there) < needed:
        raise DeskError(
            _("Not enough space on the disk"),
            _("{size} MB are needed; choose another disk or make room.").format(
                size=needed // 1_000_000 + 1
            ),
            file=folder,
        )


def _free_name(folder: Path, stem: str) -> Path:
    path, number = folder / f"{stem}{ENDING}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{ENDING}"
    return path


def make_if_due(folder: DataFolder, now: datetime | None = None, stop: Stop = never) -> Path | None:
    """An automatic backup, if the last one is old enough and something changed since; then thin the older ones."""
    moment = now or datetime.now(UTC)
    mine = [one for one in kept_backups(folder.backups) if one.prefix == _PREFIXES[AUTOMATIC]]
    if mine and timedelta(0) <= moment - mine[0].made < EVERY:
        return None
    if mine and _is_of_now(mine[0].path, folder):
        return None
    made = make_local(folder, AUTOMATIC, now=moment, stop=stop)
    # Rows whose seal is broken: an older backup may be the only one with the true text.
    if health(folder.database).ok:
        thin(folder.backups, moment)
    return made


def thin(folder: Path, now: datetime) -> list[Path]:
    """Remove automatic backups that are no longer worth their room; which ones."""
    mine = [one for one in kept_backups(folder) if one.prefix == _PREFIXES[AUTOMATIC]]
    keep = thinning.kept((one.made for one in mine), now)
    removed = []
    for one in mine:
        if one.made not in keep and _reason_in(one.path) == AUTOMATIC:
            one.path.unlink(missing_ok=True)
            removed.append(one.path)
    return removed


def _mark(folder: DataFolder) -> str:
    try:
        address = read_only(folder.database)
        with closing(sqlite3.connect(address, uri=True, timeout=5)) as connection:
            return mark_of(connection)
    except sqlite3.Error as problem:
        raise trouble(problem, folder.database, newest(folder.backups)) from problem


def _is_of_now(path: Path, folder: DataFolder) -> bool:
    """Whether this backup holds what there is: the same state of the data, the same added rule packs."""
    manifest = manifest_of(path)
    return (
        manifest is not None
        and manifest.mark == _mark(folder)
        and manifest.packs == packs_in(folder.rules)
    )


def _reason_in(path: Path) -> str:
    manifest = manifest_of(path)
    return manifest.reason if manifest else ""


def manifest_of(path: Path, passphrase: str = "") -> Manifest | None:
    """What the backup says of itself; None if it is locked or damaged."""
    try:
        with backup_file.open_backup(path, passphrase) as reader:
            return reader.manifest
    except (DeskError, OSError, msgspec.MsgspecError):
        return None
