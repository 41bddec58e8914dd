"""Restoring: every document equal, on this or another machine, nothing lost, at every kill a whole database."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.store import backup, locked_file, migrate, restore
from seller_desk.core.store.archive import check_archive, in_use
from seller_desk.core.store.backup_file import open_backup
from seller_desk.core.store.damage import DamagedDatabase
from seller_desk.core.store.drill import rehearse
from seller_desk.core.store.snapshot import health
from seller_desk.core.store.store import Store

SECRET = "correct horse battery"


@pytest.fixture(autouse=True)
def _quick_scrypt(monkeypatch):
    monkeypatch.setattr(locked_file, "SCRYPT_N", 2**10)


def blobs_of(folder):
    return {one.name: one.read_bytes() for one in folder.blobs.glob("??/*")}


def bring_back(path, folder, passphrase=""):
    prepared = restore.prepare(path, folder, passphrase)
    return prepared, restore.swap(folder, prepared)


def rename(folder, name):
    store = Store.open(folder)
    with store.work("rename") as work:
        work.companies.save(Company(id="c", legal_name_zh=name))
    store.close()


def name_of(contents, folder):
    return contents(folder)["companies"][0].legal_name_zh


@pytest.mark.parametrize("passphrase", ["", SECRET])
def test_a_whole_copy_restores_onto_another_machine_with_every_document_equal(
    data, tmp_path, contents, passphrase
):
    path, _manifest = backup.make_whole(data, tmp_path / "usb" / "copy.sdbackup", passphrase)
    before = contents(data), blobs_of(data)
    shutil.rmtree(data.root)
    other = DataFolder(tmp_path / "other machine" / "数据")
    prepared, kept = bring_back(path, other, passphrase)
    assert (contents(other), blobs_of(other)) == before
    assert kept is None
    assert prepared.missing == ()
    assert check_archive(other).ok
    assert other.root.stat().st_mode & 0o077 == 0
    assert other.database.stat().st_mode & 0o077 == 0


def test_undo_still_works_after_a_restore(data, tmp_path):
    path, _manifest = backup.make_whole(data, tmp_path / "copy.sdbackup")
    other = DataFolder(tmp_path / "other")
    bring_back(path, other)
    store = Store.open(other)
    assert store.undo() == "listings"
    with store.read() as work:
        assert work.listings.count() == 0
    store.close()


def test_what_was_there_before_a_restore_is_a_backup_of_its_own(data, contents):
    path = backup.make_local(data, "automatic")
    rename(data, "后来的名字")
    _prepared, kept = bring_back(path, data)
    assert name_of(contents, data) == "示例贸易有限公司"
    assert kept is not None
    assert kept.name.startswith("before-restore-")
    bring_back(kept, data)
    assert name_of(contents, data) == "后来的名字"


def test_a_restore_onto_a_file_with_an_unfinished_log_keeps_what_the_log_held(data, contents):
    path = backup.make_local(data, "automatic")
    code = (
        "import os,sys;from pathlib import Path;from seller_desk.core.base.paths import DataFolder\n"
        "from seller_desk.core.company.model import Company;from seller_desk.core.store.store import Store\n"
        "s=Store.open(DataFolder(Path(sys.argv[1])))\n"
        "with s.work('x') as w: w.companies.save(Company(id='c',legal_name_zh='只在日志里'))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(data.root)], check=False)
    assert data.database.with_name("desk.sqlite3-wal").stat().st_size > 0
    _prepared, kept = bring_back(path, data)
    assert not data.database.with_name("desk.sqlite3-wal").exists()
    assert name_of(contents, data) == "示例贸易有限公司"
    bring_back(kept, data)
    assert name_of(contents, data) == "只在日志里"


def test_a_damaged_database_is_told_with_the_newest_backup_and_kept_by_the_restore(data, contents):
    path = backup.make_local(data, "automatic")
    bad = b"SQLite format 3\x00" + b"\xff" * 5000
    data.database.write_bytes(bad)
    with pytest.raises(DamagedDatabase) as told:
        Store.open(data)
    assert path.name in told.value.advice
    _prepared, kept = bring_back(path, data)
    assert kept is not None
    assert kept.name.startswith("desk.sqlite3.damaged-")
    assert kept.read_bytes() == bad
    assert name_of(contents, data) == "示例贸易有限公司"


def test_damage_that_shows_only_while_reading_is_told_too(data, monkeypatch):
    monkeypatch.setattr(migrate, "CHECKED_AT_START", 0)
    with closing(sqlite3.connect(data.database)) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name='listing'"
        ).fetchone()[0]
    with data.database.open("r+b") as handle:
        handle.seek((root - 1) * 4096)
        handle.write(b"\xff" * 4096)
    store = Store.open(data)
    with pytest.raises(DamagedDatabase), store.read() as work:
        work.listings.find()
    store.close()


def test_text_that_is_no_text_any_more_is_told_without_showing_it(data):
    raw = data.database.read_bytes()
    place = raw.index(b'"title":"', raw.index(b"S-7"))
    data.database.write_bytes(raw[:place] + b"\xff\xfe\xfd" + raw[place + 3 :])
    store = Store.open(data)
    with pytest.raises(DeskError, match="damaged") as told, store.read() as work:
        work.listings.find()
    assert "title" not in told.value.title + told.value.advice
    store.close()


def test_damage_is_found_at_start(data):
    with closing(sqlite3.connect(data.database)) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name='listing'"
        ).fetchone()[0]
    with data.database.open("r+b") as handle:
        handle.seek((root - 1) * 4096)
        handle.write(b"\xff" * 4096)
    before = data.database.read_bytes()
    with pytest.raises(DamagedDatabase):
        Store.open(data)
    assert data.database.read_bytes() == before


def test_a_busy_database_is_not_called_damaged(data, monkeypatch):
    rename(data, "甲")
    with closing(sqlite3.connect(data.database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        real = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, **{**k, "timeout": 0}))
        with pytest.raises(DeskError, match="in use") as told:
            Store.open(data)
        assert not isinstance(told.value, DamagedDatabase)


def test_a_local_backup_carried_with_its_folder_finds_the_documents_beside_it(
    data, tmp_path, contents
):
    path = backup.make_local(data, "automatic")
    before = contents(data), blobs_of(data)
    usb = shutil.copytree(data.root, tmp_path / "usb")
    shutil.rmtree(data.root)
    other = DataFolder(tmp_path / "other")
    prepared, _kept = bring_back(usb / "backups" / path.name, other)
    assert prepared.missing == ()
    assert (contents(other), blobs_of(other)) == before


def test_a_local_backup_alone_says_which_documents_are_nowhere(data, tmp_path):
    path = backup.make_local(data, "automatic")
    alone = tmp_path / "alone" / path.name
    alone.parent.mkdir()
    shutil.copy(path, alone)
    prepared, _kept = bring_back(alone, DataFolder(tmp_path / "other"))
    assert len(prepared.missing) == 4


def test_a_restore_mends_an_altered_document(data, tmp_path):
    path, _manifest = backup.make_whole(data, tmp_path / "copy.sdbackup")
    before = blobs_of(data)
    next(data.blobs.glob("??/*")).write_bytes(b"altered")
    bring_back(path, data)
    assert blobs_of(data) == before


def test_a_damaged_or_newer_backup_changes_nothing(data, tmp_path, monkeypatch):
    path, _manifest = backup.make_whole(data, tmp_path / "copy.sdbackup")
    rename(data, "甲")
    before = data.database.read_bytes()
    bad = bytearray(path.read_bytes())
    bad[len(bad) // 2] ^= 1
    broken = tmp_path / "broken.sdbackup"
    broken.write_bytes(bad)
    monkeypatch.setattr(restore, "known_revisions", lambda: ["0000"])
    for file, words in ((broken, "damaged|newer"), (path, "newer")):
        with pytest.raises(DeskError, match=words):
            restore.prepare(file, data)
    assert data.database.read_bytes() == before
    assert not list(data.backups.glob(".backup-*"))


def test_the_trial_restores_and_throws_away(data):
    path = backup.make_local(data, "automatic")
    before = data.database.read_bytes(), blobs_of(data)
    assert rehearse(path, data) == []
    assert (data.database.read_bytes(), blobs_of(data)) == before
    assert [one.name for one in data.backups.iterdir()] == [path.name]


def test_the_trial_is_red_when_a_document_or_the_backup_is_damaged(data):
    path = backup.make_local(data, "automatic")
    next(data.blobs.glob("??/*")).unlink()
    assert len(rehearse(path, data)) == 1
    bad = bytearray(path.read_bytes())
    bad[300] ^= 1
    path.write_bytes(bad)
    assert rehearse(path, data) == ["The backup is damaged"]


def test_the_archive_check_tells_missing_changed_unreadable_and_orphaned(data, monkeypatch):
    missing, changed, unreadable, _fine = sorted(data.blobs.glob("??/*"))
    missing.unlink()
    changed.write_bytes(changed.read_bytes()[:-1] + b"?")
    unreadable.unlink()
    unreadable.mkdir()
    orphan = data.blobs / "ff" / ("f" * 64)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"x")
    found = check_archive(data)
    assert not found.ok
    assert (found.missing, found.changed, found.unreadable, found.orphaned) == (
        [missing.name],
        [changed.name],
        [unreadable.name],
        [orphan.name],
    )


def test_overwritten_text_that_sqlite_does_not_notice_is_named_by_its_row(data):
    raw = data.database.read_bytes()
    place = raw.index(b'Spice rack 7"')
    data.database.write_bytes(raw[:place] + b"Spite" + raw[place + 5 :])
    with closing(sqlite3.connect(data.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    found = health(data.database)
    assert not found.damage
    assert len(found.unsealed) == 1
    assert not check_archive(data).ok


def test_sweeping_spares_history_kept_backups_and_the_young(data):
    kept = backup.make_local(data, "automatic")
    store = Store.open(data)
    digests = {one.name for one in data.blobs.glob("??/*")}
    with store.work("remove") as work:
        for number in range(3):
            work.documents.delete(f"d{number}")
    orphan, _size = store.blobs.put_bytes(b"nobody's")
    with store._begin() as connection:
        connection.execute("DELETE FROM journal_unit")
    assert in_use(data) == digests
    assert store.blobs.remove_orphans(in_use(data)) == 0
    later = 4_000_000_000.0
    assert store.blobs.remove_orphans(in_use(data), later) == 1
    assert not store.blobs.path(orphan).exists()
    kept.unlink()
    assert store.blobs.remove_orphans(in_use(data), later) == 3
    store.close()


def test_undo_refuses_an_altered_history(data):
    store = Store.open(data)
    with store.work("rename") as work:
        work.companies.save(Company(id="c", legal_name_zh="甲"))
    with store._begin() as connection:
        connection.execute("UPDATE journal_change SET before = replace(before, '示', '提')")
    with pytest.raises(DeskError, match="history is damaged"):
        store.undo()
    with store.read() as work:
        assert work.companies.get("c").legal_name_zh == "甲"
    store.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from seller_desk.core.base import files, system
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.store import backup, restore
root, what, file, stop_at = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
count = 0
def die(event, _args):
    global count
    if event in ("open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "sqlite3.connect", "shutil.rmtree"):
        count += 1
        if count == stop_at:
            os.kill(os.getpid(), signal.SIGKILL)
folder = DataFolder(root)
sys.addaudithook(die)
if what == "backup":
    backup.make_local(folder, "automatic")
else:
    restore.swap(folder, restore.prepare(file, folder))
print(count)
"""


