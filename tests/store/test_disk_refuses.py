"""A disk that is full, broken or read-only while the database is written: its own words, and nothing saved is lost."""

import resource
import sqlite3
from contextlib import contextmanager

import pytest

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import use_language
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.store import connections, migrate
from seller_desk.core.store.damage import DamagedDatabase, trouble
from seller_desk.core.store.snapshot import health
from seller_desk.core.store.store import Store


@contextmanager
def full(monkeypatch):
    """SQLite's own limit of a file's pages: a write beyond it fails as on a full disk."""
    monkeypatch.setattr(connections, "PRAGMAS", (*connections.PRAGMAS, "max_page_count=1"))
    yield
    monkeypatch.undo()


@contextmanager
def read_only(monkeypatch):
    monkeypatch.setattr(connections, "PRAGMAS", (*connections.PRAGMAS, "query_only=ON"))
    yield
    monkeypatch.undo()


@contextmanager
def broken(_monkeypatch, size=400_000):
    """The system refuses to let any file grow: SQLite sees a failed write (EFBIG, which it treats like EIO)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


WAYS = {
    "full": (full, "The disk is full", "磁盘已满"),
    "read_only": (read_only, "The data folder cannot be written", "数据文件夹无法写入"),
    "broken": (broken, "The disk reports an error", "磁盘出错"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_refused_change_is_told_and_what_was_saved_stays(way, data, contents, monkeypatch):
    refuses, title, chinese = WAYS[way]
    before = contents(data)
    big = Company(id="big", legal_name_zh="名" * 400_000)
    for language, words in (("en", title), ("zh", chinese)):
        use_language(language)
        with refuses(monkeypatch):
            store = Store.open(data)
            with pytest.raises(DeskError) as told, store.work("big") as work:
                work.companies.save(big)
            store.close()
        assert told.value.title == words
        assert told.value.file == str(data.database)
        assert not isinstance(told.value, DamagedDatabase)
        assert ("safe" if language == "en" else "都在") in told.value.advice
        assert contents(data) == before
    assert health(data.database).ok
    # With room again the same change is taken.
    store = Store.open(data)
    with store.work("big") as work:
        work.companies.save(big)
    store.close()
    assert len(contents(data)["companies"]) == len(before["companies"]) + 1


def test_a_full_disk_at_the_very_first_start_is_told_and_leaves_no_half_file(tmp_path, monkeypatch):
    use_language("en")
    folder = DataFolder(tmp_path / "data")
    with broken(monkeypatch, 20_000), pytest.raises(DeskError, match="disk"):
        Store.open(folder)
    assert [one.name for one in folder.root.iterdir()] == ["upgrade.lock"]
    Store.open(folder).close()


@pytest.mark.parametrize("number", [13, 28, 30, 5])
def test_a_system_error_while_the_first_file_is_made_is_told(tmp_path, monkeypatch, number):
    use_language("en")

    def refuse(*_args):
        raise OSError(number, "no")

    monkeypatch.setattr(migrate.system, "replace_with_retry", refuse)
    with pytest.raises(DeskError, match="cannot be written"):
        Store.open(DataFolder(tmp_path / "data"))


def test_a_disk_without_room_is_told_as_full_though_sqlite_says_input_and_output(
    tmp_path, monkeypatch
):
    """Its log needs room even to read; SQLite then has a code of its own for "the shared part cannot grow"."""
    use_language("en")
    problem = sqlite3.OperationalError("disk I/O error")
    problem.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    assert trouble(problem, tmp_path / "desk.sqlite3").title == "The disk reports an error"
    monkeypatch.setattr("shutil.disk_usage", lambda _path: (1000, 1000, 0))
    assert trouble(problem, tmp_path / "desk.sqlite3").title == "The disk is full"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("SQLITE_FULL", "The disk is full"),
        ("SQLITE_IOERR_WRITE", "The disk reports an error"),
        ("SQLITE_IOERR_FSYNC", "The disk reports an error"),
        ("SQLITE_READONLY", "The data folder cannot be written"),
        ("SQLITE_READONLY_DIRECTORY", "The data folder cannot be written"),
        ("SQLITE_PERM", "The data folder cannot be written"),
        ("SQLITE_CANTOPEN", "The database cannot be opened"),
        ("SQLITE_BUSY", "The database is in use"),
        ("SQLITE_CORRUPT", "The database is damaged"),
    ],
)
def test_every_refusal_has_its_title(tmp_path, name, title):
    use_language("en")
    problem = sqlite3.OperationalError("said by SQLite")
    problem.sqlite_errorcode = getattr(sqlite3, name)
    told = trouble(problem, tmp_path / "desk.sqlite3")
    assert told.title == title
    assert told.advice
