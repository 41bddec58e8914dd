"""Bringing a backup back, in two halves: `prepare` checks everything and lays it ready, `swap` takes a moment.

At every instant the data folder has either its former database or the restored one. What was there is kept: as a
backup of its own, or, if it is damaged, as `desk.sqlite3.damaged-<stamp>`. Originals are only ever added.
"""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import atomic_file, told_by_disk
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.store.added_packs import bring_packs, kept_instead
from seller_desk.core.store.backup import make_local, stamp_of, workshop
from seller_desk.core.store.backup_file import (
    BackupReader,
    Manifest,
    Piece,
    open_backup,
)
from seller_desk.core.store.blobs import Blobs
from seller_desk.core.store.connections import read_only
from seller_desk.core.store.damage import DamagedDatabase, trouble
from seller_desk.core.store.locked_file import damaged
from seller_desk.core.store.revisions import known_revisions
from seller_desk.core.store.snapshot import health, mark_of

RESTORE = N_("Restoring the backup")
SIDE_FILES = ("-wal", "-shm")
# A history that never began: nothing of the seller's is in this database.
_NOTHING = "0:0:"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A checked database, laid ready.

    `missing`: originals that neither the backup nor this folder has. `packs`: added rule packs of the backup that do
    not come back, because this folder has another one of that name, which stays.
    """

    shop: Path
    database: Path
    manifest: Manifest
    missing: tuple[str, ...]
    packs: tuple[str, ...] = ()


def prepare(
    path: Path,
    folder: DataFolder,
    passphrase: str = "",
    report: Progress = silent,
    stop: Stop = never,
) -> Prepared:
    """Check the backup and lay its database ready in the data folder; originals are added at once.

    The database in use is not touched. Raises DeskError: damaged, passphrase, from a newer program, disk full.
    """
    return _prepare(path, folder, folder, passphrase, report, stop)


def trial(
    path: Path, place: DataFolder, home: DataFolder, report: Progress = silent, stop: Stop = never
) -> Prepared:
    """Like `prepare`, into a folder for trying: the originals of a local backup are read where they lie, at home."""
    return _prepare(path, place, home, "", report, stop)


def _prepare(
    path: Path,
    folder: DataFolder,
    home: DataFolder,
    passphrase: str,
    report: Progress,
    stop: Stop,
) -> Prepared:
    with told_by_disk(folder.database):
        return _lay_ready(path, folder, home, passphrase, report, stop)


def _lay_ready(
    path: Path,
    folder: DataFolder,
    home: DataFolder,
    passphrase: str,
    report: Progress,
    stop: Stop,
) -> Prepared:
    system.private_folder(folder.root)
    with workshop(folder.backups):
        pass
    shop = Path(tempfile.mkdtemp(dir=folder.backups, prefix=".backup-restore-"))
    try:
        with open_backup(path, passphrase) as reader:
            manifest = reader.manifest
            if manifest.schema not in known_revisions():
                raise DeskError(
                    _("This backup comes from a newer Seller Desk"),
                    _("Update the program."),
                    file=path,
                )
            if not reader.seal_holds(stop):
                raise damaged(path)
            database = shop / "desk.sqlite3"
            database.touch(mode=0o600)
            with database.open("r+b") as sink:
                reader.copy_database(sink, stop)
                sink.flush()
                os.fsync(sink.fileno())
            if health(database).damage:
                raise damaged(path)
            source = folder if manifest.whole else home
            missing = _bring_originals(reader, source, report, stop)
        gone = tuple(sorted({*missing, *manifest.missing}))
        packs = tuple(kept_instead(manifest.packs, folder.rules))
        return Prepared(shop, database, manifest, gone, packs)
    except BaseException:
        shutil.rmtree(shop, ignore_errors=True)
        raise


def _bring_originals(
    reader: BackupReader, folder: DataFolder, report: Progress, stop: Stop
) -> list[str]:
    """Add what this folder lacks; a local backup carried along with its folder has them beside it."""
    mine, beside = Blobs(folder.blobs), Blobs(reader.path.absolute().parent.parent / "blobs")
    total = sum(one.size for one in reader.manifest.blobs)
    done, missing = 0, []
    for one in reader.manifest.blobs:
        check_stop(stop)
        if not mine.holds(one.sha256) and not _bring(reader, one, mine, beside, stop):
            missing.append(one.sha256)
        done += one.size
        report(done, total, _(RESTORE))
    return missing


def _bring(reader: BackupReader, one: Piece, mine: Blobs, beside: Blobs, stop: Stop) -> bool:
    target = mine.path(one.sha256)
    if reader.manifest.whole:
        for made in (mine.folder, target.parent):
            system.private_folder(made)
        with atomic_file(target, overwrite=True) as sink:
            reader.copy_blob(one, sink, stop)
        return True
    if beside.folder != mine.folder and beside.holds(one.sha256):
        mine.put_file(beside.path(one.sha256))
        return True
    return False


def swap(folder: DataFolder, prepared: Prepared) -> Path | None:
    """Put the restored database in place; where the former one is kept (None if there was nothing to keep).

    Nobody may have the database open. Raises DeskError if somebody has.
    """
    with told_by_disk(folder.database):
        kept = _keep_former(folder)
        bring_packs(prepared.manifest.packs, folder.rules)
        for side in SIDE_FILES:
            folder.database.with_name(folder.database.name + side).unlink(missing_ok=True)
        system.replace_with_retry(prepared.database, folder.database)
        system.sync_folder(folder.root)
    shutil.rmtree(prepared.shop, ignore_errors=True)
    return kept


def discard(prepared: Prepared) -> None:
    """Forget what was laid ready."""
    shutil.rmtree(prepared.shop, ignore_errors=True)


def _keep_former(folder: DataFolder) -> Path | None:
    database = folder.database
    if not database.exists() or database.stat().st_size == 0:
        return None
    try:
        settle(database)
        with closing(sqlite3.connect(read_only(database), uri=True)) as connection:
            if mark_of(connection) == _NOTHING:
                return None
        return make_local(folder, "before-restore")
    except sqlite3.Error as problem:
        told = trouble(problem, database)
        if not isinstance(told, DamagedDatabase):
            raise told from problem
    except DamagedDatabase:
        pass
    return _keep_damaged(database)


def settle(database: Path) -> None:
    """Fold the write-ahead log into the database, so that the file alone is the whole. Raises sqlite3.Error."""
    with closing(sqlite3.connect(database, timeout=5, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    if mode != "delete":
        raise DeskError(
            _("The database is in use"),
            _("Close the other Seller Desk and try again. Nothing was changed."),
            file=database,
        )


def _keep_damaged(database: Path) -> Path:
    kept = database.with_name(f"{database.name}.damaged-{stamp_of(datetime.now(UTC))}")
    try:
        os.link(database, kept)
    except OSError:
        with database.open("rb") as reader, atomic_file(kept) as writer:
            shutil.copyfileobj(reader, writer, 1 << 20)
    log = database.with_name(database.name + "-wal")
    if log.exists():
        system.replace_with_retry(log, kept.with_name(kept.name + "-wal"))
    return kept
