"""Telling a damaged database from one that is busy or out of reach."""

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


def trouble(problem: sqlite3.Error, database: Path, newest: Path | None = None) -> DeskError:
    """What an error while opening the file means to the seller."""
    code = primary_code(problem)
    if code in _BUSY:
        return DatabaseBusy(
            _("The database is in use"),
            _("Close the other Seller Desk and try again. Nothing was changed."),
            file=database,
        )
    if code in _UNREACHABLE:
        return DeskError(
            _("The database cannot be opened"),
            _("The disk says: {reason}").format(reason=str(problem)),
            file=database,
        )
    return DamagedDatabase(database, newest)
