"""One unit on the chosen site, line by line, and what is known of the site; every figure leads to its source."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import N_, _, pgettext
from seller_desk.core.base.money import Money
from seller_desk.core.platforms.model import FeeLine, SiteResult
from seller_desk.core.platforms.own_lines import assumed
from seller_desk.core.platforms.wording import (
    amount_text,
    fee_name,
    fee_text,
    margin_text,
    money_text,
)
from seller_desk.core.rules.model import Fact
from seller_desk.ui.pages.platforms import words
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets import Button, Card, IconLabel, Label, line, link_button

# From this width on (at the usual size of text) facts stand beside the sum.
_BESIDE = 560
_TOP = Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
# Whose figure it is, where it is neither the platform's nor of a page that we read.
_MARKED = {
    Confidence.SELLER: N_("your own value"),
    Confidence.COMMUNITY: N_("community pack"),
}
_FACTS = {
    "site.payout": N_("Payout"),
    "site.review_time": N_("Review"),
    "site.upload": N_("Files"),
    "site.free_listings": N_("Free listings"),
    "site.audience": N_("Buyers"),
    "site.load": N_("Effort"),
    "site.deposit": N_("Deposit"),
}


class SiteDetail(Card):
    """`source_asked` fires with the name of a fee or the key of a fact, and the button to show it at."""

    source_asked = Signal(str, QWidget)
    rate_asked = Signal(str)
    # A site of which everything shall be shown.
    all_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(" ", padding=20)
        self._inside: QWidget | None = None
        self._row: QBoxLayout | None = None

    def show_site(self, one: SiteResult) -> None:
        """Show this site."""
        assert self.title_label is not None
        self.title_label.setText(_("One unit on {site}").format(site=one.site.name.text()))
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inside)
        self._turn()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        left, right = QVBoxLayout(), QVBoxLayout()
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        left.addLayout(self._sum(one))
        left.addStretch(1)
        right.addLayout(self._facts(one))
        everything = link_button(
            _("All that is known of this site"), partial(self.all_asked.emit, one.site.id)
        )
        right.addWidget(everything, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        self.body.addWidget(self._inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may want the facts beside the sum, or below it."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Where sum and facts do not fit beside each other, the facts stand below."""
        if self._row is not None:
            narrow = self.width() < current().px(_BESIDE)
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._row.setDirection(down if narrow else across)

    def _sum(self, one: SiteResult) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        if one.price is not None:
            _row(grid, pgettext("product", "Price"), one.price, "")
        if one.rate is not None:
            note = _("at your rate {rate} of {day}").format(
                rate=f"{one.rate.value:f}", day=one.rate.on.isoformat()
            )
            grid.addWidget(Label(note, role="caption", token="text2", wrap=True), 0, 1, _TOP)
        if one.cost is not None:
            _row(grid, _("Cost"), -one.cost, "")
        for fee in one.lines:
            self._fee(grid, fee)
        if one.shipping is not None:
            _row(grid, _("Shipping"), -one.shipping, "")
        for fee in one.monthly:
            self._fee(grid, fee)
        for left in one.not_counted:
            self._left_out(grid, left.name, left.why)
        grid.addWidget(line(), grid.rowCount(), 0, 1, 4)
        self._left(grid, one)
        return grid

    def _left(self, grid: QGridLayout, one: SiteResult) -> None:
        number = grid.rowCount()
        grid.addWidget(Label(_("Profit"), role="strong"), number, 0, _TOP)
        if one.profit is not None and one.margin is not None:
            text = margin_text(one.margin)
            if not one.certain:
                text += _("; not certain: see the marks above")
            grid.addWidget(Label(text, role="caption", token="text2", wrap=True), number, 1)
            token = "bad" if one.profit.amount < 0 else "ok" if one.certain else "text"
            figure = Label(amount_text(one.profit), role="strong", token=token)
            grid.addWidget(figure, number, 2, _RIGHT)
            grid.addWidget(Label(one.site.currency, role="caption", token="text2"), number, 3, _TOP)
            self._beyond(grid, one)
            return
        text_label = Label(one.no_profit_because, role="caption", token="warn", wrap=True)
        grid.addWidget(text_label, number, 1)
        if one.rate_missing:
            link = link_button(
                _("Set exchange rate"), partial(self.rate_asked.emit, one.site.currency)
            )
            grid.addWidget(link, number, 2, 1, 2, _RIGHT)

    def _beyond(self, grid: QGridLayout, one: SiteResult) -> None:
        """The price that loses nothing, and the cash that the platform holds."""
        lines = []
        if one.break_even is not None:
            lines.append((_("Break-even"), money_text(one.break_even)))
        if one.deposit is not None and one.deposit.amount is not None and one.deposit.amount.amount:
            text = money_text(one.deposit.amount)
            if one.deposit.units is not None:
                text += _("; earned back by {count} sales").format(count=f"{one.deposit.units:,}")
            lines.append((_("Cash tied up"), text))
        for name, text in lines:
            number = grid.rowCount()
            grid.addWidget(Label(name, role="caption", token="text2"), number, 0, _TOP)
            grid.addWidget(Label(text, role="caption", wrap=True), number, 1, 1, 3, _TOP)

    def _fee(self, grid: QGridLayout, fee: FeeLine) -> None:
        number = grid.rowCount()
        grid.addWidget(Label(fee_text(fee.fee)), number, 0, _TOP)
        basis = f"{fee.basis}{_('; ')}{fee.why}" if fee.why else fee.basis
        grid.addWidget(Label(basis, role="caption", token="text2", wrap=True), number, 1, _TOP)
        amount = amount_text(-fee.amount) if fee.amount is not None else "\N{EM DASH}"
        grid.addWidget(Label(amount), number, 2, _RIGHT)
        grid.addWidget(self._mark(fee), number, 3, _TOP)

    def _mark(self, fee: FeeLine) -> Button:
        confidence = fee.sources[0].confidence.value
        doubtful = not fee.certain
        icon = "ph.warning-fill" if fee.unconfirmed else tokens.CONFIDENCE_ICONS[confidence]
        if fee.fee.confidence in _MARKED:
            icon, text = tokens.CONFIDENCE_ICONS[confidence], _(_MARKED[fee.fee.confidence])
        else:
            text = _("one source") if doubtful else _("Source")
            text = _("assumed") if assumed(fee) else text
            text = _("unconfirmed") if fee.unconfirmed else text
        button = link_button(text, icon=icon)
        button.setAccessibleName(_("Source of {name}").format(name=fee_text(fee.fee)))
        button.clicked.connect(partial(self.source_asked.emit, fee.name, button))
        return button

    def _left_out(self, grid: QGridLayout, name: str, why: str) -> None:
        number = grid.rowCount()
        grid.addWidget(Label(fee_name(name)), number, 0, _TOP)
        grid.addWidget(Label(why, role="caption", token="warn", wrap=True), number, 1)
        button = link_button(_("not counted"), icon="ph.question")
        button.setAccessibleName(_("Source of {name}").format(name=fee_name(name)))
        button.clicked.connect(partial(self.source_asked.emit, name, button))
        grid.addWidget(button, number, 2, 1, 2, _RIGHT)

    def _facts(self, one: SiteResult) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for key, name in _FACTS.items():
            fact = one.facts.get(key)
            if fact is not None:
                self._fact(grid, key, _(name), fact)
        return grid

    def _fact(self, grid: QGridLayout, key: str, name: str, fact: Fact) -> None:
        number = grid.rowCount()
        grid.addWidget(Label(name, role="caption", token="text2"), number, 0, _TOP)
        grid.addWidget(Label(words.fact_text(fact), role="caption", wrap=True), number, 1)
        button = link_button("", icon=tokens.CONFIDENCE_ICONS[fact.confidence.value])
        button.setAccessibleName(_("Source of {name}").format(name=name))
        button.setToolTip(_("Source"))
        button.clicked.connect(partial(self.source_asked.emit, key, button))
        grid.addWidget(button, number, 2, _TOP)


