"""Every file written keeps its hash; a change of it is told, and an overwritten byte in a row is trouble."""

import re
import sqlite3
from contextlib import closing

import pytest

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import sha256_of
from seller_desk.core.company.model import Company
from seller_desk.core.listings.model import Listing
from seller_desk.core.services import doctor
from seller_desk.core.services.listing_exports import ExportRequest
from seller_desk.core.services.listings import ListingService
from seller_desk.core.shipping.model import ShippingTemplate
from seller_desk.core.store.archive import check_archive
from seller_desk.core.store.damage import DamagedRow
from seller_desk.core.store.exports import CHANGED, MISSING, SAME
from seller_desk.core.store.snapshot import health
from seller_desk.core.store.store import Store

TITLE = "Spice rack of two tiers"


@pytest.fixture
def store(data):
    store = Store.open(data)
    with store.work("listing") as work:
        work.listings.save(Listing(id="x", company_id="c", sku="X-1", title=TITLE))
    yield store
    store.close()


def write(store, target, data=b"one", **more):
    given = {"company_id": "c", "what": "listings", "form": "own_csv", **more}
    return store.write_out(target, data, **given)


def records(store):
    with store.read() as work:
        return work.exports.find()


def flip(folder, text=b"Spice rack of two tiers"):
    """One byte of this text, wherever the database file has it in a row, as a bad disk would."""
    with closing(sqlite3.connect(folder.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw = bytearray(folder.database.read_bytes())
    places = [found.start() for found in re.finditer(re.escape(text), bytes(raw))]
    assert places
    for place in places:
        raw[place] ^= 0x02
    folder.database.write_bytes(raw)


def test_a_written_file_is_kept_with_what_when_format_name_and_hash(store, tmp_path):
    out = tmp_path / "out.csv"
    write(store, out, b"abc")
    (one,) = records(store)
    assert (one.company_id, one.what, one.format, one.name) == ("c", "listings", "own_csv", "out.csv")  # fmt: skip
    assert one.path == str(out)
    assert one.sha256 == sha256_of(out)
    assert one.size == 3
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", one.at)


def test_a_written_file_is_no_step_of_undo(store, tmp_path):
    before = store.can_undo()
    write(store, tmp_path / "out.csv")
    assert store.can_undo() == before
    store.undo()
    assert len(records(store)) == 1


def test_the_records_of_a_company_go_and_come_back_with_it(store, tmp_path):
    write(store, tmp_path / "out.csv")
    with store.work("remove") as work:
        work.companies.delete("c")
    assert records(store) == []
    store.undo()
    assert len(records(store)) == 1


def test_a_file_that_could_not_be_written_leaves_no_record(store, tmp_path):
    (tmp_path / "out.csv").write_bytes(b"mine")
    with pytest.raises(DeskError, match="already there"):
        write(store, tmp_path / "out.csv")
    assert records(store) == []


def test_a_file_whose_record_is_refused_by_the_disk_is_told_as_written(
    store, tmp_path, monkeypatch
):
    def full(*_args):
        problem = sqlite3.OperationalError("database or disk is full")
        problem.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise problem

    from seller_desk.core.store.repository import Repository

    monkeypatch.setattr(Repository, "save", full)
    with pytest.raises(DeskError, match=r"out.csv is written, but could not be noted") as told:
        write(store, tmp_path / "out.csv")
    assert "full" in told.value.advice
    assert (tmp_path / "out.csv").read_bytes() == b"one"


def test_changed_and_missing_files_are_told_as_information(data, store, tmp_path):
    for name in ("same", "changed", "longer", "missing"):
        write(store, tmp_path / f"{name}.csv")
    (tmp_path / "changed.csv").write_bytes(b"two")
    (tmp_path / "longer.csv").write_bytes(b"one more")
    (tmp_path / "missing.csv").unlink()
    found = check_archive(data)
    states = {one.record.name.split(".")[0]: one.state for one in found.exports}
    assert states == {"same": SAME, "changed": CHANGED, "longer": CHANGED, "missing": MISSING}
    assert found.ok
    check = doctor.exports_check(data)
    assert check.state == "ok"
    assert "4 files, 1 unchanged" in check.detail
    assert f"Changed since it was written: {tmp_path / 'changed.csv'}" in check.detail
    assert f"No longer where it was written: {tmp_path / 'missing.csv'}" in check.detail
    assert "same.csv" not in check.detail


def test_a_file_that_a_later_export_replaced_is_not_told_as_changed(data, store, tmp_path):
    write(store, tmp_path / "out.csv", b"one")
    write(store, tmp_path / "out.csv", b"two", overwrite=True)
    assert [one.state for one in check_archive(data).exports] == [SAME]
    assert len(records(store)) == 2


def test_many_changed_files_do_not_fill_the_doctors_page(data, store, tmp_path):
    for number in range(14):
        write(store, tmp_path / f"{number}.csv")
        (tmp_path / f"{number}.csv").unlink()
    said = doctor.exports_check(data).detail
    assert said.count("No longer") == 10
    assert "and 4 more" in said


def test_a_flipped_byte_in_a_listing_is_noticed_by_doctor_and_archive_check(data, store):
    store.close()
    assert doctor.database_check(data).state == "ok"
    flip(data)
    with closing(sqlite3.connect(data.database)) as connection:
        # SQLite itself sees nothing: that is why the rows have seals.
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    found = check_archive(data)
    assert not found.ok
    assert ("listing", "x") in found.database.unsealed
    check = doctor.database_check(data)
    assert check.state == "bad"
    assert "listing x" in check.detail
    assert check.advice


def test_a_flipped_byte_in_a_record_of_an_export_is_noticed(data, store, tmp_path):
    write(store, tmp_path / "reckoned.csv")
    store.close()
    flip(data, b"reckoned")
    assert [table for table, _row in health(data.database).unsealed] == ["export_record"]


def test_no_file_is_made_of_a_damaged_listing(data, store, tmp_path):
    store.close()
    flip(data)
    again = Store.open(data)
    service = ListingService(again, lambda: None, None)
    with pytest.raises(DamagedRow, match="listing"):
        service.export("c", ExportRequest(format="csv"), tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()
    again.close()


def test_rows_of_another_company_stop_no_export(data, store):
    with store.work("other") as work:
        work.companies.save(Company(id="other"))
        work.shipping_templates.save(ShippingTemplate(id="t", company_id="other", name="Pencil"))
    store.close()
    flip(data, b"Pencil")
    again = Store.open(data)
    with again.read() as work:
        work.refuse_damaged("c")
        with pytest.raises(DamagedRow, match="shipping_template"):
            work.refuse_damaged("other")
    again.close()
