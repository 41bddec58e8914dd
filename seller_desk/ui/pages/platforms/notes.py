"""Lines above the table: what about the product is hard to believe, and how many sites wait for exchange rates."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import wording
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import IconLabel, Label, link_button


class ProductNotes(QWidget):
    """`asked` carries the field of the product's form that a line speaks of."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 0, 4, 0)
        self._column.setSpacing(4)
        self._findings: list[Finding] | None = None
        self.lines: list[_Line] = []

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """One line each; hidden without any."""
        self.setVisible(bool(findings))
        if self._findings == list(findings):
            return
        self._findings = list(findings)
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [_Line(one) for one in findings]
        for line in self.lines:
            line.link.clicked.connect(partial(self._ask, line.field))
            self._column.addWidget(line)

    def _ask(self, field: str, *_checked: object) -> None:
        self.asked.emit(field)


class _Line(QWidget):
    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.field = finding.place.field or "price"
        said = wording(finding)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        icon, token = tokens.STATE_ICONS[finding.severity.value]
        row.addWidget(IconLabel(icon, token, 16), 0, Qt.AlignmentFlag.AlignTop)
        self.words = Label(said.sentence, wrap=True)
        row.addWidget(self.words, 1)
        rates = finding.code == "product.rate_missing"
        self.link = link_button(_("Set the rates") if rates else _("Change it"))
        self.link.setAccessibleName(f"{self.link.text()}: {said.title}")
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
