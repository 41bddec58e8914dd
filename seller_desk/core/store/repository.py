"""Rows in, frozen records out, and every change noted for the journal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from sqlite3 import Connection
from typing import Any, Generic, TypeVar, cast

import msgspec

from seller_desk.core.base.progress import breathe
from seller_desk.core.store.damage import DamagedRow
from seller_desk.core.store.lazily import Lazily
from seller_desk.core.store.seal import seal_of
from seller_desk.core.store.tables import TABLES, TableOf

R = TypeVar("R", bound=msgspec.Struct)
# (table name, row id, body before, body after); None = no such row. Of new rows only the ids are noted, with both
# bodies None and several ids joined by ID_MARK: their text is in the table, and undo keeps it for redo.
Change = tuple[str, str, str | None, str | None]
ID_MARK = "\n"
_CHUNK = 500


class Repository(Generic[R]):
    """The records of one type inside one unit of work."""

    def __init__(
        self, connection: Connection, record: type[R], changes: list[Change] | None
    ) -> None:
        self._connection = connection
        self._of: TableOf = TABLES[record]
        self._record = record
        self._decoder = msgspec.json.Decoder(record)
        self._encode = msgspec.json.Encoder().encode
        self._changes = changes

    def get(self, record_id: str) -> R | None:
        """The record with this id, or None."""
        body = self._body(record_id)
        return self._decode(body) if body is not None else None

    def find(self, **columns: str) -> list[R]:
        """Records whose look-up columns have these values, in the order they were first saved."""
        return list(self.stream(**columns))

    def stream(self, **columns: str) -> Iterator[R]:
        """Like `find`, one after the other without holding them all."""
        where, values = self._where(columns)
        query = f'SELECT body FROM "{self._of.name}"{where} ORDER BY rowid'
        for (body,) in self._connection.execute(query, values):
            breathe()
            yield self._decode(body)

    def matching(self, words: str, **columns: str) -> list[R]:
        """Records whose `folded` column contains these words; any length, any language."""
        where, values = self._where(columns, "instr(folded, ?) > 0")
        query = f'SELECT body FROM "{self._of.name}"{where} ORDER BY rowid'
        rows = self._connection.execute(query, [*values, words.casefold()])
        return [self._decode(body) for (body,) in rows]

    def by(self, column: str, **columns: str) -> Mapping[str, R]:
        """The records by a look-up column, each read when it is asked for; of twins the one saved last."""
        where, values = self._where(columns)
        query = (
            f'SELECT "{self._known(column)}", rowid FROM "{self._of.name}"{where} ORDER BY rowid'
        )
        places: dict[str, int] = dict(self._connection.execute(query, values))
        return Lazily(self._connection, self._of.name, places, self._decode)

    def count(self, **columns: str) -> int:
        """How many rows have these values."""
        where, values = self._where(columns)
        query = f'SELECT count(*) FROM "{self._of.name}"{where}'
        return int(self._connection.execute(query, values).fetchone()[0])

    def save(self, record: R) -> None:
        """Insert or replace the record; a record equal to the stored one changes nothing."""
        self.save_many([record])

    def save_many(self, records: Iterable[R]) -> int:
        """Insert or replace records in one go; returns how many differed from what was stored."""
        changed = 0
        batch: list[R] = []
        for record in records:
            batch.append(record)
            if len(batch) == _CHUNK:
                changed += self._save_batch(batch)
                batch = []
        return changed + (self._save_batch(batch) if batch else 0)

    def delete(self, record_id: str) -> bool:
        """Remove the record and what belongs to it; False if there was none.

        A damaged row can go, too; undo does not bring that one back, since the journal would vouch for the damage.
        """
        found = list(self._sound(self._of, '"id" = ?', (record_id,)))
        if not found:
            return False
        if self._of.name == "company":
            self._delete_owned(record_id)
        self._note_removed(self._of, found)
        self._connection.execute(delete_sql(self._of), (record_id,))
        return True

    def refuse_damaged(self, company_id: str) -> None:
        """DamagedRow if the text of a row of this company is not what was saved. SQLite itself does not notice."""
        owner = "id" if self._of.name == "company" else "company_id"
        if owner not in self._of.sealed:
            return
        if not all(
            sound for *_row, sound in self._sound(self._of, f'"{owner}" = ?', (company_id,))
        ):
            raise DamagedRow(self._of.name)

    def _decode(self, body: str) -> R:
        try:
            return self._decoder.decode(body)
        except msgspec.MsgspecError as problem:
            raise DamagedRow(self._of.name) from problem

    def _where(self, columns: Mapping[str, str], *conditions: str) -> tuple[str, list[str]]:
        """The condition and its values, which stand before those of the further conditions. KeyError: no such column."""
        wanted = [*(f'"{self._known(name)}" = ?' for name in columns), *conditions]
        return (f" WHERE {' AND '.join(wanted)}" if wanted else ""), list(columns.values())

    def _known(self, column: str) -> str:
        if column not in self._of.sealed:
            raise KeyError(column)
        return column

    def _delete_owned(self, company_id: str) -> None:
        """Rows of a company are noted one by one, so that undo brings them back with it."""
        for of in TABLES.values():
            if "company_id" not in of.columns:
                continue
            if self._changes is not None:
                self._note_removed(of, self._sound(of, "company_id = ?", (company_id,)))
            self._connection.execute(f'DELETE FROM "{of.name}" WHERE company_id = ?', (company_id,))

    def _sound(
        self, of: TableOf, where: str, values: Sequence[str]
    ) -> Iterator[tuple[str, str, bool]]:
        return rows_of(self._connection, of, where, values)

    def _note_removed(self, of: TableOf, rows: Iterable[tuple[str, str, bool]]) -> None:
        if self._changes is not None:
            self._changes.extend((of.name, row, body, None) for row, body, sound in rows if sound)

    def _body(self, record_id: str) -> str | None:
        query = f'SELECT body FROM "{self._of.name}" WHERE id = ?'
        row = self._connection.execute(query, (record_id,)).fetchone()
        return cast("str", row[0]) if row else None

    def _save_batch(self, records: list[R]) -> int:
        ids = [str(getattr(record, "id")) for record in records]  # noqa: B009 - every record has one
        marks = ", ".join("?" for _id in ids)
        known: dict[str, str] = {}
        damaged: set[str] = set()
        for row, body, sound in self._sound(self._of, f"id IN ({marks})", ids):
            known[row] = body
            if not sound:
                damaged.add(row)
        rows: dict[str, tuple[Any, ...]] = {}
        fresh: list[str] = []
        changed = 0
        for record_id, record in zip(ids, records, strict=True):
            body = self._encode(record).decode()
            before = known.get(record_id)
            if before is None:
                fresh.append(record_id)
            elif before == body or (record_id not in damaged and self._same(before, record)):
                continue
            # A new seal would vouch for the damage. A small choice outside the journal is replaced as a whole.
            elif record_id in damaged and self._changes is not None:
                raise DamagedRow(self._of.name)
            else:
                if record_id in rows:
                    # Twice in one batch: the first is written before the second is noted.
                    self._write(rows, fresh)
                self._note(record_id, before, body)
            known[record_id] = body
            rows[record_id] = row_of(self._of, record_id, record, body)
            changed += 1
        self._write(rows, fresh)
        return changed

    def _same(self, body: str, record: R) -> bool:
        """Whether this text says the same: an older program wrote fields with nothing in them, too."""
        try:
            return self._decoder.decode(body) == record
        except msgspec.MsgspecError:
            return False

    def _write(self, rows: dict[str, tuple[Any, ...]], fresh: list[str]) -> None:
        if fresh:
            self._note(ID_MARK.join(fresh), None, None)
            # With several indexes SQLite takes three times as long for a row that might be there already.
            new = [rows.pop(one) for one in fresh]
            self._connection.executemany(insert_sql(self._of), new)
        if rows:
            self._connection.executemany(upsert_sql(self._of), rows.values())
        rows.clear()
        fresh.clear()

    def _note(self, record_id: str, before: str | None, after: str | None) -> None:
        if self._changes is not None:
            self._changes.append((self._of.name, record_id, before, after))


def row_of(of: TableOf, record_id: str, record: msgspec.Struct, body: str) -> tuple[Any, ...]:
    """The row's values in the order of `upsert_sql`."""
    values = (record_id, *[column(record) for column in of.columns.values()], body)
    return (*values, seal_of(values))