def _row(grid: QGridLayout, name: str, amount: Money, note: str) -> None:
    number = grid.rowCount() if grid.count() else 0
    grid.addWidget(Label(name), number, 0, _TOP)
    if note:
        grid.addWidget(Label(note, role="caption", token="text2", wrap=True), number, 1, _TOP)
    grid.addWidget(Label(amount_text(amount)), number, 2, _RIGHT)


_A_ROW = 5


class TargetCard(Card):
    """The lowest price of each site that leaves the target margin."""

    def __init__(self) -> None:
        super().__init__(" ", padding=20)
        self._row: QWidget | None = None

    def show_prices(self, results: list[SiteResult], target: str) -> None:
        """Show these sites' prices."""
        assert self.title_label is not None
        self.title_label.setText(
            _("To leave {target}, at least").format(target=target)
            if target
            else _("Price for the target")
        )
        if self._row is not None:
            self.body.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        self._row = QWidget()
        grid = QGridLayout(self._row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for number, one in enumerate(results):
            grid.addLayout(_price(one), number // _A_ROW, number % _A_ROW)
        for column in range(_A_ROW):
            grid.setColumnStretch(column, 1)
        self.body.addWidget(self._row)


def _price(one: SiteResult) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(Label(one.site.name.text(), role="caption", token="text2"))
    if one.price_for_target is None:
        column.addWidget(Label(one.no_price_because, role="caption", token="text2", wrap=True))
    else:
        column.addWidget(Label(money_text(one.price_for_target), role="h2"))
        if not one.certain:
            mark = QHBoxLayout()
            mark.setSpacing(4)
            mark.addWidget(IconLabel("ph.warning-fill", "warn", 14))
            mark.addWidget(Label(_("unconfirmed"), role="caption", token="warn"))
            mark.addStretch(1)
            column.addLayout(mark)
    column.addStretch(1)
    return column
