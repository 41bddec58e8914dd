"""Backups as the seller sees them: made by themselves, checked by a monthly trial, brought back when needed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.base.progress import Progress, Stop, never, silent
from seller_desk.core.store import archive, backup, drill, restore, verify
from seller_desk.core.store.archive import ArchiveCheck
from seller_desk.core.store.backup_file import Manifest
from seller_desk.core.store.copies import MadeCopies
from seller_desk.core.store.locked_file import is_locked
from seller_desk.core.store.readings import Readings
from seller_desk.core.store.restore import Prepared
from seller_desk.core.store.store import Store
from seller_desk.core.store.verify import Verdict

# Shorter passphrases are guessed in minutes once somebody has the file.
LEAST_LENGTH = 8
DRILL_SETTING = "backup.drill"
# A backup that nobody ever read back is a hope; a month is what the seller can still repair from memory.
DRILL_EVERY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class BackupEntry:
    """A backup that can be restored. `manifest` is None for one that needs its passphrase or is damaged."""

    path: Path
    made: datetime
    size: int
    locked: bool
    manifest: Manifest | None

    @property
    def what(self) -> str:
        """Why it was made, in words."""
        if self.locked:
            return _("with passphrase")
        if self.manifest is None:
            return _("damaged")
        words = {
            backup.AUTOMATIC: _("automatic"),
            "manual": _("whole copy") if self.manifest.whole else _("by hand"),
            "before-migration": _("before an update"),
            "before-restore": _("before a restore"),
        }
        return words.get(self.manifest.reason, self.manifest.reason)

    def to_json(self) -> dict[str, object]:
        """As the terminal's JSON has it."""
        return {
            "file": str(self.path),
            "name": self.path.name,
            "made_at": self.made.isoformat(timespec="seconds"),
            "bytes": self.size,
            "locked": self.locked,
            "reason": self.manifest.reason if self.manifest else "",
            "whole": self.manifest.whole if self.manifest else False,
            "documents": len(self.manifest.blobs) if self.manifest else None,
        }


class DrillResult(msgspec.Struct, frozen=True, kw_only=True):
    """The last trial: when (UTC), of which backup, what went wrong (nothing: it could be restored)."""

    at: str
    backup: str
    problems: list[str] = []

    @property
    def ok(self) -> bool:
        """Green."""
        return not self.problems


def packs_told(prepared: Prepared) -> list[str]:
    """For each added rule pack of the backup that does not come back: that the one here stays."""
    said = _("The rule pack {name} here differs from the one in the backup; the one here stays")
    return [said.format(name=one) for one in prepared.packs]


def not_restored(prepared: Prepared) -> DeskError | None:
    """What a restore could not bring back, for the window that opens afterwards; None if it brought everything."""
    said = []
    if prepared.missing:
        text = _("{count} documents are in neither the backup nor this folder.")
        said.append(text.format(count=len(prepared.missing)))
    said += packs_told(prepared)
    return DeskError(_("Restored, but not everything came back"), "\n".join(said)) if said else None


def not_whole(manifest: Manifest) -> list[str]:
    """What a copy lacks or holds damaged, because it was so before; empty if nothing."""
    said = []
    if manifest.missing:
        text = _("{count} documents are missing or altered: seller-desk backup check")
        said.append(text.format(count=len(manifest.missing)))
    if manifest.altered:
        text = _(
            "{count} rows were damaged before and are so in this copy; an older backup may have them whole"
        )
        said.append(text.format(count=len(manifest.altered)))
    return said


