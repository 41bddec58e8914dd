"""Templates, price lists and quotes as the terminal prints them."""

from seller_desk.cli.session import table
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import measure_text
from seller_desk.core.economics.offers import Offered, Quoted
from seller_desk.core.shipping.model import (
    RateCard,
    ShippingTemplate,
    Tariff,
    days_of,
    lower_edges,
    tier_name,
    zone_name,
)
from seller_desk.core.shipping.trace import Line
from seller_desk.core.shipping.wording import (
    band_text,
    basis_text,
    line_name,
    price_text,
    refusal_text,
    transit_text,
    weight_text,
)


def quote_document(found: Quoted) -> dict[str, object]:
    """The quote in its public shape: keys may be added, never renamed."""
    best, *others = found.offers
    document = _offer_json(best)
    document["excluded"] = [refusal_text(one) for one in found.refusals]
    document["alternatives"] = [_offer_json(one) for one in others]
    if found.costs and found.charges:
        document["buyer_pays"] = _offer_json(found.charges[0])
    return document


def _offer_json(offer: Offered) -> dict[str, object]:
    tier = offer.quote.lane.tier
    return {
        "service": tier_name(tier),
        "service_id": tier.id,
        "tariff": offer.tariff.name,
        "transit_days": list(offer.quote.lane.days),
        "chargeable_weight_g": offer.quote.chargeable_g,
        "total": offer.quote.total.to_json(),
        "lines": [_line_json(line) for line in offer.quote.lines()],
    }


def _line_json(line: Line) -> dict[str, object]:
    return {
        "name": line.name,
        "label": line_name(line),
        **line.amount.to_json(),
        "basis": basis_text(line.basis),
    }


def quote_lines(found: Quoted) -> list[str]:
    """The same for people."""
    best, *others = found.offers
    grams = weight_text(best.quote.chargeable_g)
    lines = [
        f"{best.tariff.name} · {tier_name(best.quote.lane.tier)}",
        _("Chargeable weight: {weight}").format(weight=grams),
    ]
    rows = [
        (line_name(line), measure_text(line.amount), basis_text(line.basis))
        for line in best.quote.lines()
    ]
    rows.append((_("Total"), measure_text(best.quote.total), ""))
    lines += table((_("Line"), _("Amount"), _("Basis")), rows)
    for offer in others:
        lines.append(
            _("Else: {name} {total}").format(
                name=tier_name(offer.quote.lane.tier), total=measure_text(offer.quote.total)
            )
        )
    if found.costs and found.charges:
        lines.append(
            _("The buyer pays {total}").format(total=measure_text(found.charges[0].quote.total))
        )
    return [*lines, *(refusal_text(one) for one in found.refusals)]


def kind(tariff: Tariff) -> str:
    """What sort of tariff it is."""
    return _("Price list") if isinstance(tariff, RateCard) else _("Shipping template")


def summary(tariff: Tariff) -> dict[str, object]:
    """A tariff in a list."""
    return {
        "id": tariff.id,
        "name": tariff.name,
        "currency": tariff.currency,
        "services": [{"id": one.id, "name": tier_name(one)} for one in tariff.tiers],
        "countries": sorted({code for zone in tariff.zones for code in zone.countries}),
        "bands": sum(len(rates.bands) for rates in tariff.rates),
    }


def template_lines(template: ShippingTemplate) -> list[str]:
    """Every band of a template."""
    zones = {zone.id: zone_name(zone) for zone in template.zones}
    tiers = {tier.id: tier for tier in template.tiers}
    lines = [f"{template.name} · {template.currency}"]
    for rates in template.rates:
        tier = tiers[rates.tier]
        days = transit_text(*days_of(tier, rates))
        lines.append(" · ".join(filter(None, (zones[rates.zone], tier_name(tier), days))))
        lows = lower_edges(rates.bands)
        lines += [
            f"    {band_text(band, low)}: {price_text(band)}"
            for band, low in zip(rates.bands, lows, strict=True)
        ]
    return lines