def insert_sql(of: TableOf) -> str:
    """Inserts rows that are not there yet; names come from our own tables."""
    names = [*of.sealed, "seal"]
    marks = ", ".join("?" for _name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{of.name}" ({columns}) VALUES ({marks})'


def upsert_sql(of: TableOf) -> str:
    """Insert or update in place: the row keeps its place in the order."""
    names = [*of.sealed, "seal"]
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in names[1:])
    return f"{insert_sql(of)} ON CONFLICT(id) DO UPDATE SET {updates}"


def delete_sql(of: TableOf) -> str:
    """Deletes one row by its id."""
    return f'DELETE FROM "{of.name}" WHERE id = ?'


def sound_bodies(connection: Connection, of: TableOf, ids: Sequence[str]) -> dict[str, str]:
    """The bodies of these rows by id, without rows whose seal is broken."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        marks = ", ".join("?" for _id in chunk)
        for row, body, sound in rows_of(connection, of, f"id IN ({marks})", chunk):
            if sound:
                found[row] = body
    return found


def rows_of(
    connection: Connection, of: TableOf, where: str, values: Sequence[str]
) -> Iterator[tuple[str, str, bool]]:
    """Id, body and whether the seal still fits, of each row that `where` picks. SQLite itself does not notice."""
    listed = ", ".join(f'"{name}"' for name in ("seal", *of.sealed))
    query = f'SELECT {listed} FROM "{of.name}" WHERE {where}'
    for seal, *row in connection.execute(query, values):
        yield str(row[0]), cast("str", row[-1]), seal_of(row) == seal