class BackupService:
    """Works on the folder, so that it also helps where the database cannot be opened."""

    def __init__(self, folder: DataFolder, store: Callable[[], Store]) -> None:
        self._folder = folder
        self._store = store

    def list(self) -> list[BackupEntry]:
        """The backups in the data folder, newest first."""
        return [
            BackupEntry(
                one.path, one.made, one.size, is_locked(one.path), backup.manifest_of(one.path)
            )
            for one in backup.kept_backups(self._folder.backups)
        ]

    def last(self) -> datetime | None:
        """When the newest backup was made."""
        return next((one.made for one in backup.kept_backups(self._folder.backups)), None)

    def find(self, name: str | Path) -> Path:
        """A backup by path, or by its name in the data folder."""
        path = Path(name)
        if not path.exists() and (self._folder.backups / path.name).exists():
            path = self._folder.backups / path.name
        if not path.is_file():
            raise DeskError(
                _("There is no backup {name}").format(name=path.name),
                _("See them with: seller-desk backup list"),
                file=path,
            )
        return path

    def make_if_due(self, stop: Stop = never) -> Path | None:
        """An automatic backup if half an hour has passed and something changed; thins the older ones."""
        if not self._folder.database.exists():
            return None
        return backup.make_if_due(self._folder, stop=stop)

    def make_now(self, stop: Stop = never) -> Path:
        """A backup in the data folder now, due or not; it is not thinned."""
        self._need_data()
        return backup.make_local(self._folder, "manual", stop=stop)

    def create(
        self,
        target: Path | None,
        passphrase: str = "",
        report: Progress = silent,
        stop: Stop = never,
        *,
        overwrite: bool = False,
    ) -> tuple[Path, Manifest]:
        """A whole copy with all documents inside; without a target it goes into the data folder."""
        self._need_data()
        return backup.make_whole(
            self._folder, target, passphrase, report, stop, overwrite=overwrite
        )

    def verify(
        self, path: Path, passphrase: str = "", report: Progress = silent, stop: Stop = never
    ) -> Verdict:
        """Read every byte of a backup again."""
        return verify.verify(path, passphrase, folder=self._folder, report=report, stop=stop)

    def prepare(
        self, path: Path, passphrase: str = "", report: Progress = silent, stop: Stop = never
    ) -> Prepared:
        """First half of a restore: everything is checked and laid ready, the data in use are untouched."""
        return restore.prepare(path, self._folder, passphrase, report, stop)

    def swap(self, prepared: Prepared) -> Path | None:
        """Second half: nobody may have the database open any more. Where the former data are kept."""
        return restore.swap(self._folder, prepared)

    def restore(
        self, path: Path, passphrase: str = "", report: Progress = silent, stop: Stop = never
    ) -> tuple[Prepared, Path | None]:
        """Both halves; for the terminal, which has nothing open."""
        prepared = self.prepare(path, passphrase, report, stop)
        return prepared, self.swap(prepared)

    def check(self, report: Progress = silent, stop: Stop = never) -> ArchiveCheck:
        """Every stored document and every row against its hash."""
        self._need_data()
        return archive.check_archive(self._folder, report, stop)

    def drill(self, report: Progress = silent, stop: Stop = never) -> DrillResult:
        """Try to restore the newest backup into a folder of its own, and remember how it went."""
        path = next(
            (
                one.path
                for one in backup.kept_backups(self._folder.backups)
                if not is_locked(one.path)
            ),
            None,
        )
        if path is None:
            self._need_data()
            path = backup.make_local(self._folder, backup.AUTOMATIC, stop=stop)
        problems = drill.rehearse(path, self._folder, report, stop)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        result = DrillResult(at=now, backup=path.name, problems=problems)
        self._store().set_setting(DRILL_SETTING, msgspec.json.encode(result).decode())
        return result

    def last_drill(self) -> DrillResult | None:
        """How the last trial went."""
        text = self._store().setting(DRILL_SETTING)
        try:
            return msgspec.json.decode(text, type=DrillResult) if text else None
        except msgspec.MsgspecError:
            return None

    def drill_if_due(self, report: Progress = silent, stop: Stop = never) -> DrillResult | None:
        """The monthly trial, once there is a backup to try."""
        last = self.last_drill()
        if last:
            age = datetime.now(UTC) - datetime.fromisoformat(last.at)
            # A date in the future is that of a clock that was wrong.
            if timedelta(0) <= age < DRILL_EVERY:
                return None
        return self.drill(report, stop) if self.last() else None

    def sweep(self) -> int:
        """Remove stored originals that no record, no step of undo and no kept backup names; how many."""
        self._need_data()
        in_use = archive.in_use(self._folder)
        Readings(self._folder.readings).forget(in_use)
        MadeCopies(self._folder.copies).forget()
        return self._store().blobs.remove_orphans(in_use)

    def _need_data(self) -> None:
        if not self._folder.database.exists():
            raise DeskError(
                _("There are no data yet"),
                _("Nothing to back up in {folder}.").format(folder=self._folder.root),
                file=self._folder.root,
            )
