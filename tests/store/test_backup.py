"""Backups: made when due, never of a damaged database, every flipped byte found, nothing of them readable."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from seller_desk.core.base.errors import Cancelled, DeskError
from seller_desk.core.company.model import Company
from seller_desk.core.store import backup, locked_file
from seller_desk.core.store.backup_file import open_backup
from seller_desk.core.store.damage import DamagedDatabase
from seller_desk.core.store.locked_file import CHUNK, LockedReader, LockedWriter, WrongPassphrase
from seller_desk.core.store.store import Store
from seller_desk.core.store.verify import verify

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SECRET = "correct horse battery"


@pytest.fixture(autouse=True)
def _quick_scrypt(monkeypatch):
    monkeypatch.setattr(locked_file, "SCRYPT_N", 2**10)


def rename(folder, name):
    store = Store.open(folder)
    with store.work("rename") as work:
        work.companies.save(Company(id="c", legal_name_zh=name))
    store.close()


def damage_pages(database):
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'listing'"
        ).fetchone()[0]
    with database.open("r+b") as handle:
        handle.seek((root - 1) * size)
        handle.write(b"\xff" * 64)


def test_a_backup_is_made_when_something_changed_and_half_an_hour_has_passed(data):
    first = backup.make_if_due(data, NOW)
    assert first is not None
    assert first.name == "seller-desk-backup-20261124T090000Z.sdbackup"
    rename(data, "甲")
    assert backup.make_if_due(data, NOW + timedelta(minutes=29)) is None
    assert backup.make_if_due(data, NOW + timedelta(minutes=30)) is not None
    assert backup.make_if_due(data, NOW + timedelta(days=3)) is None


def test_a_moved_window_is_no_change_but_undo_is(data):
    backup.make_if_due(data, NOW)
    store = Store.open(data)
    store.set_setting("window.geometry", "1,2,3,4,normal")
    assert backup.make_if_due(data, NOW + timedelta(hours=1)) is None
    store.undo()
    assert backup.make_if_due(data, NOW + timedelta(hours=1)) is not None
    store.close()


def test_a_clock_set_back_does_not_stop_backups(data):
    backup.make_if_due(data, NOW + timedelta(days=365))
    rename(data, "甲")
    assert backup.make_if_due(data, NOW) is not None


def test_a_damaged_database_is_never_backed_up_and_older_backups_stay(data):
    before = backup.make_if_due(data, NOW - timedelta(days=400))
    rename(data, "甲")
    damage_pages(data.database)
    with pytest.raises(DamagedDatabase):
        backup.make_if_due(data, NOW)
    assert [one.path for one in backup.kept_backups(data.backups)] == [before]
    assert not list(data.backups.glob(".*"))


def test_while_a_row_is_altered_nothing_is_thinned(data):
    old = [
        backup.make_local(data, "automatic", now=NOW - timedelta(days=1000 + n)) for n in range(3)
    ]
    rename(data, "甲")
    with closing(sqlite3.connect(data.database)) as connection, connection:
        connection.execute("UPDATE listing SET body = replace(body, 'Spice', 'Spicy')")
    assert backup.make_if_due(data, NOW) is not None
    assert all(path.exists() for path in old)


def test_thinning_leaves_what_was_made_by_hand_or_before_a_migration(data):
    old = NOW - timedelta(days=2000)
    by_hand = backup.make_local(data, "manual", now=old)
    before = backup.make_local(data, "before-migration", now=old)
    automatic = backup.make_local(data, "automatic", now=old - timedelta(hours=1))
    for days in range(1, 400):
        # Only names count here; one content does for all.
        stamp = backup.stamp_of(NOW - timedelta(days=days))
        (data.backups / f"seller-desk-backup-{stamp}.sdbackup").write_bytes(automatic.read_bytes())
    removed = backup.thin(data.backups, NOW)
    assert by_hand.exists()
    assert before.exists()
    assert automatic in removed
    kept = len(backup.kept_backups(data.backups))
    assert 12 < kept <= 12 + 10 + 9 + 3


@pytest.mark.parametrize("passphrase", ["", SECRET])
def test_a_whole_copy_verifies(data, tmp_path, passphrase):
    path, manifest = backup.make_whole(data, tmp_path / "copy.sdbackup", passphrase)
    found = verify(path, passphrase)
    assert found.ok, found.problems
    assert found.files == 1 + 4
    assert not found.missing
    assert manifest.whole
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("passphrase", ["", SECRET])
def test_one_flipped_bit_anywhere_is_found(data, tmp_path, passphrase):
    path, _manifest = backup.make_whole(data, tmp_path / "copy.sdbackup", passphrase)
    good = path.read_bytes()
    chance = random.Random(7)
    places = [0, 1, len(good) - 1, len(good) - 70, *chance.sample(range(len(good)), 40)]
    for place in places:
        bad = bytearray(good)
        bad[place] ^= 1 << chance.randrange(8)
        path.write_bytes(bad)
        try:
            found = verify(path, passphrase)
        except DeskError:
            continue
        assert not found.ok, place
    path.write_bytes(good)
    assert verify(path, passphrase).ok


@pytest.mark.parametrize("passphrase", ["", SECRET])
def test_a_cut_off_copy_is_found(data, tmp_path, passphrase):
    path, _manifest = backup.make_whole(data, tmp_path / "copy.sdbackup", passphrase)
    good = path.read_bytes()
    for length in (0, 5, 100, len(good) // 2, len(good) - 1):
        path.write_bytes(good[:length])
        try:
            found = verify(path, passphrase)
        except DeskError:
            continue
        assert not found.ok, length


def test_a_wrong_passphrase_is_told_apart_from_damage(data, tmp_path):
    path, _manifest = backup.make_whole(data, tmp_path / "copy.sdbackup", SECRET)
    with pytest.raises(DeskError, match="needs its passphrase"), open_backup(path):
        pass
    for wrong in ("correct horse batterY", SECRET + " ", "正确的马"):
        with pytest.raises(WrongPassphrase), open_backup(path, wrong):
            pass
    data_bytes = bytearray(path.read_bytes())
    data_bytes[-100] ^= 1
    path.write_bytes(data_bytes)
    with pytest.raises(DeskError, match="damaged"), open_backup(path, SECRET):
        pass


def test_a_locked_copy_shows_nothing_of_what_is_in_it(data, tmp_path):
    path, _manifest = backup.make_whole(data, tmp_path / "copy.sdbackup", SECRET)
    raw = path.read_bytes()
    for known in ("示例贸易".encode(), b"desk.sqlite3", b"\x01" * 32, SECRET.encode()):
        assert known not in raw


def test_a_locked_file_reads_the_same_from_anywhere(tmp_path):
    chance = random.Random(3)
    plain = chance.randbytes(2 * CHUNK + 777)
    path = tmp_path / "locked"
    with path.open("wb") as handle:
        writer = LockedWriter(handle, SECRET)
        for start in range(0, len(plain), 300_001):
            writer.write(plain[start : start + 300_001])
        writer.finish()
    with path.open("rb") as handle:
        reader = LockedReader(handle, SECRET, path)
        assert reader.read() == plain
        for _turn in range(50):
            start = chance.randrange(len(plain))
            reader.seek(start)
            assert reader.read(1000) == plain[start : start + 1000]


def test_swapped_or_dropped_chunks_of_a_locked_file_are_found(tmp_path):
    path = tmp_path / "locked"
    with path.open("wb") as handle:
        writer = LockedWriter(handle, SECRET)
        writer.write(bytes(3 * CHUNK + 5))
        writer.finish()
    whole = path.read_bytes()
    step = locked_file._STEP
    start = whole.index(b"\n", len(locked_file.MAGIC)) + 1
    chunks = [whole[at : at + step] for at in range(start, len(whole), step)]
    assert len(chunks) == 4
    for order in ([1, 0, 2, 3], [0, 2, 3], [0, 1, 2], [0, 1, 2, 3, 3]):
        path.write_bytes(whole[:start] + b"".join(chunks[n] for n in order))
        with pytest.raises(DeskError, match="damaged"), path.open("rb") as handle:
            LockedReader(handle, SECRET, path).read()


def test_a_hostile_header_costs_neither_memory_nor_time(tmp_path):
    path = tmp_path / "locked.sdbackup"
    for header in (
        b'{"kdf":"scrypt","n":1099511627776,"r":8,"p":1,"chunk":1048576,"salt":"AAAA","check":"AAAA"}',
        b'{"kdf":"none"}',
        b"[]",
        b"\xff\xfe",
        b"x" * 100_000,
    ):
        path.write_bytes(locked_file.MAGIC + header + b"\n" + bytes(1000))
        with pytest.raises(DeskError), open_backup(path, SECRET):
            pass


def test_documents_that_are_missing_or_altered_are_left_out_and_named(data, tmp_path):
    blobs = sorted(data.blobs.glob("??/*"))
    blobs[0].unlink()
    blobs[1].write_bytes(b"altered")
    path, manifest = backup.make_whole(data, tmp_path / "copy.sdbackup")
    assert manifest.missing == sorted([blobs[0].name, blobs[1].name])
    found = verify(path)
    assert found.ok
    assert found.missing == manifest.missing


def test_an_existing_file_is_not_overwritten_unasked(data, tmp_path):
    target = tmp_path / "copy.sdbackup"
    target.write_bytes(b"precious")
    with pytest.raises(DeskError, match="already there"):
        backup.make_whole(data, target)
    assert target.read_bytes() == b"precious"


def test_a_stopped_backup_leaves_nothing_behind(data, tmp_path):
    with pytest.raises(Cancelled):
        backup.make_whole(data, tmp_path / "copy.sdbackup", stop=lambda: True)
    assert not list(tmp_path.glob("*.sdbackup"))
    assert not list(data.backups.iterdir())


def test_too_little_room_is_told_before_anything_is_written(data, tmp_path, monkeypatch):
    monkeypatch.setattr(backup.system, "free_bytes", lambda _folder: 1000)
    with pytest.raises(DeskError, match="space"):
        backup.make_whole(data, tmp_path / "copy.sdbackup")
    assert not (tmp_path / "copy.sdbackup").exists()


def test_a_backup_works_while_the_database_is_open_and_has_a_log(data):
    store = Store.open(data)
    with store.work("rename") as work:
        work.companies.save(Company(id="c", legal_name_zh="仍在日志里"))
    path = backup.make_local(data, "automatic", now=NOW)
    copy = data.root / "copy.sqlite3"
    with open_backup(path) as reader, copy.open("wb") as sink:
        reader.copy_database(sink, lambda: False)
    with closing(sqlite3.connect(copy)) as connection:
        assert "仍在日志里" in connection.execute("SELECT body FROM company").fetchone()[0]
    store.close()


def test_what_a_killed_program_left_is_swept_after_a_day(data):
    import os

    data.backups.mkdir(exist_ok=True)
    old, young = data.backups / ".backup-old", data.backups / ".backup-young"
    for folder in (old, young):
        folder.mkdir()
        (folder / "snapshot").write_bytes(b"x")
    os.utime(old, (0, 0))
    backup.make_local(data, "automatic", now=NOW)
    assert not old.exists()
    assert young.exists()
