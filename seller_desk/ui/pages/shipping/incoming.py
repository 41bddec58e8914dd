"""A price list that was read and not kept yet: columns and what they were taken for, rows that could not be taken."""

from dataclasses import replace

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit

from seller_desk.core.base.language import N_, _
from seller_desk.core.shipping.import_rates import ImportedRates
from seller_desk.core.shipping.rate_columns import FIELDS
from seller_desk.ui.widgets import (
    Card,
    Choice,
    FieldRow,
    Label,
    Notice,
    secondary_button,
)

_NAMES = {
    "country": N_("Country"),
    "area": N_("Area"),
    "service": N_("Service"),
    "product_code": N_("Service code"),
    "transit": N_("Transit"),
    "weight": N_("Weight band"),
    "weight_from": N_("Weight from"),
    "weight_to": N_("Weight to"),
    "per_kg": N_("Price per kg"),
    "per_parcel": N_("Fee per parcel"),
    "price": N_("Flat price"),
    "first_weight": N_("First weight"),
    "first_price": N_("Price of the first weight"),
    "additional_weight": N_("Additional weight"),
    "additional_price": N_("Price of additional weight"),
    "minimum": N_("Least weight charged"),
    "step": N_("Rounded up to"),
    "goods": N_("Goods"),
    "divisor": N_("Volume divisor"),
    "currency": N_("Currency"),
    "ignored": N_("Not used"),
}
SHOWN_PROBLEMS = 6


class IncomingCard(Card):
    """`kept` fires with the import, `mapped` with other meanings of the columns, `closed` without."""

    kept = Signal(object)
    mapped = Signal(dict)
    closed = Signal()

    def __init__(self, imported: ImportedRates) -> None:
        super().__init__(
            _("{file}: {imported} of {read} rows understood").format(
                file=imported.card.source_name, imported=imported.imported, read=imported.read
            )
        )
        self._imported = imported
        self.name = QLineEdit(imported.card.name)
        self.body.addWidget(FieldRow(_("Name of the price list"), self.name))
        self.body.addWidget(
            Label(_("What each column was taken for"), role="caption", token="text2")
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        self.choices: dict[str, Choice] = {}
        for number, column in enumerate(imported.columns):
            choice = Choice([("", _("Not recognised")), *((one, _(_NAMES[one])) for one in FIELDS)])
            choice.set_current(column.field)
            choice.chosen.connect(self._on_mapped)
            self.choices[column.head] = choice
            row = FieldRow(column.head, choice)
            if not column.field:
                row.set_warning(_("Not known, so not used"))
            grid.addWidget(row, number // 4, number % 4)
            grid.setColumnStretch(number % 4, 1)
        self.body.addLayout(grid)
        self._add_problems()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(secondary_button(_("Keep price list"), "ph.check", self._on_keep))
        buttons.addWidget(secondary_button(_("Cancel"), "", self.closed.emit))
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def _add_problems(self) -> None:
        rejected = self._imported.rejected
        if not rejected:
            return
        lines = [
            _("Row {row}: {detail}").format(row=one.place.row, detail=one.detail)
            for one in rejected[:SHOWN_PROBLEMS]
        ]
        more = len(rejected) - SHOWN_PROBLEMS
        if more > 0:
            lines.append(_("and {count} more").format(count=more))
        title = _("{count} rows could not be taken").format(count=len(rejected))
        self.body.addWidget(Notice(title, "\n".join(lines), tone="caution"))

    @Slot()
    def _on_mapped(self, _field: str = "") -> None:
        self.mapped.emit({head: choice.current() for head, choice in self.choices.items()})

    @Slot()
    def _on_keep(self) -> None:
        name = self.name.text().strip() or self._imported.card.name
        card = msgspec.structs.replace(self._imported.card, name=name)
        self.kept.emit(replace(self._imported, card=card))