def killed_at(folder, what, file, moment):
    # -B: compiled modules written by the first run would be steps that the next runs lack.
    words = [sys.executable, "-B", "-c", KILLED, str(folder.root), what, str(file), str(moment)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def moments(total, count):
    return sorted({1 + (total - 1) * n // (count - 1) for n in range(count)})


@pytest.mark.parametrize("what", ["backup", "restore"])
@pytest.mark.parametrize("count", [8, pytest.param(400, marks=pytest.mark.long)])
@pytest.mark.timeout(1800)
def test_killed_at_any_step_of_backup_or_restore_a_whole_database_is_there(
    data, tmp_path, contents, what, count
):
    path, _manifest = backup.make_whole(data, tmp_path / "copy.sdbackup")
    rename(data, "现在的名字")
    master = tmp_path / "master"
    shutil.copytree(data.root, master)
    total = killed_at(data, what, path, 0)
    assert total.returncode == 0, total.stderr
    old_or_new = {"现在的名字", "示例贸易有限公司"}
    for moment in moments(int(total.stdout), count):
        shutil.rmtree(data.root)
        shutil.copytree(master, data.root)
        assert killed_at(data, what, path, moment).returncode == -signal.SIGKILL
        assert name_of(contents, data) in old_or_new
        assert health(data.database).ok
        for one in backup.kept_backups(data.backups):
            with open_backup(one.path) as reader:
                assert reader.seal_holds(lambda: False)
    assert path.exists()
