"""Connections to the database file, kept open for the next use, one transaction at a time on each.

Plain `sqlite3`: the store's statements are few and fixed, and a start without SQLAlchemy is a tenth of a second and
twelve megabytes lighter. Any thread may ask; a connection serves one thread until its transaction ends.
"""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

BUSY_SECONDS = 5
# Set anew on each connection: SQLite keeps only the journal's mode in the file.
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "fullfsync=ON",
)
# Idle connections beyond these are closed: each keeps a cache of pages.
_KEPT = 2
# What a connection may keep of the file in memory: a large import must not write its pages before it is through.
_WRITING_KIB, _IDLE_KIB = 65536, 2000


def read_only(database: Path) -> str:
    """SQLite's address of this file, for reading. Signs that mean something in an address (`#`, `?`, `%`) are coded."""
    return f"{database.absolute().as_uri()}?mode=ro"


class Connections:
    """All connections to one file."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    @contextlib.contextmanager
    def transaction(self, *, write: bool) -> Iterator[sqlite3.Connection]:
        """A connection inside a transaction: committed when the block ends well, else taken back."""
        connection = self._take()
        try:
            if write:
                _set_cache(connection, _WRITING_KIB)
            with begun(connection, write=write):
                yield connection
        finally:
            if write:
                _set_cache(connection, _IDLE_KIB)
            self._give_back(connection)

    def open(self) -> sqlite3.Connection:
        """A connection of the caller's own, who closes it."""
        # Transactions are begun by ourselves: the module's own BEGIN would leave DDL outside them.
        connection = sqlite3.connect(
            self._database,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}").close()
        except BaseException:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Close what is idle now, and the rest when it is given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return self.open()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            # One whose transaction could not be ended is of no use to the next.
            keep = not self._closed and not connection.in_transaction and len(self._idle) < _KEPT
            if keep:
                self._idle.append(connection)
        if not keep:
            connection.close()


def _set_cache(connection: sqlite3.Connection, kib: int) -> None:
    # A connection that broke is thrown away by who gives it back.
    with contextlib.suppress(sqlite3.Error):
        connection.execute(f"PRAGMA cache_size=-{kib}").close()


@contextlib.contextmanager
def begun(connection: sqlite3.Connection, *, write: bool) -> Iterator[None]:
    """A transaction on this connection; a writer takes its place at once, so that it never has to give up half way."""
    connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite itself takes back after some errors, such as a full disk; then there is nothing left to do.
        if connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise
