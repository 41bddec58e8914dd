"""The fields of "my product". What cannot be is marked at its field and not kept."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.base.money import decimal_of
from seller_desk.core.platforms.converted import rebased
from seller_desk.core.platforms.model import Product, Rate
from seller_desk.core.platforms.wording import fee_name, fee_text
from seller_desk.core.rules.catalogs import categories
from seller_desk.core.rules.model import SiteInfo
from seller_desk.core.services.platforms import check_product
from seller_desk.ui.pages.platforms.product_fields import ADVANCED, BASIC, GROUPS, TEXTS
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets import Choice, FieldRow, SearchChoice, link_button

# Currencies in which sellers reckon besides those of the sites.
HOME_CURRENCIES = ("CNY", "HKD", "GBP")
_COLUMNS = 4
_FIRST_RATES = 3
ALL_RATES = "rates"
_NARROW = Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


def rates_asked(sites: Sequence[SiteInfo], product: Product, field: str = "") -> list[str]:
    """The currencies whose exchange rate the form asks for: those of the chosen sites, those that are set already,
    and the one in `field`; while nothing is chosen those of the first sites. The field `rates` asks for all."""
    chosen = [site.currency for site in sites if site.id in product.chosen_sites]
    wanted = {*chosen, *product.rates, field.removeprefix("rate.")}
    known = list(dict.fromkeys(site.currency for site in sites))
    if field == ALL_RATES:
        return list(dict.fromkeys((*known, *product.rates)))
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._basic, self._fold = QWidget(), QWidget()
        self._grids = {one: _grid_in(one) for one in (self._basic, self._fold)}
        self._opener = link_button(_("More inputs"), self.toggle_more, "ph.caret-right")
        column.addWidget(self._basic)
        column.addWidget(self._opener, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._fold)
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
        for name_of, (name, hint, _read, _write) in BASIC.items():
            self._texts[name_of] = self._line(name_of, _(name), hint)
        self._rates: dict[str, QLineEdit] = {}
        for currency in asked:
            if currency != product.currency:
                name = _("1 {own} in {other}").format(own=product.currency, other=currency)
                self._rates[currency] = self._line(f"rate.{currency}", name, _("Your rate"))
        for name_of, (name, hint, _read, _write) in ADVANCED.items():
            self._texts[name_of] = self._line(name_of, _(name), hint, folded=True)
        self._options: dict[str, Choice] = {}
        for group, options in self._option_groups(context).items():
            self._options[group] = Choice([("", _("Standard")), *options])
            self._options[group].setSizeAdjustPolicy(_NARROW)
            self._options[group].setMinimumContentsLength(6)
            self._add(f"option.{group}", _(GROUPS[group]), self._options[group], folded=True)
        self.fill(product)
        self.show_more(shown=_more_is_set(product) or self._is_folded(field))
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
                edit.setText("" if value in (None, "") else TEXTS[field][3](value))
        for currency, edit in self._rates.items():
            rate = product.rates.get(currency)
            row = self.fields[f"rate.{currency}"]
            row.set_note(_("Set on {day}").format(day=rate.on.isoformat()) if rate else "")
            if not edit.hasFocus():
                edit.setText(f"{rate.value:f}" if rate else "")
        chosen = {option.partition(":")[0]: option for option in product.options}
        for group, choice in self._options.items():
            choice.set_current(chosen.get(group, ""))

    def show_more(self, *, shown: bool) -> None:
        """Open or close the foldout."""
        self._fold.setVisible(shown)
        self._opener.setText(_("Fewer inputs") if shown else _("More inputs"))
        self._opener.set_icon("ph.caret-down" if shown else "ph.caret-right")

    @Slot()
    def toggle_more(self) -> None:
        """The other way round."""
        self.show_more(shown=not self._fold.isVisibleTo(self))

    def _is_folded(self, field: str) -> bool:
        row = self.fields.get(field)
        return row is not None and self._fold.isAncestorOf(row)

    def focus(self, field: str) -> None:
        """Put the focus into this field; `rates`: the first that is empty."""
        if field == ALL_RATES:
            empty = [one for one, edit in self._rates.items() if not edit.text()]
            field = f"rate.{next(iter(empty or self._rates), '')}"
        row = self.fields.get(field)
        if row is not None:
            if self._is_folded(field):
                self.show_more(shown=True)
            row.editor.setFocus()

    def _option_groups(self, context: WindowContext) -> dict[str, list[tuple[str, str]]]:
        """Choices among fees that the packs know and we have a name for."""
        groups: dict[str, dict[str, str]] = {}
        for pack in context.desk.rules().packs:
            for fee in pack.fee:
                group = fee.option.partition(":")[0]
                if group in GROUPS:
                    names = groups.setdefault(group, {})
                    # One choice may stand for the same fee of several platforms.
                    name = fee_text(fee)
                    same = names.get(fee.option, name) == name
                    names[fee.option] = name if same else fee_name(fee.name)
        return {group: list(options.items()) for group, options in groups.items()}

    def _line(self, field: str, name: str, hint: str, *, folded: bool = False) -> QLineEdit:
        edit = QLineEdit()
        edit.setPlaceholderText(hint)
        edit.editingFinished.connect(self._on_edited)
        self._add(field, name, edit, folded=folded)
        return edit

    def _add(self, field: str, name: str, editor: QWidget, *, folded: bool = False) -> None:
        row = FieldRow(name, editor, key=field)
        self.fields[field] = row
        grid = self._grids[self._fold if folded else self._basic]
        place = grid.count()
        grid.addWidget(row, place // _COLUMNS, place % _COLUMNS, Qt.AlignmentFlag.AlignTop)

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
        # The rates were typed for one unit of the currency that was chosen so far.
        rates = rebased(rates, self._product.currency, values["currency"])
        product = self._with_one_target(
            msgspec.structs.replace(self._product, **values, rates=rates)
        )
        try:
            check_product(product)
        except UsageProblem as problem:
            # The values fit their fields one by one; the one just edited is out of range.
            self._mark(problem.title, product)
            return
        if product != self._product:
            self._product = product
            self.edited.emit(product)

    def _with_one_target(self, product: Product) -> Product:
        """Of two targets the one that was just typed stands; the other field is emptied."""
        if product.target_margin is None or product.target_profit is None:
            return product
        newer = product.target_profit != self._product.target_profit
        gone = "target_margin" if newer else "target_profit"
        self._texts[gone].clear()
        return msgspec.structs.replace(product, **{gone: None})

    def _take(self, field: str, values: dict[str, Any]) -> bool:
        text = self._texts[field].text().strip()
        empty: Any = "" if field == "size" else Decimal(0) if field == "shipping_charged" else None
        if not text:
            values[field] = empty
            self.fields[field].set_error("")
            return True
        try:
            values[field] = TEXTS[field][2](text)
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


def _grid_in(holder: QWidget) -> QGridLayout:
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(12)
    for column in range(_COLUMNS):
        grid.setColumnStretch(column, 1)
    return grid


def _more_is_set(product: Product) -> bool:
    return bool(product.options) or any(getattr(product, field) for field in ADVANCED)
