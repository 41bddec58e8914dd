"""The names of facts and of differences, for people."""

from seller_desk.core.base.language import N_, _
from seller_desk.core.documents.match.model import BY_EYE, Cell

FACT_NAMES = {
    "legal_name": N_("Company name"),
    "legal_name_en": N_("Name in English"),
    "unified_social_credit_code": N_("Unified social credit code"),
    "company_number": N_("Company number"),
    "business_registration_number": N_("Business registration number"),
    "customs_code": N_("Customs code"),
    "registered_address": N_("Business address"),
    "registered_address_en": N_("Address in English"),
    "established_on": N_("Established on"),
    "licence_valid_until": N_("Licence valid until"),
    "registered_capital": N_("Registered capital"),
    "business_scope": N_("Business scope"),
    "bank_account": N_("Account number"),
    "legal_representative": N_("Legal representative"),
    "id_number": N_("ID number"),
    "passport_number": N_("Passport number"),
    "birth_date": N_("Date of birth"),
    "id_valid_until": N_("ID card valid until"),
    "residential_address": N_("Home address"),
}
DIFFERENCE_NAMES = {
    "identical": N_("identical"),
    "formatting": N_("case, spaces or punctuation"),
    "script": N_("traditional and simplified characters"),
    "name_order": N_("other order"),
    "romanised": N_("Pinyin"),
    "abbreviation": N_("short form"),
    "part_missing": N_("part missing"),
    "misread": N_("likely misread"),
    "different": N_("different"),
    "absent": N_("not there"),
}
_MORE = N_("part too much")
_REVERSED = N_("Pinyin, given name first")
_CHECK_DIGIT = N_("likely misread: check digit")
_UNSURE = N_("likely misread: unsure character")
_BY_EYE = N_("not comparable by sound: check by eye")


def fact_name(fact: str) -> str:
    """The fact in the language in use; an unknown id is shown as itself."""
    return _(FACT_NAMES[fact]) if fact in FACT_NAMES else fact


def difference_name(difference: str) -> str:
    """The class in the language in use."""
    return _(DIFFERENCE_NAMES.get(difference, difference))


def said_difference(cell: Cell) -> str:
    """The cell's difference in words, with what is known more closely."""
    if cell.evidence == BY_EYE:
        return _(_BY_EYE)
    if cell.difference == "part_missing" and not any(one.kind == "missing" for one in cell.marks):
        return _(_MORE) if cell.marks else difference_name(cell.difference)
    if cell.difference == "romanised" and cell.reversed:
        return _(_REVERSED)
    if cell.difference == "misread":
        by_digit = cell.evidence == "check_digit"
        return _(_CHECK_DIGIT) if by_digit else _(_UNSURE)
    return difference_name(cell.difference)
