"""The fields of "my product". What cannot be is marked at its field and not kept."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.measures import parse_size, parse_weight
from seller_desk.core.base.money import decimal_of
from seller_desk.core.platforms.fees import percent
from seller_desk.core.platforms.model import Product, Rate
from seller_desk.core.platforms.own_values import share_of
from seller_desk.core.platforms.wording import fee_name, fee_text
from seller_desk.core.rules.catalogs import categories
from seller_desk.core.rules.model import SiteInfo
from seller_desk.core.services.platforms import check_product
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets import Choice, FieldRow, SearchChoice

# Currencies in which sellers reckon besides those of the sites.
HOME_CURRENCIES = ("CNY", "HKD", "GBP")
_COLUMNS = 4
_FIRST_RATES = 3
_NARROW = Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
# What a group of fee options is called (`plan:individual` belongs to `plan`).
_GROUPS = {
    "plan": N_("Amazon selling plan"),
    "store": N_("eBay store"),
    "payout": N_("Currency conversion"),
}


def _nothing(text: str) -> str:
    return text


def _grams(text: str) -> int:
    return parse_weight(text)


def _size(text: str) -> str:
    parse_size(text)
    return text.lower().replace("*", "x").replace("×", "x").replace(" ", "")


# field -> (name, hint, text to value, value to text)
_TEXTS: dict[str, tuple[str, str, Callable[[str], Any], Callable[[Any], str]]] = {
    "price": (N_("Price of one unit"), "25.90", decimal_of, lambda value: f"{value:f}"),
    "cost": (N_("Cost of one unit"), "6.20", decimal_of, lambda value: f"{value:f}"),
    "shipping": (N_("Your cost of shipping"), "5.40", decimal_of, lambda value: f"{value:f}"),
    "shipping_charged": (
        N_("Shipping that the buyer pays"),
        "0",
        decimal_of,
        lambda value: f"{value:f}" if value else "",
    ),
    "weight_g": (N_("Weight of one unit"), "480 g", _grams, lambda value: f"{value} g"),
    "size": (N_("Size of one unit"), "22x15x9cm", _size, _nothing),
    "target_margin": (N_("Target margin"), "25%", share_of, percent),
    "orders": (N_("Orders a month"), "200", int, str),
}


def rates_asked(sites: Sequence[SiteInfo], product: Product, field: str = "") -> list[str]:
    """The currencies whose exchange rate the form asks for: those of the chosen sites, those that are set already,
    and the one in `field`; while nothing is chosen those of the first sites."""
    chosen = [site.currency for site in sites if site.id in product.chosen_sites]
    wanted = {*chosen, *product.rates, field.removeprefix("rate.")}
    known = list(dict.fromkeys(site.currency for site in sites))
    if not chosen:
        wanted.update(known[:_FIRST_RATES])
    return [one for one in dict.fromkeys((*known, *product.rates)) if one in wanted]


class ProductForm(QWidget):
    """Fires `edited` with the whole product after each field that was changed to something possible."""

    edited = Signal(object)

    def __init__(self, context: WindowContext, product: Product, field: str = "") -> None:
        """`field` is where the seller wants to begin: the rate asked for there is among those shown."""
        super().__init__()
        self._today = context.desk.today
        self._product = product
        self.fields: dict[str, FieldRow] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        sites = context.desk.platforms.sites()
        own = list(dict.fromkeys(site.currency for site in sites))
        asked = rates_asked(sites, product, field)
        self._category = SearchChoice(
            [("", ""), *((one.id, one.name) for one in categories().values())], name=_("Category")
        )
        self._currency = Choice([(one, one) for one in dict.fromkeys((*own, *HOME_CURRENCIES))])
        self._add("category", _("Category"), self._category)
        self._add("currency", _("Currency"), self._currency)
        self._texts: dict[str, QLineEdit] = {}
        for field, (name, hint, _read, _write) in _TEXTS.items():
            self._texts[field] = self._line(field, _(name), hint)
        self._rates: dict[str, QLineEdit] = {}
        for currency in asked:
            if currency != product.currency:
                name = _("1 {own} in {other}").format(own=product.currency, other=currency)
                self._rates[currency] = self._line(f"rate.{currency}", name, _("Your rate"))
        self._options: dict[str, Choice] = {}
        for group, options in self._option_groups(context).items():
            self._options[group] = Choice([("", _("Standard")), *options])
            self._options[group].setSizeAdjustPolicy(_NARROW)
            self._options[group].setMinimumContentsLength(6)
            self._add(f"option.{group}", _(_GROUPS[group]), self._options[group])
        self.fill(product)
        for choice in (self._category, self._currency, *self._options.values()):
            choice.chosen.connect(self._on_edited)

    def fill(self, product: Product) -> None:
        """Show this product; a field with the focus keeps what is being typed."""
        self._product = product
        self._category.show_value(product.category)
        self._currency.set_current(product.currency)
        for field, edit in self._texts.items():
            value = getattr(product, field)
            if not edit.hasFocus():
                edit.setText("" if value in (None, "") else _TEXTS[field][3](value))
        for currency, edit in self._rates.items():
            rate = product.rates.get(currency)
            row = self.fields[f"rate.{currency}"]
            row.set_note(_("Set on {day}").format(day=rate.on.isoformat()) if rate else "")
            if not edit.hasFocus():
                edit.setText(f"{rate.value:f}" if rate else "")
        chosen = {option.partition(":")[0]: option for option in product.options}
        for group, choice in self._options.items():
            choice.set_current(chosen.get(group, ""))

    def focus(self, field: str) -> None:
        """Put the focus into this field."""
        row = self.fields.get(field)
        if row is not None:
            row.editor.setFocus()

    def _option_groups(self, context: WindowContext) -> dict[str, list[tuple[str, str]]]:
        """Choices among fees that the packs know and we have a name for."""
        groups: dict[str, dict[str, str]] = {}
        for pack in context.desk.rules().packs:
            for fee in pack.fee:
                group = fee.option.partition(":")[0]
                if group in _GROUPS:
                    names = groups.setdefault(group, {})
                    # One choice may stand for the same fee of several platforms.
                    name = fee_text(fee)
                    same = names.get(fee.option, name) == name
                    names[fee.option] = name if same else fee_name(fee.name)
        return {group: list(options.items()) for group, options in groups.items()}

    def _line(self, field: str, name: str, hint: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setPlaceholderText(hint)
        edit.editingFinished.connect(self._on_edited)
        self._add(field, name, edit)
        return edit

    def _add(self, field: str, name: str, editor: QWidget) -> None:
        row = FieldRow(name, editor, key=field)
        position = len(self.fields)
        self.fields[field] = row
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(row, position // _COLUMNS, position % _COLUMNS, top)

    @Slot()
    def _on_edited(self) -> None:
        values: dict[str, Any] = {
            "category": self._category.current(),
            "currency": self._currency.current(),
            "options": [one.current() for one in self._options.values() if one.current()],
        }
        good = True
        for field in self._texts:
            good = self._take(field, values) and good
        rates, rates_good = self._read_rates()
        if not good or not rates_good:
            return
        product = msgspec.structs.replace(self._product, **values, rates=rates)
        try:
            check_product(product)
        except UsageProblem as problem:
            # The values fit their fields one by one; the one just edited is out of range.
            self._mark(problem.title, product)
            return
        if product != self._product:
            self._product = product
            self.edited.emit(product)

    def _take(self, field: str, values: dict[str, Any]) -> bool:
        text = self._texts[field].text().strip()
        empty: Any = "" if field == "size" else Decimal(0) if field == "shipping_charged" else None
        if not text:
            values[field] = empty
            self.fields[field].set_error("")
            return True
        try:
            values[field] = _TEXTS[field][2](text)
        except ValueError:
            self.fields[field].set_error(_("“{text}” does not fit here").format(text=text))
            return False
        self.fields[field].set_error("")
        return True

    def _read_rates(self) -> tuple[dict[str, Rate], bool]:
        rates = dict(self._product.rates)
        good = True
        for currency, edit in self._rates.items():
            text = edit.text().strip()
            if not text:
                rates.pop(currency, None)
                continue
            try:
                value = decimal_of(text)
                if value <= 0:
                    raise ValueError(text)
            except ValueError:
                self.fields[f"rate.{currency}"].set_error(_("An exchange rate such as 0.92"))
                good = False
                continue
            before = rates.get(currency)
            self.fields[f"rate.{currency}"].set_error("")
            if before is None or before.value != value:
                rates[currency] = Rate(value=value, on=self._today())
        return rates, good

    def _mark(self, words: str, product: Product) -> None:
        for field in self._texts:
            value = getattr(product, field)
            if value != getattr(self._product, field):
                self.fields[field].set_error(words)
