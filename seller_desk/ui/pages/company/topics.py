"""Help for the fields of the company page: what counts, and where that is said."""

from seller_desk.core.base.language import N_, _
from seller_desk.core.company.fields import field_of
from seller_desk.ui.shell.page import HelpNote

# By path or by the last part of it: text and source.
_TOPICS = {
    "legal_name_zh": (N_("Equal to the licence letter by letter, brackets and spaces included."), "P3.4"),
    "legal_name_en": (N_("An official translation or the full Pinyin; the same spelling on every platform, bank and tax form."), "P3.4"),
    "unified_social_credit_code": (N_("18 characters on the licence. The last one is a check digit: a single wrong character shows at once."), "GB 32100-2015"),
    "business_scope": (N_("It should hold cross-border e-commerce or the category you sell."), "P4.1"),
    "registered_capital": (N_("The guide advises 500,000 CNY or more."), "P4.1"),
    "street": (N_("Down to the door number, as the customs record has it. In English: street, city, province, country."), "P3.6"),
    "id_number": (N_("Check digit and birth date are checked. The number is hidden until you click it."), "GB 11643-1999"),
    "id_valid_until": (N_("At least six months should be left when you apply."), "P4.4"),
    "phone": (N_("A number you keep for long, real-name registered, with country code; international calls enabled."), "P3.5"),
    "email": (N_("A mailbox of the company's own domain: a personal one can lead to rejection later."), "P3.2"),
    "customs_code": (N_("10 characters. Only who declares exports needs it; it takes three to five working days."), "P4.2"),
    "eu_responsible_person": (N_("Name, address and e-mail of the maker, importer, representative or warehouse in the EU that answers for your goods (GPSR). Listings for the EU show it."), "P2.5"),
    "tax_status": (N_("General VAT taxpayers confirm it to the platform where asked."), "P4.3"),
    "holder": (N_("The company account, or the legal representative's personal one with three months of stamped statements."), "P5.1"),
}  # fmt: skip


def topic(path: str) -> HelpNote | None:
    """The help for this field, or None."""
    known = field_of(path)
    found = _TOPICS.get(path) or _TOPICS.get(path.rpartition(".")[2])
    if known is None or found is None:
        return None
    text, source = found
    name = _("Process guide {point} · 2025").format(point=source) if source[0] == "P" else source
    return HelpNote(_(known.label), _(text), name)
