"""Checks of a company's data: `company.*` findings. Numbers first, then phones, addresses and names.

Texts in findings (`subject.label`, `detail`, members of tuples) are marked English; they are translated when shown.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from seller_desk.core.base.findings import (
    Finding,
    Measure,
    Place,
    Severity,
    SourceNote,
    Subject,
    capped,
)
from seller_desk.core.base.language import N_
from seller_desk.core.company import numbers
from seller_desk.core.company.address import is_empty, missing_parts
from seller_desk.core.company.fields import PERSON, field_of, fields_asked
from seller_desk.core.company.mail import mail_flaw
from seller_desk.core.company.model import Address, Company, Person
from seller_desk.core.company.names import name_findings
from seller_desk.core.company.numbers import Flaw
from seller_desk.core.company.phones import phone_flaw
from seller_desk.core.rules.book import Query, RuleBook

ID_DIFFERS = N_("The birth date in the number differs from the one beside it")
VAT, EORI = N_("VAT number"), N_("EORI number")
ADDRESSES = {
    "registered_address": N_("Registered address"),
    "operating_address": N_("Operating address"),
    "legal_representative.residential_address": N_("Residential address"),
}


def check_company(company: Company, on: date, rules: RuleBook) -> list[Finding]:
    """All problems of the data that is there; what is still empty is no problem of its own. `on` judges dates."""
    check = _Check(company, on, rules)
    return [
        *check.codes(),
        *check.people(),
        *check.tax_numbers(),
        *check.banks(),
        *check.contacts(),
        *check.addresses(),
        *name_findings(company, check.sources("company.bank.holder")),
    ]


class _Check:
    """One run over one company."""

    def __init__(self, company: Company, on: date, rules: RuleBook) -> None:
        self.company = company
        self.on = on
        self.rules = rules
        self.asked = {one.path for one in fields_asked(company.entity_kind)}

    def sources(self, key: str) -> tuple[SourceNote, ...]:
        """Where the rule with this key comes from."""
        fact = self.rules.fact(key, Query(site="", on=self.on))
        return (fact.source_note(),) if fact else ()

    def limit(self, key: str, otherwise: int) -> int:
        """A whole number of the pack."""
        found = self.rules.whole(key, Query(site="", on=self.on))
        return found[0] if found else otherwise

    def codes(self) -> Iterator[Finding]:
        """Numbers of the registers and the customs."""
        company = self.company
        checks: dict[str, tuple[Callable[[str], Flaw | None], str]] = {
            "unified_social_credit_code": (
                lambda text: numbers.uscc(text, self.limit("company.uscc.length", 18)),
                "company.uscc.length",
            ),
            "company_number": (numbers.hong_kong_company, ""),
            "business_registration_number": (numbers.hong_kong_business, ""),
            "customs_code": (
                lambda text: numbers.customs_code(text, self.limit("company.customs_code.length", 10)),
                "company.customs_code.length",
            ),
        }  # fmt: skip
        for path, (rule, key) in checks.items():
            text = getattr(company, path)
            if text and path in self.asked:
                yield from self.code(path, text, rule(text), key)

    def code(
        self, path: str, text: str, flaw: Flaw | None, key: str, label: str = ""
    ) -> Iterator[Finding]:
        """`company.code_invalid` for a flaw."""
        if flaw is None:
            return
        severity = Severity.WARNING if flaw.weak else Severity.BLOCKER
        measured = text if flaw.reason == numbers.CHECK_DIGIT else flaw.measured
        found = self.finding(
            "company.code_invalid", severity, path, self.sources(key), flaw, measured
        )
        yield replace(found, subject=replace(found.subject, label=label)) if label else found

    def finding(
        self,
        code: str,
        severity: Severity,
        path: str,
        sources: tuple[SourceNote, ...],
        flaw: Flaw,
        measured: Measure = None,
    ) -> Finding:
        """A finding about one field."""
        known = field_of(path)
        return Finding(
            code=code,
            severity=capped(severity, sources),
            subject=Subject(
                kind="company", id=self.company.id, label=known.label if known else path
            ),
            place=Place(field=path),
            measured=measured,
            required=flaw.required,
            detail=flaw.reason,
            sources=sources,
        )

    def people(self) -> Iterator[Finding]:
        """ID numbers of the legal representative and the owners."""
        for path, person in self._persons():
            flaw = id_flaw(person, self.on, self.limit("company.resident_id.length", 18))
            if flaw is None:
                continue
            weak = flaw.weak
            sources = () if weak else self.sources("company.resident_id.length")
            severity = Severity.WARNING if weak else Severity.BLOCKER
            # The number itself stays out of findings: reports and logs show them.
            yield self.finding(
                "company.id_number_invalid", severity, f"{path}.id_number", sources, flaw, flaw.measured
            )  # fmt: skip

    def _persons(self) -> Iterator[tuple[str, Person]]:
        yield "legal_representative", self.company.legal_representative
        for index, owner in enumerate(self.company.owners):
            yield f"owners.{index}", owner

    def tax_numbers(self) -> Iterator[Finding]:
        """VAT and EORI numbers by country."""
        longest = self.limit("company.eori.max_length", 17)
        for index, one in enumerate(self.company.tax_numbers):
            if not one.number:
                continue
            path = f"tax_numbers.{index}.number"
            if one.kind == "eori":
                flaw = numbers.eori(one.country, one.number, longest)
                yield from self.code(path, one.number, flaw, "company.eori.max_length", EORI)
            else:
                flaw = numbers.vat(one.country, one.number)
                yield from self.code(path, one.number, flaw, "company.vat", VAT)

    def banks(self) -> Iterator[Finding]:
        """IBANs."""
        for index, one in enumerate(self.company.bank_accounts):
            if one.iban:
                path = f"bank_accounts.{index}.iban"
                yield from self.code(path, one.iban, numbers.iban(one.iban), "company.iban")

    def contacts(self) -> Iterator[Finding]:
        """Phones and mailboxes."""
        region = "HK" if self.company.entity_kind == "hong_kong_company" else "CN"
        pairs = [("", self.company.phone, self.company.email)]
        pairs += [(f"{path}.", one.phone, one.email) for path, one in self._persons()]
        for prefix, phone, email in pairs:
            flaw = phone_flaw(phone, region) if phone else None
            if flaw:
                # A number that no plan allows is refused by every form; the rest may be a new range.
                severity = Severity.WARNING if flaw.weak else Severity.BLOCKER
                key = "company.phone.with_country_code" if flaw.weak else "company.phone"
                yield self.finding(
                    "company.phone_invalid", severity, f"{prefix}phone", self.sources(key), flaw, phone
                )  # fmt: skip
            wrong = mail_flaw(email) if email else None
            if wrong:
                yield self.finding(
                    "company.code_invalid", Severity.BLOCKER, f"{prefix}email", (), wrong, email
                )

    def addresses(self) -> Iterator[Finding]:
        """Addresses that were begun, and the registered one of a company that has a name."""
        company = self.company
        person = company.entity_kind == PERSON
        rows: list[tuple[str, Address, bool]] = []
        if not person:
            named = bool(company.legal_name_zh or company.legal_name_en)
            rows.append(("registered_address", company.registered_address, named))
            if not company.operating_same:
                rows.append(("operating_address", company.operating_address, True))
        home = company.legal_representative.residential_address
        rows.append(
            ("legal_representative.residential_address", home, person and bool(company.short_name))
        )
        sources = self.sources("company.address.parts")
        for path, address, wanted in rows:
            lacking = missing_parts(address)
            if lacking and (wanted or not is_empty(address)):
                yield Finding(
                    code="company.address_incomplete",
                    severity=Severity.WARNING,
                    subject=Subject(kind="company", id=company.id, label=ADDRESSES[path]),
                    place=Place(field=f"{path}.{_first_field(address)}"),
                    required=lacking,
                    sources=sources,
                )


def id_flaw(person: Person, on: date, length: int = 18) -> Flaw | None:
    """What is wrong with this person's ID number; None for a good or an empty one."""
    number = person.id_number
    if not number:
        return None
    if person.id_type == "passport":
        return numbers.passport(number, person.nationality)
    if person.nationality == "HK":
        return numbers.hong_kong_id(number)
    if person.nationality != "CN":
        return None
    flaw = numbers.resident_id(number, on, length)
    if flaw is None and person.birth_date not in (None, numbers.birth_date_in(number)):
        return Flaw(ID_DIFFERS, weak=True)
    return flaw


def _first_field(address: Address) -> str:
    """The field to go to: the first of the page that is missing."""
    lacking: Iterable[str] = ("province", "city", "street")
    return next((name for name in lacking if not getattr(address, name)), "street")
