"""What a list says while it is empty: what will be here, how to begin, one button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.labels import IconLabel, Label


class EmptyState(QWidget):
    """One sentence of what will be here, one of how to begin, one button."""

    def __init__(
        self, text: str, how: str = "", button: QPushButton | None = None, *, icon: str = ""
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        if icon:
            column.addWidget(IconLabel(icon, "text2", 20))
            column.addSpacing(4)
        column.addWidget(Label(text, role="strong", wrap=True))
        if how:
            column.addWidget(Label(how, token="text2", wrap=True))
        if button is not None:
            column.addSpacing(8)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)


def empty_card(text: str, how: str = "", icon: str = "") -> Card:
    """The same on a card of its own, where nothing has to be pressed."""
    card = Card()
    card.body.addWidget(EmptyState(text, how, icon=icon))
    return card
