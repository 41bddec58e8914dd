"""Which fields a company has, in which part of the step they stand, and which business types are asked for them.

The one table behind the page, the count "8 of 9 done", `company show` and the file that `company set` reads.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from seller_desk.core.base.language import N_
from seller_desk.core.company.model import ENTITY_KINDS, Company
from seller_desk.core.company.values import get_value

MAINLAND, HONG_KONG, INDIVIDUAL, PERSON = ENTITY_KINDS
ALL = frozenset(ENTITY_KINDS)
FIRMS = ALL - {PERSON}
LICENSED = frozenset({MAINLAND, INDIVIDUAL})
COMPANIES = frozenset({MAINLAND, HONG_KONG})
_HONG_KONG = frozenset({HONG_KONG})
_NOBODY: frozenset[str] = frozenset()

KIND_NAMES = {
    MAINLAND: N_("Mainland company"),
    HONG_KONG: N_("Hong Kong company"),
    INDIVIDUAL: N_("Individual business"),
    PERSON: N_("Natural person"),
}
# What the tile of each business type says under its name: the document it registers with.
KIND_DOCUMENTS = {
    MAINLAND: N_("Business licence"),
    HONG_KONG: N_("CI and BR certificates"),
    INDIVIDUAL: N_("Business licence"),
    PERSON: N_("ID card"),
}
# The parts of the step, in order, with their names.
SECTIONS = {
    "names": N_("Names and licence"),
    "addresses": N_("Addresses"),
    "representative": N_("Legal representative"),
    "owners": N_("Beneficial owners"),
    "contact": N_("Contact"),
    "tax": N_("Tax and customs numbers"),
    "bank": N_("Bank and receiving accounts"),
    "brands": N_("Brands and store"),
}
# Paths of lists; a path inside one is written `owners.*.name_zh`.
LISTS = {"owners": "owners", "tax_numbers": "tax", "bank_accounts": "bank", "brands": "brands"}


@dataclass(frozen=True, slots=True)
class CompanyField:
    """One field. `script`: zh, pinyin, english, latin, digits, date, number, choice, flag. `personal`: masked on screen."""

    path: str
    section: str
    label: str
    script: str = "latin"
    asked_by: frozenset[str] = ALL
    required_by: frozenset[str] = _NOBODY
    personal: bool = False


def _address(
    path: str, section: str, asked: frozenset[str], required: frozenset[str], script: str
) -> Iterator[CompanyField]:
    parts = {
        "country": N_("Country"),
        "province": N_("Province"),
        "city": N_("City"),
        "district": N_("District"),
        "street": N_("Street and door number"),
        "postal_code": N_("Postal code"),
    }
    for name, label in parts.items():
        needed = required if name in ("province", "city", "street") else _NOBODY
        kind = {"country": "choice", "postal_code": "digits"}.get(name, script)
        yield CompanyField(f"{path}.{name}", section, label, kind, asked, needed)


def _person(path: str, section: str, required: frozenset[str]) -> Iterator[CompanyField]:
    rows = [
        ("name_zh", N_("Name as on the ID"), "zh", required, False),
        ("surname_pinyin", N_("Surname in Pinyin"), "pinyin", required, False),
        ("given_names_pinyin", N_("Given names in Pinyin"), "pinyin", required, False),
        ("id_type", N_("Kind of ID"), "choice", _NOBODY, False),
        ("id_number", N_("ID number"), "latin", required, True),
        ("id_valid_from", N_("ID valid from"), "date", _NOBODY, False),
        ("id_valid_until", N_("ID valid until"), "date", required, False),
        ("id_long_term", N_("No end date (long-term)"), "flag", _NOBODY, False),
        ("birth_date", N_("Date of birth"), "date", required, False),
        ("nationality", N_("Nationality"), "choice", _NOBODY, False),
        ("birth_country", N_("Country of birth"), "choice", _NOBODY, False),
        ("phone", N_("Mobile phone"), "latin", _NOBODY, False),
        ("email", N_("E-mail"), "latin", _NOBODY, False),
    ]
    for name, label, script, needed, personal in rows:
        yield CompanyField(f"{path}.{name}", section, label, script, ALL, needed, personal)


def _all_fields() -> Iterator[CompanyField]:
    yield from [
        CompanyField("legal_name_zh", "names", N_("Company name (exactly as on the licence)"), "zh", FIRMS, LICENSED),
        CompanyField("legal_name_en", "names", N_("English name"), "english", FIRMS, _HONG_KONG),
        CompanyField("unified_social_credit_code", "names", N_("Unified social credit code"), "latin", LICENSED, LICENSED),
        CompanyField("company_number", "names", N_("Company number"), "digits", _HONG_KONG, _HONG_KONG),
        CompanyField("business_registration_number", "names", N_("Business registration number"), "digits", _HONG_KONG, _HONG_KONG),
        CompanyField("established_on", "names", N_("Established on"), "date", FIRMS, FIRMS),
        CompanyField("licence_valid_until", "names", N_("Licence valid until"), "date", FIRMS, FIRMS),
        CompanyField("licence_long_term", "names", N_("No end date (long-term)"), "flag", FIRMS),
        CompanyField("registered_capital", "names", N_("Registered capital"), "number", COMPANIES),
        CompanyField("capital_currency", "names", N_("Currency"), "choice", COMPANIES),
        CompanyField("business_scope", "names", N_("Business scope"), "zh", LICENSED, LICENSED),
    ]  # fmt: skip
    yield from _address("registered_address", "addresses", FIRMS, FIRMS, "zh")
    yield from _address("registered_address_en", "addresses", FIRMS, _NOBODY, "english")
    yield CompanyField("operating_same", "addresses", N_("Operating address: same as on the licence"), "flag", FIRMS)  # fmt: skip
    yield from _address("operating_address", "addresses", FIRMS, _NOBODY, "zh")
    yield from _address("operating_address_en", "addresses", FIRMS, _NOBODY, "english")
    yield from _person("legal_representative", "representative", ALL)
    home = "legal_representative.residential_address"
    yield from _address(home, "representative", ALL, frozenset({PERSON}), "zh")
    yield from _address(f"{home}_en", "representative", ALL, _NOBODY, "english")
    yield from _person("owners.*", "owners", _NOBODY)
    yield CompanyField("owners.*.share", "owners", N_("Share"), "number")
    yield from _address("owners.*.residential_address", "owners", ALL, _NOBODY, "zh")
    yield from _address("owners.*.residential_address_en", "owners", ALL, _NOBODY, "english")
    yield from [
        CompanyField("contact_name", "contact", N_("Contact person"), "zh", FIRMS),
        CompanyField("phone", "contact", N_("Phone with country code"), "latin", ALL, ALL),
        CompanyField("email", "contact", N_("E-mail"), "latin", ALL, ALL),
        CompanyField("website", "contact", N_("Website"), "latin"),
        CompanyField("customs_code", "tax", N_("Customs code"), "latin", LICENSED),
        CompanyField("tax_status", "tax", N_("Tax status"), "choice", LICENSED),
        CompanyField("eu_responsible_person", "tax", N_("Responsible person in the EU"), "latin"),
        CompanyField("tax_numbers.*.kind", "tax", N_("Kind of number"), "choice"),
        CompanyField("tax_numbers.*.country", "tax", N_("Country"), "choice"),
        CompanyField("tax_numbers.*.number", "tax", N_("Number"), "latin"),
        CompanyField("bank_accounts.*.provider", "bank", N_("Payment company (empty for a bank)"), "latin"),
        CompanyField("bank_accounts.*.bank_name", "bank", N_("Bank"), "latin"),
        CompanyField("bank_accounts.*.bank_country", "bank", N_("Country of the bank"), "choice"),
        CompanyField("bank_accounts.*.branch", "bank", N_("Branch"), "zh"),
        CompanyField("bank_accounts.*.holder", "bank", N_("Account holder"), "zh"),
        CompanyField("bank_accounts.*.account_number", "bank", N_("Account number"), "digits"),
        CompanyField("bank_accounts.*.routing_number", "bank", N_("Routing or SWIFT code"), "latin"),
        CompanyField("bank_accounts.*.iban", "bank", N_("IBAN"), "latin"),
        CompanyField("bank_accounts.*.currency", "bank", N_("Currency"), "choice"),
        CompanyField("card_holder", "bank", N_("Credit card holder (name only, never the number)"), "latin"),
        CompanyField("brands.*.name", "brands", N_("Brand"), "latin"),
        CompanyField("brands.*.trademark_number", "brands", N_("Trademark number"), "latin"),
        CompanyField("brands.*.country", "brands", N_("Registered in"), "choice"),
        CompanyField("store_name", "brands", N_("Store name"), "latin"),
    ]  # fmt: skip


FIELDS: tuple[CompanyField, ...] = tuple(_all_fields())


@cache
def _by_path() -> dict[str, CompanyField]:
    return {one.path: one for one in FIELDS}


def field_of(path: str) -> CompanyField | None:
    """The field under a path; `owners.0.name_zh` is found as `owners.*.name_zh`."""
    return _by_path().get(".".join("*" if step.isdigit() else step for step in path.split(".")))


def fields_asked(kind: str, section: str = "") -> list[CompanyField]:
    """The fields that this business type is asked for, in the order of the page."""
    return [one for one in FIELDS if kind in one.asked_by and section in ("", one.section)]


@dataclass(frozen=True, slots=True)
class SectionState:
    """How far one part is: required fields that have a value, of those required; `filled` counts every value."""

    section: str
    done: int
    total: int
    filled: int


# A date may be missing where the box beside it says that there is none.
_LONG_TERM = {
    "licence_valid_until": "licence_long_term",
    "legal_representative.id_valid_until": "legal_representative.id_long_term",
}
_DEFAULTS = Company(id="")


def is_filled(company: Company, path: str) -> bool:
    """Whether there is a value (or the box that says that none is needed)."""
    value = get_value(company, path)
    if value not in (None, "", []):
        return True
    long_term = _LONG_TERM.get(path)
    return bool(long_term and get_value(company, long_term))


def sections(company: Company) -> list[SectionState]:
    """Every part of the step with what is done of it, in order."""
    states = []
    for section in SECTIONS:
        asked = [one for one in fields_asked(company.entity_kind, section) if "*" not in one.path]
        needed = [one for one in asked if company.entity_kind in one.required_by]
        done = sum(is_filled(company, one.path) for one in needed)
        typed = sum(get_value(company, one.path) != get_value(_DEFAULTS, one.path) for one in asked)
        rows = sum(len(getattr(company, name)) for name, home in LISTS.items() if home == section)
        states.append(SectionState(section, done, len(needed), typed + rows))
    return states
