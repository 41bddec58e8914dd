"""The viewer: zoom, turns, pages, frames, two papers; drawn away from the window's thread and kept within bounds."""

import io
import threading

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from seller_desk.core.base.errors import DeskError
from seller_desk.core.documents.results import PageImage
from seller_desk.ui.runner import Runner
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.viewer import Mark, PageStrip, PageView, Paper, Shape, SideBySide
from seller_desk.ui.widgets.viewer.marks import on_page
from seller_desk.ui.widgets.viewer.paper import MOST_BYTES, SIDES


class Drawer:
    """Draws pages of one colour, and remembers who asked for what."""

    def __init__(self, size=(2480, 3508)):
        self.size = size
        self.asked = []
        self.threads = set()

    def __call__(self, page, side):
        self.asked.append((page, side))
        self.threads.add(threading.current_thread())
        scale = min(1.0, side / max(self.size))
        size = (round(self.size[0] * scale), round(self.size[1] * scale))
        target = io.BytesIO()
        Image.new("RGB", size, (200, 220, 240)).save(target, "JPEG")
        return PageImage(target.getvalue(), *size)


@pytest.fixture
def runner(qapp):
    made = Runner()
    yield made
    made.shutdown()


@pytest.fixture
def view(qtbot, runner):
    made = PageView(runner)
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show()
    return made


def paper(draw, *, pages=1, turned=0, key="a"):
    size = draw.size
    return Paper(key, f"{key}.jpg", [Shape(*size, turned) for _page in range(pages)], draw)


def rest(qtbot, runner):
    qtbot.waitUntil(runner.idle, timeout=20_000)
    QApplication.processEvents()
    qtbot.waitUntil(runner.idle, timeout=20_000)


def test_a_page_is_drawn_at_the_scale_that_is_needed_in_another_thread(qtbot, runner, view):
    draw = Drawer()
    view.show_paper(paper(draw))
    assert view.image is None
    assert view.message == "Drawing the page"
    rest(qtbot, runner)
    assert view.image is not None
    assert [side for _page, side in draw.asked] == [500]
    assert threading.main_thread() not in draw.threads
    view.zoom_to(1.0)
    rest(qtbot, runner)
    assert draw.asked[-1] == (1, 3750)
    # Fitted again: what was drawn before is still there.
    view.zoom_by(0)
    rest(qtbot, runner)
    assert len(draw.asked) == 2


def test_a_huge_page_is_never_drawn_whole(qtbot, runner, view):
    draw = Drawer((9921, 14031))
    view.show_paper(paper(draw))
    view.zoom_to(4.0)
    rest(qtbot, runner)
    assert max(side for _page, side in draw.asked) == SIDES[-1]


def test_pictures_are_kept_within_bounds(qtbot, runner, view):
    draw = Drawer()
    view.show_paper(paper(draw, pages=9))
    view.zoom_to(1.0)
    for page in range(1, 10):
        view.go_to_page(page)
        rest(qtbot, runner)
        assert view.pictures.size <= MOST_BYTES
    assert view.page == 9
    assert view.image is not None


def test_keys_zoom_turn_and_leaf(qtbot, runner, view):
    draw = Drawer()
    view.show_paper(paper(draw, pages=3))
    rest(qtbot, runner)
    fitted = view.scale()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.scale() > fitted
    QTest.keyClick(view, Qt.Key.Key_1)
    assert view.scale() == 1.0
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.scale() == 0.75
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.scale() == pytest.approx(fitted)
    QTest.keyClick(view, Qt.Key.Key_R)
    assert view.place().width() > view.place().height()
    QTest.keyClick(view, Qt.Key.Key_L)
    assert view.place().width() < view.place().height()
    for key, page in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_End, 3),
        (Qt.Key.Key_PageDown, 3),
        (Qt.Key.Key_PageUp, 2),
        (Qt.Key.Key_Home, 1),
    ):
        QTest.keyClick(view, key)
        assert view.page == page


