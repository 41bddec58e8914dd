"""The system's light and dark, and what another process writes, arrive in the open window."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton

from seller_desk.ui.shell.remake import Change
from seller_desk.ui.theme import theme as theme_module


@pytest.fixture
def system(monkeypatch):
    """The system's scheme: the test turns it, the offscreen platform has none of its own."""
    dark = []
    monkeypatch.setattr(theme_module, "_system_dark", lambda: bool(dark))

    def turn(to_dark):
        dark[:] = [True] if to_dark else []
        scheme = Qt.ColorScheme.Dark if to_dark else Qt.ColorScheme.Light
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)

    return turn


def icons(window):
    """The pictures on the window's icon buttons, by name."""
    return {
        one.accessibleName(): one.icon().pixmap(18, 18).toImage()
        for one in window.findChildren(QToolButton)
        if one.property("kind") == "tool"
    }


def test_when_the_system_turns_dark_the_open_window_follows_with_its_icons(
    sample_window, system, settle
):
    window = sample_window
    window.use_look(mode="system")
    settle(window)
    before = icons(window)
    system(True)
    settle(window)
    assert window.context.theme.dark
    canvas = window.context.theme.color("canvas")
    assert window.palette().color(window.backgroundRole()) == canvas
    after = icons(window)
    assert before
    assert set(after) == set(before)
    assert all(after[name] != picture for name, picture in before.items())
    system(False)
    settle(window)
    assert not window.context.theme.dark
    assert icons(window) == before


def test_who_chose_light_stays_light_when_the_system_turns_dark(sample_window, system, settle):
    page = sample_window.page()
    system(True)
    settle(sample_window)
    assert not sample_window.context.theme.dark
    assert sample_window.page() is page


def test_what_is_half_typed_survives_the_system_turning_dark(window, system, settle):
    window.page()._start.click()
    settle(window)
    window.use_look(mode="system")
    settle(window)
    edit = window.page().field("legal_name_en").editor
    edit.setFocus()
    edit.setText("Half typed Ltd.")
    edit.setModified(True)
    system(True)
    settle(window)
    assert window.page().field("legal_name_en").editor.text() == "Half typed Ltd."


def test_what_another_process_writes_is_seen_in_the_open_window(sample_window, settle):
    """Commands wait for the lock; a restored or synchronised file, or a tool beside, does not."""
    window = sample_window
    window.go("company")
    settle(window)
    company = window.context.company_id
    code = (
        "import sys; from pathlib import Path\n"
        "from seller_desk.core.base.paths import DataFolder\n"
        "from seller_desk.core.store.store import Store\n"
        "import msgspec\n"
        "store = Store.open(DataFolder(Path(sys.argv[1])))\n"
        "with store.work('Change company') as work:\n"
        "    old = work.companies.get(sys.argv[2])\n"
        "    work.companies.save(msgspec.structs.replace(old, legal_name_en='From Outside Ltd.'))\n"
        "store.close()\n"
        "print('1')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(window.context.desk.folder.root), company],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == 1
    assert window.page().field("legal_name_en").editor.text() != "From Outside Ltd."
    window._outside.look()
    settle(window)
    assert window.page().field("legal_name_en").editor.text() == "From Outside Ltd."


@pytest.mark.parametrize("slices", range(1, 8))
def test_between_the_slices_of_a_switch_answers_keys_and_messages_find_a_whole_window(
    sample_window, settle, slices
):
    window = sample_window
    window.context.go("company")
    settle(window)
    window.remake.start(Change(language="zh"))
    for _ in range(slices):
        window.remake._on_slice()
    window.context.say("hello")
    window._on_survey(window.survey)
    window.context.company_changed.emit()
    window.show_guide()
    window.context.go("listings")
    settle(window)
    assert window.flow.here == "listings"
    assert window.stack.currentWidget() is window.page()
    window.use_language("en")
    settle(window)


@pytest.mark.parametrize(("place", "tab"), [("documents", "dates"), ("platforms", "facts")])
def test_the_tab_in_view_stays_when_the_language_changes(sample_window, settle, place, tab):
    window = sample_window
    window.go(place)
    settle(window)
    window.page().show_tab(tab)
    settle(window)
    window.use_language("zh")
    settle(window)
    assert window.page().tabs.current() == tab
    assert [name for name, panel in window.page()._panels.items() if panel.isVisible()] == [tab]
    window.page().show_tab("checks" if place == "documents" else "compare")
    settle(window)
    window.use_language("en")
    settle(window)
    assert window.page().tabs.current() != tab


def test_a_parcel_that_is_being_tried_stays_when_the_system_turns_dark(
    sample_window, system, settle
):
    window = sample_window
    window.use_look(mode="system")
    window.go("shipping")
    settle(window)
    window.page().show_tab("parcel")
    before = window.page().parcel
    before.weight.setText("1.2 kg")
    before.value.setText("30 U")
    before.country.setCurrentIndex(before.country.count() - 1)
    country = before.country.current()
    system(True)
    settle(window)
    parcel = window.page().parcel
    assert parcel is not before
    assert parcel.isVisible()
    assert (parcel.weight.text(), parcel.value.text()) == ("1.2 kg", "30 U")
    assert parcel.country.current() == country
