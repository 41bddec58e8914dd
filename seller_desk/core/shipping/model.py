"""Records of shipping: templates (what the buyer pays) and carrier price lists (what we pay). Extend here."""

import msgspec


class ShippingTemplate(msgspec.Struct, frozen=True, kw_only=True):
    """A shipping template of one company."""

    id: str
    company_id: str
    name: str


class RateCard(msgspec.Struct, frozen=True, kw_only=True):
    """A carrier price list as imported."""

    id: str
    company_id: str
    name: str
