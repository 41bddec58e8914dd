"""Bring the database file to this program's schema: a verified copy is upgraded, then takes the file's place.

Alembic is imported only when there is something to migrate; a plain look at the stored revision decides.
"""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _

# The newest revision in migrations/versions; a test holds it against Alembic's own head.
HEAD = "0001"
MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(database: Path, backups: Path) -> None:
    """Make a new file, upgrade an older one, refuse a newer or damaged one without touching it."""
    if not database.exists() or database.stat().st_size == 0:
        _create(database)
        return
    revision = _revision(database)
    if revision == HEAD:
        return
    if revision not in _known_revisions():
        raise DeskError(
            _("This data folder comes from a newer Seller Desk"),
            _("Update the program. The file was not touched."),
            file=database,
        )
    _upgrade_copy(database, backups)


def _revision(database: Path) -> str:
    try:
        connection = sqlite3.connect(f"file:{database.as_posix()}?mode=ro", uri=True)
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as problem:
        raise _damaged(database) from problem
    if row is None:
        raise _damaged(database)
    return str(row[0])


def _damaged(database: Path) -> DeskError:
    return DeskError(
        _("The database is damaged"),
        _("Nothing was changed. Restore a backup of {file}.").format(file=database.name),
        file=database,
    )


def _known_revisions() -> list[str]:
    return [path.stem.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py*")]


def _create(database: Path) -> None:
    from sqlalchemy import create_engine

    from seller_desk.core.store.tables import metadata

    part = database.with_name(f".{database.name}.new")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    engine = create_engine(f"sqlite:///{part.as_posix()}")
    with engine.begin() as connection:
        metadata.create_all(connection)
        connection.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
        )
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    engine.dispose()
    system.replace_with_retry(part, database)
    system.sync_folder(database.parent)


def _upgrade_copy(database: Path, backups: Path) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    system.private_folder(backups)
    kept = backups / f"before-migration-{stamp}.sqlite3"
    copy = database.with_name(f".{database.name}.migrating")
    for target in (kept, copy):
        target.unlink(missing_ok=True)
        _copy_database(database, target)
    upgrade(copy)
    connection = sqlite3.connect(copy)
    try:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        connection.close()
    if verdict != "ok" or orphans:
        raise _damaged(database)
    system.replace_with_retry(copy, database)
    for leftover in ("-wal", "-shm"):
        database.with_name(database.name + leftover).unlink(missing_ok=True)
    system.sync_folder(database.parent)


def _copy_database(source: Path, target: Path) -> None:
    target.touch(mode=0o600)
    reader, writer = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reader.backup(writer)
    finally:
        reader.close()
        writer.close()


def upgrade(database: Path, revision: str = "head") -> None:
    """Run Alembic on this file, up to a revision."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", f"sqlite:///{database.as_posix()}")
    command.upgrade(config, revision)
