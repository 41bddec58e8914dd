"""What our data says for a box: the `fill` paths that rule packs may use, each with its function.

Unknown paths resolve to nothing; a test holds every shipped pack against `PATHS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from seller_desk.core.applications import latin
from seller_desk.core.applications.countries import country_name
from seller_desk.core.applications.model import Application
from seller_desk.core.base.language import N_, _, speaking
from seller_desk.core.base.lists import listed
from seller_desk.core.company.model import Address, BankAccount, Company, Person
from seller_desk.core.rules.catalogs import category_name
from seller_desk.core.rules.model import FormField, SiteInfo

# What a box gets: the value, and a second form of it that the platform also accepts.
Pair = tuple[str, str]

ENTITY_NAMES = {
    "mainland_company": N_("Mainland company"),
    "hong_kong_company": N_("Hong Kong company"),
    "individual_business": N_("Individual business"),
    "natural_person": N_("Natural person"),
}


@dataclass(frozen=True, slots=True)
class Given:
    """All that a path may draw on."""

    field: FormField
    company: Company
    application: Application
    sites: Mapping[str, SiteInfo]

    @property
    def person(self) -> Person:
        """The legal representative, or the person itself."""
        return self.company.legal_representative

    @property
    def address(self) -> Address:
        """The registered address in Chinese."""
        return self.company.registered_address

    @property
    def bank(self) -> BankAccount:
        """The first bank or receiving account."""
        accounts = self.company.bank_accounts
        return accounts[0] if accounts else BankAccount()


def resolve(
    field: FormField, company: Company, application: Application, sites: Mapping[str, SiteInfo]
) -> Pair:
    """The value of this box and its second form; two empty texts where we know nothing."""
    known = PATHS.get(field.fill)
    if known is None:
        return "", ""
    result = known(Given(field, company, application, sites))
    return result if isinstance(result, tuple) else (result, "")


def _country(code: str) -> Pair:
    return country_name(code), country_name(code, "zh")


def _registration_number(given: Given) -> str:
    company = given.company
    if company.entity_kind == "hong_kong_company":
        return company.company_number or company.business_registration_number
    return company.unified_social_credit_code


def _names(given: Given) -> Pair:
    return latin.legal_name(given.company)


def _roles(given: Given) -> Pair:
    person = given.person
    owns = any(
        owner.name_zh == person.name_zh and (owner.share is None or owner.share > 0)
        for owner in given.company.owners
    )
    roles = [N_("Legal representative")] + ([N_("Beneficial owner")] if owns else [])
    if not person.name_zh:
        return "", ""
    return _spoken("en", roles), _spoken("zh", roles)


def _spoken(language: str, texts: list[str]) -> str:
    with speaking(language):
        return listed(_(text) for text in texts)


def _id_type(given: Given) -> Pair:
    name = N_("Passport") if given.person.id_type == "passport" else N_("Resident identity card")
    return (_spoken("en", [name]), _spoken("zh", [name])) if given.person.id_number else ("", "")


def _until(until: date | None, *, long_term: bool) -> Pair:
    if long_term:
        words = [N_("Long-term: choose the furthest date")]
        return _spoken("en", words), _spoken("zh", words)
    return _day(until), ""


def _id_valid_until(given: Given) -> Pair:
    return _until(given.person.id_valid_until, long_term=given.person.id_long_term)


def _licence_valid_until(given: Given) -> Pair:
    company = given.company
    return _until(company.licence_valid_until, long_term=company.licence_long_term)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _sites(language: str) -> Callable[[Given], str]:
    def names(given: Given) -> str:
        chosen = [given.sites[site].name for site in given.application.sites if site in given.sites]
        return ("、" if language == "zh" else ", ").join(
            name.zh if language == "zh" else name.en for name in chosen
        )

    return names


def _categories(given: Given) -> Pair:
    chosen = given.application.categories
    with speaking("zh"):
        chinese = listed(map(category_name, chosen))
    with speaking("en"):
        return chinese, listed(map(category_name, chosen))


def _address_line(address: Address) -> str:
    parts = (address.province, address.city, address.district, address.street)
    return "".join(part for part in parts if part)


def _street(given: Given) -> Pair:
    company = given.company
    other = "" if company.operating_same else company.operating_address.street
    return given.address.street, other


def _street_line(number: int) -> Callable[[Given], str]:
    def line(given: Given) -> str:
        limit = given.field.max_length or 0
        lines = latin.split_lines(latin.street(given.company), limit)
        return lines[number - 1] if len(lines) >= number else ""

    return line


def _holder(given: Given) -> str:
    return given.bank.holder


def _entity_zh(given: Given) -> Pair:
    name = ENTITY_NAMES.get(given.company.entity_kind, "")
    return (_spoken("zh", [name]), _spoken("en", [name])) if name else ("", "")


def _entity(given: Given) -> Pair:
    chinese, english = _entity_zh(given)
    return english, chinese


PATHS: dict[str, Callable[[Given], str | Pair]] = {
    "application.categories": _categories,
    "application.sites": _sites("en"),
    "application.sites_zh": _sites("zh"),
    "bank.account_number": lambda given: given.bank.account_number or given.bank.iban,
    "bank.branch": lambda given: given.bank.branch,
    "bank.country": lambda given: _country(given.bank.bank_country),
    "bank.holder": _holder,
    "bank.holder_latin": lambda given: latin.of_name(given.company, given.bank.holder),
    "bank.holder_pinyin": lambda given: latin.of_name(given.company, given.bank.holder),
    "bank.name": lambda given: (given.bank.provider or given.bank.bank_name, given.bank.bank_name),
    "bank.routing_number": lambda given: given.bank.routing_number,
    "company.address.city": lambda given: given.address.city,
    "company.address.district": lambda given: given.address.district,
    "company.address.postal_code": lambda given: given.address.postal_code,
    "company.address.province": lambda given: given.address.province,
    "company.address.street": _street,
    "company.address_latin": lambda given: latin.address(given.company),
    "company.address_zh": lambda given: _address_line(given.address),
    "company.brands": lambda given: ", ".join(brand.name for brand in given.company.brands),
    "company.business_scope": lambda given: given.company.business_scope,
    "company.card_holder": lambda given: given.company.card_holder,
    "company.city_latin": lambda given: latin.city(given.company),
    "company.country": lambda given: _country(given.address.country),
    "company.email": lambda given: given.company.email,
    "company.entity_type": _entity,
    "company.entity_type_zh": _entity_zh,
    "company.established_on": lambda given: _day(given.company.established_on),
    "company.legal_name_latin": _names,
    "company.legal_name_zh": lambda given: given.company.legal_name_zh,
    "company.licence_valid_until": _licence_valid_until,
    "company.phone": lambda given: given.company.phone,
    "company.registration_number": _registration_number,
    "company.store_name": lambda given: given.company.store_name,
    "company.street_latin.1": _street_line(1),
    "company.street_latin.2": _street_line(2),
    "company.website": lambda given: given.company.website,
    "person.birth_country": lambda given: _country(given.person.birth_country),
    "person.birth_date": lambda given: (
        given.person.birth_date.isoformat() if given.person.birth_date else ""
    ),
    "person.given_names": lambda given: latin.person(given.person)[0],
    "person.id_issue_country": lambda given: _country(given.person.nationality),
    "person.id_number": lambda given: given.person.id_number,
    "person.id_type": _id_type,
    "person.id_valid_until": _id_valid_until,
    "person.name_latin": lambda given: " ".join(filter(None, latin.person(given.person))),
    "person.name_zh": lambda given: given.person.name_zh,
    "person.nationality": lambda given: _country(given.person.nationality),
    "person.phone": lambda given: given.person.phone or given.company.phone,
    "person.residential_address": lambda given: _address_line(given.person.residential_address),
    "person.roles": _roles,
    "person.surname": lambda given: latin.person(given.person)[1],
}
