"""What all sites share: names, codes, offer, texts, and the variations of a family."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_, _
from seller_desk.core.listings.fields import FIELD_LABELS, field_label
from seller_desk.core.listings.model import Listing, Offer
from seller_desk.core.listings.rule_kit import gtin_valid
from seller_desk.core.rules.catalogs import categories
from seller_desk.ui.pages.listings.part_fields import EXEMPTIONS, OFFER
from seller_desk.ui.pages.listings.parts import PartForm, in_lines, show_worst
from seller_desk.ui.pages.listings.texts import CountedRow
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.edits import Choice, MoneyEdit
from seller_desk.ui.widgets.field import FieldRow
from seller_desk.ui.widgets.search_choice import SearchChoice

# Two or three to a row, in the order in which a seller fills them.
_LINES = (
    ("sku", "brand"),
    ("category",),
    ("gtin", "origin_country", "condition"),
    ("price", "currency", "quantity"),
    ("cost", "cost_currency", "weight_g"),
    ("length_mm", "width_mm", "height_mm"),
)
_CONDITIONS = {"new": N_("New"), "used": N_("Used")}
_MONEY = frozenset({"price", "cost"})
_WHOLE = frozenset({"quantity", "weight_g", "length_mm", "width_mm", "height_mm"})
_UNITS = {"weight_g": "g", "length_mm": "mm", "width_mm": "mm", "height_mm": "mm"}


class CommonForm(QWidget):
    """Editors of the master fields. `edited` fires with the changed listing."""

    edited = Signal(object)
    asked_why = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._listing: Listing | None = None
        self.rows: dict[str, FieldRow] = {}
        self._texts: dict[str, CountedRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.FIELD_GAP)
        self._text(column, "title", 3)
        for names in in_lines(_LINES):
            line = QHBoxLayout()
            line.setSpacing(12)
            for name in names:
                line.addWidget(self._field(name), 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
        self.exempt = QCheckBox(_("Exempt from GTIN"))
        self.exempt.clicked.connect(self._on_exempt)
        column.addWidget(self.exempt)
        reason = Choice([(one, _(words)) for one, words in EXEMPTIONS])
        reason.chosen.connect(partial(self._on_choice, "exemption"))
        self.exemption = FieldRow(_(field_label("exemption")), reason, key="exemption")
        self._reason = reason
        column.addWidget(self.exemption)
        self._bullets = CountedRow("bullets", _("Bullet points, one a line"), None, lines=8)
        self._bullets.area.finished.disconnect()
        self._bullets.area.finished.connect(self._on_bullets)
        column.addWidget(self._bullets)
        self._text(column, "description", 6)
        self._text(column, "search_terms", 3)
        self._attributes = CountedRow(
            "attributes", _("Other attributes, one a line: name = value"), None, lines=8
        )
        self._attributes.area.finished.disconnect()
        self._attributes.area.finished.connect(self._on_attributes)
        column.addWidget(self._attributes)
        self.offer = PartForm("offer", OFFER, _offer, _with_offer, ruled=True)
        self.offer.edited.connect(self._on_part)
        column.addWidget(self.offer)
        column.addStretch(1)

    def show_listing(self, listing: Listing) -> None:
        """Fill every editor."""
        self._listing = listing
        for name, text_row in self._texts.items():
            text_row.set_value(getattr(listing, name))
        self._bullets.set_value("\n".join(listing.bullets))
        self._attributes.set_value(attribute_lines(listing.attributes))
        self.exempt.setChecked(listing.gtin_exempt)
        self.exemption.setVisible(listing.gtin_exempt)
        self._reason.set_current(listing.exemption)
        self.offer.show_listing(listing, listing.currency)
        for name, row in self.rows.items():
            value = getattr(listing, name)
            editor = row.editor
            if isinstance(editor, MoneyEdit):
                if not editor.typing():
                    editor.set_value(value)
            elif isinstance(editor, SearchChoice):
                editor.show_value(value)
            elif isinstance(editor, QLineEdit) and not (editor.hasFocus() and editor.isModified()):
                editor.setText("" if value is None else str(value))
                editor.setCursorPosition(0)
        self._judge_gtin()

    def show_findings(self, by_field: Mapping[str, Sequence[Finding]]) -> None:
        """What is wrong with the fields that have no site's side."""
        for name, row in self.rows.items():
            found = by_field.get(name, ())
            if name == "gtin" and not found:
                self._judge_gtin()
                continue
            show_worst(row, found)
        show_worst(self.exemption, by_field.get("exemption", ()))
        self._attributes.show_findings(
            [
                one
                for field, found in by_field.items()
                if field.startswith("attributes")
                for one in found
            ]
        )
        self.offer.show_findings(by_field)

    def editor_of(self, field: str) -> QWidget | None:
        """The editor of a field."""
        name = field.partition(".")[0]
        if name == "exemption":
            return self._reason if self.exempt.isChecked() else self.exempt
        if name == "offer":
            return self.offer.editor_of(field)
        if name == "attributes":
            return self._attributes.area
        if name == "bullets":
            return self._bullets.area
        if name in self._texts:
            return self._texts[name].area
        return self.rows[name].editor if name in self.rows else None

    def _text(self, column: QVBoxLayout, name: str, lines: int) -> None:
        row = CountedRow(name, _(FIELD_LABELS[name]), None, lines=lines)
        row.edited.connect(self._on_text)
        self._texts[name] = row
        column.addWidget(row)

    def _field(self, name: str) -> FieldRow:
        label = _(FIELD_LABELS[name])
        if name in _UNITS:
            label = _("{label} ({unit})").format(label=label, unit=_UNITS[name])
        if name in ("category", "condition"):
            choice = SearchChoice(_options(name), name=label, free=name == "condition")
            choice.chosen.connect(partial(self._on_choice, name))
            self.rows[name] = FieldRow(label, choice, key=name)
            return self.rows[name]
        editor: QLineEdit = MoneyEdit(name=label) if name in _MONEY else QLineEdit()
        editor.setProperty("listingField", name)
        editor.editingFinished.connect(self._on_field)
        row = FieldRow(label, editor, key=name)
        self.rows[name] = row
        return row

    @Slot()
    def _on_field(self) -> None:
        editor = self.sender()
        if self._listing is None or not isinstance(editor, QLineEdit):
            return
        name = str(editor.property("listingField"))
        try:
            value = _value(name, editor)
        except ValueError:
            self.rows[name].set_error(_("A whole number is needed here"))
            return
        if name == "sku" and not value:
            editor.setText(self._listing.sku)
            return
        if value != getattr(self._listing, name):
            self.rows[name].clear_state()
            self._change(**{name: value})
        if name == "gtin":
            self._judge_gtin()

    def _on_choice(self, name: str, chosen: str) -> None:
        if self._listing is not None and chosen != getattr(self._listing, name):
            self._change(**{name: chosen})

    @Slot(str, str)
    def _on_text(self, key: str, text: str) -> None:
        if self._listing is not None and text != getattr(self._listing, key):
            self._change(**{key: text})

    @Slot(str)
    def _on_bullets(self, text: str) -> None:
        self._change(bullets=[" ".join(one.split()) for one in text.splitlines() if one.strip()])

    @Slot(str)
    def _on_attributes(self, text: str) -> None:
        self._change(attributes=attributes_of(text))

    @Slot(bool)
    def _on_exempt(self, checked: bool) -> None:
        self.exemption.setVisible(checked)
        self._change(gtin_exempt=checked)

    @Slot(object)
    def _on_part(self, listing: Listing) -> None:
        self._listing = listing
        self.edited.emit(listing)

    def _change(self, **fields: Any) -> None:
        if self._listing is None:
            return
        self._listing = msgspec.structs.replace(self._listing, **fields)
        self.edited.emit(self._listing)

    def _judge_gtin(self) -> None:
        row, gtin = self.rows["gtin"], self._listing.gtin if self._listing else ""
        if gtin and gtin_valid(gtin):
            row.set_ok(_("Check digit fits"))
        elif gtin:
            row.set_error(_("The check digit does not fit"))
        else:
            row.clear_state()


