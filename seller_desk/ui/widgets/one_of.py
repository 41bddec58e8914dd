"""What tiles, segments and tabs share: buttons of which one is down, in more rows where they do not fit into one."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy

from seller_desk.ui.widgets.flow_layout import FlowLayout, wrapped_hint, wrapped_resize, wraps


class OneOf(QFrame):
    """Buttons in a row, each with an id. `chosen` carries the id when the seller (not the program) chooses."""

    chosen = Signal(str)

    def __init__(
        self,
        *,
        name: str,
        layout: FlowLayout,
        across: QSizePolicy.Policy = QSizePolicy.Policy.Expanding,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setLayout(layout)
        layout.setContentsMargins(0, 0, 0, 0)
        self._row = layout
        wraps(self, across)
        self._group = QButtonGroup(self)
        self._ids: list[str] = []
        self._group.idClicked.connect(self._on_click)

    def add_option(self, option: str, button: QAbstractButton) -> None:
        """One more button at the end."""
        self._group.addButton(button, len(self._ids))
        self._ids.append(option)
        self._row.addWidget(button)

    def set_text(self, option: str, text: str) -> None:
        """Other words on a button, as when a count changes."""
        button = self._button(option)
        button.setText(text)
        button.setAccessibleName(text)
        button.updateGeometry()
        button.update()

    def text(self, option: str) -> str:
        """The words on a button."""
        return self._button(option).text()

    def set_current(self, option: str) -> None:
        """Choose without telling; an empty id changes nothing. ValueError for an id that is not here."""
        if option:
            self._button(option).setChecked(True)

    def current(self) -> str:
        """The chosen id, or an empty text."""
        number = self._group.checkedId()
        return self._ids[number] if number >= 0 else ""

    def sizeHint(self) -> QSize:
        """One row would be nice; narrow means more."""
        return wrapped_hint(self, super().sizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow means tall."""
        super().resizeEvent(event)
        wrapped_resize(self)

    def _button(self, option: str) -> QAbstractButton:
        return self._group.button(self._ids.index(option))

    @Slot(int)
    def _on_click(self, number: int) -> None:
        self.chosen.emit(self._ids[number])
