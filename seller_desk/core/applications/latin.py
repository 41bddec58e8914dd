"""Latin forms of names and addresses for the boxes: the seller's own spelling first, else Pinyin.

One Latin company name everywhere: where a VAT number exists, the English name that it carries, else the full Pinyin
of the licence name one-to-one; the other form stands beside it.
"""

from seller_desk.core.applications.countries import country_name
from seller_desk.core.company import romanise
from seller_desk.core.company.model import Address, Company, Person


def legal_name(company: Company) -> tuple[str, str]:
    """The Latin company name, and the other accepted form of it."""
    pinyin = romanise.name_pinyin(company.legal_name_zh)
    english = company.legal_name_en
    if english and (not pinyin or any(number.kind == "vat" for number in company.tax_numbers)):
        return english, pinyin
    return pinyin, english


def of_name(company: Company, name: str) -> tuple[str, str]:
    """The Latin form of an account holder: as the company's own, if it is the company."""
    if name and name in (company.legal_name_zh, company.legal_name_en):
        return legal_name(company)
    return name if name.isascii() else romanise.name_pinyin(name), ""


def person(one: Person) -> tuple[str, str]:
    """Given names and surname in Pinyin."""
    if one.surname_pinyin or one.given_names_pinyin:
        return one.given_names_pinyin, one.surname_pinyin
    surname, given = romanise.person_pinyin(one.name_zh)
    return given, surname


def address(company: Company) -> str:
    """The registered address in one line, smallest part first, with the country."""
    latin = _latin(company)
    last = " ".join(part for part in (latin.province, latin.postal_code) if part)
    parts = (latin.street, latin.district, latin.city, last)
    filled = [part for part in parts if part]
    return ", ".join([*filled, country_name(latin.country)]) if latin.street else ""


def street(company: Company) -> str:
    """Street and district, without city, province or country."""
    latin = _latin(company)
    return ", ".join(part for part in (latin.street, latin.district) if part)


def city(company: Company) -> str:
    """The city alone."""
    return _latin(company).city


def split_lines(text: str, limit: int) -> list[str]:
    """The text on lines of at most `limit` characters, broken between words; the last holds what is left over."""
    if limit <= 0 or len(text) <= limit:
        return [text] if text else []
    cut = text.rfind(" ", 0, limit + 1)
    cut = cut if cut > 0 else limit
    return [text[:cut].rstrip(), text[cut:].lstrip()]


def _latin(company: Company) -> Address:
    given = company.registered_address_en
    return given if given.street else romanise.address_pinyin(company.registered_address)
