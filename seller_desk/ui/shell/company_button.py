"""The company in view, at the top of the rail."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from seller_desk.core.base.language import _
from seller_desk.core.company.model import Company
from seller_desk.ui.shell.names import ENTITY_WORDS, monogram, short_company_name
from seller_desk.ui.shell.rail_row import rail_width
from seller_desk.ui.theme import current

_LEFT, _RIGHT = 58, 34
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)


class CompanyButton(QAbstractButton):
    """The company in view, and the way to another. Without one: the program's name."""

    def __init__(self) -> None:
        super().__init__()
        self._caption = ""
        self._mark = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_company(None)

    def show_company(self, company: Company | None) -> None:
        """Show this company, or the program."""
        if company is None:
            name, self._caption, self._mark = "Seller Desk", "", ""
        else:
            name = short_company_name(company) or _("New company")
            self._caption = _(ENTITY_WORDS.get(company.entity_kind, ""))
            self._mark = monogram(name)
            self.setToolTip(company.short_name)
        self.setText(name)
        self.setAccessibleName(_("Company in view: {name}").format(name=name) if company else name)
        self.setEnabled(company is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the mark and two lines, or three where the name is long."""
        theme = current()
        name, caption = theme.metrics("strong").height(), theme.metrics("caption").height()
        room = QRect(0, 0, rail_width() - _LEFT - _RIGHT, 400)
        lines = min(2, self._lines("strong", room, _WRAP))
        return QSize(rail_width(), max(68, lines * name + caption + 22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark, name, business type, caret."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() // 2
        mark = QRect(16, middle - 16, 32, 32)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accentfill"))
        painter.drawRoundedRect(mark, 8, 8)
        if self._mark:
            painter.setPen(theme.color("onaccent"))
            painter.setFont(theme.font("h2"))
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, self._mark)
        else:
            theme.paint_icon(painter, mark.adjusted(8, 8, -8, -8), "ph.storefront", "onaccent")
        room = QRect(
            _LEFT, 0, self.width() - _LEFT - (_RIGHT if self._caption else 8), self.height()
        )
        self._paint_names(painter, room)
        if self._caption:
            caret = QRect(self.width() - 32, middle - 8, 14, 14)
            theme.paint_icon(painter, caret, "ph.caret-down", "text2")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(9, 11, self.width() - 19, self.height() - 22), 6, 6)

    def _lines(self, role: str, room: QRect, wrap: int) -> int:
        metrics = current().metrics(role)
        box = metrics.boundingRect(QRect(0, 0, room.width(), 400), wrap, self.text())
        return max(1, round(box.height() / metrics.lineSpacing()))

    def _paint_names(self, painter: QPainter, room: QRect) -> None:
        """The name on one line, or on two where it is long, and the business type below."""
        theme = current()
        role = "strong" if self._caption else "h3"
        wrap = _WRAP
        if self._lines(role, room, wrap) > 2:
            role = "captionstrong"
        metrics, small = theme.metrics(role), theme.metrics("caption")
        name = self.text()
        if self._lines(role, room, wrap) > 2:
            # Longer than two lines: the beginning says which company it is, the tool tip the whole.
            most = 2 * room.width() - 3 * metrics.averageCharWidth()
            name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, most)
        one, two = metrics.height(), metrics.lineSpacing() + metrics.height()
        tall = one if self._lines(role, room, wrap) == 1 else two
        caption = small.height() if self._caption else 0
        top = room.center().y() - (tall + caption) // 2
        unclipped = wrap | int(Qt.TextFlag.TextDontClip)
        painter.setFont(theme.font(role))
        painter.setPen(theme.color("text"))
        painter.drawText(QRect(room.x(), top, room.width(), tall), unclipped, name)
        if self._caption:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text2"))
            words = small.elidedText(self._caption, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room.x(), top + tall + small.ascent(), words)
