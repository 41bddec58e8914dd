"""What the company data and a platform's form say of each fact, as columns of the matrix."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from seller_desk.core.applications.form import FormRow
from seller_desk.core.base.language import N_, _
from seller_desk.core.company.address import english_line, is_empty
from seller_desk.core.company.model import Address, Company, Person
from seller_desk.core.company.romanise import has_han
from seller_desk.core.company.values import get_value
from seller_desk.core.documents.match.catalogue import FactRule, facts
from seller_desk.core.documents.match.model import Column, Said
from seller_desk.core.documents.reading.dates import FOREVER

COMPANY, FORM = "company", "form"
COMPANY_DATA = N_("Company data")


def company_column(company: Company) -> Column:
    """The company data, fact by fact."""
    fields = {rule.id: _said(_values(company, rule)) for rule in facts().values()}
    return Column(
        key=COMPANY,
        source="company",
        label=_(COMPANY_DATA),
        fields={fact: said for fact, said in fields.items() if said is not None},
    )


def owner_facts(company: Company) -> list[dict[str, Said]]:
    """What the company data say of each owner who is not the legal representative."""
    found = []
    for owner in company.owners:
        if owner.name_zh == company.legal_representative.name_zh:
            continue
        told = {
            rule.id: _said(
                [
                    value
                    for path in rule.company
                    if path.startswith("legal_representative.")
                    for value in _of_person(owner, path.partition(".")[2])
                ]
            )
            for rule in facts().values()
        }
        found.append({fact: said for fact, said in told.items() if said is not None})
    return found


def form_column(rows: Iterable[FormRow], label: str) -> Column:
    """What will be typed into the platform's form, where a fact has a box."""
    values: dict[str, str] = {}
    for row in rows:
        if row.value and row.field.fill:
            values.setdefault(row.field.fill, row.value)
    fields: dict[str, Said] = {}
    for rule in facts().values():
        found = [values[path] for path in rule.form if path in values]
        fitting = [one for one in found if not rule.script or _script(one) == rule.script]
        if fitting:
            fields[rule.id] = Said(value=fitting[0], source="typed", others=tuple(fitting[1:]))
    return Column(key=FORM, source="form", label=label, fields=fields)


def _script(text: str) -> str:
    return "han" if has_han(text) else "latin"


def _said(values: Sequence[str]) -> Said | None:
    """The first value is shown, the others are as right."""
    told = [one for one in values if one]
    return Said(value=told[0], source="typed", others=tuple(told[1:])) if told else None


def _values(company: Company, rule: FactRule) -> list[str]:
    found: list[str] = []
    for path in rule.company:
        if path.startswith("legal_representative."):
            found += _of_person(company.legal_representative, path.partition(".")[2])
        elif path.startswith("bank_accounts.*."):
            name = path.rpartition(".")[2]
            found += [str(getattr(one, name)) for one in company.bank_accounts]
        else:
            found.append(_of_company(company, path))
    return found


def _of_company(company: Company, path: str) -> str:
    if path == "licence_valid_until" and company.licence_long_term:
        return FOREVER
    if path == "registered_capital" and company.registered_capital is not None:
        return f"{company.registered_capital.normalize():f} {company.capital_currency}"
    if path.startswith("operating_address") and company.operating_same:
        return ""
    return _text(get_value(company, path))


def _of_person(person: Person, name: str) -> list[str]:
    if name == "latin":
        spelt = f"{person.surname_pinyin} {person.given_names_pinyin}".strip()
        return [spelt] if spelt else []
    if name == "passport_number":
        return [person.id_number] if person.id_type == "passport" else []
    if name in ("id_number", "id_valid_until") and person.id_type == "passport":
        return []
    if name == "id_valid_until" and person.id_long_term:
        return [FOREVER]
    return [_text(getattr(person, name))]


def _text(value: object) -> str:
    if isinstance(value, Address):
        return _line(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if value else ""


def _line(address: Address) -> str:
    if is_empty(address):
        return ""
    if any(has_han(one) for one in (address.city, address.street, address.province)):
        city = "" if address.city == address.province else address.city
        return address.province + city + address.district + address.street
    return english_line(address)
