"""Shown instead of the main window when the database is damaged: nothing is lost, choose a backup."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.services.backups import BackupService
from seller_desk.ui.runner import Runner
from seller_desk.ui.shell.ask import Ask
from seller_desk.ui.shell.restoring import BackupRows, Restoring
from seller_desk.ui.theme import Theme, tokens
from seller_desk.ui.widgets import Button, Card, IconLabel, Label, Notice, secondary_button

if TYPE_CHECKING:
    from seller_desk.core.store.restore import Prepared


class RescueWindow(QMainWindow):
    """Backups with dates and sizes, or one from elsewhere. `prepared` is set once one is ready; then it closes."""

    def __init__(self, backups: BackupService, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.runner = Runner(self)
        self.prepared: Prepared | None = None
        self.ask = Ask(self)
        self.setWindowTitle("Seller Desk")
        self.resize(760, 560)
        entries = backups.list()
        self.restoring = Restoring(backups, self.runner, lambda: self.ask)
        self.restoring.ready.connect(self._on_ready)
        central = QWidget()
        central.setProperty("kind", "page")
        column = QVBoxLayout(central)
        column.setContentsMargins(*(tokens.PAGE_MARGIN,) * 4)
        column.setSpacing(tokens.CARD_GAP)
        column.addWidget(Label(_("Restore a backup"), role="title"))
        column.addWidget(
            Notice(
                _("The database is damaged"),
                _(
                    "Nothing was deleted. Your documents lie beside it, untouched; the damaged file is kept as well "
                    "when you restore."
                ),
                tone="alarm",
            )
        )
        card = Card(_("Backups on this computer"))
        if entries:
            rows = BackupRows(entries)
            rows.chosen.connect(self.restoring.begin)
            card.body.addWidget(rows)
        else:
            card.body.addWidget(Label(_("There is none in the data folder."), token="text2"))
        column.addWidget(card)
        elsewhere = QHBoxLayout()
        elsewhere.setSpacing(12)
        elsewhere.addWidget(
            Label(_("Or from another disk or machine:"), token="text2", wrap=True), 1
        )
        elsewhere.addWidget(
            secondary_button(_("Choose a backup file"), "ph.folder-open", self.restoring.choose)
        )
        elsewhere.addWidget(secondary_button(_("Close"), "", partial(self.close)))
        column.addLayout(elsewhere)
        column.addWidget(self.restoring)
        column.addStretch(1)
        self.setCentralWidget(central)
        theme.system_changed.connect(self._on_system)

    @Slot()
    def _on_system(self) -> None:
        """The system turned dark or light: the style sheet follows by itself, painted icons do not.

        They are renewed in place, so that a restore under way or a passphrase half typed stays.
        """
        for button in self.findChildren(Button):
            button.renew()
        for picture in self.findChildren(IconLabel):
            picture.renew()

    @Slot(object)
    def _on_ready(self, prepared: "Prepared") -> None:
        self.prepared = prepared
        self.close()

    def close_down(self) -> None:
        """End its work."""
        self.runner.shutdown()
        self.hide()
        self.deleteLater()
