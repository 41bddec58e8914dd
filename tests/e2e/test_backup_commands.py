"""Backups from the outside: the terminal, its exit codes and documents, and the window across a restore."""

import io
import shutil
import sqlite3
from contextlib import closing

import pytest

from seller_desk.core.store import locked_file

pytestmark = pytest.mark.e2e

SECRET = "correct horse battery"


@pytest.fixture(autouse=True)
def _quick_scrypt(monkeypatch):
    monkeypatch.setattr(locked_file, "SCRYPT_N", 2**10)


@pytest.fixture
def typed(monkeypatch):
    """What somebody pipes into the command."""

    def type_in(text):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return type_in


def test_a_copy_with_passphrase_goes_to_another_machine(terminal, sample_copy, tmp_path, typed):
    data, file = sample_copy(), tmp_path / "usb.sdbackup"
    typed(SECRET + "\n")
    made = terminal("backup", "create", "--out", file, "--passphrase", "--json", "--data-dir", data)
    assert made.code == 0
    assert made.document["locked"]
    assert SECRET not in made.out + made.err
    typed(SECRET + "\n")
    assert terminal("backup", "verify", file, "--json", "--data-dir", data).document["ok"]
    typed("wrong\n")
    refused = terminal("backup", "restore", file, "--json", "--data-dir", tmp_path / "new")
    assert refused.code == 3
    assert "passphrase" in refused.document["error"]["title"]
    assert not (tmp_path / "new" / "desk.sqlite3").exists()
    typed(SECRET + "\n")
    done = terminal("backup", "restore", file, "--json", "--data-dir", tmp_path / "new")
    assert done.code == 0
    assert done.document["kept"] is None
    companies = terminal("company", "list", "--json", "--data-dir", tmp_path / "new").document
    assert companies == terminal("company", "list", "--json", "--data-dir", data).document
    checked = terminal("backup", "check", "--json", "--data-dir", tmp_path / "new").document
    assert checked["ok"]
    assert checked["checked"] == made.document["documents"]


def test_a_short_passphrase_is_wrong_usage(terminal, sample_copy, tmp_path, typed):
    typed("short\n")
    run = terminal("backup", "create", "--out", tmp_path / "c", "--passphrase", "--json", "--data-dir", sample_copy())  # fmt: skip
    assert run.code == 2
    assert not (tmp_path / "c").exists()


def test_without_data_there_is_nothing_to_back_up(terminal, tmp_path):
    run = terminal("backup", "create", "--json", "--data-dir", tmp_path / "none")
    assert run.code == 3
    assert terminal("backup", "list", "--json", "--data-dir", tmp_path / "none").document == {
        "backups": []
    }


def test_a_damaged_copy_gives_1_and_what_is_wrong(terminal, sample_copy, tmp_path):
    data, file = sample_copy(), tmp_path / "c.sdbackup"
    terminal("backup", "create", "--out", file, "--data-dir", data)
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 4
    file.write_bytes(raw)
    run = terminal("backup", "verify", file, "--json", "--data-dir", data)
    assert run.code == 1
    assert not run.document["ok"]
    assert run.document["problems"][0]["message"]
    assert terminal("backup", "restore", file, "--json", "--data-dir", data).code == 3


def test_a_damaged_database_is_no_traceback_and_the_advice_works(terminal, sample_copy):
    data = sample_copy()
    shutil.rmtree(data / "backups", ignore_errors=True)
    assert terminal("backup", "drill", "--json", "--data-dir", data).document["ok"]
    (data / "desk.sqlite3").write_bytes(b"\x00" * 5000)
    run = terminal("company", "list", "--json", "--data-dir", data)
    assert run.code == 3
    error = run.document["error"]
    assert error["title"] == "The database is damaged"
    name = error["advice"].split()[-1]
    listed = terminal("backup", "list", "--json", "--data-dir", data).document["backups"]
    assert [one["name"] for one in listed] == [name]
    assert listed[0]["made_at"].startswith("20")
    done = terminal("backup", "restore", name, "--json", "--data-dir", data)
    assert done.code == 0
    assert "damaged-" in done.document["kept"]
    assert terminal("company", "list", "--json", "--data-dir", data).code == 0


def test_altered_text_and_documents_are_named_and_give_1(terminal, sample_copy):
    data = sample_copy()
    with closing(sqlite3.connect(data / "desk.sqlite3")) as connection, connection:
        connection.execute("UPDATE listing SET body = replace(body, 'a', 'e') WHERE rowid = 1")
    next((data / "blobs").glob("??/*")).write_bytes(b"?")
    run = terminal("backup", "check", "--json", "--data-dir", data)
    assert run.code == 1
    assert len(run.document["changed"]) == 1
    assert run.document["database"]["altered_rows"][0]["table"] == "listing"
    drilled = terminal("backup", "drill", "--json", "--data-dir", data)
    assert drilled.code == 1
    assert drilled.document["problems"]


def test_a_copy_is_made_while_the_window_is_open_but_nothing_is_restored(
    terminal, sample_copy, tmp_path, monkeypatch
):
    import functools

    from seller_desk.cli import session
    from seller_desk.core.base.paths import DataFolder
    from seller_desk.core.desk import open_desk

    data, file = sample_copy(), tmp_path / "c.sdbackup"
    monkeypatch.setattr(session, "open_desk", functools.partial(open_desk, wait_seconds=0.1))
    with open_desk(DataFolder(data), write=True):
        assert terminal("backup", "create", "--out", file, "--data-dir", data).code == 0
        assert terminal("backup", "restore", file, "--data-dir", data).code == 3


def test_the_window_opens_again_on_the_restored_data(qapp, terminal, sample_copy, tmp_path):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from seller_desk import app
    from seller_desk.ui.shell.main_window import MainWindow

    file, data = tmp_path / "c.sdbackup", tmp_path / "empty"
    terminal("backup", "create", "--out", file, "--data-dir", sample_copy())
    places, windows = [], []

    def tick():
        window = next(
            (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()),
            None,
        )  # fmt: skip
        if window is None or not window.settled() or (windows and windows[-1] is window):
            return
        windows.append(window)
        places.append(window.flow.here)
        if len(windows) == 1:
            window.page().restoring.begin(file)
        else:
            window.close()

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(20)
    assert app.main(data, "en") == 0
    timer.stop()
    assert places == ["welcome", "applications"]
    assert terminal("company", "list", "--json", "--data-dir", data).code == 0


def test_a_damaged_database_opens_the_rescue_and_then_the_window(qapp, terminal, sample_copy):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from seller_desk import app
    from seller_desk.ui.rescue import RescueWindow
    from seller_desk.ui.shell.main_window import MainWindow

    data = sample_copy()
    terminal("backup", "drill", "--data-dir", data)
    (data / "desk.sqlite3").write_bytes(b"\x00" * 5000)
    seen = []

    def tick():
        for one in QApplication.topLevelWidgets():
            if not one.isVisible():
                continue
            if isinstance(one, RescueWindow) and "rescue" not in seen:
                seen.append("rescue")
                (backup,) = (data / "backups").glob("*.sdbackup")
                one.restoring.begin(backup)
            if isinstance(one, MainWindow) and one.settled():
                seen.append(one.flow.here)
                one.close()

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(20)
    assert app.main(data, "en") == 0
    timer.stop()
    assert seen == ["rescue", "applications"]
    assert list(data.glob("desk.sqlite3.damaged-*"))
