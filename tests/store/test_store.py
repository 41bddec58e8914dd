import sqlite3
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.listings.model import Listing
from seller_desk.core.store import journal, migrate
from seller_desk.core.store.revisions import MIGRATIONS
from seller_desk.core.store.store import Store


@pytest.fixture
def folder(tmp_path):
    return DataFolder(tmp_path / "data")


@pytest.fixture
def store(folder):
    store = Store.open(folder)
    yield store
    store.close()


def company(**values):
    return Company(**{"id": "c", "legal_name_zh": "深圳市澄湾科技有限公司", **values})


def listing(number, **values):
    return Listing(
        **{
            "id": f"l{number}",
            "company_id": "c",
            "sku": f"S-{number}",
            "title": f"充电器 {number}",
            **values,
        }
    )


def names(store):
    with store.read() as work:
        return [one.legal_name_zh for one in work.companies.find()]


def test_what_was_saved_is_there_after_a_restart(folder):
    first = Store.open(folder)
    with first.work("save") as work:
        work.companies.save(company())
    first.close()
    again = Store.open(folder)
    assert names(again) == ["深圳市澄湾科技有限公司"]
    again.close()


def test_a_failed_unit_of_work_leaves_no_trace(store):
    with pytest.raises(RuntimeError), store.work("save") as work:
        work.companies.save(company())
        raise RuntimeError
    assert names(store) == []
    assert store.can_undo() is None


def test_undo_and_redo_cross_restarts(folder):
    store = Store.open(folder)
    for name in ("甲", "乙"):
        with store.work(f"name {name}") as work:
            work.companies.save(company(legal_name_zh=name))
    store.close()
    store = Store.open(folder)
    assert store.undo() == "name 乙"
    assert names(store) == ["甲"]
    assert store.redo() == "name 乙"
    assert names(store) == ["乙"]
    assert store.redo() is None
    store.close()


def test_a_new_change_ends_what_could_be_redone(store):
    for name in ("甲", "乙"):
        with store.work(name) as work:
            work.companies.save(company(legal_name_zh=name))
    store.undo()
    with store.work("丙") as work:
        work.companies.save(company(legal_name_zh="丙"))
    assert store.can_redo() is None
    assert store.undo() == "丙"
    assert names(store) == ["甲"]


def test_undoing_the_removal_of_a_company_brings_back_all_that_it_had(store):
    with store.work("add") as work:
        work.companies.save(company())
        work.listings.save_many(listing(n) for n in range(1200))
    with store.work("remove") as work:
        assert work.companies.delete("c")
    with store.read() as work:
        assert work.listings.count() == 0
    store.undo()
    with store.read() as work:
        assert work.listings.count(company_id="c") == 1200
        assert work.listings.get("l7") == listing(7)


def test_saving_the_same_again_is_no_change(store):
    with store.work("add") as work:
        work.companies.save(company())
    with store.work("again") as work:
        assert work.companies.save_many([company()]) == 0
    assert store.can_undo() == "add"


def test_a_search_finds_what_python_would(store):
    titles = ["USB 充电器", "100% cotton", "a_b", "Großes Tuch", "双层调料架"]
    with store.work("add") as work:
        work.companies.save(company())
        work.listings.save_many(listing(n, title=title, sku="X") for n, title in enumerate(titles))
    with store.read() as work:
        for words in ("充", "充电", "充电器", "%", "_", "gross", "调料", "zzz"):
            found = [one.title for one in work.listings.matching(words, company_id="c")]
            assert found == [title for title in titles if words in title.casefold()]


def test_settings_are_not_undone(store):
    store.set_setting("theme", "dark")
    assert store.setting("theme") == "dark"
    assert store.can_undo() is None


def test_old_units_are_forgotten_after_ninety_days(store):
    with store.work("add") as work:
        work.companies.save(company())
    with store._begin() as connection:
        journal.purge(connection, datetime.now(UTC) + timedelta(days=91))
    assert store.can_undo() is None


def test_the_database_is_durable_and_private(store, folder):
    with store._reading() as connection:
        pragmas = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert folder.root.stat().st_mode & 0o077 == 0
    assert folder.database.stat().st_mode & 0o077 == 0


def test_the_migrations_make_the_same_schema_as_the_tables(folder, tmp_path):
    Store.open(folder).close()
    migrate.upgrade(tmp_path / "migrated.sqlite3")

    def schema(path):
        with sqlite3.connect(path) as connection:
            rows = connection.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
            ).fetchall()
        connection.close()
        # A table that a migration rebuilt has its name in quotes.
        plain = [" ".join(row[0].replace('"', "").split()) for row in rows]
        return sorted(sql for sql in plain if "alembic" not in sql and "sqlite_sequence" not in sql)

    assert schema(folder.database) == schema(tmp_path / "migrated.sqlite3")


def test_the_head_in_the_code_is_alembics_head():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.HEAD


def test_a_newer_file_is_refused_and_left_untouched(folder):
    Store.open(folder).close()
    with sqlite3.connect(folder.database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = folder.database.read_bytes()
    with pytest.raises(DeskError, match="newer"):
        Store.open(folder)
    assert folder.database.read_bytes() == before


@pytest.mark.parametrize(
    "damage", [b"not a database at all" * 200, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_damaged_file_is_told_and_left_untouched(folder, damage):
    folder.root.mkdir(parents=True)
    folder.database.write_bytes(damage)
    with pytest.raises(DeskError, match="damaged"):
        Store.open(folder)
    assert folder.database.read_bytes() == damage


def test_records_of_an_older_program_still_load():
    old = b'{"id":"c","legal_name_zh":"\xe7\x94\xb2","a_field_of_tomorrow":1}'
    assert msgspec.json.decode(old, type=Company).legal_name_zh == "甲"


def test_while_another_program_writes_one_can_open_and_read_and_a_write_is_told(
    tmp_path, monkeypatch
):
    from seller_desk.core.store import connections
    from seller_desk.core.store.damage import DatabaseBusy

    monkeypatch.setattr(connections, "PRAGMAS", (*connections.PRAGMAS[:3], "busy_timeout=50"))
    folder = DataFolder(tmp_path)
    Store.open(folder).close()
    other = sqlite3.connect(folder.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = Store.open(folder)
    assert store.setting("x") == ""
    with pytest.raises(DatabaseBusy):
        store.set_setting("x", "1")
    other.execute("ROLLBACK")
    other.close()
    store.set_setting("x", "1")
    assert store.setting("x") == "1"
    store.close()


def test_a_full_disk_is_told_and_not_taken_for_our_mistake(tmp_path):
    store = Store.open(DataFolder(tmp_path))
    with store._begin() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DeskError) as told:
        store.set_setting("x", "y" * 1_000_000)
    assert told.value.exit_code == 3
    assert store.setting("x") == ""
    store.close()
