"""A time of day that is typed."""

from datetime import datetime, time

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit


class TimeEdit(QLineEdit):
    """A time of day as HH:MM; empty is none. `changed` fires when a whole time (or none) stands there."""

    changed = Signal(object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText("HH:MM")
        self._value: time | None = None
        self.editingFinished.connect(self._on_finished)

    def value(self) -> time | None:
        """The time that stands there; None if empty or none."""
        text = self.text().strip().replace("：", ":")
        for form in ("%H:%M", "%H%M"):
            try:
                return datetime.strptime(text, form).time()  # noqa: DTZ007 - a time of day only
            except ValueError:
                continue
        return None

    def set_value(self, value: time | None) -> None:
        """Show this time without telling."""
        self._value = value
        self.setText(value.strftime("%H:%M") if value else "")

    @Slot()
    def _on_finished(self) -> None:
        value = self.value()
        if value is None and self.text().strip():
            return
        if value is not None:
            self.setText(value.strftime("%H:%M"))
        if value != self._value:
            self._value = value
            self.changed.emit(value)
