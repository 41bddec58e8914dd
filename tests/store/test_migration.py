"""Every released schema migrates, killed at any step the old file or the new one is there, a newer one is refused."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.store import backup, migrate, restore
from seller_desk.core.store.damage import DamagedDatabase
from seller_desk.core.store.revisions import known_revisions
from seller_desk.core.store.snapshot import health, revision_of
from seller_desk.core.store.store import Store

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
RELEASED = sorted(FIXTURES.glob("schema-*.sqlite3"))
OLD = FIXTURES / "schema-0001.sqlite3"


@pytest.fixture
def folder(tmp_path):
    folder = DataFolder(tmp_path / "data")
    folder.root.mkdir()
    return folder


def revision(database):
    with closing(sqlite3.connect(database)) as connection:
        return revision_of(connection)


def rows(database):
    with closing(sqlite3.connect(database)) as connection:
        tables = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
            )
        ]
        found = {}
        for table in tables:
            names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            kept = ", ".join(f'"{name}"' for name in names if name != "seal")
            found[table] = connection.execute(
                f'SELECT {kept} FROM "{table}" ORDER BY rowid'
            ).fetchall()
        return found


def tables(database):
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        )
        return [row[0] for row in found]


def test_every_schema_has_its_fixture():
    assert {path.stem.split("-")[1] for path in RELEASED} == set(known_revisions())


def test_the_newest_schema_is_still_what_was_released(folder):
    Store.open(folder).close()
    assert tables(folder.database) == tables(FIXTURES / f"schema-{migrate.HEAD}.sqlite3")


@pytest.mark.parametrize("fixture", RELEASED, ids=lambda path: path.stem)
def test_a_released_schema_migrates_and_keeps_every_row(fixture, folder):
    shutil.copy(fixture, folder.database)
    before = rows(folder.database)
    store = Store.open(folder)
    with store.read() as work:
        assert work.listings.count() == 40
        assert [one.legal_name_zh for one in work.companies.find()] == ["示例贸易有限公司", "丙"]
        assert [one.sku for one in work.listings.find()] == [f"S-{n}" for n in range(40)]
    assert store.can_redo() == "Remove"
    assert store.undo() == "Rename"
    assert store.redo() == "Rename"
    assert store.redo() == "Remove"
    assert store.undo() == "Remove"
    store.close()
    assert revision(folder.database) == migrate.HEAD
    assert health(folder.database).ok
    after = rows(folder.database)
    assert {name: after[name] for name in before} == before
    assert after["export_record"] == before.get("export_record", [])


def test_before_a_migration_a_backup_of_the_old_file_is_made_that_restores(folder):
    shutil.copy(OLD, folder.database)
    Store.open(folder).close()
    (kept,) = backup.kept_backups(folder.backups)
    assert kept.prefix == "before-migration"
    manifest = backup.manifest_of(kept.path)
    assert manifest.schema == "0001"
    restore.swap(folder, restore.prepare(kept.path, folder))
    assert revision(folder.database) == "0001"
    Store.open(folder).close()
    assert revision(folder.database) == migrate.HEAD


def test_a_file_of_today_is_not_migrated(folder, monkeypatch):
    Store.open(folder).close()
    monkeypatch.setattr(migrate, "_upgrade_copy", None)
    Store.open(folder).close()
    assert not folder.backups.exists()


@pytest.mark.parametrize("step", ["settle", "make_local", "snapshot", "upgrade", "health"])
def test_a_step_that_fails_leaves_the_old_file(folder, monkeypatch, step):
    shutil.copy(OLD, folder.database)
    before = rows(folder.database)

    def fail(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrate, step, fail)
    with pytest.raises(DeskError, match="cannot be written"):
        Store.open(folder)
    assert revision(folder.database) == "0001"
    assert rows(folder.database) == before
    monkeypatch.undo()
    Store.open(folder).close()
    assert revision(folder.database) == migrate.HEAD


def test_a_migration_that_loses_a_row_is_refused(folder, monkeypatch):
    shutil.copy(OLD, folder.database)
    real = migrate.upgrade

    def lossy(database):
        real(database)
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("DELETE FROM listing WHERE id = 'l7'")

    monkeypatch.setattr(migrate, "upgrade", lossy)
    with pytest.raises(DeskError, match="could not be brought"):
        Store.open(folder)
    assert revision(folder.database) == "0001"


def test_a_damaged_old_file_is_not_migrated(folder):
    raw = bytearray(OLD.read_bytes())
    with closing(sqlite3.connect(OLD)) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name='listing'"
        ).fetchone()[0]
    raw[(root - 1) * 4096 : (root - 1) * 4096 + 64] = b"\xff" * 64
    folder.database.write_bytes(raw)
    with pytest.raises(DamagedDatabase):
        Store.open(folder)
    assert folder.database.read_bytes() == bytes(raw)


def test_a_log_without_its_database_is_kept_but_not_played_into_a_new_one(folder):
    Store.open(folder).close()
    folder.database.unlink()
    log = folder.root / "desk.sqlite3-wal"
    log.write_bytes(b"what is left")
    Store.open(folder).close()
    (left,) = folder.root.glob("desk.sqlite3.left-*-wal")
    assert left.read_bytes() == b"what is left"


KILLED = """
import os, signal, sys
from pathlib import Path
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.store import migrate
import alembic.command, alembic.config, sqlalchemy.dialects.sqlite
stop_at, count = int(sys.argv[2]), 0
def die(event, args):
    global count
    name = str(args[0]) if args else ""
    if event in ("os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "sqlite3.connect", "shutil.rmtree") or (
        event == "open" and sys.argv[1] in name
    ):
        count += 1
        if count == stop_at:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(die)
