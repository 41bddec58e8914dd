"""What many new rows leave in the history: their ids only; undo, redo and damage work as for any change."""

import sqlite3
from contextlib import closing

import msgspec
import pytest

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.listings.model import Listing
from seller_desk.core.store.snapshot import health, named_blobs
from seller_desk.core.store.store import Store

MANY = 1203


def listing(number, **values):
    return Listing(id=f"l{number}", company_id="c", sku=f"S-{number}", **values)


@pytest.fixture
def data(tmp_path):
    return DataFolder(tmp_path / "data")


@pytest.fixture
def store(data):
    store = Store.open(data)
    with store.work("company") as work:
        work.companies.save(Company(id="c"))
    with store.work("import") as work:
        work.listings.save_many(listing(n, title=f"盒子 {n}") for n in range(MANY))
    yield store
    store.close()


def stored(store):
    with store.read() as work:
        return work.listings.find(company_id="c")


def test_their_text_is_not_written_twice(store, data):
    with closing(sqlite3.connect(data.database)) as connection:
        rows = connection.execute(
            "SELECT count(*), count(before), count(after) FROM journal_change"
            " WHERE unit_seq = (SELECT max(seq) FROM journal_unit)"
        ).fetchone()
    assert rows == (3, 0, 0)


def test_undo_and_redo_give_the_same_rows_in_the_same_order_and_sound(store, data):
    before = stored(store)
    for _round in range(2):
        assert store.undo() == "import"
        assert stored(store) == []
        assert store.redo() == "import"
        assert stored(store) == before
    assert health(data.database).ok


def test_later_changes_are_taken_back_before_them(store):
    before = stored(store)
    with store.work("edit") as work:
        work.listings.save(listing(7, title="changed"))
        work.listings.delete("l8")
    for _step in range(2):
        store.undo()
    assert stored(store) == []
    for _step in range(2):
        store.redo()
    after = stored(store)
    assert len(after) == MANY - 1
    assert after[7].title == "changed"
    assert [one for one in after if one.id != "l7"] == [
        one for one in before if one.id not in ("l7", "l8")
    ]


def test_a_row_made_changed_and_removed_in_one_unit_leaves_nothing_and_comes_back_as_it_was(store):
    with store.work("busy") as work:
        work.listings.save_many([listing("x", title="one"), listing("x", title="two")])
        assert work.listings.get("lx").title == "two"
        work.listings.delete("lx")
        work.listings.save(listing("y", title="kept"))
        work.listings.save(listing("y", title="kept again"))
    before = stored(store)
    store.undo()
    assert len(stored(store)) == MANY
    store.redo()
    assert stored(store) == before


def test_a_row_that_was_damaged_meanwhile_goes_and_the_others_come_back(store, data):
    with closing(sqlite3.connect(data.database)) as connection, connection:
        connection.execute("UPDATE listing SET body = replace(body, '盒', '合') WHERE id = 'l5'")
    before = [one for one in stored(store) if one.id != "l5"]
    store.undo()
    store.redo()
    assert stored(store) == before
    assert health(data.database).ok


def test_a_damaged_list_of_ids_is_told_and_takes_nothing_out(store, data):
    with closing(sqlite3.connect(data.database)) as connection, connection:
        connection.execute("UPDATE journal_change SET row_id = replace(row_id, 'l1', 'l2')")
    with pytest.raises(DeskError, match="history is damaged"):
        store.undo()
    assert len(stored(store)) == MANY


def test_pictures_of_rows_that_undo_took_out_are_still_in_use(store, data):
    from seller_desk.core.listings.model import ListingImage

    digest = "ab" * 32
    with store.work("picture") as work:
        work.listings.save(listing("p", images=[ListingImage(sha256=digest)]))
    store.undo()
    with closing(sqlite3.connect(data.database)) as connection:
        assert digest in named_blobs(connection, history=True)


def test_a_record_that_an_older_program_wrote_in_full_is_no_change(store, data):
    from seller_desk.core.store.repository import row_of, upsert_sql
    from seller_desk.core.store.tables import TABLES

    one = stored(store)[3]
    body = msgspec.json.encode(one).decode()
    wide = body[:-1] + ',"gone_field":""}'
    of = TABLES[Listing]
    with closing(sqlite3.connect(data.database)) as connection, connection:
        connection.execute(upsert_sql(of), row_of(of, one.id, one, wide))
    with store.work("again") as work:
        assert work.listings.save_many([one]) == 0
    assert store.can_undo() == "import"
