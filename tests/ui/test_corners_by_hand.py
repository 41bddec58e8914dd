"""The corners of the paper are pulled by hand where the program finds none, with the mouse and with the keyboard."""

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from seller_desk.core.media.geometry import is_paper
from seller_desk.ui.pages.documents.checks.corners import START

BACK = (30, 60, 170)


@pytest.fixture
def window(sample_window, settle, tmp_path):
    """A page of noise in which no paper stands out, with a blue rim around the part that is wanted."""
    from seller_desk.ui.pages.documents.page import Page

    picture = Image.effect_noise((1600, 1200), 60).convert("RGB")
    ImageDraw.Draw(picture).rectangle((0, 0, 300, 1200), fill=BACK)
    path = tmp_path / "noise.png"
    picture.save(path, dpi=(300, 300))
    sample_window.go("documents")
    settle(sample_window)
    page = sample_window.findChild(Page)
    page.intake.add([path])
    settle(sample_window)
    (document,) = [
        one for one in page.desk.documents.list(page.context.company_id) if one.name == path.name
    ]
    page.checks.show_document(document.id)
    settle(sample_window)
    made = page.checks.acts.repair(page.checks.card.shown)
    settle(sample_window)
    made.document, made.page, made.wait = document, page, lambda: settle(sample_window)
    return made


def spot(window, number):
    place = window.before.place()
    return window.corners.spots(place)[number].toPoint()


def pull(window, number, by):
    ground = window.before.widget()
    start = spot(window, number)
    QTest.mousePress(ground, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(ground, start + by)
    QTest.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=start + by)
    window.wait()


def test_a_page_without_visible_edges_can_be_cut_by_hand_and_brought_back(window):
    window.tools.crop.setChecked(False)
    assert window.corners.corners == ()
    assert window.tools.crop.isEnabled()
    window.tools.crop.setChecked(True)
    window.wait()
    window.tools.set_corners(START)
    window.wait()
    assert window.corners.corners == START
    wide = window.before.place().width()
    pull(window, 0, QPoint(round(0.2 * wide), 0))
    pull(window, 3, QPoint(round(0.2 * wide), 0))
    (step,) = window.steps()
    assert step.act == "crop"
    assert step.corners[0] == pytest.approx((0.25, 0.05), abs=0.01)
    assert step.corners[1] == START[1]
    window.apply.click()
    window.wait()
    changed = window.page.desk.documents.get(window.document.id)
    assert changed.made_from[0].sha256 == window.document.sha256
    with Image.open(window.page.desk.store.blobs.path(changed.sha256)) as cut:
        assert cut.width == pytest.approx(0.7 * 1600, abs=20)
        assert cut.convert("RGB").getpixel((20, 20)) != BACK
    window.page.desk.store.undo()
    assert window.page.desk.documents.get(window.document.id).sha256 == window.document.sha256


def test_corners_move_by_keyboard_and_cannot_cross(window):
    window.tools.crop.setChecked(True)
    window.tools.set_corners(START)
    view = window.before
    QTest.keyClick(view, Qt.Key.Key_C)
    QTest.keyClick(view, Qt.Key.Key_C)
    assert window.corners.chosen == 1
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert window.steps()[0].corners[1] == pytest.approx((0.9475, 0.07))
    assert "94.8" in view.accessibleDescription() or "94.7" in view.accessibleDescription()
    for _press in range(60):
        QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert is_paper(window.steps()[0].corners)
    for _press in range(60):
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert window.steps()[0].corners[1][0] == 1.0


def test_in_a_turned_view_a_corner_goes_where_the_arrow_points(window):
    window.tools.crop.setChecked(True)
    window.tools.set_corners(START)
    view = window.before
    for quarter in range(4):
        QTest.keyClick(view, Qt.Key.Key_C)
        before = spot(window, window.corners.chosen)
        for key, (x, y) in ((Qt.Key.Key_Right, (1, 0)), (Qt.Key.Key_Left, (-1, 0)), (Qt.Key.Key_Down, (0, 1)), (Qt.Key.Key_Up, (0, -1))):  # fmt: skip
            QTest.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)
            after = spot(window, window.corners.chosen)
            went = ((after.x() - before.x()) * x, (after.y() - before.y()) * y)
            assert min(went) >= 0, quarter
            assert max(went) > 0, quarter
            before = after
        view.turn(1)


@pytest.mark.parametrize(
    "corners",
    [
        [(0, 0), (1, 0), (0, 1), (1, 1)],
        [(0, 0), (1, 0), (0.5, 0.0), (0, 1)],
        [(0, 0), (0.5, 0), (1, 0), (0, 1)],
        [(1, 0), (0, 0), (0, 1), (1, 1)],
        [(0, 0), (1, 0), (1, 1)],
    ],
)
def test_corners_that_cross_dent_or_mirror_are_no_paper(corners):
    assert not is_paper(corners)
    assert is_paper(START)
