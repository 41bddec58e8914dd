"""Inputs that know their kind of value: dates, money, a choice, long text."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale, QPoint, QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QRegularExpressionValidator, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.language import _, language
from seller_desk.core.base.money import decimal_of
from seller_desk.ui.theme import current


class Choice(QComboBox):
    """One of a list: `options` are (id, text). The wheel scrolls the page, not the choice."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]] = (), *, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_options(options)
        self.activated.connect(self._on_activated)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Another list; what was chosen stays chosen if it is still there."""
        before = self.current()
        self.blockSignals(True)
        self.clear()
        for option, text in options:
            self.addItem(current().typeset(text), option)
        self.blockSignals(False)
        self.set_current(before)

    def current(self) -> str:
        """The chosen id."""
        return str(self.currentData() or "")

    def set_current(self, option: str) -> None:
        """Choose without telling."""
        self.blockSignals(True)
        found = self.findData(option)
        self.setCurrentIndex(found if found >= 0 else (0 if self.count() else -1))
        self.blockSignals(False)

    @Slot(int)
    def _on_activated(self, _index: int) -> None:
        self.chosen.emit(self.current())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class DateEdit(QLineEdit):
    """A day as YYYY-MM-DD, typed or picked; empty is no day. `changed` fires when a whole day (or none) stands there."""

    changed = Signal(object)

    def __init__(self, *, name: str = "", calendar: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(_("YYYY-MM-DD"))
        self._value: date | None = None
        if calendar:
            action = QAction(current().icon("ph.calendar-blank"), _("Choose a day"), self)
            action.triggered.connect(self._pick)
            self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._on_finished)

    def value(self) -> date | None:
        """The day that stands there; None if empty or not a day (see `is_valid`)."""
        return _day(self.text())

    def is_valid(self) -> bool:
        """Whether the text is empty or a day."""
        return not self.text().strip() or self.value() is not None

    def set_value(self, value: date | None) -> None:
        """Show this day without telling."""
        self._value = value
        self.setText(value.isoformat() if value else "")

    @Slot()
    def _on_finished(self) -> None:
        if not self.is_valid():
            return
        value = self.value()
        if value is not None:
            self.setText(value.isoformat())
        if value != self._value:
            self._value = value
            self.changed.emit(value)

    @Slot()
    def _pick(self) -> None:
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setLocale(QLocale("zh_CN" if language() == "zh" else "en_GB"))
        day = self.value()
        if day:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(calendar)
        calendar.clicked.connect(self._on_picked)
        calendar.clicked.connect(popup.close)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        calendar.setFocus()

    @Slot(QDate)
    def _on_picked(self, day: QDate) -> None:
        self.setText(day.toString("yyyy-MM-dd"))
        self._on_finished()


def _day(text: str) -> date | None:
    plain = text.strip().replace("/", "-").replace(".", "-")
    try:
        if plain.isascii() and plain.isdigit() and len(plain) == 8:
            return date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
        year, month, day = (int(part) for part in plain.split("-"))
        return date(year, month, day)
    except ValueError:
        return None


class MoneyEdit(QLineEdit):
    """An amount in one currency; empty is no amount. `changed` fires with a Decimal or None."""

    changed = Signal(object)

    def __init__(self, currency: str = "", *, name: str = "", digits: int = 2) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        pattern = rf"[0-9]{{0,12}}(\.[0-9]{{0,{digits}}})?" if digits else "[0-9]{0,12}"
        self.setValidator(QRegularExpressionValidator(QRegularExpression(pattern), self))
        self._value: Decimal | None = None
        self.set_currency(currency)
        self.editingFinished.connect(self._on_finished)

    def set_currency(self, currency: str) -> None:
        """The currency shown where no amount stands yet and read out with the field."""
        self.currency = currency
        self.setPlaceholderText(currency)
        self.setAccessibleDescription(currency)

    def value(self) -> Decimal | None:
        """The amount that stands there."""
        text = self.text().strip().rstrip(".")
        try:
            return decimal_of(text) if text else None
        except ValueError:
            return None

    def typing(self) -> bool:
        """Whether something stands there that has not been told yet."""
        return self.hasFocus() and self.value() != self._value

    def set_value(self, value: Decimal | None) -> None:
        """Show this amount without telling."""
        self._value = value
        self.setText("" if value is None else format(value, "f"))

    @Slot()
    def _on_finished(self) -> None:
        value = self.value()
        if value != self._value:
            self._value = value
            self.changed.emit(value)


class TextArea(QPlainTextEdit):
    """Several lines of plain text. Tab leaves it; `finished` fires when the focus leaves after a change."""

    finished = Signal(str)

    def __init__(self, *, name: str = "", lines: int = 3) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(current().metrics("body").lineSpacing() * lines + 14)
        self._before = ""

    def set_value(self, text: str) -> None:
        """Show this text without telling."""
        self._before = text
        if text != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)

    def typing(self) -> bool:
        """Whether something stands there that has not been told yet."""
        return self.hasFocus() and self.toPlainText() != self._before

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what changed."""
        super().focusOutEvent(event)
        text = self.toPlainText()
        if text != self._before:
            self._before = text
            self.finished.emit(text)
