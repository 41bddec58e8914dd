"""An offer's lines: what it costs and how that was found."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QTableView, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.base.wording import measure_text
from seller_desk.core.economics.offers import Offered
from seller_desk.core.shipping.model import tier_name
from seller_desk.core.shipping.quote import Parcel
from seller_desk.core.shipping.wording import basis_text, line_name, transit_text, weight_text
from seller_desk.ui.pages.shipping.bands import RateModel
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets import Card, Cell, Choice, Label, make_table


class TraceCard(Card):
    """The lines of the cheapest offer, or of the one chosen."""

    def __init__(self, title: str) -> None:
        super().__init__(padding=1)
        self.body.setSpacing(0)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 12, 16, 8)
        row.setSpacing(12)
        row.addWidget(Label(title, role="h3"))
        row.addStretch(1)
        self.offer = Choice(name=_("Service"))
        self.offer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.offer.chosen.connect(self._on_chosen)
        row.addWidget(self.offer)
        self.body.addWidget(head)
        self.about = Label(role="caption", token="text2", wrap=True)
        self.about.setContentsMargins(16, 0, 16, 10)
        self.body.addWidget(self.about)
        self.model = RateModel([_("Line"), _("Basis"), _("Amount")], numbers=[2])
        self.table = QTableView()
        self.table.setModel(self.model)
        make_table(self.table, name=title, row_height=tokens.ROW)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(self.table)
        self._offers: dict[str, Offered] = {}
        self._parcel = Parcel(country="", weight_g=0)

    def show_offers(self, offers: Sequence[Offered], parcel: Parcel) -> None:
        """Show these, the first one first."""
        self._parcel = parcel
        self._offers = {str(number): offer for number, offer in enumerate(offers)}
        self.offer.set_options([(key, _offer_text(one)) for key, one in self._offers.items()])
        self.offer.setCurrentIndex(0)
        self._on_chosen("0")
        self.setVisible(True)

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        offer = self._offers[key]
        quote = offer.quote
        grams = quote.chargeable_g
        why = (
            _("as weighed")
            if grams == self._parcel.weight_g
            else _("weighed {weight}").format(weight=weight_text(self._parcel.weight_g))
        )
        parts = [
            _("Chargeable weight {weight} ({why})").format(weight=weight_text(grams), why=why),
            transit_text(*quote.lane.days),
        ]
        self.about.setText(" · ".join(filter(None, parts)))
        rows = [
            [
                Cell(line_name(line)),
                Cell(basis_text(line.basis), token="text2"),
                Cell(measure_text(line.amount), number=True),
            ]
            for line in quote.lines()
        ]
        total = Cell(measure_text(quote.total), number=True, bold=True)
        self.model.set_rows([*rows, [Cell(_("Total"), bold=True), Cell(""), total]])
        row = current().height(tokens.ROW)
        self.table.setFixedHeight(current().height(tokens.TAB) + (len(rows) + 1) * row + 2)


def _offer_text(offer: Offered) -> str:
    return f"{offer.tariff.name} · {tier_name(offer.quote.lane.tier)} · {measure_text(offer.quote.total)}"
