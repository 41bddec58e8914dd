"""Tab goes the way one reads, also to what was made later."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from seller_desk.ui.shell.tab_order import stops


def name(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def walked(window, most=120):
    """The names of all stops, in the order of Tab, beginning with the company in the rail."""
    window.rail.company_button.setFocus()
    names = []
    while len(names) < most:
        widget = QApplication.focusWidget()
        if names and widget is window.rail.company_button:
            return names
        names.append(name(widget))
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    raise AssertionError(names)


def test_applications_stand_between_overview_and_steps_and_actions_before_the_page(
    sample_window, settle, qtbot
):
    window = sample_window
    window.go("listings")
    # "Copy as new" can be reached once a listing is chosen, and that follows the first rows.
    qtbot.waitUntil(lambda: window.page().pane.chosen_id() != "", timeout=20_000)
    settle(window)
    names = walked(window)
    assert names[:5] == [
        "Company in view: Chengwan Technology",
        "Applications",
        "Amazon, US 84%",
        "eBay, US 90%",
        "Company Done",
    ]
    order = ["Guide", "New listing", "Search listings", "Copy as new", "Title", "Add pictures"]
    assert set(order) <= set(names), names
    places = [names.index(one) for one in order]
    assert places == sorted(places)
    assert names[-1] == "Next: Shipping"


def test_every_stop_is_reached_once_and_back_again(sample_window, settle):
    window = sample_window
    for place in ("company", "documents", "export"):
        window.go(place)
        settle(window)
        names = walked(window)
        window.rail.company_button.setFocus()
        back = []
        for _ in names:
            QTest.keyClick(
                QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier
            )
            back.append(name(QApplication.focusWidget()))
        assert back == [*reversed(names[1:]), names[0]]


def test_the_first_tab_on_a_page_goes_into_it(sample_window, settle):
    window = sample_window
    for place in ("company", "listings", "accounts"):
        window.go(place)
        settle(window)
        assert window.page().hasFocus()
        QTest.keyClick(window.page(), Qt.Key.Key_Tab)
        assert window.page().isAncestorOf(QApplication.focusWidget())
        assert QApplication.focusWidget() is list(stops(window.page()))[1]


def test_inner_parts_of_a_control_are_no_stops(sample_window, settle):
    window = sample_window
    window.go("documents")
    settle(window)
    chooser = window.page().tools.application
    assert list(stops(chooser)) == [chooser]