def test_ctrl_and_wheel_zoom_at_the_pointer(qtbot, runner, view):
    view.show_paper(paper(Drawer()))
    rest(qtbot, runner)
    before = view.scale()
    spot = QPointF(120, 200)
    share = view._share_at(spot)
    wheel = QWheelEvent(
        spot,
        view.mapToGlobal(spot),
        QPoint(),
        QPoint(0, 600),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.scale() == pytest.approx(before * 1.25**5)
    after = view._share_at(spot)
    assert after.x() == pytest.approx(share.x(), abs=0.02)
    assert after.y() == pytest.approx(share.y(), abs=0.02)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_box_of_the_upright_page_lies_right_however_the_page_was_stored(turned):
    upright = (1000, 2000)
    mark = Mark((100, 200, 300, 50), upright, "", "accent", turned=turned)
    box = on_page(mark)
    # Back again: turning the stored page anticlockwise by `turned` brings the box where it was read.
    for _quarter in range(turned // 90):
        box = box.__class__(box.y(), 1 - box.x() - box.width(), box.height(), box.width())
    found = (box.x() * 1000, box.y() * 2000, box.width() * 1000, box.height() * 2000)
    assert found == pytest.approx((100, 200, 300, 50))


def test_a_page_that_was_read_sideways_is_shown_upright(qtbot, runner, view):
    draw = Drawer((3508, 2480))
    view.show_paper(paper(draw, turned=90))
    rest(qtbot, runner)
    assert view.place().height() > view.place().width()
    view.turn()
    assert view.place().width() > view.place().height()


def test_choosing_a_field_brings_its_box_into_the_middle(qtbot, runner, view):
    draw = Drawer()
    view.show_paper(paper(draw, pages=2))
    view.zoom_to(1.0)
    size = (2480, 3508)
    view.set_fields(
        [
            Mark((200, 300, 400, 60), size, "", "accent", "name"),
            Mark((1500, 3000, 400, 60), size, "", "accent", "number", page=2),
        ]
    )
    view.choose("number")
    assert view.page == 2
    middle = view._share_at(QPointF(view.viewport().width() / 2, view.viewport().height() / 2))
    assert middle.x() * 2480 == pytest.approx(1700, abs=30)
    assert middle.y() * 3508 == pytest.approx(3030, abs=260)
    with qtbot.waitSignal(view.field_chosen) as told:
        QTest.keyClick(view, Qt.Key.Key_N)
    assert told.args == ["name"]
    assert view.page == 1
    rest(qtbot, runner)
    assert not view.grab().isNull()


def coloured(view, token):
    """The pixels of the ground in this colour, as shares of the page: left, top, right, bottom."""
    shot = view._ground.grab().toImage()
    ratio = shot.devicePixelRatio()
    wanted = current().color(token).getRgb()[:3]
    spots = [
        (x / ratio, y / ratio)
        for x in range(shot.width())
        for y in range(shot.height())
        if max(abs(one - two) for one, two in zip(shot.pixelColor(x, y).getRgb(), wanted)) < 60  # noqa: B905 - alpha
    ]
    assert spots, token
    place = view.place()
    across = [(x - place.left()) / place.width() for x, _y in spots]
    down = [(y - place.top()) / place.height() for _x, y in spots]
    return min(across), min(down), max(across), max(down)


@pytest.mark.parametrize("stored", [0, 90])
def test_the_box_of_a_fault_is_drawn_where_the_fault_is(qtbot, runner, view, stored):
    """Measured in the pixels that are seen, on a page as it lies and on one that is stored on its side."""
    upright = (2480, 3508)
    view.show_paper(paper(Drawer(upright if not stored else upright[::-1]), turned=stored))
    view.set_mark(Mark((496, 351, 992, 702), upright, "", "bad", turned=stored))
    rest(qtbot, runner)
    assert coloured(view, "mark") == pytest.approx((0.2, 0.1, 0.6, 0.3), abs=0.012)
    view.turn(2)
    assert coloured(view, "mark") == pytest.approx((0.4, 0.7, 0.8, 0.9), abs=0.012)


def test_every_fault_of_the_page_has_its_frame_and_the_one_looked_at_only_once(qtbot, runner, view):
    size = (2480, 3508)
    first, other = (
        Mark((248, 351, 248, 351), size, "", "bad"),
        Mark((1984, 2806, 248, 351), size, "", "bad"),
    )
    away = Mark((0, 0, 2480, 3508), size, "", "bad", page=2)
    view.show_paper(paper(Drawer(), pages=2))
    view.set_mark(first)
    rest(qtbot, runner)
    assert coloured(view, "mark") == pytest.approx((0.1, 0.1, 0.2, 0.2), abs=0.012)
    view.set_faults([first, other, away])
    assert coloured(view, "mark") == pytest.approx((0.1, 0.1, 0.9, 0.9), abs=0.012)


def test_small_pages_lead_and_follow_and_only_those_in_view_are_drawn(qtbot, runner):
    pair = SideBySide(runner)
    strip = PageStrip(runner, pair.left)
    for widget in (pair, strip):
        qtbot.addWidget(widget)
        widget.resize(160, 500)
    draw = Drawer()
    pair.left.show_paper(paper(draw))
    assert strip.isHidden()
    pair.left.show_paper(paper(draw, pages=5000, key="long"))
    assert not strip.isHidden()
    strip.show()
    rest(qtbot, runner)
    qtbot.waitUntil(lambda: 1 in strip.pages._kept, timeout=20_000)
    rest(qtbot, runner)
    small = {page for page, side in draw.asked if side < SIDES[0]}
    assert 1 in small
    assert len(small) < 40
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Down)
    assert pair.left.page == 2
    pair.left.go_to_page(4000)
    assert strip.currentIndex().row() == 3999
    rest(qtbot, runner)
    qtbot.waitUntil(lambda: 4000 in strip.pages._kept, timeout=20_000)
    assert strip.pages.data(strip.currentIndex(), Qt.ItemDataRole.AccessibleTextRole) == "Page 4000"


def test_a_click_on_a_frame_chooses_its_field(qtbot, runner, view):
    view.show_paper(paper(Drawer()))
    view.set_fields([Mark((200, 300, 2000, 600), (2480, 3508), "", "accent", "name")])
    rest(qtbot, runner)
    place = view.place()
    spot = QPoint(
        round(place.left() + 0.4 * place.width()), round(place.top() + 0.15 * place.height())
    )
    with qtbot.waitSignal(view.field_chosen) as told:
        QTest.mouseClick(view._ground, Qt.MouseButton.LeftButton, pos=spot)
    assert told.args == ["name"]
    view.show_fields(False)
    assert view.chosen == "name"
    with qtbot.assertNotEmitted(view.field_chosen):
        QTest.mouseClick(view._ground, Qt.MouseButton.LeftButton, pos=spot)


def test_a_page_that_cannot_be_drawn_says_why_and_is_not_asked_for_again(qtbot, runner, view):
    draw = Drawer()

    def broken(page, side):
        draw(page, side)
        raise DeskError("Cannot be shown", "The picture is damaged")

    view.show_paper(Paper("b", "b.jpg", [Shape(100, 100)], broken))
    rest(qtbot, runner)
    view.zoom_by(1)
    rest(qtbot, runner)
    assert view.message == "The picture is damaged"
    assert len(draw.asked) == 1


def test_two_papers_move_together_until_they_are_uncoupled(qtbot, runner):
    pair = SideBySide(runner)
    qtbot.addWidget(pair)
    pair.resize(800, 500)
    pair.show()
    pair.left.show_paper(paper(Drawer((2480, 3508)), key="l"))
    pair.right.show_paper(paper(Drawer((1240, 1754)), key="r"))
    rest(qtbot, runner)
    pair.left.zoom_to(0.5)
    # The same size on screen, though the other has half the pixels.
    assert pair.right.scale() == pytest.approx(1.0, abs=0.01)
    pair.left.verticalScrollBar().setValue(pair.left.verticalScrollBar().maximum())
    assert pair.right.verticalScrollBar().value() == pair.right.verticalScrollBar().maximum()
    pair.right.zoom_by(0)
    assert pair.left.zoom == 0
    pair.set_coupled(False)
    pair.left.zoom_to(1.0)
    assert pair.right.zoom == 0
    rest(qtbot, runner)


def test_a_held_page_is_pulled_along(qtbot, runner, view):
    view.show_paper(paper(Drawer()))
    view.zoom_to(1.0)
    rest(qtbot, runner)
    before = view.verticalScrollBar().value()
    QTest.mousePress(view._ground, Qt.MouseButton.LeftButton, pos=QPoint(600, 900))
    QTest.mouseMove(view._ground, QPoint(600, 860))
    QTest.mouseRelease(view._ground, Qt.MouseButton.LeftButton, pos=QPoint(600, 860))
    assert view.verticalScrollBar().value() > before
