"""The store: SQLite behind units of work. Only frozen records leave it.

One writer at a time (BEGIN IMMEDIATE, and a lock file between processes held by the desk); readers never wait.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.store import journal
from seller_desk.core.store.backup import newest
from seller_desk.core.store.blobs import Blobs
from seller_desk.core.store.connections import Connections, begun
from seller_desk.core.store.damage import (
    DAMAGE,
    DamagedDatabase,
    DatabaseBusy,
    is_circumstance,
    primary_code,
    trouble,
)
from seller_desk.core.store.exports import ExportRecord, not_noted, write_bytes
from seller_desk.core.store.listing_states import ListingStates
from seller_desk.core.store.migrate import bring_up_to_date
from seller_desk.core.store.newest import newest_holds
from seller_desk.core.store.repository import Change
from seller_desk.core.store.settings import Setting
from seller_desk.core.store.work import Work


class Store:
    """Open with `Store.open`; close when done. Methods may be called from any thread."""

    def __init__(self, connections: Connections, blobs: Blobs, folder: DataFolder) -> None:
        self._connections = connections
        self._folder = folder
        self._watch: sqlite3.Connection | None = None
        self.blobs = blobs
        self.listing_states = ListingStates(folder.listing_states, folder.database)

    @classmethod
    def open(cls, folder: DataFolder) -> "Store":
        """Open the database of this folder, making or upgrading it first.

        Raises DamagedDatabase, or DeskError if it comes from a newer Seller Desk or cannot be opened.
        """
        system.private_folder(folder.root)
        # Of an earlier version, or copied here by hand. A disk without such modes is told by the doctor.
        with contextlib.suppress(OSError):
            system.private_tree(folder.blobs)
        bring_up_to_date(folder)
        store = cls(Connections(folder.database), Blobs(folder.blobs), folder)
        store._forget_old()
        return store

    def close(self) -> None:
        """Let go of the file."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self.listing_states.close()
        self._connections.close()

    @contextlib.contextmanager
    def work(self, label: str) -> Iterator[Work]:
        """A unit of work: committed when the block ends well, else nothing happened. `label` names it for undo."""
        if not label:
            raise ValueError("undo could not say what it takes back")
        changes: list[Change] = []
        with self._begin() as connection:
            yield Work(connection, changes)
            journal.record(connection, label, changes)

    @contextlib.contextmanager
    def beside_history(self) -> Iterator[Work]:
        """A unit of work that undo knows nothing of: what was measured of a picture, which nobody would take back."""
        with self._begin() as connection:
            yield Work(connection, None)

    @contextlib.contextmanager
    def read(self) -> Iterator[Work]:
        """A consistent view for reading."""
        with self._reading() as connection:
            yield Work(connection, None)

    def undo(self) -> str | None:
        """Take back the last unit of work; its label, or None if there is nothing to undo."""
        with self._begin() as connection:
            return journal.undo(connection)

    def undo_of(self, setting_id: str) -> str | None:
        """Take back the last unit of work if it is the one that saved this setting; its label, or None: it is another."""
        with self._begin() as connection:
            if not newest_holds(connection, "setting", setting_id):
                return None
            return journal.undo(connection)

    def is_newest(self, setting_id: str) -> bool:
        """Whether undo would take back the unit of work that saved this setting."""
        with self._reading() as connection:
            return newest_holds(connection, "setting", setting_id)

    def redo(self) -> str | None:
        """Bring back what was undone last."""
        with self._begin() as connection:
            return journal.redo(connection)

    def can_undo(self) -> str | None:
        """The label of what undo would take back."""
        with self._reading() as connection:
            unit = journal.next_undo(connection)
        return unit[1] if unit else None

    def can_redo(self) -> str | None:
        """The label of what redo would bring back."""
        with self._reading() as connection:
            unit = journal.next_redo(connection)
        return unit[1] if unit else None

    def last_change(self) -> str:
        """Differs after every change, between starts too; equal means that nothing is different."""
        with self._reading() as connection:
            return journal.last_change(connection)

    def changed_at(self) -> datetime | None:
        """When the last change that stands was made (UTC); None before the first."""
        with self._reading() as connection:
            return journal.changed_at(connection)

    def setting(self, name: str, default: str = "") -> str:
        """A small choice of the seller."""
        with self.read() as work:
            found = work.settings.get(name)
        return found.value if found else default

    def set_setting(self, name: str, value: str) -> None:
        """Keep a small choice; not part of undo."""
        with self._begin() as connection:
            Work(connection, None).settings.save(Setting(id=name, value=value))

    def write_out(
        self,
        target: Path,
        data: bytes,
        *,
        company_id: str,
        what: str,
        form: str,
        overwrite: bool = False,
    ) -> ExportRecord:
        """Write a file for the seller, whole or not at all, and keep its hash. Every export goes this way.

        Also while another program holds the folder's lock: the record is the database's smallest change, and SQLite's own lock guards it.
        DeskError if the file cannot be written, or if it is written but the record is not.
        """
        record = write_bytes(
            target, data, company_id=company_id, what=what, form=form, overwrite=overwrite
        )
        try:
            with self._begin() as connection:
                Work(connection, None).exports.save(record)
        except DeskError as problem:
            raise not_noted(target, problem) from problem
        return record

    def data_version(self) -> int:
        """A number that changes when another connection wrote; call again (from one thread) and compare.

        SQLite counts per connection, so this one is kept for watching.
        """
        if self._watch is None:
            self._watch = self._connections.open()
        with begun(self._watch, write=False):
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def _forget_old(self) -> None:
        # Somebody may be writing for longer than we wait, and who opens may want to read only: then the next start does it.
        now = datetime.now(UTC)
        with self._reading() as connection:
            due = journal.old(connection, now)
        if due:
            with contextlib.suppress(DatabaseBusy), self._begin() as connection:
                journal.purge(connection, now)

    @contextlib.contextmanager
    def _begin(self) -> Iterator[sqlite3.Connection]:
        with self._telling_damage(), self._connections.transaction(write=True) as connection:
            yield connection

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._telling_damage(), self._connections.transaction(write=False) as connection:
            yield connection

    @contextlib.contextmanager
    def _telling_damage(self) -> Iterator[None]:
        """Damage that shows only while a page is read, a full disk, another writer: each in the seller's words."""
        try:
            yield
        except sqlite3.DatabaseError as problem:
            if is_circumstance(problem):
                raise trouble(problem, self._folder.database) from problem
            # Overwritten text need not be UTF-8; SQLite has no code for that.
            if primary_code(problem) not in DAMAGE and "UTF-8" not in str(problem):
                raise
            raise DamagedDatabase(self._folder.database, newest(self._folder.backups)) from problem
