"""The table of sites: who may register, where the price goes, what is left."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from seller_desk.core.base.language import _
from seller_desk.core.platforms.model import SiteResult
from seller_desk.core.platforms.wording import answer_text
from seller_desk.ui.pages.platforms import words
from seller_desk.ui.pages.platforms.site_delegate import (
    REASON_LINES,
    SiteDelegate,
    bar_box,
    reason_lines,
)
from seller_desk.ui.pages.platforms.site_model import COLUMNS, PICKED, Row, SiteModel
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Cell, CellRole, make_table

_BAR_WANTS, _BAR_LEAST = 180, 140
# The column that gives way in a narrow table, unless the seller asked for it.
_FIRST_TO_GO = "deposit"
_REASON_WANTS = 178
# Columns as wide as their words.
_BY_WORDS = ("target", "deposit", "review", "payout", "load")
_WORDS_MOST = 150
_ROW_HEIGHT = 48
# More rows scroll in the table, so that the site's account below stays in reach.
_MOST_ROWS = 7


class SiteTable(QTableView):
    """Click or Enter on a figure asks for its source; Space or a click on the box chooses the site."""

    # (site id, what: gate, margin, review, documents, or a fee's name), with the point to show it at
    figure = Signal(str, str, QPoint)
    toggled = Signal(str)
    site_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.sites = SiteModel(self)
        make_table(self, name=_("Sites compared"), row_height=_ROW_HEIGHT)
        self.setModel(self.sites)
        self._painter = SiteDelegate(self, row_height=_ROW_HEIGHT)
        self.setItemDelegate(self._painter)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._pressed: QPoint | None = None
        self._wanted: list[str] = []
        self._picked = True
        self.selectionModel().currentRowChanged.connect(self._on_row)

    def show_rows(
        self,
        rows: Sequence[Row],
        price: str,
        target: Decimal | None,
        columns: Sequence[str],
        *,
        picked: bool = True,
    ) -> None:
        """Fill, and show these of the columns that may be hidden.

        `picked`: the seller chose them, so where they do not fit the table scrolls across; else one may give way.
        """
        bar = _("Split of {price}").format(price=price) if price else _("Where the price goes")
        own = {"chosen": "", "site": _("Site"), "bar": bar}
        heads = [own[one] if one in own else _(PICKED[one]) for one in COLUMNS]
        before = self.shown_site()
        self.sites.show(rows, heads, target)
        self._wanted = list(columns)
        self._picked = picked
        self._widths()
        ids = [row.result.site.id for row in rows]
        if ids:
            number = ids.index(before) if before in ids else 0
            self.setCurrentIndex(self.sites.index(number, 1))

    def shown_site(self) -> str:
        """The site of the current row."""
        row = self.currentIndex().row()
        return self.sites.rows[row].result.site.id if 0 <= row < len(self.sites.rows) else ""

    def set_low(self, *, low: bool) -> None:
        """In a low window reasons take one line, so that more sites are in view."""
        lines = 1 if low else REASON_LINES
        if lines != self._painter.most_lines:
            self._painter.most_lines = lines
            self._widths()
            self.viewport().update()

    def resizeEvent(self, event: Any) -> None:
        """The bar takes what is left. The height is the table's own word."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._widths()

    def _widths(self) -> None:
        wanted = [one for one in COLUMNS if one not in PICKED or one in self._wanted]
        widths = self._wished(wanted)
        short = sum(widths.values()) > self.viewport().width()
        if short and not self._picked and _FIRST_TO_GO in widths:
            wanted.remove(_FIRST_TO_GO)
            widths = self._wished(wanted)
        across = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(across if self._picked else never)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(30)
        for number, name in enumerate(COLUMNS):
            self.setColumnHidden(number, name not in widths)
            if name in widths:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(number, widths[name])
        across_bar = sum(widths.values()) > self.viewport().width() and self._picked
        self._heights(
            widths.get("gate", 0) - 24,
            self.horizontalScrollBar().sizeHint().height() if across_bar else 0,
        )

    def _wished(self, wanted: Sequence[str]) -> dict[str, int]:
        """The widths of these columns; the bar takes what is left, at least what its words need."""
        theme = current()
        body, strong, small = (theme.metrics(role) for role in ("body", "strong", "caption"))
        names = [strong.horizontalAdvance(row.result.platform_name) for row in self.sites.rows]
        captions = [
            small.horizontalAdvance(reason)
            for row in self.sites.rows
            for reason in row.result.verdict.reasons[:1]
        ]
        gates = [
            body.horizontalAdvance(answer_text(row.result.verdict.answer)) + 22
            for row in self.sites.rows
        ]
        widths = {
            "chosen": 40,
            "site": max([*names, small.horizontalAdvance(_("Site"))], default=60) + 24,
            "gate": min(_REASON_WANTS, max([*gates, *captions], default=116) + 28),
            "margin": max(64, small.horizontalAdvance(_("unconfirmed")) + 28),
            "documents": max(64, small.horizontalAdvance(_("Documents")) + 24),
            **{name: self._wide(name) for name in _BY_WORDS},
        }
        widths = {name: width for name, width in widths.items() if name in wanted}
        rest = self.viewport().width() - sum(widths.values())
        # Reasons give way before the bar does; they stand in full in their popup.
        given = 0
        if "gate" in widths:
            least = max([*gates, 90], default=90) + 28
            given = max(0, min(_BAR_WANTS - rest, widths["gate"] - least))
            widths["gate"] -= given
        widths["bar"] = max(_BAR_LEAST, rest + given)
        return widths

    def _wide(self, name: str) -> int:
        """As wide as the longest words of this column, within bounds."""
        column, theme = COLUMNS.index(name), current()
        texts = [
            theme.metrics("body").horizontalAdvance(cell.text)
            for row in range(self.sites.rowCount())
            if isinstance(cell := self.sites.index(row, column).data(CellRole), Cell)
        ]
        head = theme.metrics("caption").horizontalAdvance(_(PICKED[name]))
        return min(theme.px(_WORDS_MOST), max([*texts, head], default=60) + 26)

    def _heights(self, room: int, bar: int) -> None:
        """Each row is as tall as its reason needs; the table is as tall as its first rows, the rest scrolls in it."""
        theme = current()
        body, small = theme.metrics("body").height(), theme.metrics("caption").lineSpacing()
        least, whole = theme.height(_ROW_HEIGHT), 0
        for number, row in enumerate(self.sites.rows):
            reasons = row.result.verdict.reasons
            most = self._painter.most_lines
            lines = reason_lines(reasons[0], room, most) if reasons and room > 0 else 1
            height = max(least, body + lines * small + 12)
            if self.rowHeight(number) != height:
                self.setRowHeight(number, height)
            whole += height if number < _MOST_ROWS else 0
        whole += self.horizontalHeader().height() + bar + 2
        if self.height() != whole:
            self.setFixedHeight(whole)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks for the figure under it."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and self._pressed is not None and self.indexAt(self._pressed) == index:
            self._ask(index, place)
        self._pressed = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for the figure of the cell, Space chooses the site."""
        index = self.currentIndex()
        key = Qt.Key(event.key())
        if index.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(index, None)
        elif index.isValid() and key == Qt.Key.Key_Space:
            self.toggled.emit(self.shown_site())
        else:
            super().keyPressEvent(event)

    def _ask(self, index: QModelIndex, place: QPoint | None) -> None:
        row = self.sites.rows[index.row()]
        name = COLUMNS[index.column()]
        rect = self.visualRect(index)
        if name == "chosen":
            self.toggled.emit(row.result.site.id)
            return
        what = name
        at = QPoint(rect.x() + 36, rect.bottom() - 4)
        if name == "bar":
            what = self._part_at(rect, row.result, place)
            at = QPoint(place.x() if place else rect.x() + 36, rect.bottom() - 4)
        self.figure.emit(row.result.site.id, what, at)

    @staticmethod
    def _part_at(rect: QRect, one: SiteResult, place: QPoint | None) -> str:
        """The fee whose part of the bar is there; the referral fee for the words below and the keyboard."""
        box = bar_box(rect)
        parts = words.parts_of(one)
        if place is None or not parts or place.y() > box.bottom() + 1 or one.price is None:
            return "referral"
        whole = max(float(one.price.amount), sum(part.value for part, _key in parts))
        x = box.x()
        for part, key in parts:
            x += box.width() * part.value / whole
            if place.x() <= x:
                return key
        return "referral"

    def _on_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        site = self.shown_site()
        if site:
            self.site_shown.emit(site)
