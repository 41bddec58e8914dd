"""Tokens, icons and the widgets that every page is made of."""

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from seller_desk.core.base.findings import Confidence, SourceNote
from seller_desk.ui.theme import Theme, tokens
from seller_desk.ui.widgets import (
    ChoiceTiles,
    Counter,
    DateEdit,
    DropZone,
    FieldRow,
    MoneyEdit,
    Ring,
    Segments,
    SourcePopover,
    TabBar,
)

UI = Path(__file__).parents[2] / "seller_desk" / "ui"


@pytest.fixture(autouse=True)
def theme(qapp):
    made = Theme("light", 1.0, "en")
    made.apply()
    return made


def luminance(colour):
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *(
            (text, ground)
            for text in ("text", "text2", "text3")
            for ground in ("canvas", "surface", "rail", "sunken")
        ),
        *((name, f"{name}soft") for name in ("bad", "warn", "ok", "mute", "accent")),
        *((name, "surface") for name in ("bad", "warn", "ok", "mute", "accent")),
        ("badtext", "badmark"),
        ("onaccent", "accentfill"),
        ("text", "accentsoft"),
    ],
)
def test_every_text_is_legible_on_its_ground(colours, text, ground):
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_the_edge_of_an_input_is_seen(colours):
    assert contrast(colours["strong"], colours["surface"]) >= 3


def icon_names():
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                name = node.value
                if name.startswith(("ph.", "msc.")) and name not in ("ph.", "msc."):
                    yield name


def test_every_icon_in_the_window_exists(theme):
    names = set(icon_names())
    assert len(names) > 20
    for name in names:
        assert not theme.pixmap(name).isNull(), name


def test_no_colour_is_written_outside_the_tokens():
    guilty = []
    for path in UI.rglob("*.py"):
        if path.name == "tokens.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                value = node.value
                if (
                    value.startswith("#")
                    and len(value) in (4, 7, 9)
                    and QColor.isValidColorName(value)
                ):
                    guilty.append(f"{path.name}: {value}")
    assert not guilty


def test_no_f_string_is_marked_for_translation():
    guilty = []
    for path in UI.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "N_", "ngettext", "pgettext")
                and any(isinstance(one, ast.JoinedStr) for one in node.args)
            ):
                guilty.append(f"{path}:{node.lineno}")
    assert not guilty


def test_text_grows_with_the_scale_and_rows_with_the_text(theme):
    small = theme.height(tokens.RAIL_ROW)
    assert theme.font("body").pixelSize() == 13
    theme.use(scale=1.5)
    assert theme.font("body").pixelSize() == 20
    assert theme.height(tokens.RAIL_ROW) > small
    assert theme.height(tokens.RAIL_ROW) >= theme.metrics("body").height() + 12


def test_chinese_and_english_have_their_own_fonts(theme):
    assert theme.font("body").families()[0] == "Segoe UI"
    theme.use(language="zh")
    assert theme.font("body").families()[0] == "Microsoft YaHei UI"


def test_a_field_names_its_editor_and_shows_one_note(qtbot):
    row = FieldRow("Credit code", QLineEdit(), note="18 characters", origin="read", key="code")
    qtbot.addWidget(row)
    assert row.editor.accessibleName() == "Credit code"
    assert row.note_text() == "18 characters"
    row.set_error("The check digit does not fit")
    assert row.note_text() == "The check digit does not fit"
    assert row.editor.property("state") == "bad"
    assert row.editor.accessibleDescription() == "The check digit does not fit"
    row.set_ok("Check digit right")
    assert row.editor.property("state") == ""
    row.clear_state()
    assert row.note_text() == "18 characters"