migrate.bring_up_to_date(DataFolder(Path(sys.argv[1])))
print(count)
"""


def killed_at(folder, moment):
    # -B: compiled modules written by the first run would be steps that the next runs lack.
    words = [sys.executable, "-B", "-c", KILLED, str(folder.root), str(moment)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("count", [5, pytest.param(200, marks=pytest.mark.long)])
@pytest.mark.timeout(1800)
def test_killed_at_any_step_the_old_file_or_the_new_one_is_there(tmp_path, count):
    def fresh(number):
        folder = DataFolder(tmp_path / str(number))
        folder.root.mkdir()
        shutil.copy(OLD, folder.database)
        return folder

    total = killed_at(fresh("whole"), 0)
    assert total.returncode == 0, total.stderr
    last = int(total.stdout)
    assert last > 10
    seen = set()
    for moment in sorted({1 + (last - 1) * n // (count - 1) for n in range(count)}):
        folder = fresh(moment)
        assert killed_at(folder, moment).returncode == -signal.SIGKILL
        seen.add(revision(folder.database))
        assert health(folder.database).ok
        assert len(rows(folder.database)["listing"]) == 40
        Store.open(folder).close()
        assert revision(folder.database) == migrate.HEAD
        shutil.rmtree(folder.root)
    assert seen == {"0001", migrate.HEAD}


WAL_WRITER = """
import os, sys
from pathlib import Path
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.listings.model import Listing
from seller_desk.core.store.store import Store
store = Store.open(DataFolder(Path(sys.argv[1])))
with store.work("company") as work:
    work.companies.save(Company(id="c"))
for number in range(25):
    with store.work("batch") as work:
        work.listings.save_many(
            Listing(id=f"{number}-{n}", company_id="c", sku=str(number), title="x" * 300) for n in range(10)
        )
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("count", [25, pytest.param(500, marks=pytest.mark.long)])
@pytest.mark.timeout(1800)
def test_a_log_cut_anywhere_gives_a_whole_prefix_of_the_units_of_work(tmp_path, count):
    import random

    folder = DataFolder(tmp_path / "data")
    subprocess.run([sys.executable, "-c", WAL_WRITER, str(folder.root)], check=False)
    database, log = folder.database.read_bytes(), (folder.root / "desk.sqlite3-wal").read_bytes()
    assert len(log) > 100_000
    chance, seen = random.Random(500), set()
    for number in range(count):
        cut = chance.randrange(len(log))
        place = tmp_path / f"cut{number}.sqlite3"
        place.write_bytes(database)
        place.with_name(place.name + "-wal").write_bytes(log[:cut])
        assert health(place).ok
        with closing(sqlite3.connect(place)) as connection:
            found = connection.execute("SELECT sku, count(*) FROM listing GROUP BY sku").fetchall()
            units = connection.execute(
                "SELECT count(*) FROM journal_unit WHERE label='batch'"
            ).fetchone()[0]
        assert sorted(int(sku) for sku, _count in found) == list(range(len(found)))
        assert all(rows_of == 10 for _sku, rows_of in found)
        assert units == len(found)
        seen.add(len(found))
        for side in ("", "-wal", "-shm"):
            place.with_name(place.name + side).unlink(missing_ok=True)
    assert len(seen) > 5
