"""The tab of carrier price lists: import a forwarder's sheet, see what was understood, look into a list."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.language import _
from seller_desk.core.shipping.checks import band_gaps
from seller_desk.core.shipping.countries import country_name
from seller_desk.core.shipping.import_rates import ImportedRates
from seller_desk.core.shipping.model import RateCard, days_of, lower_edges, tier_name
from seller_desk.core.shipping.wording import band_text, price_text, transit_text
from seller_desk.ui.pages.shipping.bands import RateModel
from seller_desk.ui.pages.shipping.incoming import IncomingCard
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets import (
    Card,
    Cell,
    Chip,
    Choice,
    DropZone,
    EmptyState,
    Label,
    Notice,
    make_table,
    secondary_button,
    tool_button,
)
from seller_desk.ui.widgets.choice import Tile

# A price list older than this is marked: fuel surcharges move monthly (process P9.5).
STALE_DAYS = 45
TABLES = "CSV, Excel (*.csv *.tsv *.txt *.xlsx *.xls *.xlsm *.ods)"


class CardsPanel(QWidget):
    """What carriers charge. `changed` fires after something was kept."""

    changed = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._cards: list[RateCard] = []
        self._wanted = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self.zone = DropZone(
            _("Drop a forwarder's price list here (CSV, Excel), or click to choose")
        )
        self.zone.clicked.connect(self.ask_file)
        self.zone.dropped.connect(self._on_dropped)
        self._column.addWidget(self.zone)
        self._incoming: QWidget | None = None
        self._place = QVBoxLayout()
        self._column.addLayout(self._place)
        self._empty = Card()
        self._empty.body.addWidget(
            EmptyState(
                _("Carrier price lists will be here."),
                _("Import your forwarder's sheet: one row for each country and weight band."),
                secondary_button(_("Import price list"), "ph.upload-simple", self.ask_file),
            )
        )
        self._column.addWidget(self._empty)
        self._list = QWidget()
        self._tiles = QHBoxLayout(self._list)
        self._tiles.setContentsMargins(0, 0, 0, 0)
        self._tiles.setSpacing(8)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_card)
        self._column.addWidget(self._list)
        self._detail = Card(padding=1)
        self._build_detail()
        self._column.addWidget(self._detail)
        self._column.addStretch(1)

    def _build_detail(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 12, 12, 4)
        row.setSpacing(8)
        self._name = Label(role="h3")
        self._stale = Chip("ph.warning-fill", "", "warn")
        self._tier = Choice(name=_("Service"))
        self._tier.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._tier.chosen.connect(self._show_rates)
        row.addWidget(self._name)
        row.addWidget(self._stale)
        row.addStretch(1)
        row.addWidget(self._tier)
        row.addWidget(tool_button("ph.trash", _("Remove this price list"), self._on_remove))
        self._detail.body.setSpacing(0)
        self._detail.body.addWidget(head)
        self._about = Label(role="caption", token="text2", wrap=True)
        self._about.setContentsMargins(16, 0, 16, 10)
        self._detail.body.addWidget(self._about)
        self._gaps = Notice(" ", tone="caution")
        self._gaps.setVisible(False)
        self._detail.body.addWidget(self._gaps)
        self.model = RateModel([_("Destination"), _("Weight"), _("Price"), _("Transit")])
        self.table = QTableView()
        self.table.setModel(self.model)
        make_table(self.table, name=_("Rates of the price list"), row_height=tokens.ROW)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._detail.body.addWidget(self.table)

    def refresh(self) -> None:
        """Read the price lists again; the one in view stays in view."""
        self._cards = self._context.desk.shipping.cards(self._context.company_id)
        known = {card.id for card in self._cards}
        if self._wanted not in known:
            self._wanted = self._cards[-1].id if self._cards else ""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        for number, card in enumerate(self._cards):
            tile = Tile(card.name, self._caption(card))
            tile.setChecked(card.id == self._wanted)
            self._group.addButton(tile, number)
            self._tiles.addWidget(tile)
        self._empty.setVisible(not self._cards and self._incoming is None)
        self.zone.setVisible(bool(self._cards))
        self._list.setVisible(len(self._cards) > 1)
        self._detail.setVisible(bool(self._cards))
        shown = self.card()
        if shown is not None:
            self._show_card(shown)

    def card(self) -> RateCard | None:
        """The price list in view."""
        return next((one for one in self._cards if one.id == self._wanted), None)

    def choose(self, card_id: str, tier: str = "") -> None:
        """Bring a price list, and one of its services, into view."""
        self._wanted = card_id
        self.refresh()
        if tier:
            self._tier.set_current(tier)
            self._show_rates()

    def ask_file(self) -> None:
        """Let the seller choose a sheet."""
        path = self._context.ask.file(_("Import price list"), TABLES)
        if path is not None:
            self.read(path)

    def read(self, path: Path, chosen: dict[str, str] | None = None) -> None:
        """Read a sheet in the background and show what was understood."""
        shipping, company = self._context.desk.shipping, self._context.need_company()

        def work(_progress: object, _stop: object) -> ImportedRates:
            return shipping.read_rates(company, path, chosen=chosen)

        job = self._context.runner.start(work, lane=Lane.WIDE, title=_("Reading the price list"))
        self._path = path
        job.done.connect(self._on_read)
        job.failed.connect(self._on_failed)

    # -- showing -------------------------------------------------------------------------------------

    def _caption(self, card: RateCard) -> str:
        countries = {code for zone in card.zones for code in zone.countries}
        return _("{count} countries · {day}").format(
            count=len(countries), day=card.as_of.isoformat() if card.as_of else _("undated")
        )

    def _show_card(self, card: RateCard) -> None:
        self._name.setText(card.name)
        self._tier.set_options([(tier.id, tier_name(tier)) for tier in card.tiers])
        self._tier.setVisible(len(card.tiers) > 1)
        age = (self._context.desk.today() - card.as_of).days if card.as_of else 0
        self._stale.setVisible(age > STALE_DAYS)
        self._stale.show_state("ph.warning-fill", _("{days} days old").format(days=age), "warn")
        parts = [card.currency, card.source_name]
        if card.as_of:
            parts.append(_("as of {day}").format(day=card.as_of.isoformat()))
        if card.notes:
            parts.append(_("{count} notes in the sheet").format(count=len(card.notes)))
        self._about.setText(" · ".join(filter(None, parts)))
        self._about.setToolTip("\n".join(card.notes))
        self._show_rates()

    @Slot()
    def _show_rates(self, _tier: str = "") -> None:
        card = self.card()
        if card is None:
            return
        tier = next((one for one in card.tiers if one.id == self._tier.current()), None)
        zones = {zone.id: zone for zone in card.zones}
        rows: list[Sequence[Cell]] = []
        gaps: list[str] = []
        for rates in card.rates:
            if tier is None or rates.tier != tier.id:
                continue
            zone = zones[rates.zone]
            place = _(", ").join(country_name(code) for code in zone.countries)
            place = " ".join([place, *zone.areas])
            gaps += [f"{place} {gap}" for gap in band_gaps(rates)]
            before = 0
            for band, low in zip(rates.bands, lower_edges(rates.bands), strict=True):
                gap = low != before
                before = band.up_to_g
                mark = "ph.warning-fill" if gap else ""
                rows.append(
                    [
                        Cell(place),
                        Cell(band_text(band, low), icon=mark, icon_token="warn"),
                        Cell(price_text(band)),
                        Cell(transit_text(*days_of(tier, rates)), token="text2"),
                    ]
                )
        self.model.set_rows(rows)
        height = current().height(tokens.ROW)
        self.table.setFixedHeight(
            current().height(tokens.TAB) + min(12, max(1, len(rows))) * height + 2
        )
        self._gaps.setVisible(bool(gaps))
        if gaps:
            self._gaps.set_text(_("No price between bands"), _(", ").join(gaps))

    # -- importing -----------------------------------------------------------------------------------

    @Slot(object)
    def _on_dropped(self, paths: list[Path]) -> None:
        self.read(paths[0])

    @Slot(object)
    def _on_read(self, imported: ImportedRates) -> None:
        card = IncomingCard(imported)
        card.kept.connect(self._on_kept)
        card.closed.connect(self._close)
        card.mapped.connect(partial(self.read, self._path))
        self._put(card)

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        title = getattr(problem, "title", "")
        if title:
            self._put(Notice(title, getattr(problem, "advice", ""), tone="alarm"))

    def _put(self, widget: QWidget) -> None:
        self._close()
        self._incoming = widget
        self._place.addWidget(widget)
        self._empty.setVisible(not self._cards and isinstance(widget, Notice))

    @Slot(object)
    def _on_kept(self, imported: ImportedRates) -> None:
        kept = self._context.desk.shipping.keep_rates(imported)
        self._wanted = kept.card.id
        self._close()
        self.refresh()
        self.changed.emit()

    @Slot()
    def _close(self) -> None:
        if self._incoming is not None:
            self._incoming.hide()
            self._incoming.deleteLater()
            self._incoming = None
        self._empty.setVisible(not self._cards)

    @Slot(int)
    def _on_card(self, number: int) -> None:
        self.choose(self._cards[number].id)

    @Slot()
    def _on_remove(self) -> None:
        card = self.card()
        if card is None:
            return
        self._context.desk.shipping.delete_card(card.id)
        self.refresh()
        self.changed.emit()
        self._context.say(_("“{name}” removed; undo brings it back").format(name=card.name))
