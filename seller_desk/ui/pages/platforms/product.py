""" "My product": a strip that says what is sold, and the form that changes it in place."""

from decimal import Decimal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from seller_desk.core.base.language import _, pgettext
from seller_desk.core.base.money import Money
from seller_desk.core.platforms.fees import percent
from seller_desk.core.platforms.model import Product
from seller_desk.core.platforms.wording import money_text
from seller_desk.core.rules.catalogs import category_name
from seller_desk.ui.pages.platforms.product_form import ALL_RATES, ProductForm, rates_asked
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets import Card, FlowLayout, IconLabel, Label, line, secondary_button
from seller_desk.ui.widgets.labels import ShortLabel
from seller_desk.ui.widgets.layouts import clear

_NONE = "\N{EM DASH}"


class ProductStrip(Card):
    """Shows the product; "Change product" opens the form. Every edit fires `edited` with the whole product."""

    edited = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(padding=16)
        self._context = context
        self._product = Product()
        row = QHBoxLayout()
        row.setSpacing(16)
        self._values = QWidget()
        self._flow = FlowLayout(self._values, gap=24)
        row.addWidget(IconLabel("ph.package", "text2", 20))
        row.addWidget(self._values, 1)
        # Stands in for the values in a low window.
        self._summary = ShortLabel()
        self._summary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._summary.hide()
        row.addWidget(self._summary, 1)
        self._button = secondary_button(_("Change product"), on_click=self.toggle)
        row.addWidget(self._button)
        self.body.addLayout(row)
        self._line = line()
        self._line.hide()
        self.body.addWidget(self._line)
        self._form: ProductForm | None = None
        self._field = ""

    def set_low(self, *, low: bool) -> None:
        """In a low window the product is one line, so that the table has the room."""
        self._values.setVisible(not low)
        self._summary.setVisible(low)
        self.body.setContentsMargins(16, 6 if low else 16, 16, 6 if low else 16)

    def show_product(self, product: Product) -> None:
        """Show this product."""
        sites = self._context.desk.platforms.sites()
        # Which exchange rates are asked for depends on currency and sites.
        currency_changed = product.currency != self._product.currency
        field = ALL_RATES if self._field == ALL_RATES else ""
        rates_changed = rates_asked(sites, product, field) != rates_asked(
            sites, self._product, field
        )
        if product != self._product or not self._flow.count():
            self._product = product
            self._say()
        if self._form is None:
            self._button.setText(self._opener())
        if self._form is not None and (currency_changed or rates_changed):
            self._close()
            self._open("currency" if currency_changed and not field else field)
        elif self._form is not None:
            self._form.fill(product)

    def open_form(self, field: str) -> None:
        """Open the form with the focus in this field (`price`, `rate.EUR` ...)."""
        wider = field == ALL_RATES and self._field != ALL_RATES
        if self._form is not None and (wider or field not in {*self._form.fields, ALL_RATES}):
            self._close()
        if self._form is None:
            self._open(field)
        else:
            self._form.focus(field)

    @Slot()
    def toggle(self) -> None:
        """Open or close the form."""
        if self._form is None:
            self._open("category")
        else:
            self._close()

    @property
    def form(self) -> ProductForm | None:
        """The form while it is open."""
        return self._form

    def _open(self, field: str) -> None:
        self._field = field
        self._form = ProductForm(self._context, self._product, field)
        self._form.edited.connect(self.edited)
        self.body.addWidget(self._form)
        self._line.show()
        self._button.setText(_("Done"))
        self._form.focus(field)

    def _close(self) -> None:
        if self._form is None:
            return
        self.body.removeWidget(self._form)
        self._form.hide()
        self._form.deleteLater()
        self._form = None
        self._line.hide()
        self._button.setText(self._opener())

    def _opener(self) -> str:
        known = self._product.price is not None
        return _("Change product") if known else _("Enter product")

    def _say(self) -> None:
        clear(self._flow)
        said = _said(self._product)
        for name, text in said:
            self._flow.addWidget(_Value(name, text))
        (_name, first), *rest = said
        dot = " \N{MIDDLE DOT} "
        self._summary.setText(dot.join([first, *(f"{name} {text}" for name, text in rest)]))
        self._values.updateGeometry()


def _said(product: Product) -> list[tuple[str, str]]:
    """(name, value) of the product; what is not set and not needed is left out."""

    def money(amount: Decimal | None) -> str:
        return _NONE if amount is None else money_text(Money(amount, product.currency))

    said = [
        (_("Category"), category_name(product.category) if product.category else _NONE),
        (pgettext("product", "Price"), money(product.price)),
        (_("Cost"), money(product.cost)),
    ]
    if product.shipping is not None:
        said.append((_("Shipping"), money(product.shipping)))
    if product.weight_g:
        said.append((pgettext("product", "Weight"), f"{product.weight_g:,} g"))
    if product.size:
        said.append((pgettext("product", "Size"), product.size.replace("x", " × ")))
    if product.target_margin is not None:
        said.append((_("Target margin"), percent(product.target_margin)))
    if product.target_profit is not None:
        said.append((_("Target profit"), money(product.target_profit)))
    return said + _said_more(product)


def _said_more(product: Product) -> list[tuple[str, str]]:
    more = []
    if product.fulfilment:
        amount = money_text(Money(product.fulfilment, product.currency))
        more.append((_("Fulfilment"), amount))
    if product.return_rate:
        more.append((_("Returns"), percent(product.return_rate)))
    if product.ad_share:
        more.append((_("Advertising"), percent(product.ad_share)))
    if product.orders:
        more.append((_("Orders a month"), f"{product.orders:,}"))
    return more


class _Value(QWidget):
    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(name, role="caption", token="text2"))
        column.addWidget(Label(text, role="strong"))
