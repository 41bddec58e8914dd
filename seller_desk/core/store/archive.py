"""The archive check: are the originals that the records name all there and unaltered, and what lies there besides?"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field

from seller_desk.core.base.files import sha256_of
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.store.backup import kept_backups, manifest_of
from seller_desk.core.store.blobs import Blobs
from seller_desk.core.store.connections import read_only
from seller_desk.core.store.exports import ExportState, states, written
from seller_desk.core.store.snapshot import Health, health, named_blobs

CHECK = N_("Checking the stored documents")


@dataclass(slots=True)
class ArchiveCheck:
    """Hashes by what is wrong with them, the health of the database, and what became of the files we wrote."""

    checked: int = 0
    bytes: int = 0
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    orphaned: list[str] = field(default_factory=list)
    database: Health = field(default_factory=Health)
    exports: list[ExportState] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Orphans only take room, and a written file is the seller's to change; everything else is trouble."""
        return not (self.missing or self.changed or self.unreadable) and self.database.ok


def in_use(folder: DataFolder) -> set[str]:
    """Every hash that must stay: named by records, by the history, or by a kept backup."""
    with closing(sqlite3.connect(read_only(folder.database), uri=True)) as connection:
        found = named_blobs(connection, history=True)
    for one in kept_backups(folder.backups):
        manifest = manifest_of(one.path)
        if manifest is not None and not manifest.whole:
            found.update(piece.sha256 for piece in manifest.blobs)
    return found


def check_archive(
    folder: DataFolder, report: Progress = silent, stop: Stop = never
) -> ArchiveCheck:
    """Read every original again and compare it with its name. Changes nothing."""
    found = ArchiveCheck(database=health(folder.database))
    if found.database.damage:
        return found
    blobs = Blobs(folder.blobs)
    with closing(sqlite3.connect(read_only(folder.database), uri=True)) as connection:
        named = sorted(named_blobs(connection, history=False))
        files = written(connection)
    for number, digest in enumerate(named, 1):
        check_stop(stop)
        report(number, len(named), _(CHECK))
        path = blobs.path(digest)
        try:
            found.bytes += path.stat().st_size
            if sha256_of(path) != digest:
                found.changed.append(digest)
        except FileNotFoundError:
            found.missing.append(digest)
        except OSError:
            found.unreadable.append(digest)
        else:
            found.checked += 1
    for one in states(files):
        check_stop(stop)
        found.exports.append(one)
    using = in_use(folder)
    found.orphaned = sorted(one.name for one in folder.blobs.glob("??/*") if one.name not in using)
    return found
