"""Saved comparisons: keep the figures of now under a name, look at earlier ones, take their product up again."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.money import Money
from seller_desk.core.platforms.exports import rates_said
from seller_desk.core.platforms.model import Product, SiteResult
from seller_desk.core.platforms.wording import answer_text, margin_text, money_text
from seller_desk.core.services.comparisons import SavedComparison, SavedHead
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets import Card, FieldRow, Label, line, link_button, secondary_button


class KeptCard(Card):
    """`product_wanted` fires with the product of a saved comparison that shall be "my product" again."""

    product_wanted = Signal(object)
    closed = Signal()

    def __init__(
        self, context: WindowContext, product: Product, results: Sequence[SiteResult]
    ) -> None:
        super().__init__(_("Saved comparisons"))
        self._context = context
        self._product, self._results = product, list(results)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Such as: before the new rates"))
        self.name.returnPressed.connect(self.keep)
        self.name_row = FieldRow(_("Name"), self.name)
        row.addWidget(self.name_row, 1)
        self.body.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(secondary_button(_("Save these figures"), on_click=self.keep))
        buttons.addWidget(secondary_button(_("Close"), on_click=self.closed.emit))
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self._list: QWidget | None = None
        self._open_one: QWidget | None = None
        self._place = QVBoxLayout()
        self.body.addLayout(self._place)
        self._fill()

    @Slot()
    def keep(self) -> None:
        """Keep the figures of now under the name that was typed."""
        company = self._context.need_company()
        desk = self._context.desk
        try:
            desk.comparisons.save(
                company,
                self.name.text(),
                self._product,
                desk.platforms.seller(company),
                self._results,
            )
        except DeskError as problem:
            self.name_row.set_error(problem.title)
            return
        self.name_row.set_error("")
        self.name.clear()
        self._fill()
        self._context.say(_("Saved"))

    def heads(self) -> list[SavedHead]:
        """What is saved, the latest first."""
        return self._context.desk.comparisons.saved(self._context.company_id)

    def show_saved(self, comparison_id: str) -> None:
        """Show the figures as they were."""
        found = self._context.desk.comparisons.open(self._context.company_id, comparison_id)
        self._put_away(self._open_one)
        names = {one.id: one.name.text() for one in self._context.desk.platforms.sites()}
        self._open_one = _Figures(found, names)
        self._place.addWidget(self._open_one)

    def remove(self, comparison_id: str) -> None:
        """Forget it."""
        self._context.desk.comparisons.remove(self._context.company_id, comparison_id)
        self._fill()

    def _fill(self) -> None:
        self._put_away(self._list)
        self._put_away(self._open_one)
        self._open_one = None
        self._list = QWidget(self)
        grid = QGridLayout(self._list)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(2, 1)
        heads = self.heads()
        if not heads:
            grid.addWidget(Label(_("Nothing is saved yet"), role="caption", token="text2"), 0, 0)
        for number, head in enumerate(heads):
            rates = _(", ").join(value for _name, value in rates_said(head.product))
            grid.addWidget(Label(head.name, role="strong"), number, 0)
            grid.addWidget(Label(head.saved_on.isoformat(), role="caption"), number, 1)
            grid.addWidget(Label(rates, role="caption", token="text2", wrap=True), number, 2)
            for column, (words, act) in enumerate(self._acts(head)):
                link = link_button(words, act)
                link.setAccessibleName(f"{words}: {head.name}")
                grid.addWidget(link, number, 3 + column)
        self._place.addWidget(self._list)

    def _acts(self, head: SavedHead) -> list[tuple[str, Any]]:
        return [
            (_("Show"), partial(self.show_saved, head.id)),
            (_("Use its product"), partial(self.product_wanted.emit, head.product)),
            (_("Remove"), partial(self.remove, head.id)),
        ]

    def _put_away(self, widget: QWidget | None) -> None:
        if widget is not None:
            self._place.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


class _Figures(QWidget):
    """Site, answer, profit, margin and target price as they were; with which rates and rules."""

    def __init__(self, found: SavedComparison, names: dict[str, str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(line())
        head = found.head
        title = _("{name}, {day}, rule pack {rules}").format(
            name=head.name, day=head.saved_on.isoformat(), rules=head.rules
        )
        column.addWidget(Label(title, role="strong", wrap=True))
        rates = _("; ").join(f"{name}: {value}" for name, value in rates_said(head.product))
        if rates:
            column.addWidget(Label(rates, role="caption", token="text2", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(4, 1)
        known = [one for one in found.results if one["profit"]]
        for number, one in enumerate(known):
            cells = (
                names.get(one["site"], one["name"]),
                answer_text(one["gate"]["answer"]),
                _money(one["profit"]),
                margin_text(Decimal(one["margin"])) if one["margin"] else "\N{EM DASH}",
                _money(one["price_for_target"]),
            )
            for place, text in enumerate(cells):
                grid.addWidget(
                    Label(text, role="strong" if not place else "caption"), number, place
                )
        column.addLayout(grid)
        rest = len(found.results) - len(known)
        if rest:
            words = _("{count} more sites without figures: no rate, price or fee was known").format(
                count=rest
            )
            column.addWidget(Label(words, role="caption", token="text2", wrap=True))


def _money(value: dict[str, str] | None) -> str:
    return money_text(Money.of(value["amount"], value["currency"])) if value else "\N{EM DASH}"