def test_a_day_is_taken_when_it_is_whole(qtbot):
    edit = DateEdit(name="Valid until")
    qtbot.addWidget(edit)
    heard = []
    edit.changed.connect(heard.append)
    for text in ("2027-1-8", "20270109", "2027/01/10", "2027-02-30", "soon", ""):
        edit.setText(text)
        edit.editingFinished.emit()
    assert heard == [date(2027, 1, 8), date(2027, 1, 9), date(2027, 1, 10), None]
    edit.setText("2027-02-30")
    assert not edit.is_valid()
    edit.set_value(date(2026, 1, 1))
    assert heard[-1] is None
    assert edit.text() == "2026-01-01"


def test_money_is_a_decimal_and_never_a_word(qtbot):
    edit = MoneyEdit("USD", name="Price")
    qtbot.addWidget(edit)
    heard = []
    edit.changed.connect(heard.append)
    qtbot.keyClicks(edit, "25.901x")
    edit.editingFinished.emit()
    assert heard == [Decimal("25.90")]
    edit.clear()
    edit.editingFinished.emit()
    assert heard[-1] is None


def test_tiles_segments_and_tabs_tell_the_chosen_one(qtbot):
    for widget in (
        ChoiceTiles([("a", "A", "x"), ("b", "B", "y")], name="Kind"),
        Segments([("a", "A"), ("b", "B")], name="Filter"),
        TabBar([("a", "A"), ("b", "B")], name="Part"),
    ):
        qtbot.addWidget(widget)
        with qtbot.waitSignal(widget.chosen) as asked:
            widget._group.button(1).click()
        assert asked.args == ["b"]
        assert widget.current() == "b"
        widget.set_current("a")
        assert widget.current() == "a"


def test_arrow_keys_walk_along_tabs(qtbot):
    tabs = TabBar([("a", "A"), ("b", "B"), ("c", "C")])
    qtbot.addWidget(tabs)
    qtbot.keyClick(tabs, Qt.Key.Key_Left)
    assert tabs.current() == "c"
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.current() == "a"


def test_a_counter_says_how_many_of_how_many(qtbot):
    counter = Counter(75)
    qtbot.addWidget(counter)
    counter.set_count(75)
    assert not counter.over()
    counter.set_count(88)
    assert counter.over()
    assert counter.accessibleName() == "88 / 75 characters"
    counter.set_count(88, 200)
    assert not counter.over()


def test_dropped_files_arrive_as_paths_and_web_addresses_do_not(qtbot, tmp_path):
    zone = DropZone("Drop here")
    qtbot.addWidget(zone)
    heard = []
    zone.dropped.connect(heard.append)
    for urls in (["https://example.com/a.jpg"], [QUrl.fromLocalFile(str(tmp_path / "执照 1.jpg"))]):
        data = QMimeData()
        data.setUrls([QUrl(one) for one in urls])
        rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(zone, QDragEnterEvent(QPoint(1, 1), *rest, none))
        QApplication.sendEvent(zone, QDropEvent(QPointF(1, 1), *rest, none))
    assert heard == [[tmp_path / "执照 1.jpg"]]


def test_a_ring_reads_its_number_and_stays_in_its_bounds(qtbot):
    ring = Ring(82, name="Amazon US")
    qtbot.addWidget(ring)
    assert ring.accessibleName() == "Amazon US 82% ready"
    ring.set_percent(250)
    assert ring.accessibleName() == "Amazon US 100% ready"


def test_the_popover_offers_the_source_and_closes_on_escape(qtbot):
    anchor = QPushButton("15%")
    qtbot.addWidget(anchor)
    anchor.show()
    source = SourceNote(
        title="Fee page", url="https://example.com", as_of="2025", confidence=Confidence.OFFICIAL
    )
    popover = SourcePopover("Referral fee", "15%", [source], parent=anchor)
    popover.show_at(anchor)
    link = popover.findChild(QPushButton)
    with qtbot.waitSignal(popover.opened_source) as asked:
        link.click()
    assert asked.args == ["https://example.com"]
    again = SourcePopover("Referral fee", "15%", [source], parent=anchor)
    again.show_at(anchor)
    with qtbot.waitSignal(again.destroyed):
        qtbot.keyClick(again, Qt.Key.Key_Escape)
