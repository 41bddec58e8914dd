"""Shipping in words: lines of a trace, what they were computed from, why there is no price."""

from decimal import Decimal

from seller_desk.core.base.language import N_, _, pgettext
from seller_desk.core.base.wording import number_text
from seller_desk.core.shipping.model import LEVELS, Band
from seller_desk.core.shipping.trace import Basis, Line, Refusal

GOODS_NAMES = {
    "plain": N_("Plain goods"),
    "battery": N_("With battery"),
    "liquid": N_("Liquid, powder"),
}
SURCHARGE_KINDS = {
    "percent_of_freight": N_("Percent of freight"),
    "percent_of_value": N_("Percent of value"),
    "per_parcel": N_("Per parcel"),
    "per_kg": N_("Per kg"),
}
_LINE_NAMES = {
    "freight": N_("Freight"),
    "first_weight": N_("First weight"),
    "additional_weight": N_("Additional weight"),
    "per_parcel": N_("Registration and handling"),
    "free_shipping": N_("Free shipping"),
    "fuel": N_("Fuel surcharge"),
    "remote": N_("Remote area"),
    "battery": N_("Battery surcharge"),
    "liquid": N_("Liquid surcharge"),
    "operation": N_("Handling fee"),
    "insurance": N_("Insurance"),
    "signature": N_("Signature"),
}
REASONS = {
    "excluded": N_("{detail} is excluded"),
    "no_zone": N_("No zone for {detail}"),
    "area_needed": N_("This country is priced by area: {detail}"),
    "no_service": N_("This service does not go to {detail}"),
    "goods": N_("Does not carry such goods: {detail}"),
    "too_big": N_("Too big: limit {detail}"),
    "too_heavy": N_("Heavier than the last band: {detail}"),
    "gap": N_("No band for {detail}"),
}
_BASES = {
    "first_weight": N_("{price} for the first {grams} g"),
    "additional_weight": N_("{count} × {price} for each {grams} g"),
    "band": N_("flat, up to {grams} g"),
    "weight": N_("{price} per kg × {kilos} kg"),
    "per_parcel": N_("per parcel"),
    "percent_of_freight": N_("{percent}% of freight"),
    "percent_of_value": N_("{percent}% of the value"),
    "per_kg": N_("{price} per kg × {kilos} kg"),
    "free_from": N_("free from {price}"),
}


def level_name(level: str) -> str:
    """A tier's speed in the language in use."""
    names = (_("Economy"), pgettext("speed", "Standard"), _("Express"))
    return names[LEVELS.index(level)]


def line_name(line: Line) -> str:
    """The line's name in the language in use; the seller's own names stay as they are."""
    return _(_LINE_NAMES.get(line.name, line.name))


def basis_text(basis: Basis) -> str:
    """What a line was computed from, in the language in use."""
    return _(_BASES[basis.kind]).format(
        price=number_text(basis.price),
        percent=number_text(basis.price * 100),
        grams=number_text(basis.grams),
        kilos=format(Decimal(basis.grams) / 1000, "f"),
        count=basis.count,
    )


def refusal_text(refusal: Refusal) -> str:
    """Why there is no price, in the language in use; the service first where there is one."""
    reason = _(REASONS[refusal.reason]).format(detail=refusal.detail)
    return f"{refusal.service}: {reason}" if refusal.service else reason


def transit_text(first: int | None, last: int | None) -> str:
    """`6-12 days`, or nothing."""
    days = [str(one) for one in (first, last) if one is not None]
    if not days:
        return ""
    if len(days) == 2 and days[0] == days[1]:
        days.pop()
    return _("{days} days").format(days="\N{EN DASH}".join(days))


def weight_text(grams: int) -> str:
    """`480 g` below a kilogram, `1.5 kg` from there on."""
    if grams < 1000:
        return f"{grams} g"
    return f"{number_text(Decimal(grams) / 1000)} kg"


def band_text(band: Band, low: int) -> str:
    """`0-100 g`: above the first, up to and including the second."""
    unit, scale = ("kg", 1000) if band.up_to_g >= 1000 else ("g", 1)
    first, last = (number_text(Decimal(one) / scale) for one in (low, band.up_to_g))
    return f"{first}\N{EN DASH}{last} {unit}"


def price_text(band: Band) -> str:
    """`24 + 98 per kg`: the band's price forms, added up."""
    parts = [number_text(one) for one in (band.price, band.per_parcel) if one]
    if band.per_kg:
        parts.append(_("{price} per kg").format(price=number_text(band.per_kg)))
    if band.step_price:
        parts.append(
            _("{price} per {grams} g").format(
                price=number_text(band.step_price), grams=band.additional_g
            )
        )
    return " + ".join(parts) or "0"
