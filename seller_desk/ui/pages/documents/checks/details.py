"""Under the viewer: what was measured, what kind it is, its side and dates, and what can be done with it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Severity
from seller_desk.core.base.language import N_, _
from seller_desk.core.documents.certificates import CERTIFICATES
from seller_desk.core.documents.kinds import KINDS, SIDES, kind_name
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.summary import MeasureRow
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets import Choice, DateEdit, FieldRow, FlowLayout, IconLabel, Label, line

_DATES = {
    "issued_on": N_("Issued on"),
    "valid_from": N_("Valid from"),
    "valid_until": N_("Valid until"),
}


_NARROW = 300


class MeasureTable(QWidget):
    """Icon, name, measured, required; one line each."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 6, 16, 6)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(2, 4)
        self._grid.setColumnStretch(3, 5)
        self._shown: Sequence[MeasureRow] = ()
        self._narrow = False

    def set_rows(self, rows: Sequence[MeasureRow]) -> None:
        """Show these."""
        self._shown = rows
        self._build()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Too narrow for three columns of words: one below the other."""
        super().resizeEvent(event)
        if self._narrow != self._is_narrow():
            self._build()

    def _is_narrow(self) -> bool:
        return self.width() < current().px(_NARROW)

    def _build(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._narrow = self._is_narrow()
        for number, row in enumerate(self._shown):
            at = 4 * number
            state = row.severity.value if row.severity else "valid"
            icon, token = tokens.STATE_ICONS[state]
            bold = row.severity in (Severity.BLOCKER, Severity.WARNING)
            measured = Label(
                row.measured,
                role="strong" if bold else "body",
                token=token if bold else "text",
                wrap=True,
            )
            self._grid.addWidget(IconLabel(icon, token, 14), at, 0)
            self._grid.addWidget(Label(row.name, wrap=True), at, 1, 1, 3 if self._narrow else 1)
            if self._narrow:
                self._grid.addWidget(measured, at + 1, 1, 1, 3)
                self._grid.addWidget(
                    Label(row.required, role="caption", token="text2", wrap=True), at + 2, 1, 1, 3
                )
            else:
                self._grid.addWidget(measured, at, 2)
                self._grid.addWidget(_asked(row.required), at, 3)
            if number + 1 < len(self._shown):
                self._grid.addWidget(line(), at + 3, 0, 1, 4)


def _asked(text: str) -> Label:
    label = Label(text, role="caption", token="text2", wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


class KindChooser(QWidget):
    """What the document is, and which side of it. `changed` carries field name and value."""

    changed = Signal(str, object)

    def __init__(self, certificates: Mapping[str, str] | None = None) -> None:
        """`certificates`: names of the product rules that a certificate may prove, by id."""
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("ph.tag", "text2", 16))
        self.kind = Choice([(kind, kind_name(kind)) for kind in KINDS], name=_("Kind of document"))
        self.kind.setToolTip(_("Kind of document"))
        self.kind.setMinimumWidth(120)
        self.kind.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.kind.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.chosen.connect(partial(self.changed.emit, "kind"))
        self.side = Choice(
            [("", _("Which side?")), *((side, _(text)) for side, text in SIDES.items())],
            name=_("Side"),
        )
        self.side.setMinimumWidth(100)
        self.side.chosen.connect(partial(self.changed.emit, "side"))
        self.certificate = Choice(
            [("", _("Which certificate?")), *(certificates or {}).items()],
            name=_("Which certificate it is"),
        )
        self.certificate.setMinimumWidth(100)
        self.certificate.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        narrow = Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.certificate.setSizeAdjustPolicy(narrow)
        self.certificate.chosen.connect(partial(self.changed.emit, "certificate"))
        row.addWidget(self.kind, 1)
        row.addWidget(self.certificate, 1)
        row.addWidget(self.side)

    def show_document(self, document: Document) -> None:
        """Fill in without telling."""
        self.kind.set_current(document.kind)
        self.certificate.set_current(document.certificate)
        self.certificate.setToolTip(self.certificate.currentText())
        self.certificate.setVisible(document.kind in CERTIFICATES and self.certificate.count() > 1)
        self.side.set_current(document.side)
        self.side.setVisible(KINDS.get(document.kind, KINDS["unknown"]).two_sided)


class DateForm(QWidget):
    """The dates printed on the document. `changed` carries field name and value, saved at once by the page."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 8)
        flow = FlowLayout(gap=12, line_gap=8)
        self._rows: dict[str, FieldRow] = {}
        self.dates: dict[str, DateEdit] = {}
        for field, text in _DATES.items():
            editor = DateEdit(name=_(text))
            editor.setFixedWidth(current().px(140))
            editor.changed.connect(partial(self._on_date, field))
            self.dates[field] = editor
            self._rows[field] = FieldRow(_(text), editor, key=field)
        self.long_term = QCheckBox(_("Long-term"))
        self.long_term.toggled.connect(partial(self.changed.emit, "long_term"))
        holder = QWidget()
        low = QHBoxLayout(holder)
        low.setContentsMargins(0, 22, 0, 0)
        low.addWidget(self.long_term)
        self._long_holder = holder
        for row in self._rows.values():
            flow.addWidget(row)
        flow.addWidget(holder)
        column.addLayout(flow)

    def show_document(self, document: Document) -> None:
        """Fill in without telling."""
        kind = KINDS.get(document.kind, KINDS["unknown"])
        for field, editor in self.dates.items():
            editor.set_value(getattr(document, field))
            self._rows[field].setVisible(field in kind.dates or editor.value() is not None)
        self.long_term.blockSignals(True)
        self.long_term.setChecked(document.long_term)
        self.long_term.blockSignals(False)
        self._long_holder.setVisible("valid_until" in kind.dates)
        self.dates["valid_until"].setEnabled(not document.long_term)
        self.updateGeometry()

    def editor(self, field: str) -> QWidget | None:
        """The editor of a date."""
        return self.dates.get(field)

    def _on_date(self, field: str, value: date | None) -> None:
        self.changed.emit(field, value)
