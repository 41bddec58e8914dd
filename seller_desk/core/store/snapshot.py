"""Copies of the database by SQLite's own backup API, and how sound such a file is."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from seller_desk.core.base.progress import Stop, check_stop, never
from seller_desk.core.store.connections import read_only
from seller_desk.core.store.seal import seal_of

# Pages copied between two looks at whether to stop: 4 MiB of SQLite's usual pages.
_PAGES = 1024
MAX_TOLD = 50
# Records write their hashes as `"sha256":"..."`; documents and the pictures of listings are the ones with blobs.
_NAMED = re.compile(r'"sha256":"([0-9a-f]{64})"')
_HOLDERS = ("document", "listing")


@dataclass(slots=True)
class Health:
    """`damage`: what SQLite finds wrong. `unsealed`: rows (table, id) whose text is not what was saved."""

    damage: list[str] = field(default_factory=list)
    unsealed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Nothing wrong at all."""
        return not self.damage and not self.unsealed


def snapshot(database: Path, target: Path, stop: Stop = never) -> None:
    """Copy the database into one file without side files, on disk when this returns. Raises sqlite3.Error."""
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    address = read_only(database)
    with (
        closing(sqlite3.connect(address, uri=True, timeout=5)) as reader,
        closing(sqlite3.connect(target)) as writer,
    ):
        reader.backup(writer, pages=_PAGES, progress=lambda *_args: check_stop(stop))
        writer.execute("PRAGMA journal_mode=DELETE")
    with target.open("r+b") as handle:
        os.fsync(handle.fileno())


def quick_problems(connection: sqlite3.Connection) -> list[str]:
    """What SQLite's quick look finds; nothing if all is well."""
    return [str(row[0]) for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]


def health(database: Path, *, thorough: bool = True) -> Health:
    """Look through a database file: structure, foreign keys, and with `thorough` also indexes and seals."""
    found = Health()
    try:
        with closing(sqlite3.connect(read_only(database), uri=True)) as connection:
            # Overwritten text need not be UTF-8 any more.
            connection.text_factory = bytes
            check = "integrity_check" if thorough else "quick_check"
            found.damage = [
                row[0].decode("utf-8", "replace")
                for row in connection.execute(f"PRAGMA {check}")
                if row[0] != b"ok"
            ][:MAX_TOLD]
            found.damage += [
                f"foreign key: {row[0].decode('utf-8', 'replace')} {row[1]}"
                for row in connection.execute("PRAGMA foreign_key_check")
            ][:MAX_TOLD]
            if thorough and not found.damage:
                found.unsealed = list(_unsealed(connection))[:MAX_TOLD]
    except sqlite3.Error as problem:
        found.damage.append(str(problem))
    return found


def mark_of(connection: sqlite3.Connection) -> str:
    """A short text that differs whenever the seller's data differ: where the history stands.

    Settings of the window are outside the history, so a moved window is no change.
    """
    last = connection.execute(
        "SELECT seq FROM sqlite_sequence WHERE name = 'journal_unit'"
    ).fetchone()
    row = connection.execute(
        "SELECT seq, at FROM journal_unit WHERE undone = 0 ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return ":".join(str(one) for one in (last[0] if last else 0, *(row or (0, ""))))


def revision_of(connection: sqlite3.Connection) -> str:
    """The schema of this database, or an empty text."""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def named_blobs(connection: sqlite3.Connection, *, history: bool) -> set[str]:
    """Hashes that records name; with `history` also those that undo or redo could bring back."""
    found: set[str] = set()
    for table in _HOLDERS:
        for (body,) in connection.execute(f'SELECT CAST(body AS BLOB) FROM "{table}"'):
            found.update(_named_in(body))
    if history:
        marks = ", ".join("?" for _holder in _HOLDERS)
        query = f"SELECT CAST(before AS BLOB), CAST(after AS BLOB) FROM journal_change WHERE table_name IN ({marks})"
        for row in connection.execute(query, _HOLDERS):
            for body in row:
                found.update(_named_in(body))
    return found


def _named_in(body: bytes | None) -> list[str]:
    """Overwritten text need not be UTF-8 any more; what it still names is kept."""
    return _NAMED.findall((body or b"").decode("utf-8", "replace"))


def _unsealed(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    from seller_desk.core.store.tables import BY_NAME, JOURNAL_SEALED

    plans = [(name, "id", of.sealed) for name, of in BY_NAME.items()]
    plans.append(("journal_change", "seq", JOURNAL_SEALED))
    for table, key, columns in plans:
        names = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
        if b"seal" not in names:
            # A schema from before the seals.
            continue
        listed = ", ".join(f'"{name}"' for name in (key, "seal", *columns))
        for row in connection.execute(f'SELECT {listed} FROM "{table}"'):
            if seal_of(row[2:]).encode() != row[1]:
                told = (
                    row[0].decode("utf-8", "replace") if isinstance(row[0], bytes) else str(row[0])
                )
                yield table, told
