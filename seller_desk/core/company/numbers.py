"""Numbers with a check digit or a fixed form: what is wrong with one, or nothing.

Check digits come from python-stdnum. Each function returns None for a good number, else a `Flaw` whose reason is a
marked text (translate it when shown).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from seller_desk.core.base.findings import Measure
from seller_desk.core.base.language import N_
from seller_desk.core.base.measures import Quantity

# Where the check of a VAT number is published by the union or the state itself.
_SURE_OF_VAT = (
    "AT BE BG CY CZ DE DK EE EL ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI"
)

WRONG_LENGTH = N_("Wrong length")
WRONG_CHARACTERS = N_("Characters that such a number cannot have")
CHECK_DIGIT = N_("The check digit does not fit")
NO_SUCH_DATE = N_("The birth date in it does not exist")
DATE_AHEAD = N_("The birth date in it lies in the future")
WRONG_FORM = N_("Not the form of such a number")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong; `weak` = the rule is about the form only, so it warns and never blocks."""

    reason: str
    measured: Measure = None
    required: Measure = None
    weak: bool = False


def compact(number: str) -> str:
    """Without spaces, dots and dashes, in capitals."""
    return re.sub(r"[\s.\-\u2010-\u2015]", "", number).upper()


def _length(number: str, wanted: int) -> Flaw | None:
    if len(number) == wanted:
        return None
    return Flaw(WRONG_LENGTH, Quantity(len(number), "char"), Quantity(wanted, "char"))


def uscc(number: str, length: int = 18) -> Flaw | None:
    """Unified social credit code, GB 32100-2015."""
    from stdnum.cn import uscc as rule
    from stdnum.exceptions import InvalidChecksum, ValidationError

    number = compact(number)
    if flaw := _length(number, length):
        return flaw
    try:
        rule.validate(number)
    except InvalidChecksum:
        return Flaw(CHECK_DIGIT)
    except ValidationError:
        return Flaw(WRONG_CHARACTERS)
    return None


def resident_id(number: str, on: date, length: int = 18) -> Flaw | None:
    """Resident ID number, GB 11643-1999: length, digits, check digit and birth date.

    The county code is left alone: numbers given late in life carry a county of then, not of the birth year.
    """
    from stdnum.cn import ric

    number = compact(number)
    if flaw := _length(number, length):
        return flaw
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return Flaw(WRONG_CHARACTERS)
    if number[-1] != ric.calc_check_digit(number):
        return Flaw(CHECK_DIGIT)
    born = birth_date_in(number)
    if born is None:
        return Flaw(NO_SUCH_DATE)
    return Flaw(DATE_AHEAD) if born > on else None


def birth_date_in(number: str) -> date | None:
    """The birth date that a resident ID number carries; None where there is none."""
    number = compact(number)
    if not re.match(r"[0-9]{14}", number):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def hong_kong_id(number: str) -> Flaw | None:
    """Hong Kong identity card: one or two letters, six digits, check digit (0-9 or A)."""
    number = compact(number).replace("(", "").replace(")", "")
    number = number.replace("\N{FULLWIDTH LEFT PARENTHESIS}", "")
    number = number.replace("\N{FULLWIDTH RIGHT PARENTHESIS}", "")
    if not re.fullmatch(r"[A-Z]{1,2}[0-9]{6}[0-9A]", number):
        return Flaw(WRONG_FORM)
    # A missing first letter counts as a blank, worth 36.
    values = [36 if char == " " else int(char, 36) for char in number.rjust(9)]
    total = sum(value * weight for value, weight in zip(values, range(9, 0, -1), strict=True))
    return None if total % 11 == 0 else Flaw(CHECK_DIGIT)


def passport(number: str, nationality: str) -> Flaw | None:
    """A passport number: the form of Chinese ones, else 5 to 15 letters and digits. No check digit is printed in it."""
    number = compact(number)
    form = r"([A-Z][0-9]{8}|[A-Z]{2}[0-9]{7})" if nationality == "CN" else r"[A-Z0-9]{5,15}"
    return None if re.fullmatch(form, number) else Flaw(WRONG_FORM, weak=True)


def hong_kong_company(number: str) -> Flaw | None:
    """Company number of the Hong Kong register: 7 digits, or 8 since it is the business registration number."""
    return None if re.fullmatch(r"[0-9]{7,8}", compact(number)) else Flaw(WRONG_FORM, weak=True)


def hong_kong_business(number: str) -> Flaw | None:
    """Business registration number: 8 digits, in full with branch, month, year and check digit (8-3-2-2-1)."""
    form = r"[0-9]{8}([0-9]{3}([0-9]{2}){2}[0-9A-Z])?|[0-9]{8}[0-9]{3}"
    return None if re.fullmatch(form, compact(number)) else Flaw(WRONG_FORM, weak=True)


def vat(country: str, number: str) -> Flaw | None:
    """VAT number of a country by stdnum; countries that stdnum does not know pass."""
    from stdnum.exceptions import InvalidChecksum, ValidationError

    rule = _vat_rule(country)
    if rule is None:
        return None
    plain = compact(number)
    # Northern Ireland's numbers are British ones under another prefix; Japan's invoice numbers begin with T.
    plain = plain.removeprefix({"XI": "XI", "JP": "T"}.get(country, "-"))
    weak = country not in _SURE_OF_VAT.split()
    try:
        rule(plain)
    except InvalidChecksum:
        return Flaw(CHECK_DIGIT, weak=weak)
    except ValidationError:
        return Flaw(WRONG_FORM, weak=weak)
    return None


def _vat_rule(country: str) -> Callable[[str], str] | None:
    from stdnum import get_cc_module

    country = {"XI": "GB", "EL": "GR"}.get(country, country)
    # Where a country's tax number has other uses too, only those with a VAT module are judged.
    module = get_cc_module(country.lower(), "vat") if re.fullmatch(r"[A-Z]{2}", country) else None
    return module.validate if module else None


def eori(country: str, number: str, longest: int = 17) -> Flaw | None:
    """EORI: country, then up to 15 letters and digits; Great Britain and Northern Ireland 12 digits."""
    number = compact(number)
    if len(number) > longest:
        return Flaw(
            WRONG_LENGTH, Quantity(len(number), "char"), Quantity(longest, "char"), weak=True
        )
    form = r"[0-9]{12}" if country in ("GB", "XI") else r"[A-Z0-9]{1,15}"
    return None if re.fullmatch(country + form, number) else Flaw(WRONG_FORM, weak=True)


def iban(number: str) -> Flaw | None:
    """International bank account number, ISO 13616; national account rules are left alone."""
    from stdnum import iban as rule
    from stdnum.exceptions import InvalidChecksum, ValidationError

    try:
        rule.validate(compact(number), check_country=False)
    except InvalidChecksum:
        return Flaw(CHECK_DIGIT)
    except ValidationError:
        return Flaw(WRONG_FORM)
    return None


def customs_code(number: str, length: int = 10) -> Flaw | None:
    """Registration code of the customs: this many letters and digits."""
    number = compact(number)
    if flaw := _length(number, length):
        return flaw
    return None if re.fullmatch(r"[0-9A-Z]+", number) else Flaw(WRONG_CHARACTERS)
