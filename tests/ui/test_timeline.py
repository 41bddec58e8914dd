"""The time line: rows, keys, what is painted, what stands under the mouse."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from seller_desk.ui.theme import Theme
from seller_desk.ui.widgets.time_axis import TimeScale, month_name, off_colour
from seller_desk.ui.widgets.time_rows import Bar, Days, TimeRow, scale_of
from seller_desk.ui.widgets.timeline import Timeline

DAY = date(2026, 11, 24)


@pytest.fixture
def theme(qapp):
    made = Theme("light", 1.0, "en")
    made.apply()
    return made


def rows_of(timeline):
    return [
        one for one in timeline.findChildren(QWidget) if hasattr(one, "row") and one.isVisible()
    ]


def some_rows():
    return [
        TimeRow(id="a", label="Customs record", caption="Begin by 1 Dec", tip="5 days to spare",
                bars=(Bar(DAY, DAY + timedelta(days=7), "decides"),)),
        TimeRow(id="b", label="Statement", bars=(Bar(DAY - timedelta(days=60), DAY, "window"),), moment=DAY),
        TimeRow(id="c", label="Open", moment=DAY + timedelta(days=40), tone="late"),
    ]  # fmt: skip


@pytest.fixture
def timeline(theme, qtbot):
    made = Timeline("Plan")
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show_rows(some_rows(), Days(today=DAY))
    made.show()
    QApplication.processEvents()
    return made


def test_rows_have_their_days_as_accessible_names(timeline):
    first, second, _third = rows_of(timeline)
    assert first.accessibleName() == "Customs record: Begin by 1 Dec"
    assert first.accessibleDescription() == "5 days to spare"
    assert second.accessibleName() == "Statement"


def test_one_row_takes_tab_and_arrows_walk(timeline, qtbot):
    first, second, third = rows_of(timeline)
    came = []
    timeline.chosen.connect(came.append)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert timeline.current() == "b"
    QTest.keyClick(second, Qt.Key.Key_Down)
    QTest.keyClick(third, Qt.Key.Key_Down)
    assert timeline.current() == "c"
    QTest.keyClick(third, Qt.Key.Key_Up)
    assert came == ["b", "c", "b"]
    assert [one.focusPolicy() for one in (first, second, third)] == [
        Qt.FocusPolicy.ClickFocus,
        Qt.FocusPolicy.StrongFocus,
        Qt.FocusPolicy.ClickFocus,
    ]


def test_a_click_chooses(timeline):
    _first, second, _third = rows_of(timeline)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert timeline.current() == "b"


def test_what_was_chosen_stays_chosen_when_the_rows_change(timeline):
    timeline.choose("b")
    timeline.show_rows(some_rows(), Days(today=DAY))
    assert timeline.current() == "b"
    timeline.show_rows(some_rows()[:1], Days(today=DAY))
    assert timeline.current() == "a"
    timeline.show_rows([], Days(today=DAY))
    assert timeline.current() == ""


def canvas_of(row):
    return next(one for one in row.findChildren(QWidget) if hasattr(one, "tip_at"))


def test_under_the_mouse_stand_the_day_its_holiday_and_the_step(timeline):
    def off(day):
        return "China: New Year" if day == date(2027, 1, 1) else None

    timeline.show_rows(some_rows(), Days(today=DAY, off=off))
    QApplication.processEvents()
    canvas = canvas_of(rows_of(timeline)[0])
    scale = canvas._scale
    left, right = scale.span(date(2027, 1, 1), date(2027, 1, 1), canvas.width())
    said = canvas.tip_at(round((left + right) / 2))
    assert said.splitlines() == [
        "1 January 2027 · China: New Year",
        "Customs record",
        "5 days to spare",
    ]
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), canvas.mapToGlobal(QPoint(5, 5)))
    assert QApplication.sendEvent(canvas, event)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_bars_days_off_and_today_are_painted(qtbot, qapp, mode):
    theme = Theme(mode, 1.0, "en")
    theme.apply()
    timeline = Timeline("Plan")
    qtbot.addWidget(timeline)
    timeline.resize(900, 300)

    def off(day):
        return "" if day.weekday() > 4 else None

    timeline.show_rows(some_rows(), Days(today=DAY, off=off, marks=((DAY, "Opening", "ok"),)))
    timeline.show()
    QApplication.processEvents()
    canvas = canvas_of(rows_of(timeline)[2])
    image = QImage(canvas.grab().toImage())
    middle = canvas.height() // 2

    def colour(day, y):
        left, right = canvas._scale.span(day, day, canvas.width())
        return image.pixelColor(round((left + right) / 2), y)

    assert colour(DAY + timedelta(days=40), middle).name() == theme.color("bad").name()
    assert colour(date(2026, 12, 5), 2) != colour(date(2026, 12, 3), 2)


def test_the_axis_shows_what_has_room(timeline, qtbot):
    timeline.resize(2000, 300)
    QApplication.processEvents()
    wide = timeline._axis.grab().toImage()
    timeline.resize(420, 300)
    QApplication.processEvents()
    narrow = timeline._axis.grab().toImage()
    assert wide.width() > narrow.width()
    axis = next(one for one in timeline._axis.findChildren(QWidget) if one.accessibleName())
    assert axis.accessibleName() == "Today 2026-11-24"


def test_a_scale_finds_days_and_places():
    scale = TimeScale(date(2026, 11, 1), date(2026, 11, 30))
    assert scale.days == 30
    assert scale.span(date(2026, 11, 1), date(2026, 11, 1), 300) == (0, 10)
    assert scale.span(date(2026, 10, 1), date(2027, 1, 1), 300) == (0, 300)
    assert scale.day_at(15, 300) == date(2026, 11, 2)
    assert scale.day_at(-5, 300) == date(2026, 11, 1)
    assert scale.day_at(999, 300) == date(2026, 11, 30)
    assert len(list(scale.each())) == 30


def test_windows_do_not_stretch_the_line_and_few_days_are_not_blown_up():
    scale = scale_of(some_rows(), Days(today=DAY))
    assert scale.first == DAY - timedelta(days=3)
    assert scale.last == DAY + timedelta(days=43)
    assert scale_of([], Days(today=DAY)).days == 22


def test_months_are_named_in_both_languages():
    from seller_desk.core.base.language import speaking

    assert month_name(date(2027, 1, 1), with_year=True) == "Jan 2027"
    with speaking("zh"):
        assert month_name(date(2027, 1, 1), with_year=True) == "2027 年 1 月"
        assert month_name(date(2027, 2, 1), with_year=False) == "2 月"


def test_holidays_are_stronger_than_weekends(theme):
    assert off_colour(holiday=True).alphaF() > off_colour(holiday=False).alphaF()
