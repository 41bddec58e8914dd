"""Names that must agree: account and card holders with the company or its representative, Pinyin with characters."""

import re
import unicodedata
from collections.abc import Iterator

from seller_desk.core.base.findings import Finding, Place, Severity, SourceNote, Subject
from seller_desk.core.base.language import N_
from seller_desk.core.company.fields import PERSON
from seller_desk.core.company.model import Company, Person
from seller_desk.core.company.romanise import (
    has_han,
    name_pinyin,
    person_pinyin,
    surname_of,
    surname_readings,
)

HOLDER = N_("Account holder")
CARD = N_("Credit card holder")
SURNAME = N_("Surname in Pinyin")
LEGAL_NAME = N_("Company name")


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in letter case, width, spaces and punctuation only."""
    return _plain(one) == _plain(other)


def name_findings(company: Company, holder_sources: tuple[SourceNote, ...]) -> Iterator[Finding]:
    """`company.name_mismatch` for holders, for a private person's name, and for a surname's reading."""
    known = _accepted(company)
    expected = company.short_name
    for index, account in enumerate(company.bank_accounts):
        if account.holder and expected and _plain(account.holder) not in known:
            path = f"bank_accounts.{index}.holder"
            yield _mismatch(company, path, HOLDER, account.holder, expected, holder_sources)
    if company.card_holder and expected and _plain(company.card_holder) not in known:
        yield _mismatch(company, "card_holder", CARD, company.card_holder, expected, ())
    representative = company.legal_representative
    if (
        company.entity_kind == PERSON
        and company.legal_name_zh
        and representative.name_zh
        and not same_name(company.legal_name_zh, representative.name_zh)
    ):
        yield _mismatch(
            company,
            "legal_representative.name_zh",
            LEGAL_NAME,
            representative.name_zh,
            company.legal_name_zh,
            (),
        )
    yield from _surnames(company)


def _surnames(company: Company) -> Iterator[Finding]:
    people = [("legal_representative", company.legal_representative)]
    people += [(f"owners.{index}", owner) for index, owner in enumerate(company.owners)]
    for path, person in people:
        # Elsewhere names are spelt by other systems (Chan, Wong).
        if person.nationality != "CN" or not _surname_differs(person):
            continue
        wanted = " / ".join(surname_readings(surname_of(person.name_zh)))
        yield _mismatch(
            company, f"{path}.surname_pinyin", SURNAME, person.surname_pinyin, wanted, ()
        )


def _surname_differs(person: Person) -> bool:
    if not person.surname_pinyin or not has_han(person.name_zh):
        return False
    if not person_pinyin(person.name_zh)[0]:
        return False
    readings = surname_readings(surname_of(person.name_zh))
    spelt = {_plain(reading) for reading in readings}
    spelt |= {one.replace("lyu", "lv").replace("nyu", "nv") for one in spelt}
    spelt |= {one.replace("lyu", "lu") for one in spelt}
    return _plain(person.surname_pinyin) not in spelt


def _accepted(company: Company) -> set[str]:
    """Every spelling of the company's and its representative's name that we take for the same."""
    person = company.legal_representative
    surname, given = person_pinyin(person.name_zh)
    typed = (person.surname_pinyin or surname, person.given_names_pinyin or given)
    spelt = {
        company.legal_name_zh,
        company.legal_name_en,
        name_pinyin(company.legal_name_zh),
        person.name_zh,
    }
    for last, first in ((surname, given), typed):
        spelt |= {f"{last} {first}", f"{first} {last}"}
    return {_plain(one) for one in spelt if one.strip()}


def _mismatch(
    company: Company,
    path: str,
    label: str,
    measured: str,
    required: str,
    sources: tuple[SourceNote, ...],
) -> Finding:
    return Finding(
        code="company.name_mismatch",
        severity=Severity.WARNING,
        subject=Subject(kind="company", id=company.id, label=label),
        place=Place(field=path),
        measured=measured,
        required=required,
        sources=sources,
    )


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name)).casefold()
