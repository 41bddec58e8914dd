"""Records of a company: legal entity, addresses, people, accounts, numbers."""

from datetime import date
from decimal import Decimal

import msgspec

ENTITY_KINDS = ("mainland_company", "hong_kong_company", "individual_business", "natural_person")


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """An address in one script, smallest part last: `street` goes down to the door number. Country is ISO 3166 alpha-2."""

    country: str = "CN"
    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    postal_code: str = ""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A legal representative or beneficial owner, as on the identity document (`id_type`: id_card or passport).

    `id_valid_until` None with `id_long_term` set means 长期. `share` is a fraction ("0.60").
    """

    name_zh: str = ""
    surname_pinyin: str = ""
    given_names_pinyin: str = ""
    id_type: str = "id_card"
    id_number: str = ""
    id_valid_from: date | None = None
    id_valid_until: date | None = None
    id_long_term: bool = False
    birth_date: date | None = None
    nationality: str = "CN"
    birth_country: str = "CN"
    residential_address: Address = Address()
    residential_address_en: Address = Address()
    phone: str = ""
    email: str = ""
    share: Decimal | None = None


class BankAccount(msgspec.Struct, frozen=True, kw_only=True):
    """A bank or receiving account (`provider`: the payment company, empty for a bank)."""

    provider: str = ""
    bank_name: str = ""
    bank_country: str = ""
    branch: str = ""
    holder: str = ""
    account_number: str = ""
    routing_number: str = ""
    iban: str = ""
    currency: str = ""


class TaxNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A VAT or EORI number (`kind`: vat, eori) in a country (ISO alpha-2, GB and XI for the UK)."""

    kind: str
    country: str
    number: str


class Brand(msgspec.Struct, frozen=True, kw_only=True):
    """A brand with its trademark, if registered."""

    name: str
    trademark_number: str = ""
    country: str = ""


class Company(msgspec.Struct, frozen=True, kw_only=True):
    """One seller's legal entity. `licence_valid_until` None with `licence_long_term` means no end date.

    `origins` maps a dotted field path to `typed`, `read` or `imported`.
    """

    id: str
    entity_kind: str = "mainland_company"
    sample: bool = False
    legal_name_zh: str = ""
    legal_name_en: str = ""
    unified_social_credit_code: str = ""
    company_number: str = ""
    business_registration_number: str = ""
    established_on: date | None = None
    licence_valid_until: date | None = None
    licence_long_term: bool = False
    business_scope: str = ""
    registered_capital: Decimal | None = None
    capital_currency: str = "CNY"
    registered_address: Address = Address()
    registered_address_en: Address = Address()
    operating_same: bool = True
    operating_address: Address = Address()
    operating_address_en: Address = Address()
    legal_representative: Person = Person()
    owners: list[Person] = []
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    customs_code: str = ""
    tax_status: str = ""
    eu_responsible_person: str = ""
    tax_numbers: list[TaxNumber] = []
    bank_accounts: list[BankAccount] = []
    card_holder: str = ""
    brands: list[Brand] = []
    store_name: str = ""
    origins: dict[str, str] = {}

    @property
    def short_name(self) -> str:
        """What the window calls it: its Chinese name, else the English one."""
        return self.legal_name_zh or self.legal_name_en or self.legal_representative.name_zh
