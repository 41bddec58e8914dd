"""The family of a product: option values in, one child for every combination out; children edited in a grid."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import _
from seller_desk.core.base.money import decimal_of
from seller_desk.core.base.wording import wording
from seller_desk.core.listings.model import Listing
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.buttons import secondary_button
from seller_desk.ui.widgets.field import FieldRow
from seller_desk.ui.widgets.labels import IconLabel, Label
from seller_desk.ui.widgets.layouts import clear
from seller_desk.ui.widgets.tables import make_table

Index = QModelIndex | QPersistentModelIndex
_COLUMNS = ("sku", "options", "gtin", "price", "quantity")
_MOST_ROWS_SHOWN = 6
_STATES = {Severity.BLOCKER: "blocker", Severity.WARNING: "warning", Severity.HINT: "hint"}


class FamilyModel(QAbstractTableModel):
    """Children of a parent. SKU, product code, price and quantity can be typed; `edited` fires with the child."""

    edited = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._children: list[Listing] = []

    def show(self, children: Sequence[Listing]) -> None:
        """Other children."""
        self.beginResetModel()
        self._children = list(children)
        self.endResetModel()

    def at(self, row: int) -> Listing:
        """The child of a row."""
        return self._children[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The children."""
        return 0 if parent.isValid() else len(self._children)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Fixed."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        heads = (_("SKU"), _("Options"), _("GTIN (EAN, UPC)"), _("Price"), _("Quantity"))
        return heads[section] if section < len(heads) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Options come from the values above; the rest is typed here."""
        flags = super().flags(index)
        if index.isValid() and _COLUMNS[index.column()] != "options":
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
        ):
            return None
        child, name = self._children[index.row()], _COLUMNS[index.column()]
        if name == "options":
            return _(", ").join(child.options.values())
        value = getattr(child, name)
        return "" if value is None else str(value)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed if it is a value of its column."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        child, name = self._children[index.row()], _COLUMNS[index.column()]
        try:
            typed = _typed(name, str(value).strip())
        except ValueError:
            return False
        if typed == getattr(child, name) or (name == "sku" and not typed):
            return False
        changed = msgspec.structs.replace(child, **{name: typed})
        self._children[index.row()] = changed
        self.dataChanged.emit(index, index)
        self.edited.emit(changed)
        return True


class Variations(QWidget):
    """Options with their values, the button that makes the children, and their grid."""

    make_asked = Signal(object)
    child_edited = Signal(object)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(_("Variations"), role="h3"))
        self.names: list[QLineEdit] = []
        self.values: list[QLineEdit] = []
        for number in range(2):
            name, values = QLineEdit(), QLineEdit()
            values.setPlaceholderText(_("Blue, Green, Sand"))
            pair = QHBoxLayout()
            pair.setSpacing(12)
            pair.addWidget(FieldRow(_("Option {n}").format(n=number + 1), name), 1)
            pair.addWidget(FieldRow(_("Its values, separated by commas"), values), 2)
            column.addLayout(pair)
            self.names.append(name)
            self.values.append(values)
        row = QHBoxLayout()
        self.make = secondary_button(_("Make variations"), "ph.plus", self._on_make, small=True)
        row.addWidget(self.make)
        self.note = Label(role="caption", token="text2", wrap=True)
        row.addWidget(self.note, 1)
        column.addLayout(row)
        self.model = FamilyModel(self)
        self.model.edited.connect(self.child_edited)
        self.table = QTableView()
        self.table.setModel(self.model)
        make_table(self.table, name=_("Variations"), row_height=tokens.ROW)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.table.horizontalHeader().setStretchLastSection(True)
        column.addWidget(self.table)
        self.problems = QVBoxLayout()
        self.problems.setSpacing(2)
        column.addLayout(self.problems)

    def show_family(self, listing: Listing, children: Sequence[Listing]) -> None:
        """Fill from the parent and its children; a child says whose it is."""
        self.model.show(children)
        theme = listing.variation_theme or ["Color", ""]
        for place, (name, values) in enumerate(zip(self.names, self.values, strict=True)):
            option = theme[place] if place < len(theme) else ""
            if name.hasFocus() or values.hasFocus():
                continue
            name.setText(option)
            known = [child.options[option] for child in children if option in child.options]
            values.setText(", ".join(dict.fromkeys(known)))
        for widget in (*self.names, *self.values, self.make):
            widget.setEnabled(not listing.parent_sku)
        self.note.setText(
            _("This is a variation of {sku}").format(sku=listing.parent_sku)
            if listing.parent_sku
            else _(
                "A parent is not sold itself: price, stock and product code belong to its variations."
            )
        )
        self.table.setVisible(bool(children))
        rows = min(len(children), _MOST_ROWS_SHOWN)
        self.table.setFixedHeight(
            current().height(tokens.TAB) + rows * current().height(tokens.ROW) + 14
        )
        self.table.setColumnWidth(0, 150)
        self.table.setColumnWidth(1, 90)
        self.table.setColumnWidth(2, 120)

    def show_findings(self, by_field: Mapping[str, Sequence[Finding]]) -> None:
        """What is wrong with the family of the listing: each thing once, however many sites mind it."""
        clear(self.problems)
        told: dict[str, Severity] = {}
        for found in by_field.values():
            for one in found:
                if one.code.startswith("listing.variation_"):
                    said = wording(one)
                    words = said.title.replace(one.subject.label, "", 1).strip(" :：")
                    told.setdefault(
                        f"{words} · {said.detail}" if said.detail else words, one.severity
                    )
        for words, severity in told.items():
            icon, token = tokens.STATE_ICONS[_STATES[severity]]
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(IconLabel(icon, token, 14), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(words, role="caption", token=token, wrap=True), 1)
            self.problems.addLayout(row)

    def _on_make(self) -> None:
        wanted = {
            name.text().strip(): [
                one.strip() for one in values.text().replace("，", ",").split(",")
            ]
            for name, values in zip(self.names, self.values, strict=True)
            if name.text().strip() and values.text().strip()
        }
        if wanted:
            self.make_asked.emit(wanted)


def _typed(name: str, text: str) -> str | int | Decimal | None:
    if name == "price":
        value = decimal_of(text) if text else None
        if value is not None and value < 0:
            raise ValueError(text)
        return value
    if name == "quantity":
        if text and not (text.isascii() and text.isdigit() and len(text) < 10):
            raise ValueError(text)
        return int(text) if text else None
    return text
