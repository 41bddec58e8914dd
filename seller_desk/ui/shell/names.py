"""Short names for the rail: a legal name without the parts that every company has."""

import re

from seller_desk.core.base.language import N_, language
from seller_desk.core.company.model import Company

_REGION = re.compile(r"^(?:[一-鿿]{2,3}省)?(?:[一-鿿]{2,3}市)?(?:[一-鿿]{2,3}[区县])?")
_FORM_ZH = re.compile(r"(?:股份)?有限(?:责任)?公司$")
_FORM_EN = re.compile(r",?\s+(?:Co\.?,?\s*)?(?:Ltd\.?|Limited|Inc\.?|LLC)$", re.IGNORECASE)

ENTITY_WORDS = {
    "mainland_company": N_("Mainland company"),
    "hong_kong_company": N_("Hong Kong company"),
    "individual_business": N_("Individual business"),
    "natural_person": N_("Natural person"),
}


def short_company_name(company: Company) -> str:
    """`澄湾科技` for `深圳市澄湾科技有限公司`; what is left must still be a name."""
    zh, en = company.legal_name_zh, company.legal_name_en
    if language() == "en" and en:
        return _without_city(_FORM_EN.sub("", en).strip(), company) or en
    if zh:
        stem = _FORM_ZH.sub("", zh)
        short = _REGION.sub("", stem)
        return short if len(short) >= 2 else stem or zh
    return _without_city(_FORM_EN.sub("", en).strip(), company) or company.short_name


def _without_city(name: str, company: Company) -> str:
    """Chinese companies carry their city first; what follows must still be a name."""
    for city in (company.registered_address_en.city, company.operating_address_en.city):
        first, _space, rest = name.partition(" ")
        if city and rest and first.casefold() == city.split()[0].casefold():
            return rest
    return name


def monogram(name: str) -> str:
    """The letter or character that stands for a name."""
    return name.strip()[:1].upper()
