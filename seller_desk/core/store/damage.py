"""Telling a damaged database from one that is busy or out of reach."""

import shutil
import sqlite3
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_UNREACHABLE = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_AUTH,
)
_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
# Opening a database in WAL mode needs this much beside it, in bytes; without it SQLite speaks of an I/O error.
_LEAST_ROOM = 64 * 1024
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class DamagedDatabase(DeskError):
    """The database cannot be trusted. Nothing was changed; the window offers backups, the terminal says how."""

    def __init__(self, database: Path, newest: Path | None = None) -> None:
        if newest is None:
            advice = _("Nothing was changed, and there is no backup in this data folder. Restore one from elsewhere: seller-desk backup restore FILE")  # fmt: skip
        else:
            advice = _("Nothing was changed. See the backups with: seller-desk backup list. The newest: seller-desk backup restore {file}").format(file=newest.name)  # fmt: skip
        super().__init__(_("The database is damaged"), advice, file=database)


class DatabaseBusy(DeskError):
    """Another program kept the file for longer than we wait."""


class DamagedRow(DeskError):
    """A record whose text is no record any more."""

    def __init__(self, table: str) -> None:
        super().__init__(
            _("A row in {table} is damaged").format(table=table),
            _("Restore a backup. What is wrong shows: seller-desk backup check"),
        )


def primary_code(problem: BaseException | None) -> int:
    """SQLite's own primary result code of an error, or SQLITE_ERROR."""
    return int(getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


def is_circumstance(problem: sqlite3.Error) -> bool:
    """Whether the file is sound, but busy, out of reach, or on a disk that is full or refuses."""
    return primary_code(problem) in (*_BUSY, *_UNREACHABLE)


def _refused(code: int) -> tuple[str, str] | None:
    """Title and advice where the disk did not take a change (or give a page) of a file that is sound."""
    if code == sqlite3.SQLITE_FULL:
        return (
            _("The disk is full"),
            _("The last change was not saved; everything before it is safe. Make room on the disk, then make the change again."),
        )  # fmt: skip
    if code in _READ_ONLY:
        return (
            _("The data folder cannot be written"),
            _("The last change was not saved; everything before it is safe. Allow yourself to write to this folder, or choose another with --data-dir."),
        )  # fmt: skip
    if code == sqlite3.SQLITE_IOERR:
        return (
            _("The disk reports an error"),
            _("The last change was not saved; everything before it is safe. Check the disk (is it still plugged in?), then make a backup onto another one."),
        )  # fmt: skip
    return None


def _is_full(database: Path) -> bool:
    try:
        return shutil.disk_usage(database.parent)[2] < _LEAST_ROOM
    except OSError:
        return False


def trouble(problem: sqlite3.Error, database: Path, newest: Path | None = None) -> DeskError:
    """What an error while opening, reading or writing the file means to the seller."""
    code = primary_code(problem)
    if code in _BUSY:
        return DatabaseBusy(
            _("The database is in use"),
            _("Close the other Seller Desk and try again. Nothing was changed."),
            file=database,
        )
    if code == sqlite3.SQLITE_IOERR and _is_full(database):
        code = sqlite3.SQLITE_FULL
    told = _refused(code)
    if told is not None:
        return DeskError(told[0], told[1], file=database)
    if code in _UNREACHABLE:
        return DeskError(
            _("The database cannot be opened"),
            _("The disk says: {reason}").format(reason=str(problem)),
            file=database,
        )
    return DamagedDatabase(database, newest)
