"""The tab "try a parcel": weight, size, destination; what it costs, how that was found, what the buyer pays."""

from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.measures import parse_size, parse_weight
from seller_desk.core.base.money import Money, decimal_of
from seller_desk.core.base.wording import measure_text
from seller_desk.core.economics.offers import Offered, Quoted
from seller_desk.core.shipping.countries import country_codes, country_name
from seller_desk.core.shipping.model import GOODS
from seller_desk.core.shipping.quote import Parcel
from seller_desk.core.shipping.wording import (
    GOODS_NAMES,
    refusal_text,
)
from seller_desk.ui.pages.shipping.trace_card import TraceCard
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets import (
    Card,
    Choice,
    EmptyState,
    FieldRow,
    Label,
    Notice,
)


class Typed(NamedTuple):
    """A parcel as it stands in the fields."""

    texts: tuple[str, ...]
    country: str
    goods: str
    remote: bool


class ParcelPanel(QWidget):
    """Everything is worked out again with each change; nothing is kept."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._empty = Card()
        self._empty.body.addWidget(
            EmptyState(
                _("Here you see what one parcel costs, line by line."),
                _("Import a carrier price list or make a shipping template first."),
            )
        )
        column.addWidget(self._empty)
        self._form = self._build_form()
        column.addWidget(self._form)
        self._notice = Notice(" ", tone="caution")
        self.cost = TraceCard(_("What it costs you"))
        self.charge = TraceCard(_("What the buyer pays"))
        column.addWidget(self.cost)
        column.addWidget(self.charge)
        self.difference = Card()
        self._difference = Label(role="h3", wrap=True)
        self._basis = Label(role="caption", token="text2", wrap=True)
        self.difference.body.addWidget(self._difference)
        self.difference.body.addWidget(self._basis)
        column.addWidget(self.difference)
        column.addWidget(self._notice)
        column.addStretch(1)

    def _build_form(self) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        self.country = Choice()
        self.weight = QLineEdit("480 g")
        self.dimensions = QLineEdit()
        self.dimensions.setPlaceholderText("20x15x10cm")
        self.goods = Choice([(one, _(GOODS_NAMES[one])) for one in GOODS])
        self.value = QLineEdit()
        self.value.setPlaceholderText("30 USD")
        self.area = QLineEdit()
        self.area.setPlaceholderText("AK")
        self.remote = QCheckBox(_("Remote address"))
        self._weight_row = FieldRow(_("Weight"), self.weight, key="shipping.weight")
        self._size_row = FieldRow(_("Size"), self.dimensions, key="shipping.size")
        self._value_row = FieldRow(_("Value of the order"), self.value, key="shipping.value")
        rows = (
            FieldRow(_("Destination"), self.country, key="shipping.country"),
            self._weight_row,
            self._size_row,
            FieldRow(_("Goods"), self.goods, key="shipping.goods"),
            self._value_row,
            FieldRow(_("State or area"), self.area, key="shipping.area"),
        )
        for number, row in enumerate(rows):
            grid.addWidget(row, number // 3, number % 3)
            grid.setColumnStretch(number % 3, 1)
        card.body.addLayout(grid)
        card.body.addWidget(self.remote)
        for edit in self._edits():
            edit.editingFinished.connect(self._work_out)
        self.country.chosen.connect(self._work_out)
        self.goods.chosen.connect(self._work_out)
        self.remote.toggled.connect(self._work_out)
        return card

    def refresh(self) -> None:
        """Read the tariffs again."""
        shipping, company = self._context.desk.shipping, self._context.company_id
        tariffs = [*shipping.cards(company), *shipping.templates(company)]
        self._empty.setVisible(not tariffs)
        self._form.setVisible(bool(tariffs))
        served = dict.fromkeys(
            code for one in tariffs for zone in one.zones for code in zone.countries if code != "*"
        )
        everywhere = any(zone.countries == ["*"] for one in tariffs for zone in one.zones)
        codes = [*served, *(code for code in country_codes() if everywhere and code not in served)]
        self.country.set_options([(code, country_name(code)) for code in codes])
        self._work_out()

    def typed(self) -> Typed:
        """What is tried out now."""
        return Typed(
            tuple(one.text() for one in self._edits()),
            self.country.current(),
            self.goods.current(),
            self.remote.isChecked(),
        )

    def type_again(self, typed: Typed) -> None:
        """Go on with what was tried out before the widgets were made anew."""
        self.refresh()
        for edit, text in zip(self._edits(), typed.texts, strict=True):
            edit.setText(text)
        self.country.set_current(typed.country)
        self.goods.set_current(typed.goods)
        self.remote.setChecked(typed.remote)

    def _edits(self) -> tuple[QLineEdit, ...]:
        return self.weight, self.dimensions, self.value, self.area

    @Slot()
    def _work_out(self, _value: object = None) -> None:
        for card in (self.cost, self.charge, self.difference, self._notice):
            card.setVisible(False)
        if not self.country.current():
            return
        parcel, value = self._read()
        if parcel is None:
            return
        try:
            found = self._context.desk.shipping.quote(self._context.company_id, parcel, value=value)
        except DeskError as problem:
            self._notice.set_text(problem.title, problem.advice)
            self._notice.setVisible(True)
            return
        self._show(found, parcel)

    def _read(self) -> tuple[Parcel | None, Money | None]:
        """The parcel and the order's value; a field that cannot be read says so and gives None."""
        good, grams, size, value = True, 0, None, None
        try:
            grams = parse_weight(self.weight.text())
            self._weight_row.set_error("")
        except ValueError:
            self._weight_row.set_error(_("A weight such as 480 g or 0.48 kg"))
            good = False
        try:
            size = parse_size(self.dimensions.text()) if self.dimensions.text().strip() else None
            self._size_row.set_error("")
        except ValueError:
            self._size_row.set_error(_("Three sides such as 20x15x10cm"))
            good = False
        try:
            value = _money(self.value.text())
            self._value_row.set_error("")
        except ValueError:
            self._value_row.set_error(_("An amount such as 30 USD"))
            good = False
        if not good:
            return None, None
        parcel = Parcel(
            country=self.country.current(),
            weight_g=grams,
            size=size,
            goods=self.goods.current(),
            area=self.area.text().strip(),
            remote=self.remote.isChecked(),
        )
        return parcel, value

    def _show(self, found: Quoted, parcel: Parcel) -> None:
        if found.costs:
            self.cost.show_offers(found.costs, parcel)
        if found.charges:
            self.charge.show_offers(found.charges, parcel)
        if found.refusals:
            title = _("No price") if not found.offers else _("Services without a price")
            self._notice.set_text(title, "\n".join(refusal_text(one) for one in found.refusals))
            self._notice.setVisible(True)
        if found.costs and found.charges:
            self._show_difference(found.costs[0], found.charges[0])

    def _show_difference(self, cost: Offered, charge: Offered) -> None:
        self.difference.setVisible(True)
        exchange = self._context.desk.shipping.exchange(self._context.company_id)
        paid = charge.quote.total
        there = exchange.convert(cost.quote.total, paid.currency)
        if there is None:
            self._difference.setText(_("The difference needs your exchange rate"))
            self._difference.set_token("text")
            self._basis.setText(
                _("Set {own} and {other} on the platforms page, at your product.").format(
                    own=cost.quote.total.currency, other=paid.currency
                )
            )
            return
        left = paid - there.rounded()
        words = _("Left of shipping: {amount}") if left.amount >= 0 else _("You add {amount}")
        shown = left if left.amount >= 0 else -left
        self._difference.setText(words.format(amount=measure_text(shown)))
        self._difference.set_token("ok" if left.amount >= 0 else "bad")
        self._basis.setText(
            _("{paid} from the buyer, {cost} to the carrier").format(
                paid=measure_text(paid), cost=measure_text(there)
            )
        )


def _money(text: str) -> Money | None:
    """`30 USD`, `30`; None if empty. ValueError for anything else."""
    words = text.replace(",", "").split()
    if not words:
        return None
    if len(words) > 2 or (len(words) == 2 and len(words[1]) != 3):
        raise ValueError(text)
    amount: Decimal = decimal_of(words[0])
    return Money(amount, words[1].upper() if len(words) == 2 else "USD")
