"""The overview of applications: cards, the planned day, what comes next."""

import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "bundle"))

from packets import PLANNED, FakeDesk, a_blocker, a_warning

from seller_desk.ui.pages.applications.page import ActionRow, Page
from seller_desk.ui.runner import Runner
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import Theme


class Agrees:
    def confirm(self, title, text, yes):
        return True


@pytest.fixture
def context(qapp, tmp_path):
    theme = Theme("light", 1.0, "en")
    theme.apply()
    desk = FakeDesk(tmp_path / "data")
    desk.filled()
    made = WindowContext(desk, Runner(), theme)
    made.ask = Agrees()
    yield made
    made.runner.shutdown()
    desk.store.close()


def shown(context, qtbot):
    page = Page(context)
    qtbot.addWidget(page)
    page.resize(776, 740)
    page.enter()
    page.show()
    qtbot.waitUntil(lambda: page._reading is None)
    return page


def settled(context, page, qtbot):
    qtbot.waitUntil(lambda: context.runner.idle() and page._reading is None)


def test_each_application_has_a_card_and_the_problems_come_once(context, qtbot):
    context.desk.applications.new("company1", "ebay", ["us"], [], date(2026, 12, 1))
    context.desk.documents.found = [a_blocker()]
    context.desk.companies.found = [a_warning()]
    page = shown(context, qtbot)
    assert len(page._cards) == 2
    rows = page._next.findChildren(ActionRow)
    assert [row.accessibleName() for row in rows] == [
        "ID card is missing",
        "Phone number is not valid",
    ]


def test_a_click_on_an_action_leads_to_its_place(context, qtbot):
    context.desk.documents.found = [a_blocker()]
    page = shown(context, qtbot)
    went = []
    context.go_requested.connect(lambda step, finding: went.append((step, finding)))
    row = page._next.findChild(ActionRow)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert went == [("documents", a_blocker())] * 2


def test_continue_takes_the_application_into_view_and_goes_on(context, qtbot):
    other = context.desk.applications.new("company1", "ebay", ["us"])
    page = shown(context, qtbot)
    went = []
    context.go_requested.connect(lambda step, _finding: went.append(step))
    page._cards[1].chosen.emit(other.id)
    assert context.application_id == other.id
    assert went == ["export"]


def test_the_planned_day_is_changed_on_the_card(context, qtbot):
    page = shown(context, qtbot)
    card = page._cards[0]
    card._on_day()
    assert card.day.value() == PLANNED
    card.day.set_value(date(2027, 1, 15))
    card.day.changed.emit(date(2027, 1, 15))
    settled(context, page, qtbot)
    assert context.desk.applications.find("amazon").planned_date == date(2027, 1, 15)


def test_deleting_asks_and_is_undone_by_undo(context, qtbot):
    page = shown(context, qtbot)
    page._on_delete(page._cards[0].application.id)
    settled(context, page, qtbot)
    assert context.desk.applications.list("company1") == []
    context.desk.store.undo()
    assert len(context.desk.applications.list("company1")) == 1


def test_an_empty_desk_says_how_to_begin(context, qtbot):
    context.desk.applications.delete(context.desk.applications.find("amazon").id)
    page = shown(context, qtbot)
    assert page._empty.isVisible()
    assert not page._next.isVisible()
