"""Filling the company from a document: each read value beside the present one, taken one by one or all at once."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.company.address import chinese_line, english_line, is_empty
from seller_desk.core.company.fill_catalogue import (
    ACCOUNT,
    PERSON,
    FillField,
    FillKind,
    fill_kinds,
)
from seller_desk.core.company.model import Address, BankAccount, Company
from seller_desk.core.company.names import same_name
from seller_desk.core.company.romanise import has_han
from seller_desk.core.company.split_address import split_address
from seller_desk.core.company.values import get_value, show_text, with_value
from seller_desk.core.documents.reading.capital import capital_of
from seller_desk.core.documents.reading.dates import FOREVER
from seller_desk.core.documents.reading.model import FieldValue
from seller_desk.core.services.company import CompanyService
from seller_desk.core.services.recognition import ReadField
from seller_desk.core.shipping.countries import find_country

REPRESENTATIVE = "legal_representative"
_PARTS = ("province", "city", "district", "street")
# Below this the seller is asked to compare with the picture.
SURE = 0.9
Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Offer:
    """One value for the company. `state`: `empty` (nothing stands there yet), `same`, `different`.

    `path` is the field that it is about; `values` are all that it sets. `confirmed`: what proves it (`check_digit`,
    `mrz`, `id_number`, `seller`), empty if nothing does.
    """

    field: str
    path: str
    text: str
    present: str
    state: str
    values: Values
    read: FieldValue | None
    confidence: float
    confirmed: str

    @property
    def sure(self) -> bool:
        """Whether it may be taken without a look at the picture."""
        return bool(self.confirmed) or self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Filling:
    """Everything that a document offers. `place` is where a person's or an account's values go; `places` may be chosen."""

    kind: str
    offers: Sequence[Offer]
    place: str = ""
    places: Sequence[str] = ()


class FillService:
    """Offers and takes. Holds nothing but the company service."""

    def __init__(self, companies: CompanyService) -> None:
        self._companies = companies

    def offers(
        self, company: Company, kind: str, fields: Sequence[ReadField], place: str = ""
    ) -> Filling:
        """What these fields of a document of this kind offer; nothing for a kind that says nothing about the company.

        `place` chooses the person (`legal_representative`, `owners.0`) or the account (`bank_accounts.0`, a new one
        behind the last). UsageProblem for a place that there is none.
        """
        rule = fill_kinds().get(kind)
        if rule is None:
            return Filling(kind, ())
        places = _places(company, rule)
        if place and place not in places:
            raise UsageProblem(
                _("The company has no “{place}”").format(place=place),
                _("There are: {known}").format(known=listed(places)),
            )
        values = {one.name: one for one in fields if one.value}
        chosen = place or _likely(company, rule, places, values)
        with_row = _with_row(company, chosen)
        offers = [
            offer
            for field in rule.field
            if field.name in values
            and (offer := _offer(with_row, field, values[field.name], chosen)) is not None
        ]
        return Filling(kind, offers, chosen, places)

    def take(self, company_id: str, offers: Sequence[Offer], place: str = "") -> Company:
        """Put these values into the company, origin `read`, in one undo step."""
        company = before = self._companies.get(company_id)
        company = _with_row(company, place)
        origins = dict(company.origins)
        for offer in offers:
            for path, value in offer.values.items():
                if get_value(company, path) != value:
                    company = with_value(company, path, value)
                    origins[path] = "read"
        if company == before:
            return before
        return self._companies.save(msgspec.structs.replace(company, origins=origins))


def as_fields(fields: Sequence[FieldValue]) -> Sequence[ReadField]:
    """Fields of a file that is no document of the desk."""
    return [ReadField(one.name, one, "") for one in fields]


def _places(company: Company, rule: FillKind) -> list[str]:
    if rule.person:
        return [REPRESENTATIVE, *(f"owners.{number}" for number in range(len(company.owners)))]
    if rule.account:
        return [f"bank_accounts.{number}" for number in range(len(company.bank_accounts) + 1)]
    return []


def _likely(
    company: Company, rule: FillKind, places: Sequence[str], values: Mapping[str, ReadField]
) -> str:
    """The person of this name, the account of this number; else the first that is still empty."""
    if not places:
        return ""
    key, path = ("account", "account_number") if rule.account else ("name", "name_zh")
    told = _plain(values[key].value) if key in values else ""
    for place in places:
        known = str(get_value(company, f"{place}.{path}") or "")
        if (
            told
            and known
            and (_plain(known) == told or (not rule.account and same_name(known, told)))
        ):
            return place
    return places[-1] if rule.account else places[0]


def _plain(text: str) -> str:
    return re.sub(r"[\s\-]", "", text)


def _with_row(company: Company, place: str) -> Company:
    """The company with the account's row, where it is a new one."""
    if place == f"bank_accounts.{len(company.bank_accounts)}":
        rows = [*company.bank_accounts, BankAccount()]
        return msgspec.structs.replace(company, bank_accounts=rows)
    return company


