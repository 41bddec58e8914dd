"""How listings stand on sites, kept beside the database: `listing-states.sqlite3`.

All of it follows from the listings, the rules and the day, so it is no part of a backup, needs no seal and may be
thrown away at any time. It lies in SQLite so that a table of 100,000 drafts is filtered and sorted by it in SQL.
"""

import contextlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from seller_desk.core.base import system
from seller_desk.core.store.connections import read_only

# Another layout of this file is made anew.
_LAYOUT = 1
_KEPT = 2
_SCHEMA = """
CREATE TABLE look (
    listing INTEGER PRIMARY KEY, company TEXT NOT NULL, seal TEXT NOT NULL, sku TEXT NOT NULL,
    parent TEXT NOT NULL, gtin TEXT NOT NULL
);
CREATE INDEX look_sku ON look (company, sku);
CREATE INDEX look_gtin ON look (company, gtin);
CREATE TABLE basis (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE standing (
    listing INTEGER NOT NULL, site TEXT NOT NULL, basis INTEGER NOT NULL, stamp INTEGER NOT NULL,
    state INTEGER NOT NULL, blockers INTEGER NOT NULL, warnings INTEGER NOT NULL, hints INTEGER NOT NULL,
    title INTEGER NOT NULL, PRIMARY KEY (listing, site)
) WITHOUT ROWID;
CREATE INDEX standing_title ON standing (site, title);
CREATE TABLE mark (company TEXT PRIMARY KEY, change TEXT NOT NULL, bases TEXT NOT NULL);
"""
EMPTY, DRAFT, READY, EXPORTED = range(4)


class Look(NamedTuple):
    """What of a listing others depend on. `gtin` is the code as 14 digits, empty for parents."""

    listing: int
    company: str
    seal: str
    sku: str
    parent: str
    gtin: str


class Standing(NamedTuple):
    """How a listing stands on one site. `stamp` differs each time it was judged; `title` is a number of its title."""

    listing: int
    site: str
    basis: int
    stamp: int
    state: int
    blockers: int
    warnings: int
    hints: int
    title: int


class ListingStates:
    """The file. Methods may be called from any thread; each connection sees the seller's database as `desk`."""

    def __init__(self, path: Path, database: Path) -> None:
        self._path, self._database = path, database
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        # One judging at a time; who comes second finds nothing left to do.
        self.judging = threading.RLock()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for questions: one consistent view of both files."""
        with self._connection() as connection, _within(connection, "BEGIN"):
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection for new standings."""
        with self._connection() as connection, _within(connection, "BEGIN IMMEDIATE"):
            yield connection

    @contextlib.contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._open()
        try:
            yield connection
        finally:
            with self._lock:
                keep = not (self._closed or connection.in_transaction or len(self._idle) >= _KEPT)
                if keep:
                    self._idle.append(connection)
            if not keep:
                connection.close()

    def _open(self) -> sqlite3.Connection:
        try:
            return self._opened()
        except sqlite3.DatabaseError:
            # Damaged, or of another layout: nothing in it is needed.
            for side in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + side).unlink(missing_ok=True)
            return self._opened()

    def _opened(self) -> sqlite3.Connection:
        if not self._path.exists():
            system.private_file(self._path).close()
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}",
            uri=True,
            timeout=10,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            # What is lost with the power is judged again.
            for pragma in ("journal_mode=WAL", "synchronous=OFF", "cache_size=-4000"):
                connection.execute(f"PRAGMA {pragma}").close()
            layout = connection.execute("PRAGMA user_version").fetchone()[0]
            if layout == 0:
                with _within(connection, "BEGIN IMMEDIATE"):
                    _make(connection)
            elif layout != _LAYOUT:
                raise sqlite3.DatabaseError("another layout")
            connection.execute("ATTACH ? AS desk", (read_only(self._database),))
        except BaseException:
            connection.close()
            raise
        return connection


def _make(connection: sqlite3.Connection) -> None:
    # Another process may have been quicker.
    if connection.execute("PRAGMA user_version").fetchone()[0]:
        return
    for statement in _SCHEMA.split(";"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version={_LAYOUT}")


@contextlib.contextmanager
def _within(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise


def basis_number(connection: sqlite3.Connection, key: str) -> int:
    """The number of what a site was judged by; a new one for a key that is not there."""
    connection.execute("INSERT OR IGNORE INTO basis (key) VALUES (?)", (key,))
    row = connection.execute("SELECT number FROM basis WHERE key = ?", (key,)).fetchone()
    return int(row[0])


def keep(
    connection: sqlite3.Connection, looks: Iterable[Look], standings: Iterable[Standing]
) -> None:
    """Note what was judged."""
    connection.executemany("INSERT OR REPLACE INTO look VALUES (?, ?, ?, ?, ?, ?)", looks)
    connection.executemany(
        "INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", standings
    )


def changed(connection: sqlite3.Connection, company_id: str) -> tuple[list[int], list[Look]]:
    """Rows whose listing is new or another than was judged, and what is known of listings that are no more."""
    query = (
        "SELECT l.rowid, k.seal IS NULL FROM desk.listing AS l INDEXED BY ix_listing_look"
        " LEFT JOIN look AS k ON k.listing = l.rowid"
        " WHERE l.company_id = ? AND (k.seal IS NULL OR k.seal <> l.seal OR k.company <> l.company_id)"
    )
    found = connection.execute(query, (company_id,)).fetchall()
    there = "SELECT count(*) FROM desk.listing WHERE company_id = ?"
    known = "SELECT count(*) FROM look WHERE company = ?"
    (number,) = connection.execute(there, (company_id,)).fetchone()
    (kept,) = connection.execute(known, (company_id,)).fetchone()
    # What came in under a known row is no other company's, so the numbers tell whether anything is gone.
    none_gone = kept == number - sum(new for _row, new in found)
    return sorted(row for row, _new in found), [] if none_gone else _gone(connection, company_id)


def judged_otherwise(
    connection: sqlite3.Connection, company_id: str, bases: Sequence[tuple[str, int]]
) -> set[int]:
    """Rows that were not judged by these (site, basis)."""
    found: set[int] = set()
    for site, basis in bases:
        query = (
            "SELECT k.listing FROM look AS k LEFT JOIN standing AS s ON s.listing = k.listing AND s.site = ?"
            " WHERE k.company = ? AND (s.basis IS NULL OR s.basis <> ?)"
        )
        found.update(row[0] for row in connection.execute(query, (site, company_id, basis)))
    return found


def _gone(connection: sqlite3.Connection, company_id: str) -> list[Look]:
    query = (
        "SELECT k.* FROM look AS k LEFT JOIN desk.listing AS l ON l.rowid = k.listing"
        " WHERE k.company = ? AND (l.company_id IS NULL OR l.company_id <> ?)"
    )
    return [Look(*row) for row in connection.execute(query, (company_id, company_id))]


def forget(connection: sqlite3.Connection, listings: Iterable[int]) -> None:
    """Nothing is known of these rows any more."""
    ids = [(one,) for one in listings]
    connection.executemany("DELETE FROM look WHERE listing = ?", ids)
    connection.executemany("DELETE FROM standing WHERE listing = ?", ids)
