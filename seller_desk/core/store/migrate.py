"""Bring the database file to this program's schema: a verified copy is upgraded, then takes the file's place.

Alembic is imported only when there is something to migrate; a plain look at the stored revision decides.
"""

import os
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import told_by_disk
from seller_desk.core.base.language import _
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.store.backup import make_local, newest, stamp_of, workshop
from seller_desk.core.store.connections import read_only
from seller_desk.core.store.damage import DamagedDatabase, trouble
from seller_desk.core.store.restore import SIDE_FILES, settle
from seller_desk.core.store.revisions import MIGRATIONS, known_revisions
from seller_desk.core.store.snapshot import health, quick_problems, revision_of, snapshot

# The newest revision in migrations/versions; a test holds it against Alembic's own head.
HEAD = "0005"
# Looking through a file of this size takes about 25 ms; larger ones are looked through with each backup.
CHECKED_AT_START = 32 << 20
LOCK_SECONDS = 10.0


def bring_up_to_date(folder: DataFolder) -> None:
    """Make a new file, upgrade an older one, refuse a newer or damaged one without touching it."""
    database = folder.database
    if not _absent(database):
        revision = _look(folder)
        if revision == HEAD:
            return
        if revision not in known_revisions():
            raise DeskError(
                _("This data folder comes from a newer Seller Desk"),
                _("Update the program. The file was not touched."),
                file=database,
            )
    # Window and terminal may start at the same moment: one of them makes or upgrades, the other waits.
    lock = folder.root / "upgrade.lock"
    with system.exclusive_lock(lock, wait_seconds=LOCK_SECONDS) as held:
        if not held:
            raise DeskError(
                _("The database is in use"),
                _("Close the other Seller Desk and try again. Nothing was changed."),
                file=database,
            )
        if _absent(database):
            with told_by_disk(database):
                _create(database)
        elif _look(folder) != HEAD:
            with told_by_disk(database):
                _upgrade_copy(folder)


def _absent(database: Path) -> bool:
    return not database.exists() or database.stat().st_size == 0


def _look(folder: DataFolder) -> str:
    """The schema of a file that is sound at first sight. Raises DamagedDatabase."""
    database = folder.database
    last = newest(folder.backups)
    address = read_only(database)
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=5)) as connection:
            revision = revision_of(connection)
            small = database.stat().st_size <= CHECKED_AT_START
            if not revision or (
                small and revision in known_revisions() and quick_problems(connection)
            ):
                raise DamagedDatabase(database, last)
    except sqlite3.Error as problem:
        raise trouble(problem, database, last) from problem
    return revision


def _create(database: Path) -> None:
    from sqlalchemy import create_engine
    from sqlalchemy.exc import DBAPIError

    from seller_desk.core.store.schema import metadata

    part = database.with_name(f".{database.name}.new")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    engine = create_engine(f"sqlite:///{part.as_posix()}")
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            connection.exec_driver_sql(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
            )
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    except DBAPIError as problem:
        part.unlink(missing_ok=True)
        if isinstance(problem.orig, sqlite3.Error):
            raise trouble(problem.orig, database) from problem
        raise
    finally:
        engine.dispose()
    _put_aside_side_files(database)
    system.replace_with_retry(part, database)
    system.sync_folder(database.parent)


def _put_aside_side_files(database: Path) -> None:
    """A log that outlived its database must not be played into a new one; it may hold data, so it is kept."""
    for side in SIDE_FILES:
        left = database.with_name(database.name + side)
        if left.exists():
            name = f"{database.name}.left-{stamp_of(datetime.now(UTC))}{side}"
            system.replace_with_retry(left, database.with_name(name))


def _upgrade_copy(folder: DataFolder) -> None:
    """At every moment the folder has the old file or the new one, each whole."""
    database = folder.database
    try:
        settle(database)
    except sqlite3.Error as problem:
        raise trouble(problem, database, newest(folder.backups)) from problem
    make_local(folder, "before-migration")
    with workshop(folder.backups) as shop:
        copy = shop / database.name
        snapshot(database, copy)
        before = _counts(copy)
        upgrade(copy)
        after = _counts(copy)
        if not health(copy).ok or any(after[name] != count for name, count in before.items()):
            raise DeskError(
                _("The database could not be brought to this version"),
                _("Nothing was changed. Go on with the former version and report this."),
                file=database,
            )
        with copy.open("r+b") as handle:
            os.fsync(handle.fileno())
        system.replace_with_retry(copy, database)
    system.sync_folder(database.parent)


def _counts(database: Path) -> Counter[str]:
    """Rows of each of the seller's tables."""
    with closing(sqlite3.connect(database)) as connection:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        return Counter(
            {
                name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                for name in names
            }
        )


def upgrade(database: Path, revision: str = "head") -> None:
    """Run Alembic on this file, up to a revision."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", f"sqlite:///{database.as_posix()}")
    command.upgrade(config, revision)
