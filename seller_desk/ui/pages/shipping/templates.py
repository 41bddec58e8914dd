"""The tab of shipping templates: choose one, edit it; every edit is kept at once and can be undone."""

from decimal import Decimal

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.shipping.model import ShippingTemplate
from seller_desk.ui.pages.shipping.countries import CountryPicker
from seller_desk.ui.pages.shipping.rows import SurchargeList, TierList
from seller_desk.ui.pages.shipping.zones import ZonesCard
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets import (
    Card,
    Choice,
    EmptyState,
    FieldRow,
    MoneyEdit,
    secondary_button,
    tool_button,
)

_COMMON_CURRENCIES = ("USD", "EUR", "JPY", "GBP", "CNY")


class TemplatesPanel(QWidget):
    """What buyers pay. `changed` fires after something was kept."""

    changed = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._template: ShippingTemplate | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._chooser())
        self._empty = Card()
        self._empty.body.addWidget(
            EmptyState(
                _("Here you say what buyers pay for shipping."),
                _(
                    "Make a template: services, countries, weight bands. It is exported for Amazon and eBay."
                ),
                secondary_button(_("New template"), "ph.plus", self._on_new),
            )
        )
        column.addWidget(self._empty)
        self._editor = QWidget()
        inner = QVBoxLayout(self._editor)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(16)
        inner.addWidget(self._general())
        inner.addWidget(self._services())
        self.zones = ZonesCard()
        self.zones.edited.connect(self._keep)
        inner.addWidget(self.zones)
        inner.addWidget(self._extras())
        column.addWidget(self._editor)
        column.addStretch(1)

    def refresh(self) -> None:
        """Read the templates again; the one in view stays in view."""
        templates = self._context.desk.shipping.templates(self._context.company_id)
        self._choice.set_options([(one.id, one.name) for one in templates])
        self._bar.setVisible(bool(templates))
        self._empty.setVisible(not templates)
        self._editor.setVisible(bool(templates))
        wanted = self._choice.current()
        self._show(next((one for one in templates if one.id == wanted), None))

    def template(self) -> ShippingTemplate | None:
        """The template in view."""
        return self._template

    def choose(self, template_id: str) -> None:
        """Bring a template into view."""
        self._choice.set_current(template_id)
        self.refresh()

    # -- building ------------------------------------------------------------------------------------

    def _chooser(self) -> QVBoxLayout:
        place = QVBoxLayout()
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._choice = Choice(name=_("Shipping template"))
        self._choice.setMinimumWidth(220)
        self._choice.chosen.connect(self.choose)
        row.addWidget(self._choice)
        row.addWidget(secondary_button(_("New template"), "ph.plus", self._on_new))
        row.addStretch(1)
        row.addWidget(tool_button("ph.trash", _("Remove this template"), self._on_remove))
        place.addWidget(self._bar)
        return place

    def _general(self) -> Card:
        card = Card(_("Template"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        self.name = QLineEdit()
        self.name.editingFinished.connect(self._on_general)
        self.currency = Choice()
        self.currency.chosen.connect(self._on_general)
        self.handling = MoneyEdit(digits=0)
        self.divisor = MoneyEdit(digits=0)
        self.minimum = MoneyEdit(digits=0)
        self.step = MoneyEdit(digits=0)
        for edit in (self.handling, self.divisor, self.minimum, self.step):
            edit.changed.connect(self._on_general)
        fields = (
            FieldRow(_("Name"), self.name, key="shipping.name"),
            FieldRow(_("Currency"), self.currency, key="shipping.currency"),
            FieldRow(_("Days until dispatch"), self.handling, key="shipping.handling"),
            FieldRow(_("Volume divisor (cm³ per kg)"), self.divisor, key="shipping.divisor"),
            FieldRow(_("Least weight charged, g"), self.minimum, key="shipping.minimum"),
            FieldRow(_("Rounded up to, g"), self.step, key="shipping.step"),
        )
        for number, field in enumerate(fields):
            grid.addWidget(field, number // 3, number % 3)
            grid.setColumnStretch(number % 3, 1)
        card.body.addLayout(grid)
        return card

    def _services(self) -> Card:
        card = Card(_("Services and speed"))
        self.tiers = TierList()
        self.tiers.edited.connect(self._on_tiers)
        card.body.addWidget(self.tiers)
        return card

    def _extras(self) -> Card:
        card = Card(_("Surcharges and excluded places"))
        self.surcharges = SurchargeList()
        self.surcharges.edited.connect(self._on_surcharges)
        card.body.addWidget(self.surcharges)
        self.excluded = CountryPicker(_("Excluded countries"), areas=True)
        self.excluded.changed.connect(self._on_excluded)
        card.body.addWidget(
            FieldRow(
                _("Not shipped to"),
                self.excluded,
                _("Whole countries, or parts of one such as US-AK"),
                key="shipping.excluded",
            )
        )
        return card

    # -- showing -------------------------------------------------------------------------------------

    def _show(self, template: ShippingTemplate | None) -> None:
        before, self._template = self._template, template
        if template is None or template == before:
            return
        known = dict.fromkeys((*_COMMON_CURRENCIES, template.currency))
        self.currency.set_options([(one, one) for one in known])
        self.currency.set_current(template.currency)
        # What is being typed stays; what was kept before may have been undone.
        if not self.name.isModified():
            self.name.setText(template.name)
        rule = template.weight
        self.handling.set_value(Decimal(template.handling_days))
        self.divisor.set_value(Decimal(rule.divisor) if rule.divisor else None)
        self.minimum.set_value(Decimal(rule.minimum_g) if rule.minimum_g else None)
        self.step.set_value(Decimal(rule.step_g))
        self.tiers.show_records(list(template.tiers))
        self.zones.show_template(template)
        self.surcharges.show_records(list(template.surcharges))
        self.excluded.set_codes(template.excluded)

    # -- edits ---------------------------------------------------------------------------------------

    @Slot(object)
    def _keep(self, template: ShippingTemplate) -> None:
        if template == self._template:
            return
        try:
            self._context.desk.shipping.save_template(template)
        except DeskError as problem:
            self._context.say(problem.title)
            self._template = None
            self.refresh()
            return
        self._template = template
        self.changed.emit()

    def _put(self, **values: object) -> None:
        if self._template is not None:
            self._keep(msgspec.structs.replace(self._template, **values))

    @Slot()
    def _on_general(self, _value: object = None) -> None:
        if self._template is None:
            return
        rule = msgspec.structs.replace(
            self._template.weight,
            divisor=int(self.divisor.value() or 0),
            minimum_g=int(self.minimum.value() or 0),
            step_g=max(1, int(self.step.value() or 1)),
        )
        self._put(
            name=self.name.text().strip() or self._template.name,
            currency=self.currency.current(),
            handling_days=int(self.handling.value() or 0),
            weight=rule,
        )
        self.name.setModified(False)
        self.zones.free.set_currency(self.currency.current())

    @Slot(list)
    def _on_tiers(self, tiers: list[msgspec.Struct]) -> None:
        if self._template is None:
            return
        ids = {getattr(tier, "id", "") for tier in tiers}
        self._put(tiers=tiers, rates=[one for one in self._template.rates if one.tier in ids])
        self.zones.show_template(self._template)

    @Slot(list)
    def _on_surcharges(self, surcharges: list[msgspec.Struct]) -> None:
        self._put(surcharges=surcharges)

    @Slot(list)
    def _on_excluded(self, codes: list[str]) -> None:
        self._put(excluded=codes)

    @Slot()
    def _on_new(self) -> None:
        known = {
            one.name for one in self._context.desk.shipping.templates(self._context.company_id)
        }
        name = _("Shipping template")
        number = 1
        while name in known:
            number += 1
            name = _("Shipping template {n}").format(n=number)
        made = self._context.desk.shipping.new_template(self._context.need_company(), name)
        self.refresh()
        self.choose(made.id)
        self.changed.emit()
        self.name.setFocus()
        self.name.selectAll()

    @Slot()
    def _on_remove(self) -> None:
        if self._template is None:
            return
        gone = self._template
        self._context.desk.shipping.delete_template(gone.id)
        self._template = None
        self.refresh()
        self.changed.emit()
        self._context.say(_("“{name}” removed; undo brings it back").format(name=gone.name))
