"""How to read the table: three marks and what they mean."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from seller_desk.core.base.language import _
from seller_desk.ui.pages.documents.consistency.marked import MarkedText, Span
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import FlowLayout, Label
from seller_desk.ui.widgets.flow_layout import wraps


class _Sign(QWidget):
    """One mark as it is painted in the table."""

    def __init__(self, kind: str, sign: str, words: str) -> None:
        super().__init__()
        self._kind, self._sign = kind, sign
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As large as its sign."""
        metrics = current().metrics("strong")
        return QSize(metrics.horizontalAdvance(self._sign) + 6, metrics.height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sign with its mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = MarkedText(self._sign, [Span(0, len(self._sign), self._kind)], 100)
        text.paint(painter, QPointF(2, 1))


class Legend(QWidget):
    """The marks side by side, in more lines where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(gap=20, line_gap=4)
        self.setLayout(flow)
        flow.setContentsMargins(2, 0, 2, 0)
        wraps(self, QSizePolicy.Policy.Expanding)
        for kind, sign, words in (
            ("other", _("a"), _("other characters")),
            ("missing", _("a"), _("should be there and is not")),
            ("extra", _("a"), _("only here")),
            ("format", ",", _("only written otherwise")),
        ):
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(_Sign(kind, sign, words))
            row.addWidget(Label(words, role="caption", token="text2"))
            flow.addWidget(pair)
