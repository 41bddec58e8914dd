"""Whether the last change is a certain one: for work that offers its own undo, such as a bulk edit in its history."""

from sqlite3 import Connection

from seller_desk.core.store import journal


def newest_holds(connection: Connection, table_name: str, row_id: str) -> bool:
    """Whether the unit of work that undo would take back is the one that saved this row."""
    unit = journal.next_undo(connection)
    query = "SELECT EXISTS (SELECT 1 FROM journal_change WHERE unit_seq = ? AND table_name = ? AND row_id = ?)"
    return unit is not None and bool(
        connection.execute(query, (unit[0], table_name, row_id)).fetchone()[0]
    )
