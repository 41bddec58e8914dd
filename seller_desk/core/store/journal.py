"""The change journal: undo and redo for everything, across restarts."""

from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.store.repository import Change, row_of, upsert_sql
from seller_desk.core.store.seal import seal_of
from seller_desk.core.store.tables import BY_NAME, journal_change, journal_unit

KEEP_DAYS = 90


def record(connection: Connection, label: str, changes: list[Change]) -> None:
    """Note one unit of work; whatever had been undone can no longer be redone."""
    if not changes:
        return
    connection.execute(delete(journal_unit).where(journal_unit.c.undone == 1))
    at = datetime.now(UTC).isoformat(timespec="seconds")
    unit = connection.execute(
        journal_unit.insert().values(at=at, label=label, undone=0)
    ).inserted_primary_key
    assert unit is not None
    connection.exec_driver_sql(
        "INSERT INTO journal_change (unit_seq, table_name, row_id, before, after, seal) VALUES (?, ?, ?, ?, ?, ?)",
        [(unit[0], *change, seal_of((unit[0], *change))) for change in changes],
    )


def next_undo(connection: Connection) -> tuple[int, str] | None:
    """The unit that undo would take back: its number and label."""
    query = select(journal_unit.c.seq, journal_unit.c.label).where(journal_unit.c.undone == 0)
    row = connection.execute(query.order_by(journal_unit.c.seq.desc()).limit(1)).first()
    return (row[0], row[1]) if row else None


def next_redo(connection: Connection) -> tuple[int, str] | None:
    """The unit that redo would bring back."""
    query = select(journal_unit.c.seq, journal_unit.c.label).where(journal_unit.c.undone == 1)
    row = connection.execute(query.order_by(journal_unit.c.seq).limit(1)).first()
    return (row[0], row[1]) if row else None


def last_change(connection: Connection) -> str:
    """A text that differs after every change, whoever made it, also after undo and redo.

    The number of the last unit alone would not do: undo makes none, and a restored database counts on from an older one.
    """
    number = connection.exec_driver_sql(
        "SELECT seq FROM sqlite_sequence WHERE name = 'journal_unit'"
    ).scalar()
    last = select(journal_unit.c.at).order_by(journal_unit.c.seq.desc()).limit(1)
    undone = select(func.count()).select_from(journal_unit).where(journal_unit.c.undone == 1)
    at, back = connection.execute(last).scalar(), connection.execute(undone).scalar()
    # Settings are not in the journal; those of the window itself change nothing that anybody judges.
    settings = connection.exec_driver_sql(
        "SELECT id, seal FROM setting WHERE id NOT LIKE 'window.%' ORDER BY id"
    ).all()
    return f"{number or 0} {at or ''} {back} {seal_of([part for row in settings for part in row])}"


def undo(connection: Connection) -> str | None:
    """Take back the last unit; its label, or None if there is nothing."""
    unit = next_undo(connection)
    if unit is None:
        return None
    changes = _changes(connection, unit[0])
    for table_name, row_id, before, _after in reversed(changes):
        _put(connection, table_name, row_id, before)
    connection.execute(update(journal_unit).where(journal_unit.c.seq == unit[0]).values(undone=1))
    return unit[1]


def redo(connection: Connection) -> str | None:
    """Bring back the unit that was undone last."""
    unit = next_redo(connection)
    if unit is None:
        return None
    for table_name, row_id, _before, after in _changes(connection, unit[0]):
        _put(connection, table_name, row_id, after)
    connection.execute(update(journal_unit).where(journal_unit.c.seq == unit[0]).values(undone=0))
    return unit[1]


def purge(connection: Connection, now: datetime) -> None:
    """Forget units older than the days we keep."""
    limit = (now - timedelta(days=KEEP_DAYS)).isoformat(timespec="seconds")
    connection.execute(delete(journal_unit).where(journal_unit.c.at < limit))


def _changes(connection: Connection, unit: int) -> list[Change]:
    columns = journal_change.c
    query = select(columns.table_name, columns.row_id, columns.before, columns.after, columns.seal)
    rows = connection.execute(query.where(columns.unit_seq == unit).order_by(columns.seq)).all()
    if any(seal_of((unit, *row[:4])) != row[4] for row in rows):
        raise DeskError(
            _("The history is damaged, so this step cannot be taken back"),
            _("Your data as it stands is untouched. A backup has the older state."),
        )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _put(connection: Connection, table_name: str, row_id: str, body: str | None) -> None:
    of = BY_NAME[table_name]
    if body is None:
        connection.execute(of.table.delete().where(of.table.c.id == row_id))
        return
    record = msgspec.json.decode(body, type=of.record)
    connection.exec_driver_sql(upsert_sql(of), row_of(of, row_id, record, body))
