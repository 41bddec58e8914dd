"""Backups in the window: the first screen's tile, the card in the settings, what it does by itself, the rescue."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtWidgets import QApplication

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import Desk
from seller_desk.core.store import locked_file
from seller_desk.ui.rescue import RescueWindow
from seller_desk.ui.shell.flow import WELCOME
from seller_desk.ui.shell.restoring import BackupRows, size_text
from seller_desk.ui.theme import Theme
from seller_desk.ui.widgets import Button

SECRET = "correct horse battery"


@pytest.fixture(autouse=True)
def _quick_scrypt(monkeypatch):
    monkeypatch.setattr(locked_file, "SCRYPT_N", 2**10)


def buttons(widget, text):
    return [one for one in widget.findChildren(Button) if one.text() == text]


@pytest.fixture
def copy(sample_desk, tmp_path):
    return sample_desk.backups.create(tmp_path / "copy.sdbackup")[0]


@pytest.fixture
def locked_copy(sample_desk, tmp_path):
    return sample_desk.backups.create(tmp_path / "locked.sdbackup", SECRET)[0]


def test_the_first_screen_prepares_a_restore_and_closes(window, copy, settle):
    assert window.flow.here == WELCOME
    window.context.ask.answers["file"] = copy
    (choose,) = buttons(window.page(), "Choose a backup file")
    choose.click()
    settle(window)
    assert window.prepared is not None
    assert window.prepared.database.exists()
    assert not window.isVisible()


def test_a_locked_backup_asks_for_its_passphrase_and_says_when_it_is_wrong(
    window, locked_copy, settle
):
    window.context.ask.answers["file"] = locked_copy
    restoring = window.page().restoring
    restoring.choose()
    settle(window)
    assert window.prepared is None
    assert restoring.secret.isVisible()
    restoring.secret.setText("wrong")
    restoring.secret.returnPressed.emit()
    settle(window)
    assert restoring.trouble.isVisible()
    assert window.prepared is None
    restoring.secret.setText(SECRET)
    restoring.secret.returnPressed.emit()
    settle(window)
    assert window.prepared is not None
    assert restoring.secret.text() == ""


def test_a_file_that_is_no_backup_is_told_and_the_window_stays(window, tmp_path, settle):
    file = tmp_path / "holiday.sdbackup"
    file.write_bytes(b"no backup")
    restoring = window.page().restoring
    restoring.begin(file)
    settle(window)
    assert restoring.trouble.isVisible()
    assert window.isVisible()


def test_nobody_choosing_a_file_changes_nothing(window):
    window.page().restoring.choose()
    assert not window.page().restoring.isVisible()


def card_of(window, settle):
    window.go("settings")
    settle(window)
    return window.page()._backups


def test_the_card_makes_a_backup_and_shows_it_with_the_trial(sample_window, settle):
    card = card_of(sample_window, settle)
    assert card._last.text() == "No backup yet"
    card.make.click()
    settle(sample_window)
    assert card._last.text().startswith("Last backup: 20")
    assert len(buttons(card, "Restore")) == 1
    card.try_it.click()
    settle(sample_window)
    assert card._drill.text.startswith("Restored well, 20")
    assert card._drill._tone == "ok"


def test_a_red_trial_says_why(sample_window, settle):
    desk = sample_window.context.desk
    desk.backups.make_now()
    next(desk.folder.blobs.glob("??/*")).unlink()
    desk.backups.drill()
    card = card_of(sample_window, settle)
    assert card._drill.text.startswith("Failed, 20")
    assert card._drill._tone == "bad"
    assert "missing" in card._drill_note.text()


def test_a_whole_copy_takes_a_passphrase_twice(sample_window, settle, tmp_path):
    card = card_of(sample_window, settle)
    target = tmp_path / "mine.sdbackup"
    sample_window.context.ask.answers["save"] = target
    card.copy.click()
    form = card.whole
    form.first.setText("short")
    form.go.click()
    assert form.isVisible()
    form.first.setText(SECRET)
    form.again.setText(SECRET[:-1])
    form.go.click()
    assert form.isVisible()
    assert not target.exists()
    form.again.setText(SECRET)
    form.go.click()
    settle(sample_window)
    assert not form.isVisible()
    assert form.first.text() == ""
    assert locked_file.is_locked(target)
    assert sample_window.context.desk.backups.verify(target, SECRET).ok


def test_trouble_with_a_copy_is_told_on_the_card(sample_window, settle, tmp_path):
    card = card_of(sample_window, settle)
    sample_window.context.ask.answers["save"] = tmp_path
    card.copy.click()
    card.whole.go.click()
    settle(sample_window)
    assert card.notice.isVisible()


def test_a_copy_of_damaged_rows_says_so_on_the_card(sample_window, settle, tmp_path):
    database = sample_window.context.desk.folder.database
    with closing(sqlite3.connect(database)) as other, other:
        other.execute(
            "UPDATE listing SET body = body || ' ' WHERE id = (SELECT min(id) FROM listing)"
        )
    card = card_of(sample_window, settle)
    sample_window.context.ask.answers["save"] = tmp_path / "mine.sdbackup"
    card.copy.click()
    card.whole.go.click()
    settle(sample_window)
    assert (tmp_path / "mine.sdbackup").exists()
    assert card.notice.isVisible()


def test_by_itself_the_window_backs_up_tries_and_says_trouble(sample_window, settle, monkeypatch):
    window = sample_window
    backups = window.context.desk.backups
    window.upkeep.look()
    settle(window)
    assert len(backups.list()) == 1
    assert backups.last_drill().ok
    window.upkeep.look()
    settle(window)
    assert len(backups.list()) == 1

    def fail(_stop):
        raise DeskError("The database is damaged", "Restore a backup.")

    monkeypatch.setattr(backups, "make_if_due", fail)
    heard = []
    window.upkeep.troubled.connect(heard.append)
    window.upkeep.look()
    settle(window)
    assert [one.title for one in heard] == ["The database is damaged"]


@pytest.mark.parametrize("synced", [False, True])
def test_a_data_folder_that_is_synced_is_told_once_in_the_window(
    sample_window, settle, monkeypatch, synced
):
    from seller_desk.core.services import doctor

    window = sample_window
    name = window.context.desk.folder.root.name.lower()
    monkeypatch.setattr(doctor, "_SYNCED", (name,) if synced else ("no such name",))
    heard = []
    window.upkeep.troubled.connect(heard.append)
    for _turn in range(2):
        window.upkeep.look()
        settle(window)
    assert [one.title.partition(":")[0] for one in heard] == ["In a synced folder"] * synced
    assert window.frame.alarm.isVisible() is synced


def test_the_rescue_offers_backups_with_date_and_size_and_lays_one_ready(
    qapp, qtbot, sample_desk, tmp_path
):
    made = sample_desk.backups.make_now()
    theme = Theme("light", 1.0, "en")
    theme.apply()
    folder = sample_desk.folder
    sample_desk.close()
    folder.database.write_bytes(b"\xff" * 9000)
    desk = Desk(DataFolder(folder.root))
    rescue = RescueWindow(desk.backups, theme)
    rescue.show()
    try:
        assert rescue.findChild(BackupRows) is not None
        (restore,) = buttons(rescue, "Restore")
        assert "20" in restore.accessibleName()
        restore.click()
        qtbot.waitUntil(lambda: rescue.prepared is not None, timeout=30_000)
        kept = desk.backups.swap(rescue.prepared)
    finally:
        rescue.close_down()
        QApplication.sendPostedEvents(rescue, 0)
    assert kept.name.startswith("desk.sqlite3.damaged-")
    assert kept.read_bytes() == b"\xff" * 9000
    assert desk.companies.list()
    assert made.exists()
    desk.close()


@pytest.mark.parametrize(
    ("size", "text"), [(0, "1 kB"), (38_400, "38 kB"), (2_340_000, "2.3 MB"), (61_200_000, "61 MB")]
)
def test_sizes_are_short(size, text):
    assert size_text(size) == text


def test_the_window_after_a_restore_says_which_packs_did_not_come_back(sample_desk, monkeypatch):
    from seller_desk import app

    rules = sample_desk.folder.rules
    rules.mkdir(exist_ok=True)
    (rules / "mine.toml").write_text("# then", encoding="utf-8")
    made = sample_desk.backups.make_now()
    (rules / "mine.toml").write_text("# now", encoding="utf-8")
    prepared = sample_desk.backups.prepare(made)
    said = []

    def run(_app, desk, _lang, told):
        said.append(told)
        assert desk.packs
        return 0, prepared if len(said) == 1 else None

    monkeypatch.setattr(app, "_run", run)
    assert app._stay(None, sample_desk, "en") == 0
    assert said[0] is None
    assert "mine.toml" in said[1].advice
    assert (rules / "mine.toml").read_text(encoding="utf-8") == "# now"


def test_packs_that_came_back_count_at_once(sample_desk, monkeypatch):
    from seller_desk import app

    rules = sample_desk.folder.rules
    rules.mkdir(exist_ok=True)
    (rules / "broken.toml").write_text("no pack at all", encoding="utf-8")
    made = sample_desk.backups.make_now()
    (rules / "broken.toml").unlink()
    prepared = sample_desk.backups.prepare(made)
    broken = []

    def run(_app, desk, _lang, _told):
        broken.append(len(desk.packs.broken))
        return 0, prepared if len(broken) == 1 else None

    monkeypatch.setattr(app, "_run", run)
    app._stay(None, sample_desk, "en")
    assert broken == [0, 1]


def test_the_rescue_follows_the_system_into_the_dark_with_its_icons(qapp, sample_desk, monkeypatch):
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication

    from seller_desk.ui.theme import theme as theme_module
    from seller_desk.ui.widgets import IconLabel

    dark = []
    monkeypatch.setattr(theme_module, "_system_dark", lambda: bool(dark))
    sample_desk.backups.make_now()
    theme = Theme("system", 1.0, "en")
    theme.apply()
    rescue = RescueWindow(sample_desk.backups, theme)
    rescue.show()

    def pictures():
        with_icon = [one for one in rescue.findChildren(Button) if not one.icon().isNull()]
        return [one.icon().pixmap(16, 16).toImage() for one in with_icon] + [
            one.pixmap().toImage() for one in rescue.findChildren(IconLabel)
        ]

    def turn(to):
        dark[:] = [True] if to else []
        scheme = Qt.ColorScheme.Dark if to else Qt.ColorScheme.Light
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)

    try:
        rescue.restoring.secret.setText("half typed")
        light = pictures()
        assert len(light) > 1
        turn(True)
        assert rescue.palette().color(rescue.backgroundRole()) == theme.color("canvas")
        assert all(one != before for one, before in zip(pictures(), light, strict=True))
        assert rescue.restoring.secret.text() == "half typed"
        turn(False)
        assert pictures() == light
    finally:
        rescue.close_down()
        QApplication.sendPostedEvents(rescue, 0)
