"""The way of the Tab key: as one reads, whenever the widgets were made."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from seller_desk.ui.shell.page import StepPage


def stops(widget: QWidget) -> Iterator[QWidget]:
    """The stops of Tab in a widget and below, in the order of its layouts."""
    # A page takes the focus when it is shown, so that the next Tab is in it.
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, StepPage)
    if takes and widget.focusProxy() is None:
        yield widget
    layout = widget.layout()
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield from stops(inner)
    elif layout is not None:
        yield from _of_layout(layout)
    elif isinstance(widget, (QStackedWidget, QSplitter)):
        for place in range(widget.count()):
            part = widget.widget(place)
            if part is not None:
                yield from stops(part)
    elif isinstance(widget, QAbstractItemView):
        # Editors that stand in the cells.
        cells = [one for one in widget.viewport().children() if isinstance(one, QWidget)]
        for cell in sorted(cells, key=_place):
            yield from stops(cell)
    # What has none of these is a control: its inner parts are its own affair.


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            if not widget.isHidden():
                yield from stops(widget)
        elif inner is not None:
            yield from _of_layout(inner)


def _place(widget: QWidget) -> tuple[int, int]:
    return widget.y(), widget.x()


def chain(widgets: Iterator[QWidget]) -> None:
    """Make Tab walk these one after the other."""
    before: QWidget | None = None
    for widget in widgets:
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget
