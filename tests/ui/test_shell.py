"""The whole window: going, findings, undo, languages, looks, narrow screens, our own mistakes."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QWidget

from seller_desk.core.base.findings import Severity
from seller_desk.core.base.language import language
from seller_desk.ui.shell import settings
from seller_desk.ui.shell.flow import APPLICATIONS, PLACES, STEPS, WELCOME
from seller_desk.ui.shell.places import existing_places


def test_an_empty_desk_opens_on_welcome_and_a_started_one_on_applications(window, sample_window):
    assert window.flow.here == WELCOME
    assert sample_window.flow.here == APPLICATIONS


def test_all_places_of_the_design_exist():
    assert existing_places() == list(PLACES)


def test_next_and_back_walk_through_every_page(sample_window, qtbot, settle):
    window = sample_window
    window.go("company")
    seen = [window.flow.here]
    while window.bar.next_button.isVisible():
        window.bar.next_button.click()
        settle(window)
        seen.append(window.page().step)
    assert tuple(seen) == STEPS
    while window.flow.here != "company":
        window.bar.back_button.click()
    window.bar.back_button.click()
    assert window.flow.here == APPLICATIONS
    assert not window.bar.back_button.isVisible()


def test_start_makes_a_company_and_leads_to_it(window, qtbot, settle):
    window.page()._start.click()
    settle(window)
    assert window.flow.here == "company"
    assert window.context.company_id
    assert window.context.desk.companies.active().id == window.context.company_id
    assert window.bar.text.startswith("Saved ")


def test_the_sample_opens_from_welcome(window, qtbot, settle):
    window.page()._open.click()
    settle(window)
    assert window.flow.here == APPLICATIONS
    assert window.survey.steps["documents"].state == "problems"
    assert len(window.rail.application_rows) >= 2


def test_rail_pane_and_survey_tell_the_same_count(sample_window, settle):
    window = sample_window
    for step in STEPS[:-1]:
        window.go(step)
        settle(window)
        found = window.survey.steps[step].findings
        assert window.panel.tabs.text("problems") == f"Problems {len(found)}"
        assert len(window.panel.list.findings()) == len(found)
        if found:
            assert window.rail.rows[step].words == f"{len(found)} to fix"


def test_a_finding_on_the_overview_leads_to_its_step(sample_window, qtbot, settle):
    window = sample_window
    block = window.panel.list._blocks[0]
    step = window.survey.step_of(block.finding)
    qtbot.keyClick(block, Qt.Key.Key_Return)
    settle(window)
    assert window.flow.here == step
    current = [one for one in window.panel.list._blocks if one.property("kind") == "current"]
    assert [one.finding for one in current] == [block.finding]


def test_undo_and_redo_reach_the_store_and_say_what(sample_window, qtbot, settle):
    window, desk = sample_window, sample_window.context.desk
    company = window.context.company_id
    before = desk.companies.get(company).store_name
    desk.companies.set_value(company, "store_name", "Chengwan Home")
    window.context.changed()
    settle(window)
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert desk.companies.get(company).store_name == before
    assert window.bar.text.startswith("Taken back")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, both)
    settle(window)
    assert desk.companies.get(company).store_name == "Chengwan Home"
    assert window.bar.text.startswith("Brought back")


def test_a_text_field_undoes_its_own_typing_first(sample_window, qtbot, settle):
    window, desk = sample_window, sample_window.context.desk
    company = window.context.company_id
    desk.companies.set_value(company, "store_name", "Chengwan Home")
    window.context.changed()
    settle(window)
    field = QLineEdit(window.page())
    field.setAccessibleName("x")
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert field.text() == ""
    assert desk.companies.get(company).store_name == "Chengwan Home"
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert desk.companies.get(company).store_name != "Chengwan Home"


def test_languages_switch_live_and_everything_speaks_it(sample_window, qtbot, settle):
    window = sample_window
    window.go("settings")
    window.page()._language.chosen.emit("zh")
    qtbot.waitUntil(lambda: language() == "zh")
    settle(window)
    assert window.flow.here == "settings"
    assert window.page().title() == "设置"
    assert window.rail.rows["documents"].text() == "资料"
    assert "个问题" in window.rail.rows["documents"].words
    assert settings.language(window.context.desk.store) == "zh"
    assert window.bar.back_button.text() == "入驻申请"


def test_looks_and_text_size_switch_live(sample_window, qtbot, settle):
    window = sample_window
    window.go("settings")
    page, theme = window.page(), window.context.theme
    before = theme.color("surface")
    page._mode.chosen.emit("dark")
    qtbot.waitUntil(lambda: theme.dark)
    settle(window)
    assert theme.color("surface") != before
    assert window.palette().window().color() == theme.color("canvas")
    tall = theme.font("body").pixelSize()
    window.page()._scale.chosen.emit("1.5")
    qtbot.waitUntil(lambda: theme.font("body").pixelSize() > tall)
    settle(window)
    assert settings.mode(window.context.desk.store) == "dark"
    assert settings.scale(window.context.desk.store) == 1.5


def test_a_narrow_window_folds_the_pane_and_help_lies_over_the_page(sample_window, qtbot, settle):
    window = sample_window
    assert window.panel.isVisible()
    assert not window.strip.isVisible()
    window.resize(1024, 580)
    settle(window)
    assert not window.panel.isVisible()
    assert window.strip.isVisible()
    assert window.bar.next_button.isVisible()
    wide = window.stack.width()
    window.strip.button.click()
    assert window.panel.isVisible()
    assert window.stack.width() == wide
    window.strip.button.click()
    assert not window.panel.isVisible()
    window.resize(1280, 820)
    settle(window)
    assert window.panel.isVisible()


def test_a_pane_folded_by_hand_stays_folded(sample_window, settle):
    window = sample_window
    window.panel.toggled.emit()
    settle(window)
    assert window.strip.isVisible()
    assert settings.pane_folded(window.context.desk.store)


def visit(window, settle):
    """Every place, built and come to rest."""
    for place in PLACES:
        window.flow.go(place)
        window._enter(place)
        settle(window)
        yield place


def test_every_page_fits_a_small_screen(sample_window, settle):
    window = sample_window
    window.resize(1024, 580)
    room = 1024 - 208 - 48
    wide = {}
    for place in visit(window, settle):
        assert window.width() == 1024
        needed = window.page().minimumSizeHint().width()
        if needed > room:
            wide[place] = needed
    assert not wide, f"wider than {room}: {wide}"


def test_every_stop_of_the_keyboard_has_a_name(sample_window, settle):
    window = sample_window
    nameless = [
        f"{place}: {type(one).__name__} in {type(one.parent()).__name__}"
        for place in visit(window, settle)
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
    ]
    assert not nameless


def test_tab_walks_rail_then_page_then_pane_then_bar(sample_window, qtbot, settle):
    window = sample_window
    window.go("settings")
    settle(window)
    window.rail.last_row.setFocus()
    order = []
    for _ in range(60):
        widget = window.focusWidget()
        part = next(
            (
                name
                for name, one in (
                    ("rail", window.rail),
                    ("page", window.page()),
                    ("pane", window.panel),
                    ("bar", window.bar),
                )
                if one is widget or one.isAncestorOf(widget)
            ),
            "",
        )
        if not order or order[-1] != part:
            order.append(part)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
        if part == "bar" and window.rail.isAncestorOf(window.focusWidget()):
            break
    assert order == ["rail", "page", "pane", "bar"]


def test_our_own_mistake_is_told_on_the_page_and_logged_without_its_words(
    sample_window, settle, caplog
):
    window = sample_window

    def work(progress, stop):
        raise RuntimeError("身份证 110101199003070000")

    with caplog.at_level("ERROR", logger="seller_desk"):
        window.context.runner.start(work)
        settle(window)
    assert window.frame.alarm.isVisible()
    assert "RuntimeError" in caplog.text
    assert "test_shell.py" in caplog.text
    assert "110101199003070000" not in caplog.text


def test_a_source_opens_in_the_browser_and_only_a_web_address_does(sample_window):
    window, opened = sample_window, []
    window.context.open_url = lambda url: opened.append(url) or True
    window.context.open_source("https://example.com/fees?x=1")
    window.context.open_source("file:///etc/passwd")
    assert opened == [QUrl("https://example.com/fees?x=1")]
    assert window.bar.text == "Opened in your browser: example.com"


def test_running_work_stands_in_the_bottom_bar_and_can_be_stopped(sample_window, qtbot, settle):
    window = sample_window
    quiet = window.bar.text

    def work(progress, stop):
        progress(1, 4, "licence.jpg")
        while not stop():
            pass

    job = window.context.runner.start(work, title="Reading")
    qtbot.waitUntil(lambda: "1 / 4" in window.bar.text)
    assert window.bar.text.startswith("Reading")
    assert "licence.jpg" in window.bar.text
    window.bar._cancel.click()
    qtbot.waitUntil(lambda: not job.running)
    settle(window)
    assert window.bar.text == quiet


def test_connections_are_counted(sample_window, monkeypatch):
    from seller_desk.core.base.network import counter

    window = sample_window
    assert "0 connections" in window.bar._connections.text()
    monkeypatch.setattr(counter, "count", 2)
    window.watch.tell()
    assert window.bar._connections.text() == "2 connections"


def test_where_the_window_stood_is_kept(desk, open_at, settle):
    window = open_at(desk, size=(1100, 640))
    window.close()
    again = open_at(desk, size=(1100, 640))
    settings.restore_geometry(desk.store, again)
    assert (again.width(), again.height()) == (1100, 640)


def test_severities_have_a_head_each():
    from seller_desk.ui.widgets.findings import HEADS

    assert set(HEADS) == set(Severity)
