"""Kinds of documents: public ids, their names, which have two sides. Their real sizes are facts of the packs."""

from dataclasses import dataclass

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import N_, _

SIDES = {"front": N_("Front"), "back": N_("Back"), "both": N_("Both sides")}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document. `dates` are the ones that the seller can read on it."""

    name: str
    two_sided: bool = False
    dates: tuple[str, ...] = ("issued_on",)


_VALID = ("valid_from", "valid_until")
KINDS: dict[str, Kind] = {
    "business_licence": Kind(N_("Business licence"), dates=("issued_on", "valid_until")),
    "hk_incorporation": Kind(N_("Certificate of incorporation (Hong Kong)")),
    "hk_business_registration": Kind(N_("Business registration (Hong Kong)"), dates=_VALID),
    "id_card": Kind(N_("ID card"), two_sided=True, dates=_VALID),
    "passport": Kind(N_("Passport"), dates=_VALID),
    "bank_statement": Kind(N_("Bank statement")),
    "account_permit": Kind(N_("Account opening permit")),
    "utility_bill": Kind(N_("Utility bill")),
    "card_statement": Kind(N_("Card statement")),
    "customs_record": Kind(N_("Customs record")),
    "tax_certificate": Kind(N_("Tax certificate"), dates=("issued_on", "valid_until")),
    "trademark_certificate": Kind(N_("Trademark certificate"), dates=("issued_on", "valid_until")),
    "brand_authorisation": Kind(N_("Brand authorisation"), dates=("issued_on", "valid_until")),
    "product_certificate": Kind(N_("Product certificate"), dates=("issued_on", "valid_until")),
    "test_report": Kind(N_("Test report")),
    "purchase_invoice": Kind(N_("Purchase invoice")),
    "lease": Kind(N_("Lease"), dates=("issued_on", *_VALID)),
    "warehouse_contract": Kind(N_("Warehouse contract"), dates=("issued_on", *_VALID)),
    "factory_audit": Kind(N_("Factory audit"), dates=("issued_on", "valid_until")),
    "translation": Kind(N_("Translation")),
    "unknown": Kind(N_("Kind not chosen yet"), dates=("issued_on", *_VALID)),
}


def kind_name(kind: str) -> str:
    """The kind in the language in use."""
    return _(KINDS[kind].name) if kind in KINDS else kind


def known_kind(kind: str) -> str:
    """This id, if it is one; UsageProblem otherwise."""
    if kind not in KINDS:
        raise UsageProblem(
            _("There is no kind of document “{kind}”").format(kind=kind),
            _("There are: {kinds}").format(kinds=", ".join(KINDS)),
        )
    return kind
