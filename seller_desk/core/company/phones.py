"""Phone numbers by libphonenumber."""

from seller_desk.core.base.language import N_
from seller_desk.core.company.numbers import Flaw

IMPOSSIBLE = N_("No phone number has this form")
NOT_IN_USE = N_("No range of that country that we know")
NO_COUNTRY_CODE = N_("The country code is missing")


def phone_flaw(text: str, region: str) -> Flaw | None:
    """None for a valid number that begins with its country code. `region` reads numbers without one."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return Flaw(IMPOSSIBLE)
    if not phonenumbers.is_possible_number(number):
        return Flaw(IMPOSSIBLE)
    if not phonenumbers.is_valid_number(number):
        return Flaw(NOT_IN_USE, weak=True)
    if not text.strip().startswith(("+", "\N{FULLWIDTH PLUS SIGN}", "00")):
        return Flaw(NO_COUNTRY_CODE, required=international(text, region), weak=True)
    return None


def international(text: str, region: str) -> str:
    """The number with its country code, as forms take it: `+86 755 0000 0000`; the text itself where it is none."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return text
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
