"""A row that is not what was saved: no save seals the damage, a removal and a whole choice may replace it."""

import sqlite3
from contextlib import closing

import msgspec
import pytest

from seller_desk.core.listings.model import Listing
from seller_desk.core.store.damage import DamagedRow
from seller_desk.core.store.snapshot import health
from seller_desk.core.store.store import Store


@pytest.fixture
def store(data):
    store = Store.open(data)
    with store.work("listings") as work:
        for number in range(3):
            one = Listing(id=f"x{number}", company_id="c", sku=f"X-{number}", title="Spice rack")
            work.listings.save(one)
    store.set_setting("window.theme", "dark")
    yield store
    store.close()


def damage(data, row="x1", table="listing", column="body", old="Spice", new="Spicd"):
    """Overwrite text of one row as a bad disk would: its seal stays."""
    with closing(sqlite3.connect(data.database)) as connection, connection:
        changed = connection.execute(
            f'UPDATE "{table}" SET "{column}" = replace("{column}", ?, ?) WHERE id = ?',
            (old, new, row),
        )
        assert changed.rowcount == 1
    assert health(data.database).unsealed


def stored(data):
    with closing(sqlite3.connect(data.database)) as connection:
        query = "SELECT id, body, seal FROM listing WHERE id LIKE 'x%' ORDER BY id"
        return connection.execute(query).fetchall()


def titled(work, row, title):
    return msgspec.structs.replace(work.listings.get(row), title=title)


def test_a_save_over_a_damaged_row_refuses_with_the_advice_and_seals_nothing(store, data):
    damage(data)
    before = stored(data)
    with pytest.raises(DamagedRow) as told, store.work("edit") as work:
        work.listings.save(msgspec.structs.replace(work.listings.get("x1"), brand="Own"))
    assert "Restore a backup" in told.value.advice
    assert stored(data) == before
    assert health(data.database).unsealed


def test_a_bulk_edit_with_one_damaged_row_changes_none(store, data):
    damage(data)
    before = stored(data)
    with pytest.raises(DamagedRow), store.work("edit") as work:
        work.listings.save_many([titled(work, f"x{number}", "New") for number in range(3)])
    assert stored(data) == before


def test_a_damaged_lookup_column_refuses_too(store, data):
    damage(data, column="folded", old="spice", new="spicd")
    with pytest.raises(DamagedRow), store.work("edit") as work:
        work.listings.save(titled(work, "x1", "New"))


def test_rows_beside_a_damaged_one_are_saved(store, data):
    damage(data)
    with store.work("edit") as work:
        work.listings.save(titled(work, "x2", "New"))
        assert work.listings.get("x2").title == "New"


def test_a_damaged_row_can_be_removed_and_undo_does_not_seal_it(store, data):
    damage(data)
    with store.work("remove") as work:
        assert work.listings.delete("x1")
        assert work.listings.delete("x2")
    store.undo()
    assert [row[0] for row in stored(data)] == ["x0", "x2"]
    assert not health(data.database).unsealed


def test_a_company_goes_with_a_damaged_row_and_comes_back_without_it(store, data):
    damage(data)
    with store.work("remove") as work:
        work.companies.delete("c")
    assert stored(data) == []
    store.undo()
    assert [row[0] for row in stored(data)] == ["x0", "x2"]
    assert not health(data.database).unsealed


def test_undo_over_a_damaged_row_brings_back_what_was_saved(store, data):
    with store.work("edit") as work:
        work.listings.save(titled(work, "x1", "Spice rack, new"))
    damage(data)
    store.undo()
    with store.read() as work:
        assert work.listings.get("x1").title == "Spice rack"
    assert not health(data.database).unsealed


def test_a_small_choice_replaces_its_damaged_row_for_it_is_the_whole_of_it(store, data):
    damage(data, row="window.theme", table="setting", old="dark", new="darj")
    store.set_setting("window.theme", "light")
    assert store.setting("window.theme") == "light"
    assert not health(data.database).unsealed


def test_what_the_seller_typed_about_a_product_is_not_saved_over_damage(store, data):
    from seller_desk.core.store.settings import Setting

    with store.work("product") as work:
        work.typed.save(Setting(id="product.c", value="glass"))
    damage(data, row="product.c", table="setting", old="glass", new="glasr")
    with pytest.raises(DamagedRow), store.work("product") as work:
        work.typed.save(Setting(id="product.c", value="wood"))


def unreadable(data, table="listing", row="x1"):
    """A bit of a letter flipped, so that the text is no UTF-8 any more."""
    with closing(sqlite3.connect(data.database)) as connection, connection:
        query = f"UPDATE \"{table}\" SET body = CAST(replace(CAST(body AS BLOB), 'Spice', X'53F0696365') AS TEXT) WHERE id = ?"
        assert connection.execute(query, (row,)).rowcount == 1


def test_text_that_is_no_text_any_more_is_told_by_every_check(store, data, tmp_path):
    from seller_desk.core.services.backups import BackupService
    from seller_desk.core.store.archive import check_archive, in_use
    from seller_desk.core.store.backup import make_local

    used = in_use(data)
    unreadable(data)
    checked = check_archive(data)
    assert ("listing", "x1") in checked.database.unsealed
    assert in_use(data) == used
    assert not BackupService(data, lambda: store).check().ok
    make_local(data, "before-restore")


def test_a_whole_copy_names_the_rows_that_were_damaged_when_it_was_made(store, data, tmp_path):
    from seller_desk.core.store.backup import make_whole

    _path, sound = make_whole(data, tmp_path / "sound.sdbackup")
    damage(data)
    _path, told = make_whole(data, tmp_path / "damaged.sdbackup")
    assert (sound.altered, told.altered) == ([], ["listing x1"])
