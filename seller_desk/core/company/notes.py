"""Live notes under a field: what is right about the value, what is wrong, what would be better.

Findings list problems; a note also says that a check digit is right. Both come from the same rules.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from seller_desk.core.base.language import N_, _
from seller_desk.core.base.wording import measure_text
from seller_desk.core.company import numbers
from seller_desk.core.company.checks import id_flaw
from seller_desk.core.company.fields import INDIVIDUAL, MAINLAND
from seller_desk.core.company.mail import is_personal_mailbox, mail_flaw
from seller_desk.core.company.masking import is_masked
from seller_desk.core.company.model import Company
from seller_desk.core.company.numbers import Flaw
from seller_desk.core.company.phones import phone_flaw
from seller_desk.core.company.values import get_value


@dataclass(frozen=True, slots=True)
class Note:
    """`tone`: ok, bad, warn, hint. `text` is marked; `values` fill it."""

    tone: str
    text: str
    values: dict[str, str] = field(default_factory=dict)

    def words(self) -> str:
        """In the language in use."""
        return _(self.text).format(**self.values)


def field_note(company: Company, path: str, on: date) -> Note | None:
    """The note for the value under the path; None where there is nothing to say."""
    value = get_value(company, path)
    if value in (None, "") or (isinstance(value, str) and is_masked(value)):
        return None
    steps = path.split(".")
    rule = _RULES.get(".".join("*" if one.isdigit() else one for one in steps)) or _BY_NAME.get(
        steps[-1]
    )
    return rule(company, path, on) if rule else None


def _flawed(flaw: Flaw) -> Note:
    tone = "warn" if flaw.weak else "bad"
    values = {
        "reason": _(flaw.reason),
        "measured": measure_text(flaw.measured),
        "required": measure_text(flaw.required),
    }
    if flaw.measured is not None and flaw.required is not None:
        return Note(tone, N_("{reason}: {measured}, {required} needed"), values)
    if flaw.required is not None:
        return Note(tone, N_("{reason}: {required}"), values)
    return Note(tone, "{reason}", values)


def _uscc(company: Company, path: str, _on: date) -> Note:
    code = numbers.compact(str(get_value(company, path)))
    flaw = numbers.uscc(code)
    if flaw:
        return _flawed(flaw)
    # The second digit says who it is: 1 a firm, 2 an individual business (GB 32100-2015, table 1).
    expected = {MAINLAND: "91", INDIVIDUAL: "92"}.get(company.entity_kind, "")
    if expected and not code.startswith(expected):
        return Note("hint", N_("Valid, but codes of this business type begin with {start}"), {"start": expected})  # fmt: skip
    return Note("ok", N_("18 characters, check digit right"))


def _id_number(company: Company, path: str, on: date) -> Note | None:
    person = get_value(company, path.rpartition(".")[0])
    flaw = id_flaw(person, on)
    if flaw:
        return _flawed(flaw)
    if person.id_type == "passport" or person.nationality not in ("CN", "HK"):
        return None
    return Note("ok", N_("Check digit right"))


def _tax_number(company: Company, path: str, _on: date) -> Note:
    row = get_value(company, path.rpartition(".")[0])
    rule = numbers.eori if row.kind == "eori" else numbers.vat
    flaw = rule(row.country, row.number)
    return _flawed(flaw) if flaw else Note("ok", N_("Form right"))


def _phone(company: Company, path: str, _on: date) -> Note:
    region = "HK" if company.entity_kind == "hong_kong_company" else "CN"
    flaw = phone_flaw(get_value(company, path), region)
    return _flawed(flaw) if flaw else Note("ok", N_("Valid number"))


def _email(company: Company, path: str, _on: date) -> Note | None:
    text = get_value(company, path)
    flaw = mail_flaw(text)
    if flaw:
        return _flawed(flaw)
    if is_personal_mailbox(text):
        return Note("hint", N_("A personal mailbox; platforms prefer one of the company's own domain"))  # fmt: skip
    return None


def _until(company: Company, path: str, on: date) -> Note | None:
    day = get_value(company, path)
    left = (day - on).days
    if left < 0:
        return Note("bad", N_("Expired"))
    return Note("warn", N_("{days} days left"), {"days": str(left)}) if left < 180 else None


def _past(company: Company, path: str, on: date) -> Note | None:
    return Note("bad", N_("Lies in the future")) if get_value(company, path) > on else None


def _legal_name(company: Company, path: str, _on: date) -> Note | None:
    name = get_value(company, path)
    if "(" in name or ")" in name:
        return Note("hint", N_("Half-width brackets: most licences print full-width ones （）"))
    if " " in name or "\N{IDEOGRAPHIC SPACE}" in name:
        return Note("hint", N_("There is a space in it: keep it only if the licence has it"))
    return None


def _plain(rule: Callable[[str], Flaw | None], good: str) -> Callable[..., Note | None]:
    def note(company: Company, path: str, _on: date) -> Note | None:
        flaw = rule(str(get_value(company, path)))
        return _flawed(flaw) if flaw else Note("ok", good)

    return note


_RULES: dict[str, Callable[[Company, str, date], Note | None]] = {
    "unified_social_credit_code": _uscc,
    "company_number": _plain(numbers.hong_kong_company, N_("Form right")),
    "business_registration_number": _plain(numbers.hong_kong_business, N_("Form right")),
    "customs_code": _plain(numbers.customs_code, N_("10 characters")),
    "tax_numbers.*.number": _tax_number,
    "bank_accounts.*.iban": _plain(numbers.iban, N_("Check digits right")),
    "legal_name_zh": _legal_name,
    "licence_valid_until": _until,
    "established_on": _past,
}
_BY_NAME: dict[str, Callable[[Company, str, date], Note | None]] = {
    "id_number": _id_number,
    "id_valid_until": _until,
    "id_valid_from": _past,
    "birth_date": _past,
    "phone": _phone,
    "email": _email,
}
