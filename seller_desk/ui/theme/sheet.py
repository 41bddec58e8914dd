"""The one style sheet of the application, built from tokens. Painted widgets do not need it."""

from pathlib import Path

_SHEET = """
* { outline: 0; }
QMainWindow, QDialog { background: @canvas; }
QToolTip { background: @surface; color: @text; border: 1px solid @border; padding: 4px 6px; }
QScrollArea, QScrollArea > QWidget > QWidget[scrollbody="true"] { background: transparent; border: 0; }
QFrame[kind="card"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[kind="well"] { background: @sunken; border: 0; border-radius: 6px; }
QFrame[kind="help"] { background: @mutesoft; border: 0; border-radius: 6px; }
QFrame[kind="notice"] { background: @accentsoft; border: 0; border-radius: 6px; }
QFrame[kind="alarm"] { background: @badsoft; border: 0; border-radius: 6px; }
QFrame[kind="caution"] { background: @warnsoft; border: 0; border-radius: 6px; }
QFrame[kind="current"] { background: @accentsoft; border: 1px solid @accentline; border-radius: 8px; }
QFrame[kind="line"] { background: @line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[kind="seam"] { background: @border; border: 0; }
QFrame[kind="rail"] { background: @rail; border: 0; border-right: 1px solid @border; }
QFrame[kind="pane"] { background: @canvas; border: 0; border-left: 1px solid @border; }
QFrame[kind="bar"] { background: @surface; border: 0; border-top: 1px solid @border; }
QFrame[kind="segments"] { background: @mutesoft; border: 0; border-radius: 6px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  background: @surface; color: @text; border: 1px solid @strong; border-radius: 6px;
  padding: 0 11px; min-height: @control_in; selection-background-color: @accentfill; selection-color: @onaccent;
}
QPlainTextEdit, QTextEdit { padding: 5px 7px; }
QTextBrowser[kind="reading"] { background: transparent; border: 2px solid transparent; padding: 0 12px 0 0; }
QTextBrowser[kind="reading"]:focus { border: 2px solid @accent; border-radius: 6px; padding: 0 12px 0 0; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus {
  border: 2px solid @accent; padding: 0 10px; min-height: @control_focus;
}
QPlainTextEdit:focus, QTextEdit:focus { padding: 4px 6px; }
QLineEdit[state="bad"], QPlainTextEdit[state="bad"], QTextEdit[state="bad"], QComboBox[state="bad"],
QAbstractSpinBox[state="bad"] { border-color: @bad; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: @sunken; border-color: @border; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { background: @sunken; color: @text3; border-color: @border; }
QLineEdit QToolButton { background: transparent; border: 0; }
QComboBox { padding-right: 28px; }
QComboBox:editable, QComboBox:editable:focus { padding-right: 2px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { background: transparent; border: 0; padding: 0; min-height: 0; }
QComboBox:focus, QComboBox:on { padding-right: 27px; }
QComboBox::drop-down { border: 0; width: 28px; subcontrol-origin: border; subcontrol-position: center right; }
QComboBox::down-arrow { image: url(@caret); width: @mark_caret; height: @mark_caret; }
QComboBox QAbstractItemView { background: @surface; color: @text; border: 1px solid @border; padding: 4px;
  selection-background-color: @accentsoft; selection-color: @text; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }

QPushButton { color: @text; }
QPushButton[kind="primary"] { background: @accentfill; color: @onaccent; border: 1px solid @accentfill; border-radius: 6px;
  padding: 0 15px; min-height: @control_in; }
QPushButton[kind="primary"]:hover { background: @accenthover; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; padding: 0 14px; min-height: @control_focus; }
QPushButton[kind="primary"]:disabled { background: @mutesoft; color: @text3; border-color: @border; }
QPushButton[kind="secondary"] { background: @surface; color: @text; border: 1px solid @border; border-radius: 6px;
  padding: 0 12px; min-height: @control_in; }
QPushButton[kind="secondary"]:hover, QPushButton[kind="secondary"]:pressed { background: @sunken; border-color: @strong; }
QPushButton[kind="secondary"]:focus { border: 2px solid @accent; padding: 0 11px; min-height: @control_focus; }
QPushButton[kind="secondary"]:disabled { color: @text3; background: @sunken; }
QPushButton[kind="secondary"]::menu-indicator, QPushButton[kind="ghost"]::menu-indicator, QToolButton[kind="tool"]::menu-indicator { image: none; width: 0; }
QPushButton[kind="running"] { background: @accentsoft; color: @accent; border: 1px solid @accentline; border-radius: 6px;
  padding: 0 15px; min-height: @control_in; }
QPushButton[kind="ghost"], QToolButton[kind="tool"] { background: transparent; color: @text2; border: 1px solid transparent;
  border-radius: 6px; padding: 0 10px; min-height: @control_in; }
QPushButton[kind="ghost"]:hover, QToolButton[kind="tool"]:hover { background: @mutesoft; }
QPushButton[kind="ghost"]:focus, QToolButton[kind="tool"]:focus { border: 2px solid @accent; padding: 0 9px; min-height: @control_focus; }
QToolButton[kind="tool"] { padding: 0; min-width: @control_in; }
QToolButton[kind="tool"]:focus { padding: 0; min-width: @control_focus; }
QToolButton[kind="tool"]:checked { background: @accentsoft; }
QPushButton[kind="link"] { background: transparent; color: @accent; border: 2px solid transparent; border-radius: 4px; padding: 0 1px; }
QPushButton[kind="link"]:hover { color: @text; }
QPushButton[kind="link"]:focus { border: 2px solid @accent; }
QPushButton[kind="link"]:disabled { color: @text3; }
QPushButton[small="true"] { min-height: @small_in; padding: 0 10px; }
QPushButton[small="true"]:focus { min-height: @small_focus; padding: 0 9px; }

QCheckBox, QRadioButton { color: @text; spacing: 8px; border: 2px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid @accent; }
QCheckBox::indicator { width: @mark_box; height: @mark_box; border: 1px solid @strong; border-radius: 3px; background: @surface; }
QCheckBox::indicator:checked { background: @accentfill; border-color: @accentfill; image: url(@tick); }
QCheckBox::indicator:indeterminate { background: @accentsoft; border-color: @accent; }
QRadioButton::indicator { width: @mark_box; height: @mark_box; border: 1px solid @strong; border-radius: @mark_round; background: @surface; }
QRadioButton::indicator:checked { width: @mark_dot; height: @mark_dot; border: 5px solid @accentfill; border-radius: @mark_round; background: @onaccent; }

QMenu { background: @surface; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 6px 20px 6px 10px; border-radius: 4px; }
QMenu::item:selected { background: @accentsoft; color: @text; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }

QAbstractItemView { background: @surface; color: @text; border: 0; selection-background-color: @accentsoft;
  selection-color: @text; alternate-background-color: @surface; }
QHeaderView { background: @sunken; border: 0; }
QHeaderView::section { background: @sunken; color: @text2; border: 0; border-bottom: 1px solid @line; padding: 0 10px; }
QTableCornerButton::section { background: @sunken; border: 0; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url(@caret_right); }
QTreeView::branch:has-children:open { image: url(@caret); }

QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: @mutesoft; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accentfill; border-radius: 3px; }

QCalendarWidget QWidget { background: @surface; color: @text; alternate-background-color: @sunken; }
QCalendarWidget QAbstractItemView { selection-background-color: @accentfill; selection-color: @onaccent; }
QCalendarWidget QToolButton { color: @text; background: transparent; border: 0; padding: 4px 8px; }
QCalendarWidget QToolButton:hover { background: @mutesoft; border-radius: 4px; }
"""


def sheet(
    colours: dict[str, str], *, dark: bool, control: int, small: int, mark: int, pictures: Path
) -> str:
    """The style sheet. `control` and `small` are outer heights in pixels, `mark` the side of a box to tick; `pictures` holds carets and ticks."""
    mode = "dark" if dark else "light"
    values = {
        **colours,
        "control_in": f"{control - 2}px",
        "control_focus": f"{control - 4}px",
        "small_in": f"{small - 2}px",
        "small_focus": f"{small - 4}px",
        "mark_box": f"{mark}px",
        "mark_dot": f"{mark - 8}px",
        "mark_round": f"{(mark + 2) // 2}px",
        "mark_caret": f"{mark - 2}px",
        "caret": (pictures / f"caret-down-{mode}.svg").as_posix(),
        "caret_right": (pictures / f"caret-right-{mode}.svg").as_posix(),
        "tick": (pictures / "tick.svg").as_posix(),
    }
    made = _SHEET
    # Long names first: "@control_in" must not be read as "@control".
    for name in sorted(values, key=len, reverse=True):
        made = made.replace(f"@{name}", values[name])
    tones = "".join(
        f'QLabel[tone="{name}"] {{ color: {colour}; }}\n' for name, colour in colours.items()
    )
    return made + tones
