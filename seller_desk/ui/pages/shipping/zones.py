"""Zones of a template: where to, and the bands of each service there."""

from decimal import Decimal

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.shipping.checks import band_gaps
from seller_desk.core.shipping.countries import country_name
from seller_desk.core.shipping.model import Band, Rates, ShippingTemplate, Zone, tier_name
from seller_desk.ui.pages.shipping.bands import BandGrid, BandModel
from seller_desk.ui.pages.shipping.countries import CountryPicker
from seller_desk.ui.widgets import (
    Card,
    Choice,
    FieldRow,
    FlowLayout,
    Label,
    MoneyEdit,
    Notice,
    link_button,
    tool_button,
)
from seller_desk.ui.widgets.choice import Tile


class ZonesCard(Card):
    """The zones as tiles, and the chosen one below. `edited` fires with the whole template."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Zones and rates"))
        self._template: ShippingTemplate | None = None
        self._zone = ""
        self._list = QWidget()
        self._tiles = FlowLayout(self._list)
        self.body.addWidget(self._list)
        add = link_button(_("Add a zone"), self._on_add, "ph.plus")
        self.body.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self._detail = QWidget()
        self._build_detail()
        self.body.addWidget(self._detail)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_zone)

    def _build_detail(self) -> None:
        column = QVBoxLayout(self._detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        names = QHBoxLayout()
        names.setSpacing(12)
        self.name = QLineEdit()
        self.name.editingFinished.connect(self._on_name)
        self.areas = QLineEdit()
        self.areas.setPlaceholderText("AK, HI")
        self.areas.editingFinished.connect(self._on_areas)
        names.addWidget(FieldRow(_("Zone name"), self.name, key="shipping.zone"), 1)
        names.addWidget(
            FieldRow(_("Only these states or areas"), self.areas, key="shipping.areas"), 1
        )
        remove = tool_button("ph.trash", _("Remove this zone"), self._on_remove)
        names.addWidget(remove)
        column.addLayout(names)
        self.countries = CountryPicker(_("Countries of the zone"), world=True)
        self.countries.changed.connect(self._on_countries)
        column.addWidget(FieldRow(_("Countries"), self.countries, key="shipping.countries"))
        self.tier = Choice(name=_("Service"))
        self.tier.chosen.connect(self._show_rates)
        self.free = MoneyEdit(name=_("Free shipping from"))
        self.free.changed.connect(self._on_free)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(FieldRow(_("Service"), self.tier, key="shipping.tier"), 1)
        pair.addWidget(
            FieldRow(_("Free shipping from this value"), self.free, key="shipping.free"), 1
        )
        column.addLayout(pair)
        self.model = BandModel()
        self.model.edited.connect(self._on_bands)
        self.model.refused.connect(self._on_refused)
        self.grid = BandGrid(_("Weight bands"), self.model)
        column.addWidget(self.grid)
        self._hint = Label(role="caption", token="text2", wrap=True)
        column.addWidget(self._hint)
        self._gap = Notice(" ", tone="caution")
        column.addWidget(self._gap)
        column.addStretch(1)

    def show_template(self, template: ShippingTemplate) -> None:
        """Show this template; the zone in view stays in view."""
        self._template = template
        zones = {zone.id: zone for zone in template.zones}
        if self._zone not in zones:
            self._zone = next(iter(zones), "")
        self._fill_tiles(template)
        self._detail.setVisible(bool(self._zone))
        zone = zones.get(self._zone)
        if zone is None:
            return
        if not self.name.isModified():
            self.name.setText(zone.name)
        if not self.areas.isModified():
            self.areas.setText(", ".join(zone.areas))
        self.countries.set_codes(zone.countries)
        self.tier.set_options([(tier.id, tier_name(tier)) for tier in template.tiers])
        self.free.set_currency(template.currency)
        self._show_rates()

    def reveal(self, field: str) -> None:
        """Go to `zones/<id>` or `rates/<tier>/<zone>`."""
        parts = field.split("/")
        self._zone = parts[-1]
        if self._template is not None:
            self.show_template(self._template)
            if parts[0] == "rates":
                self.tier.set_current(parts[1])
                self._show_rates()

    def _fill_tiles(self, template: ShippingTemplate) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        for number, zone in enumerate(template.zones):
            tile = Tile(_zone_text(zone), _countries_text(zone))
            tile.setChecked(zone.id == self._zone)
            self._group.addButton(tile, number)
            self._tiles.addWidget(tile)
        self._list.setVisible(bool(template.zones))
        self._list.updateGeometry()

    def _rates(self) -> Rates:
        assert self._template is not None
        found = self._template.rates_of(self.tier.current(), self._zone)
        return found or Rates(tier=self.tier.current(), zone=self._zone)

    @Slot()
    def _show_rates(self, _tier: str = "") -> None:
        rates = self._rates()
        if rates.bands != self.model.bands():
            self.model.set_bands(rates.bands)
        self.free.set_value(rates.free_from)
        known = bool(self.tier.current())
        self.grid.setVisible(known)
        self._hint.setText(
            _(
                "Edges are included: a parcel of exactly 500 g is in the band up to 500 g. 0 g removes a band."
            )
            if known
            else _("Add a service above; its bands are entered here.")
        )
        gaps = band_gaps(rates)
        self._gap.setVisible(bool(gaps))
        if gaps:
            self._gap.set_text(_("Weight bands do not join up"), ", ".join(gaps))

    def _put(self, **values: object) -> None:
        assert self._template is not None
        template = msgspec.structs.replace(self._template, **values)
        if template != self._template:
            self._template = template
            self._fill_tiles(template)
            self.edited.emit(template)

    def _put_zone(self, **values: object) -> None:
        assert self._template is not None
        zones = [
            msgspec.structs.replace(zone, **values) if zone.id == self._zone else zone
            for zone in self._template.zones
        ]
        self._put(zones=zones)

    def _put_rates(self, rates: Rates) -> None:
        assert self._template is not None
        others = list(self._template.rates)
        for number, one in enumerate(others):
            if (one.tier, one.zone) == (rates.tier, rates.zone):
                others[number] = rates
                break
        else:
            others.append(rates)
        self._put(rates=others)
        self._show_rates()

    @Slot(int)
    def _on_zone(self, number: int) -> None:
        if self._template is not None:
            self._zone = self._template.zones[number].id
            self.show_template(self._template)

    @Slot()
    def _on_add(self) -> None:
        assert self._template is not None
        known = {zone.id for zone in self._template.zones}
        self._zone = next(f"zone{n}" for n in range(1, len(known) + 2) if f"zone{n}" not in known)
        name = _("Zone {n}").format(n=len(known) + 1)
        self._put(zones=[*self._template.zones, Zone(id=self._zone, name=name)])
        self.show_template(self._template)
        self.countries.search.setFocus()

    @Slot()
    def _on_remove(self) -> None:
        assert self._template is not None
        gone, self._zone = self._zone, ""
        self._put(
            zones=[zone for zone in self._template.zones if zone.id != gone],
            rates=[one for one in self._template.rates if one.zone != gone],
        )
        self.show_template(self._template)

    @Slot()
    def _on_name(self) -> None:
        self.name.setModified(False)
        self._put_zone(name=self.name.text().strip())

    @Slot()
    def _on_areas(self) -> None:
        self.areas.setModified(False)
        words = self.areas.text().replace("，", ",").replace("、", ",").split(",")
        self._put_zone(areas=[word.strip() for word in words if word.strip()])

    @Slot(list)
    def _on_countries(self, codes: list[str]) -> None:
        self._put_zone(countries=codes)

    @Slot(list)
    def _on_bands(self, bands: list[Band]) -> None:
        self._put_rates(msgspec.structs.replace(self._rates(), bands=bands))

    @Slot(object)
    def _on_free(self, value: Decimal | None) -> None:
        self._put_rates(msgspec.structs.replace(self._rates(), free_from=value))

    @Slot(str)
    def _on_refused(self, words: str) -> None:
        self._gap.setVisible(True)
        self._gap.set_text(words)


def _zone_text(zone: Zone) -> str:
    return zone.name or ", ".join(country_name(code) for code in zone.countries[:2]) or zone.id


def _countries_text(zone: Zone) -> str:
    if not zone.countries:
        return _("No country yet")
    names = [country_name(code) for code in zone.countries]
    if len(names) > 2:
        return _("{name} and {count} more").format(name=names[0], count=len(names) - 1)
    return _(", ").join(names)
