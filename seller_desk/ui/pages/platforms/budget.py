"""The start-up budget: fees and deposits from the packs, the rest as typed, beside the guide's span."""

from decimal import Decimal
from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.economics.budget import (
    CURRENCY,
    Budget,
    BudgetInput,
    BudgetLine,
    Cost,
    budget_rules,
)
from seller_desk.core.economics.budget_words import (
    amount_words,
    place_words,
    span_text,
    total_text,
)
from seller_desk.core.platforms.wording import money_text
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import (
    Card,
    Choice,
    FieldRow,
    IconLabel,
    Label,
    MoneyEdit,
    Segments,
    Well,
    line,
    link_button,
)
from seller_desk.ui.widgets.layouts import clear

_TOP = Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_COLUMNS = 3
_PLACES = {
    "inside": ("ph.check-circle-fill", "ok"),
    "below": ("ph.warning-fill", "warn"),
    "above": ("ph.warning-fill", "warn"),
    "open": ("ph.question", "mute"),
}


class BudgetCard(Card):
    """`edited` fires with the typed costs; `rate_given` with (currency, text); `source_asked` with sources and button."""

    edited = Signal(object)
    rate_given = Signal(str, str)
    source_asked = Signal(str, object, QWidget)
    sites_asked = Signal()

    def __init__(self, currencies: list[str]) -> None:
        super().__init__(_("Start-up budget"), padding=20)
        self.setProperty("helpTopic", "budget")
        self._given = BudgetInput()
        self._currencies = [CURRENCY, *[one for one in currencies if one != CURRENCY]]
        rules = budget_rules()
        self.model = Segments(
            [(one.id, one.name.text()) for one in rules.span], name=_("Business model")
        )
        self.model.chosen.connect(self._on_model)
        self.body.addWidget(self.model, 0, Qt.AlignmentFlag.AlignLeft)
        self._known = QVBoxLayout()
        self.body.addLayout(self._known)
        self.body.addWidget(line())
        self.fields: dict[str, FieldRow] = {}
        self._amounts: dict[str, MoneyEdit] = {}
        self._units: dict[str, Choice] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(14)
        for number in range(_COLUMNS):
            self._grid.setColumnStretch(number, 1)
        self.body.addLayout(self._grid)
        for rule in rules.line:
            if rule.origin == "input":
                hint = rule.hint.text() if rule.hint else ""
                self._add(rule.id, rule.name.text(), hint)
        self._rates: dict[str, MoneyEdit] = {}
        self._rate_row = QHBoxLayout()
        self.body.addLayout(self._rate_row)
        self._foot = QVBoxLayout()
        self.body.addLayout(self._foot)

    def show_budget(self, found: Budget, given: BudgetInput, base: str, sites: int) -> None:
        """Show this budget; a field with the focus keeps what is being typed."""
        self._given = given
        self.model.set_current(given.model)
        only = {one.id: one.only for one in budget_rules().line}
        for name, edit in self._amounts.items():
            cost = given.costs.get(name)
            self.fields[name].setVisible(only[name] in ("", given.model))
            if not edit.typing():
                edit.set_value(cost.amount if cost else None)
            self._units[name].set_current(cost.currency if cost else CURRENCY)
        self._show_known(found, sites)
        self._show_rates(found, base)
        self._show_foot(found)

    # -- typed ---------------------------------------------------------------------------------------------

    def _add(self, name: str, label: str, hint: str) -> None:
        amount = MoneyEdit("", name=label)
        unit = Choice([(one, one) for one in self._currencies])
        unit.setAccessibleName(_("Currency of {name}").format(name=label))
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(amount, 1)
        row.addWidget(unit)
        pair.setFocusProxy(amount)
        pair.setAccessibleName(label)
        field = FieldRow(label, pair, hint, key=f"budget.{name}")
        number = len(self.fields)
        self._grid.addWidget(field, number // _COLUMNS, number % _COLUMNS, _TOP)
        self.fields[name], self._amounts[name], self._units[name] = field, amount, unit
        amount.changed.connect(partial(self._on_cost, name))
        unit.chosen.connect(partial(self._on_cost, name))

    def _on_cost(self, name: str, _value: object) -> None:
        costs = {one: cost for one, cost in self._given.costs.items() if one != name}
        amount = self._amounts[name].value()
        if amount is not None:
            costs[name] = Cost(amount=amount, currency=self._units[name].current())
        if costs != self._given.costs:
            self.edited.emit(msgspec.structs.replace(self._given, costs=costs))

    @Slot(str)
    def _on_model(self, model: str) -> None:
        self.edited.emit(msgspec.structs.replace(self._given, model=model))

    # -- rates ---------------------------------------------------------------------------------------------

    def _show_rates(self, found: Budget, base: str) -> None:
        missing = list(found.rates_missing)
        if list(self._rates) == missing:
            return
        self._rates.clear()
        clear(self._rate_row)
        for currency in missing:
            label = _("1 {own} in {other}").format(own=base, other=currency)
            edit = MoneyEdit("", name=label, digits=6)
            edit.changed.connect(partial(self._on_rate, currency))
            field = FieldRow(label, edit, key=f"rate.{currency}")
            field.set_warning(_("Needed for the sum"))
            field.setMaximumWidth(220)
            self._rates[currency] = edit
            self._rate_row.addWidget(field, 0, _TOP)
        if missing:
            self._rate_row.addStretch(1)

    def _on_rate(self, currency: str, value: Decimal | None) -> None:
        if value:
            self.rate_given.emit(currency, format(value, "f"))

    # -- from the packs -------------------------------------------------------------------------------------

    def _show_known(self, found: Budget, sites: int) -> None:
        clear(self._known)
        if not sites:
            row = QWidget()
            inside = QHBoxLayout(row)
            inside.setContentsMargins(0, 0, 0, 0)
            text = _("No site is chosen yet: fees and deposits are missing here.")
            inside.addWidget(Label(text, token="text2", wrap=True), 1)
            inside.addWidget(link_button(_("Choose sites"), self.sites_asked.emit))
            self._known.addWidget(row)
            return
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for number, one in enumerate(one for one in found.lines if one.rule.origin != "input"):
            self._line(grid, number, one)
        self._known.addWidget(holder)

    def _line(self, grid: QGridLayout, number: int, one: BudgetLine) -> None:
        grid.addWidget(Label(one.rule.name.text()), number, 0, _TOP)
        said = "\n".join(text for text in (one.what, one.why) if text)
        grid.addWidget(Label(said, role="caption", token="text2", wrap=True), number, 1, _TOP)
        token = "text3" if one.amount is None else "text"
        grid.addWidget(Label(amount_words(one), token=token), number, 2, _RIGHT)
        if one.sources:
            icon = tokens.CONFIDENCE_ICONS[one.sources[0].confidence.value]
            button = link_button("", icon=icon)
            name = one.rule.name.text()
            button.setAccessibleName(_("Source of {name}").format(name=f"{name} {one.what}"))
            button.setToolTip(_("Source"))
            button.clicked.connect(partial(self.source_asked.emit, name, one.sources, button))
            grid.addWidget(button, number, 3, _TOP)

    def _show_foot(self, found: Budget) -> None:
        clear(self._foot)
        well = Well()
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(_pair(_("Sum"), total_text(found)))
        if found.tied_up.amount:
            row.addLayout(_pair(_("Of it deposits"), money_text(found.tied_up)))
        row.addStretch(1)
        well.body.addLayout(row)
        guide = QHBoxLayout()
        said = _("The guide (2025): {span}").format(span=span_text(found))
        guide.addWidget(Label(said, role="caption", token="text2", wrap=True), 1)
        button = link_button("", icon=tokens.CONFIDENCE_ICONS[found.source.confidence.value])
        button.setAccessibleName(_("Source of {name}").format(name=found.span.name.text()))
        name = found.span.name.text()
        button.clicked.connect(partial(self.source_asked.emit, name, (found.source,), button))
        guide.addWidget(button)
        well.body.addLayout(guide)
        stand = QHBoxLayout()
        stand.setSpacing(6)
        icon, token = _PLACES[found.place]
        stand.addWidget(IconLabel(icon, token, 16), 0, _TOP)
        stand.addWidget(Label(place_words(found), wrap=True), 1)
        well.body.addLayout(stand)
        self._foot.addWidget(well)


def _pair(name: str, text: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Label(name, role="caption", token="text2"))
    column.addWidget(Label(text, role="h2"))
    return column
