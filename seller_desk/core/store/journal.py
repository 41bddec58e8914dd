"""The change journal: undo and redo for everything, across restarts."""

from datetime import UTC, datetime, timedelta
from sqlite3 import Connection

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.store.repository import (
    ID_MARK,
    Change,
    delete_sql,
    row_of,
    sound_bodies,
    upsert_sql,
)
from seller_desk.core.store.seal import seal_of
from seller_desk.core.store.tables import BY_NAME

KEEP_DAYS = 90
# Bodies are objects, so what begins with this is a list of them.
_MANY = "["
_GONE = "null"
# Settings that change no finding: the window's own, what was seen of the packs, the last trial of a backup.
_JUDGED_BY_NOBODY = ("window.", "rules.seen", "backup.", "sample.")


def record(connection: Connection, label: str, changes: list[Change]) -> None:
    """Note one unit of work; whatever had been undone can no longer be redone."""
    if not changes:
        return
    connection.execute("DELETE FROM journal_unit WHERE undone = 1")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    unit = connection.execute(
        "INSERT INTO journal_unit (at, label, undone) VALUES (?, ?, 0)", (at, label)
    ).lastrowid
    connection.executemany(
        "INSERT INTO journal_change (unit_seq, table_name, row_id, before, after, seal) VALUES (?, ?, ?, ?, ?, ?)",
        [(unit, *change, seal_of((unit, *change))) for change in changes],
    )


def next_undo(connection: Connection) -> tuple[int, str] | None:
    """The unit that undo would take back: its number and label."""
    query = "SELECT seq, label FROM journal_unit WHERE undone = 0 ORDER BY seq DESC LIMIT 1"
    row = connection.execute(query).fetchone()
    return (row[0], row[1]) if row else None


def next_redo(connection: Connection) -> tuple[int, str] | None:
    """The unit that redo would bring back."""
    query = "SELECT seq, label FROM journal_unit WHERE undone = 1 ORDER BY seq LIMIT 1"
    row = connection.execute(query).fetchone()
    return (row[0], row[1]) if row else None


def changed_at(connection: Connection) -> datetime | None:
    """When the last unit that is not undone was made (UTC)."""
    query = "SELECT at FROM journal_unit WHERE undone = 0 ORDER BY seq DESC LIMIT 1"
    row = connection.execute(query).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def last_change(connection: Connection) -> str:
    """A text that differs after every change, whoever made it, also after undo and redo.

    The number of the last unit alone would not do: undo makes none, and a restored database counts on from an older one.
    """
    number = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'journal_unit'")
    last = connection.execute("SELECT at FROM journal_unit ORDER BY seq DESC LIMIT 1")
    undone = connection.execute("SELECT count(*) FROM journal_unit WHERE undone = 1")
    # Settings are not in the journal, and some hold what is judged, such as the product.
    settings = connection.execute("SELECT id, seal FROM setting ORDER BY id").fetchall()
    judged = [row for row in settings if not row[0].startswith(_JUDGED_BY_NOBODY)]
    counts = [(cursor.fetchone() or ("",))[0] for cursor in (number, last, undone)]
    return seal_of([*counts, *(part for row in judged for part in row)])


def undo(connection: Connection) -> str | None:
    """Take back the last unit; its label, or None if there is nothing."""
    unit = next_undo(connection)
    if unit is None:
        return None
    changes = _changes(connection, unit[0])
    for seq, table_name, row_id, before, after in reversed(changes):
        if before is None:
            _take_out(connection, unit[0], seq, table_name, row_id, after)
        else:
            _put(connection, table_name, row_id, before)
    connection.execute("UPDATE journal_unit SET undone = 1 WHERE seq = ?", (unit[0],))
    return unit[1]


def redo(connection: Connection) -> str | None:
    """Bring back the unit that was undone last."""
    unit = next_redo(connection)
    if unit is None:
        return None
    for _seq, table_name, row_id, before, after in _changes(connection, unit[0]):
        if before is None and after is not None and after[:1] == _MANY:
            for one, body in zip(row_id.split(ID_MARK), _texts(after), strict=True):
                _put(connection, table_name, one, body)
        else:
            _put(connection, table_name, row_id, after)
    connection.execute("UPDATE journal_unit SET undone = 0 WHERE seq = ?", (unit[0],))
    return unit[1]


def old(connection: Connection, now: datetime) -> bool:
    """Whether there are units older than the days we keep."""
    return bool(
        connection.execute(
            "SELECT EXISTS (SELECT 1 FROM journal_unit WHERE at < ?)", (_limit(now),)
        ).fetchone()[0]
    )


def purge(connection: Connection, now: datetime) -> None:
    """Forget units older than the days we keep."""
    connection.execute("DELETE FROM journal_unit WHERE at < ?", (_limit(now),))


def _limit(now: datetime) -> str:
    return (now - timedelta(days=KEEP_DAYS)).isoformat(timespec="seconds")


def _changes(connection: Connection, unit: int) -> list[tuple[int, *Change]]:
    rows = connection.execute(
        "SELECT seq, table_name, row_id, before, after, seal FROM journal_change WHERE unit_seq = ? ORDER BY seq",
        (unit,),
    ).fetchall()
    if any(seal_of((unit, *row[1:5])) != row[5] for row in rows):
        raise DeskError(
            _("The history is damaged, so this step cannot be taken back"),
            _("Your data as it stands is untouched. A backup has the older state."),
        )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def _take_out(
    connection: Connection, unit: int, seq: int, table: str, row_id: str, after: str | None
) -> None:
    """Remove rows that this unit made. Their text is noted now, so that redo can bring them back.

    A row whose seal is broken by then goes without: the history must not vouch for damage.
    """
    of = BY_NAME[table]
    ids = row_id.split(ID_MARK)
    if after is None or after[:1] == _MANY:
        kept = sound_bodies(connection, of, ids)
        texts = [kept.get(one, _GONE) for one in ids]
        noted = f"[{','.join(texts)}]"
        connection.execute(
            "UPDATE journal_change SET after = ?, seal = ? WHERE seq = ?",
            (noted, seal_of((unit, table, row_id, None, noted)), seq),
        )
    connection.executemany(delete_sql(of), [(one,) for one in ids])


def _texts(noted: str) -> list[str | None]:
    """The bodies that `_take_out` noted, letter by letter as they were."""
    parts = [bytes(part).decode() for part in msgspec.json.decode(noted, type=list[msgspec.Raw])]
    return [None if part == _GONE else part for part in parts]


def _put(connection: Connection, table_name: str, row_id: str, body: str | None) -> None:
    of = BY_NAME[table_name]
    if body is None:
        connection.execute(delete_sql(of), (row_id,))
        return
    record = msgspec.json.decode(body, type=of.record)
    connection.execute(upsert_sql(of), row_of(of, row_id, record, body))