def attribute_lines(attributes: Mapping[str, str]) -> str:
    """Attributes as lines `name = value`."""
    return "\n".join(f"{name} = {value}" for name, value in attributes.items())


def attributes_of(text: str) -> dict[str, str]:
    """The attributes of such lines; lines without = are left out.

    A = between spaces parts name and value: Amazon's keys hold others.
    """
    lines = [line for line in text.splitlines() if "=" in line]
    pairs = (line.partition(" = " if " = " in line else "=") for line in lines)
    named = ((name.strip(), " ".join(value.split())) for name, _equals, value in pairs)
    return {name: value for name, value in named if name and value}


def _offer(listing: Listing) -> Offer:
    return listing.offer


def _with_offer(listing: Listing, part: Offer) -> Listing:
    return msgspec.structs.replace(listing, offer=part)


def _options(name: str) -> list[tuple[str, str]]:
    if name == "category":
        return [("", ""), *((one.id, one.name) for one in categories().values())]
    return [("", ""), *((word, _(text)) for word, text in _CONDITIONS.items())]


def _value(name: str, editor: QLineEdit) -> str | int | Decimal | None:
    if isinstance(editor, MoneyEdit):
        return editor.value()
    text = editor.text().strip()
    if name in _WHOLE:
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise ValueError(text)
        return int(text)
    if name == "gtin":
        return "".join(text.replace("-", " ").split())
    return text.upper() if name in ("currency", "cost_currency", "origin_country") else text
