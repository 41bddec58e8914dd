"""A fill-in sheet for Amazon's shipping templates, which have no weight bands: a fee per shipment and per weight."""

from decimal import ROUND_CEILING, Decimal

from seller_desk.core.base.money import minor_units
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.shipping.countries import country_name
from seller_desk.core.shipping.exporters import sheet as shared
from seller_desk.core.shipping.exporters.sheet import Sheet, StraightLine, straight_line
from seller_desk.core.shipping.model import LEVELS, ShippingTemplate
from seller_desk.core.shipping.quote import Lane
from seller_desk.core.shipping.wording import transit_text

_KG_IN_LB = Decimal("0.45359237")


def amazon_sheet(template: ShippingTemplate, book: RuleBook, query: Query) -> Sheet:
    """A row per region and service. Raises LookupError if the packs do not describe this site's templates."""
    columns, address, model, levels = (
        _words(book, query, key)
        for key in ("columns", "address_type", "rate_model", "service_levels")
    )
    rows: list[list[str | Decimal]] = []
    notes: list[tuple[str, str]] = []
    for lane in lanes_of(template):
        line = straight_line(lane)
        if line is None:
            continue
        rows.append(
            [
                region_text(lane),
                address[0],
                levels[LEVELS.index(lane.tier.level)],
                transit_text(*lane.days),
                model[0],
                *_fees(line, template.currency),
            ]
        )
        if line.excess:
            notes.append((shared.NOTE_LINE, ""))
    notes += whole_notes(template, book, query)
    if template.excluded:
        notes.append((shared.NOTE_EXCLUDED, ", ".join(template.excluded)))
    return Sheet("Amazon", columns, rows, list(dict.fromkeys(notes)))


def _fees(line: StraightLine, currency: str) -> list[str | Decimal]:
    step = Decimal(1).scaleb(-minor_units(currency))
    per_lb = (line.per_kg * _KG_IN_LB).quantize(step, ROUND_CEILING)
    return [line.fixed, line.per_kg, per_lb, currency, line.excess]


def _words(book: RuleBook, query: Query, name: str) -> list[str]:
    found = book.words(f"shipping.sheet.{name}", query)
    if found is None:
        raise LookupError(f"shipping.sheet.{name}")
    return found[0]


def lanes_of(template: ShippingTemplate) -> list[Lane]:
    """Every tier in every zone that has bands, zones in the template's order."""
    tiers = {tier.id: tier for tier in template.tiers}
    return [
        Lane(template, tiers[rates.tier], zone, rates)
        for zone in template.zones
        for rates in template.rates
        if rates.zone == zone.id and rates.tier in tiers and rates.bands
    ]


def region_text(lane: Lane) -> str:
    """The zone's name and countries, as the seller picks them on the platform's page."""
    places = ", ".join([country_name(code) for code in lane.zone.countries] + lane.zone.areas)
    name = lane.zone.name
    return f"{name}: {places}" if name and name != places else places


def whole_notes(template: ShippingTemplate, book: RuleBook, query: Query) -> list[tuple[str, str]]:
    """What holds for the whole sheet: free shipping, another currency."""
    notes = []
    free = [f"{one.free_from:f} {template.currency}" for one in template.rates if one.free_from]
    if free:
        notes.append((shared.NOTE_FREE, ", ".join(dict.fromkeys(free))))
    site = book.sites.get(query.site)
    if site is not None and site.currency != template.currency:
        notes.append((shared.NOTE_CURRENCY, template.currency))
    return notes
