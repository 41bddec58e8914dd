"""The names of fields, for people."""

from seller_desk.core.base.language import N_, _

FIELD_NAMES = {
    "account": N_("Account number"),
    "address": N_("Address"),
    "birth_date": N_("Date of birth"),
    "business_scope": N_("Business scope"),
    "code": N_("Customs code"),
    "entity_type": N_("Type on the licence"),
    "established_on": N_("Established on"),
    "given_names": N_("Given names"),
    "holder": N_("Account holder"),
    "id_number": N_("ID number"),
    "issued_on": N_("Issued on"),
    "issuer": N_("Issuer"),
    "legal_name": N_("Legal name"),
    "legal_representative": N_("Legal representative"),
    "name": N_("Name"),
    "nationality": N_("Nationality"),
    "number": N_("Number"),
    "period": N_("Period"),
    "registered_capital": N_("Registered capital"),
    "registered_on": N_("Registered on"),
    "surname": N_("Surname"),
    "unified_social_credit_code": N_("Unified social credit code"),
    "valid_from": N_("Valid from"),
    "valid_until": N_("Valid until"),
}


def field_name(name: str) -> str:
    """The field in the language in use; an unknown id is shown as itself."""
    return _(FIELD_NAMES[name]) if name in FIELD_NAMES else name
