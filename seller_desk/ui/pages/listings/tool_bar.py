"""Above the table: search, filter, import and export."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.ui.pages.listings.table import FILTERS, filter_words
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.buttons import secondary_button
from seller_desk.ui.widgets.choice import Segments

# Text of this size needs a second line for the buttons.
_TWO_LINES_ABOVE = 1.2


class ToolBar(QWidget):
    """One line, two with large text."""

    import_asked = Signal()
    export_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        lines.addLayout(row)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("SKU or title"))
        self.search.setAccessibleName(_("Search listings"))
        self.search.addAction(
            current().icon("ph.magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(200)
        row.addWidget(self.search, 1)
        self.filter = Segments(
            [(name, filter_words(name, 0)) for name in FILTERS], name=_("Which listings")
        )
        row.addWidget(self.filter)
        row.addStretch(1)
        if current().scale > _TWO_LINES_ABOVE:
            row = QHBoxLayout()
            row.setSpacing(8)
            lines.addLayout(row)
            row.addStretch(1)
        row.addWidget(
            secondary_button(_("Import a sheet"), "ph.upload-simple", self.import_asked.emit)
        )
        self.export = secondary_button(_("Export"), "ph.export", self.export_asked.emit)
        row.addWidget(self.export)
