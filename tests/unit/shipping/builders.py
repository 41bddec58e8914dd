"""Small tariffs for the shipping tests."""

from decimal import Decimal

from seller_desk.core.shipping.model import (
    Band,
    RateCard,
    Rates,
    ShippingTemplate,
    Tier,
    WeightRule,
    Zone,
)

D = Decimal


def card(bands, *, countries=("US",), currency="CNY", rule=None, **more):
    """A price list with one service to one zone."""
    return RateCard(
        id="card",
        company_id="company",
        name="Line",
        currency=currency,
        weight=rule or WeightRule(),
        tiers=[Tier(id="line")],
        zones=[Zone(id="zone", countries=list(countries))],
        rates=[Rates(tier="line", zone="zone", bands=list(bands))],
        **more,
    )


def template(bands, *, countries=("US",), currency="USD", free_from=None, **more):
    """A template with one service to one zone."""
    return ShippingTemplate(
        id="template",
        company_id="company",
        name="Post",
        currency=currency,
        tiers=[Tier(id="standard", name="Standard", days_min=6, days_max=12)],
        zones=[Zone(id="zone", countries=list(countries))],
        rates=[Rates(tier="standard", zone="zone", bands=list(bands), free_from=free_from)],
        **more,
    )


FLAT = (
    Band(up_to_g=100, price=D("3.40")),
    Band(up_to_g=500, price=D("5.90")),
    Band(up_to_g=2000, price=D("9")),
)
# The US line of listing_shipping 4.3: 0.2 to 0.7 kg has no price there.
US_LINE = (
    Band(up_to_g=100, per_kg=D(98), per_parcel=D(24), minimum_g=30),
    Band(up_to_g=200, per_kg=D(92), per_parcel=D(22)),
    Band(above_g=700, up_to_g=2000, per_kg=D(87), per_parcel=D(13)),
    Band(up_to_g=30000, per_kg=D(82), per_parcel=D(13)),
)
