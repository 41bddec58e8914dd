"""The table of sites: who may register, where the price goes, what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QTableView, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.platforms.model import SiteResult
from seller_desk.core.platforms.wording import answer_text, margin_text
from seller_desk.ui.pages.platforms import words
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets import Cell, CellDelegate, Part, cell_data, make_table
from seller_desk.ui.widgets.bars import paint_stacked

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("chosen", "site", "gate", "bar", "margin", "documents", "review")
ResultRole = Qt.ItemDataRole.UserRole + 2
DocumentsRole = Qt.ItemDataRole.UserRole + 3
_GATES = {"yes": "done", "no": "blocker", "unknown": "unknown", "later": "later"}
_BAR_HEIGHT = 12
_BAR_WANTS = 230


@dataclass(frozen=True, slots=True)
class Row:
    """One site of the table."""

    result: SiteResult
    chosen: bool
    documents: tuple[int, int] | None


class SiteModel(QAbstractTableModel):
    """The rows; everything a cell shows is made when the rows are set."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._cells: list[list[Cell]] = []
        self._heads: list[str] = ["" for _column in COLUMNS]

    def show(self, rows: Sequence[Row], heads: Sequence[str], target: Decimal | None) -> None:
        """Show these rows under these heads."""
        self.beginResetModel()
        self.rows = list(rows)
        self._heads = list(heads)
        self._cells = [_cells(row, target) for row in rows]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as there are sites."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Fixed."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, or the whole result for the bar."""
        if not index.isValid():
            return None
        if role == ResultRole:
            return self.rows[index.row()].result
        if role == DocumentsRole:
            return self.rows[index.row()].documents
        if role == Qt.ItemDataRole.ToolTipRole and COLUMNS[index.column()] == "gate":
            return "\n".join(self.rows[index.row()].result.verdict.reasons)
        return cell_data(self._cells[index.row()][index.column()], role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Words over the columns; numbers stand right."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] == "margin":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def _cells(row: Row, target: Decimal | None) -> list[Cell]:
    one = row.result
    icon, token = tokens.STATE_ICONS[_GATES[one.verdict.answer]]
    review = one.facts.get("site.review_time")
    have = row.documents
    return [
        Cell(
            "",
            icon="ph.check-square-fill" if row.chosen else "ph.square",
            icon_token="accent" if row.chosen else "text3",
        ),
        Cell(one.platform_name, caption=words.country(one), bold=True),
        Cell(
            answer_text(one.verdict.answer),
            caption=one.verdict.reasons[0] if one.verdict.reasons else "",
            icon=icon,
            icon_token=token,
            token=token if one.verdict.answer != "yes" else "text",
        ),
        Cell(words.bar_words(one)),
        _margin(one, target),
        Cell(f"{have[0]}/{have[1]}" if have else "\N{EM DASH}"),
        Cell(words.fact_short(review) if review else "\N{EM DASH}"),
    ]


def _margin(one: SiteResult, target: Decimal | None) -> Cell:
    if one.margin is None:
        return Cell("\N{EM DASH}", number=True, token="text2")
    text = margin_text(one.margin)
    if one.margin < 0:
        return Cell(
            text, bold=True, number=True, token="bad", icon="ph.trend-down", icon_token="bad"
        )
    # Only settled figures turn green (house.md 4).
    good = one.certain and target is not None and one.margin >= target
    return Cell(
        text,
        bold=True,
        number=True,
        token="ok" if good else "text",
        caption="" if one.certain else _("unconfirmed"),
        caption_token="warn",
    )


class SiteDelegate(CellDelegate):
    """Paints the bar, and the documents with their share; the rest as every table does."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        name = COLUMNS[index.column()]
        super().paint(painter, option, index)
        rect: QRect = option.rect
        result = index.data(ResultRole)
        if name == "documents":
            self._share(painter, rect, index.data(DocumentsRole))
        if name == "bar" and isinstance(result, SiteResult):
            painter.save()
            state: QStyle.StateFlag = option.state
            self._bar(painter, rect, result, covered=bool(state & QStyle.StateFlag.State_Selected))
            painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        # The bar's words are for reading aloud only: they are painted below with their marks.
        if cell.text.startswith(words.ALOUD):
            return
        super()._paint_cell(painter, rect, cell)

    def _share(self, painter: QPainter, rect: QRect, have: object) -> None:
        """How many of the documents are here, as a thin bar below the figure."""
        if not isinstance(have, tuple) or not have[1]:
            return
        theme = current()
        box = QRectF(rect.x() + 12, rect.center().y() + 12, rect.width() - 24, 4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("border" if theme.dark else "mutesoft"))
        painter.drawRoundedRect(box, 2, 2)
        share = have[0] / have[1]
        if share:
            painter.setBrush(theme.color("ok" if share >= 1 else "accentfill"))
            box.setWidth(max(4.0, box.width() * share))
            painter.drawRoundedRect(box, 2, 2)
        painter.restore()

    def _bar(self, painter: QPainter, rect: QRect, one: SiteResult, *, covered: bool) -> None:
        theme = current()
        box = bar_box(rect)
        parts = words.parts_of(one)
        if parts and one.price is not None:
            shown = [
                Part("mutesoft", part.value, part.name)
                if part.series == "profit" and not one.certain
                else part
                for part, _key in parts
            ]
            paint_stacked(painter, box, shown, float(one.price.amount))
            if not one.certain and one.profit is not None and one.profit.amount > 0:
                width = box.width() * float(one.profit.amount) / sum(part.value for part in shown)
                rest = QRectF(box.right() - width, box.y(), width - 1.5, box.height())
                painter.fillRect(rest, QBrush(theme.color("mute"), Qt.BrushStyle.BDiagPattern))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("mutesoft"))
            painter.drawRoundedRect(box, 2, 2)
        self._captions(painter, rect, box, one, covered=covered)

    def _captions(
        self, painter: QPainter, rect: QRect, box: QRectF, one: SiteResult, *, covered: bool
    ) -> None:
        theme = current()
        small = theme.metrics("caption")
        top = round(box.bottom()) + 3
        painter.setFont(theme.font("caption"))
        left, icon, token = words.bar_left(one)
        width = round(box.width())
        right = small.elidedText(
            words.bar_right(one), Qt.TextElideMode.ElideRight, width - 2 * small.height()
        )
        room = width - small.horizontalAdvance(right) - 30
        text = small.elidedText(left, Qt.TextElideMode.ElideRight, room)
        painter.setPen(theme.color("accent" if covered else "text2"))
        painter.drawText(round(box.x()), top + small.ascent(), text)
        if icon:
            x = round(box.x()) + small.horizontalAdvance(text) + 6
            theme.paint_icon(
                painter, QRect(x, top + (small.height() - 14) // 2, 14, 14), icon, token
            )
        painter.setPen(theme.color("text2"))
        painter.drawText(
            QRect(round(box.x()), top, width, small.height()), Qt.AlignmentFlag.AlignRight, right
        )


def bar_box(rect: QRect) -> QRectF:
    """Where the bar lies in its cell."""
    small = current().metrics("caption").height()
    top = rect.y() + (rect.height() - _BAR_HEIGHT - 3 - small) / 2
    return QRectF(rect.x() + 12, top, rect.width() - 24, _BAR_HEIGHT)


class SiteTable(QTableView):
    """Click or Enter on a figure asks for its source; Space or a click on the box chooses the site."""

    # (site id, what: gate, margin, review, documents, or a fee's name), with the point to show it at
    figure = Signal(str, str, QPoint)
    toggled = Signal(str)
    site_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.sites = SiteModel(self)
        make_table(self, name=_("Sites compared"), row_height=48)
        self.setModel(self.sites)
        self.setItemDelegate(SiteDelegate(self, row_height=48))
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._pressed: QPoint | None = None
        self.selectionModel().currentRowChanged.connect(self._on_row)

    def show_rows(
        self, rows: Sequence[Row], price: str, target: Decimal | None, *, documents: bool
    ) -> None:
        """Fill; the height follows the rows, the page scrolls."""
        heads = [
            "",
            _("Site"),
            _("Registration"),
            _("Where {price} goes").format(price=price) if price else _("Where the price goes"),
            _("Margin"),
            _("Documents"),
            _("Review"),
        ]
        before = self.shown_site()
        self.sites.show(rows, heads, target)
        self.setColumnHidden(COLUMNS.index("documents"), not documents)
        self._widths()
        height = (
            self.horizontalHeader().height()
            + len(rows) * self.verticalHeader().defaultSectionSize()
        )
        self.setFixedHeight(height + 2)
        ids = [row.result.site.id for row in rows]
        if ids:
            number = ids.index(before) if before in ids else 0
            self.setCurrentIndex(self.sites.index(number, 1))

    def shown_site(self) -> str:
        """The site of the current row."""
        row = self.currentIndex().row()
        return self.sites.rows[row].result.site.id if 0 <= row < len(self.sites.rows) else ""

    def resizeEvent(self, event: Any) -> None:
        """The bar takes what is left."""
        super().resizeEvent(event)
        self._widths()

    def _widths(self) -> None:
        theme = current()
        body, strong, small = (theme.metrics(role) for role in ("body", "strong", "caption"))
        names = [strong.horizontalAdvance(row.result.platform_name) for row in self.sites.rows]
        captions = [
            small.horizontalAdvance(reason) + 22
            for row in self.sites.rows
            for reason in row.result.verdict.reasons[:1]
        ]
        gates = [
            body.horizontalAdvance(answer_text(row.result.verdict.answer)) + 22
            for row in self.sites.rows
        ]
        reviews = [
            body.horizontalAdvance(words.fact_short(row.result.facts["site.review_time"]))
            for row in self.sites.rows
            if "site.review_time" in row.result.facts
        ]
        widths = {
            "chosen": 40,
            "site": max([*names, small.horizontalAdvance(_("Site"))], default=60) + 28,
            "gate": min(196, max([*gates, *captions], default=116) + 28),
            "margin": max(64, small.horizontalAdvance(_("unconfirmed")) + 30),
            "documents": max(64, small.horizontalAdvance(_("Documents")) + 24),
            "review": max([*reviews, small.horizontalAdvance(_("Review"))], default=60) + 28,
        }
        if self.isColumnHidden(COLUMNS.index("documents")):
            widths.pop("documents")
        rest = self.viewport().width() - sum(widths.values())
        # Reasons give way before the bar does; they stand in full in their popup.
        given = min(max(0, _BAR_WANTS - rest), widths["gate"] - max([*gates, 90], default=90) - 28)
        widths["gate"] -= max(0, given)
        widths["bar"] = max(140, rest + max(0, given))
        header = self.horizontalHeader()
        header.setMinimumSectionSize(30)
        for name, width in widths.items():
            number = COLUMNS.index(name)
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(number, width)

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