def _offer(company: Company, field: FillField, one: ReadField, place: str) -> Offer | None:
    def put(path: str) -> str:
        return path.replace(PERSON, place).replace(ACCOUNT, place)

    path = put(field.to or (field.zh if has_han(one.value) else field.en))
    if not path or not _wanted(company, field, path, put):
        return None
    values = _values(field, path, one.value, put)
    if not values:
        return None
    values |= {put(name): value for name, value in field.sets.items()}
    present = _shown(company, path)
    state = "different" if present else "empty"
    if all(get_value(company, name) == value for name, value in values.items()):
        state = "same"
    return Offer(
        field=field.name,
        path=_first_path(path, values),
        text=one.value,
        present=present,
        state=state,
        values=values,
        read=one.read,
        confidence=1.0 if one.confirmed else one.read.confidence if one.read else 0.0,
        confirmed="seller" if one.confirmed else one.read.confirmed if one.read else "",
    )


def _wanted(company: Company, field: FillField, path: str, put: Any) -> bool:
    """Whether the conditions hold: the needed values stand there, or the field itself is empty."""
    if not field.needs or not _shown(company, path):
        return True
    return all(get_value(company, put(name)) == value for name, value in field.needs.items())


def _values(field: FillField, path: str, text: str, put: Any) -> Values:
    """What is set for this text; nothing where it cannot be understood."""
    if field.as_ == "address":
        return _address(path, text, field.country)
    if field.as_ == "capital":
        money = capital_of(text)
        return {path: money.amount, put(field.currency): money.currency} if money else {}
    if field.as_ == "until" and text == FOREVER:
        return {path: None, put(field.long): True}
    if field.as_ in ("date", "until"):
        with suppress(ValueError):
            told: Values = {path: date.fromisoformat(text)}
            return {**told, put(field.long): False} if field.long else told
        return {}
    if field.as_ == "country":
        code = find_country(text)
        return {path: code} if code else {}
    if field.as_ == "latin_name":
        return {path: text.title() if text.isupper() else text}
    return {path: text}


def _address(path: str, text: str, country: str) -> Values:
    """Part by part; in Latin letters it goes to the English form beside."""
    parts = split_address(text, country)
    home = path if has_han(text) else f"{path}_en"
    values: Values = {f"{home}.country": parts.country}
    for name in _PARTS:
        if getattr(parts, name) or name == "street":
            values[f"{home}.{name}"] = getattr(parts, name)
    return values


def _first_path(path: str, values: Values) -> str:
    """The path of a field on the page: of an address its street."""
    return path if path in values else next(one for one in values if one.endswith(".street"))


def _shown(company: Company, path: str) -> str:
    value = get_value(company, path)
    if isinstance(value, Address):
        english = get_value(company, f"{path}_en")
        shown = value if not is_empty(value) else english
        if is_empty(shown):
            return ""
        return chinese_line(shown) if has_han(shown.street) else english_line(shown)
    return show_text(value) if value not in (None, False) else ""
