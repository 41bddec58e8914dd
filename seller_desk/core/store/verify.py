"""Checking a backup file: every byte, every hash, then the database in it."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.store.backup_file import CHECK, BackupReader, Manifest, open_backup
from seller_desk.core.store.blobs import Blobs
from seller_desk.core.store.snapshot import Health, health


@dataclass(slots=True)
class Verdict:
    """What a check of a backup file found. `missing` originals were missing when it was made, or (local) are now."""

    manifest: Manifest | None = None
    files: int = 0
    bytes: int = 0
    problems: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    health: Health = field(default_factory=Health)

    @property
    def ok(self) -> bool:
        """Every byte is as it was written and the database is sound."""
        return not self.problems


class _NoWhere:
    """Takes bytes that are only hashed."""

    def write(self, data: bytes) -> int:
        """Nothing is kept."""
        return len(data)


def verify(
    path: Path,
    passphrase: str = "",
    *,
    folder: DataFolder | None = None,
    report: Progress = silent,
    stop: Stop = never,
) -> Verdict:
    """Read every byte of a backup: seal, each file's hash, then the database itself.

    Damage is told in the verdict; only what cannot be opened at all (not there, passphrase) raises DeskError. With
    `folder`, the originals that a local backup lists are read there too.
    """
    verdict = Verdict()
    with (
        tempfile.TemporaryDirectory(prefix="seller-desk-") as shop,
        open_backup(path, passphrase) as reader,
    ):
        verdict.manifest = manifest = reader.manifest
        verdict.missing = list(manifest.missing)
        if not reader.seal_holds(stop):
            verdict.problems.append(_("The file has changed since it was written"))
        copy = Path(shop) / "desk.sqlite3"
        try:
            with copy.open("wb") as sink:
                reader.copy_database(sink, stop)
            verdict.files, verdict.bytes = 1, manifest.database.size
            _judge(copy, verdict)
        except DeskError:
            verdict.problems.append(_("The database in it is damaged"))
        _verify_originals(reader, verdict, folder, report, stop)
    return verdict


def _judge(copy: Path, verdict: Verdict) -> None:
    verdict.health = health(copy)
    verdict.problems += [f"SQLite: {one}" for one in verdict.health.damage]
    verdict.problems += [
        _("The row {row} in {table} is not what was saved").format(row=row, table=table)
        for table, row in verdict.health.unsealed
    ]


def _verify_originals(
    reader: BackupReader, verdict: Verdict, folder: DataFolder | None, report: Progress, stop: Stop
) -> None:
    manifest = reader.manifest
    total = sum(one.size for one in manifest.blobs)
    done = 0
    for one in manifest.blobs:
        check_stop(stop)
        done += one.size
        report(done, total, _(CHECK))
        if manifest.whole:
            try:
                reader.copy_blob(one, _NoWhere(), stop)  # type: ignore[arg-type]
            except DeskError:
                verdict.problems.append(_("The document {hash} in it is damaged").format(hash=one.sha256[:12]))  # fmt: skip
                continue
        elif folder is None:
            continue
        elif not Blobs(folder.blobs).holds(one.sha256):
            verdict.missing.append(one.sha256)
            continue
        verdict.files += 1
        verdict.bytes += one.size
