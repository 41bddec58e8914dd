"""What the page offers to put into empty fields: Pinyin, English addresses, dates read out of numbers."""

from dataclasses import dataclass

from seller_desk.core.base.language import N_, _
from seller_desk.core.company import address, romanise
from seller_desk.core.company.model import Address, Company
from seller_desk.core.company.numbers import birth_date_in, compact, resident_id
from seller_desk.core.company.phones import international, phone_flaw
from seller_desk.core.company.values import get_value

_USE = N_("Use: {value}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` on the link; `values` by path, accepted in one step."""

    text: str
    values: dict[str, object]


def suggestion(company: Company, path: str) -> Suggestion | None:
    """What to offer under this field; None where it has a value or nothing can be made."""
    name = path.rpartition(".")[2]
    owner = path.rpartition(".")[0]
    if path == "legal_name_en":
        return _name(company)
    if name in ("surname_pinyin", "given_names_pinyin"):
        return _person(company, owner, name)
    if name == "birth_date":
        return _birth(company, owner)
    if name == "phone":
        return _phone(company, path)
    if name == "street" and owner.endswith("_en"):
        return _address(company, owner)
    return None


def _name(company: Company) -> Suggestion | None:
    if company.legal_name_en or not romanise.has_han(company.legal_name_zh):
        return None
    value = romanise.name_pinyin(company.legal_name_zh)
    return Suggestion(_(_USE).format(value=value), {"legal_name_en": value})


def _person(company: Company, owner: str, name: str) -> Suggestion | None:
    person = get_value(company, owner)
    if getattr(person, name) or not romanise.has_han(person.name_zh):
        return None
    surname, given = romanise.person_pinyin(person.name_zh)
    value = surname if name == "surname_pinyin" else given
    if not value:
        return None
    return Suggestion(_(_USE).format(value=value), {f"{owner}.{name}": value})


def _birth(company: Company, owner: str) -> Suggestion | None:
    person = get_value(company, owner)
    born = birth_date_in(person.id_number)
    # Only from a number that holds: the day in a mistyped one is as likely wrong.
    if person.birth_date or person.id_type != "id_card" or born is None:
        return None
    if resident_id(compact(person.id_number), born):
        return None
    return Suggestion(_(_USE).format(value=born.isoformat()), {f"{owner}.birth_date": born})


def _phone(company: Company, path: str) -> Suggestion | None:
    text = get_value(company, path)
    region = "HK" if company.entity_kind == "hong_kong_company" else "CN"
    flaw = phone_flaw(text, region) if text else None
    if flaw is None or not flaw.required:
        return None
    value = international(text, region)
    return Suggestion(_(_USE).format(value=value), {path: value})


def _address(company: Company, owner: str) -> Suggestion | None:
    chinese: Address = get_value(company, owner.removesuffix("_en"))
    english: Address = get_value(company, owner)
    if not address.is_empty(english) or not romanise.has_han(chinese.street):
        return None
    made = address.english_suggestion(chinese)
    return Suggestion(_(_USE).format(value=address.english_line(made)), {owner: made})
