"""A fill-in sheet for eBay's shipping policies: one flat cost a policy, so every weight band is a policy."""

from dataclasses import dataclass
from decimal import Decimal

from seller_desk.core.base.money import minor_units
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.shipping.exporters.amazon import lanes_of, region_text, whole_notes
from seller_desk.core.shipping.exporters.sheet import Sheet, plain_price
from seller_desk.core.shipping.model import LEVELS, ShippingTemplate
from seller_desk.core.shipping.quote import Lane
from seller_desk.core.shipping.wording import transit_text, weight_text


def ebay_sheet(template: ShippingTemplate, book: RuleBook, query: Query) -> Sheet:
    """A row per weight band, region and service. Raises LookupError if the packs do not describe policies."""
    words = {
        name: book.words(f"shipping.sheet.{name}", query)
        for name in ("columns", "option_types", "cost_type", "service_levels")
    }
    missing = [name for name, found in words.items() if found is None]
    if missing:
        raise LookupError(", ".join(missing))
    known = {name: found[0] for name, found in words.items() if found is not None}
    site = book.sites.get(query.site)
    home = site.country if site else ""
    priced = [(cost, lane) for lane in lanes_of(template) for cost in _costs(lane)]
    priced.sort(key=lambda one: one[0].up_to_g)
    rows = [
        [
            f"{template.name} \N{LESS-THAN OR EQUAL TO} {weight_text(cost.up_to_g)}",
            template.handling_days,
            known["option_types"][0 if lane.zone.countries == [home] else 1],
            known["cost_type"][0],
            known["service_levels"][LEVELS.index(lane.tier.level)],
            transit_text(*lane.days),
            cost.first,
            cost.further,
            "FALSE" if cost.first else "TRUE",
            template.currency,
            region_text(lane),
            ", ".join(template.excluded),
        ]
        for cost, lane in priced
    ]
    return Sheet("eBay", known["columns"], rows, whole_notes(template, book, query))


@dataclass(frozen=True, slots=True)
class _Cost:
    """A band's cost for one piece (its heaviest decides) and for a further piece in the same parcel."""

    up_to_g: int
    first: Decimal
    further: Decimal


def _costs(lane: Lane) -> list[_Cost]:
    """A further piece costs what the doubled weight costs more, or as much again where so much has no price."""
    digits = minor_units(lane.currency)
    found = []
    for edge in lane.uppers:
        price, double = plain_price(lane, edge), plain_price(lane, edge * 2)
        if price is not None:
            more = price if double is None else max(0, double - price)
            found.append(_Cost(edge, Decimal(price).scaleb(-digits), Decimal(more).scaleb(-digits)))
    return found
