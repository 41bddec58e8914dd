"""What the choices of the company page offer: ids with the words of the language in use."""

from seller_desk.core.base.language import N_, _
from seller_desk.core.shipping.countries import country_codes, country_name

# Where most of our sellers' papers and accounts come from stand on top.
_FIRST = ("CN", "HK", "MO", "TW", "US", "GB", "DE", "JP", "FR", "IT", "ES", "SG")
_CURRENCIES = ("CNY", "HKD", "USD", "EUR", "GBP", "JPY", "SGD", "AUD", "CAD", "MXN", "PLN", "SEK", "AED", "SAR", "BRL", "THB", "MYR", "PHP", "VND", "IDR", "KRW", "TWD", "RUB")  # fmt: skip
_FIXED: dict[str, dict[str, str]] = {
    "id_type": {"id_card": N_("ID card"), "passport": N_("Passport")},
    "kind": {"vat": "VAT", "eori": "EORI"},
    "tax_status": {
        "": N_("Not chosen"),
        "general_vat_taxpayer": N_("General VAT taxpayer"),
        "small_scale_taxpayer": N_("Small-scale taxpayer"),
    },
}

Options = list[tuple[str, str]]


def options(name: str) -> Options:
    """(id, words) for a choice field by the last part of its path."""
    if name in _FIXED:
        return [(one, _(words)) for one, words in _FIXED[name].items()]
    if name in ("currency", "capital_currency"):
        empty = [("", "–")] if name == "currency" else []
        return empty + [(one, one) for one in _CURRENCIES]
    empty = [("", "–")] if name in ("bank_country", "country_or_none") else []
    rest = [code for code in country_codes() if code not in _FIRST]
    return empty + [(code, country_name(code)) for code in (*_FIRST, *rest)]
