"""Which fields of an offer and of compliance stand in the editor, in the order in which a seller fills them."""

from collections.abc import Sequence
from dataclasses import dataclass

from seller_desk.core.base.language import N_


@dataclass(frozen=True, slots=True)
class PartField:
    """An editor of one value at a path of the record. `kind`: text, lines, choice, money, whole, decimal, day."""

    path: str
    kind: str
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PartSection:
    """Fields under a heading, line by line. `note` says what they are for."""

    title: str
    note: str
    lines: tuple[tuple[PartField, ...], ...]


_UNSAID = ("", N_("Not said"))
BATTERIES = (
    _UNSAID,
    ("none", N_("No batteries")),
    ("installed", N_("Installed in the product")),
    ("included", N_("In the box, not installed")),
    ("needed", N_("Needed, not included")),
    ("only", N_("The product is a battery")),
)
CELLS = (
    _UNSAID,
    ("lithium_ion", N_("Lithium ion")),
    ("lithium_metal", N_("Lithium metal")),
    ("alkaline", N_("Alkaline")),
    ("nimh", N_("Nickel-metal hydride")),
    ("lead_acid", N_("Lead acid")),
    ("other", N_("Another kind")),
)
DANGEROUS = (
    _UNSAID,
    ("none", N_("No dangerous goods")),
    ("battery", N_("Contains a battery")),
    ("liquid", N_("Liquid")),
    ("aerosol", N_("Aerosol")),
    ("flammable", N_("Flammable")),
    ("magnetic", N_("Magnetic")),
    ("powder", N_("Powder")),
    ("other", N_("Other dangerous goods")),
)
FULFILMENT = (
    _UNSAID,
    ("merchant", N_("The seller")),
    ("platform", N_("The platform's warehouse")),
)
EXEMPTIONS = (
    _UNSAID,
    ("private_label", N_("Own brand without codes")),
    ("handmade", N_("Handmade")),
    ("generic", N_("Unbranded")),
    ("bundle", N_("A bundle")),
    ("part", N_("A spare part")),
    ("other", N_("Another reason")),
)

OFFER: tuple[PartSection, ...] = (
    PartSection(
        N_("Offer"),
        "",
        (
            (
                PartField("list_price", "money"),
                PartField("sale_price", "money"),
                PartField("handling_days", "whole"),
            ),
            (PartField("sale_from", "day"), PartField("sale_until", "day")),
            (
                PartField("fulfilment", "choice", options=FULFILMENT),
                PartField("shipping_template", "text"),
                PartField("max_order", "whole"),
            ),
        ),
    ),
)


def _contact(who: str) -> tuple[tuple[PartField, ...], ...]:
    return (
        (PartField(f"{who}.name", "text"), PartField(f"{who}.country", "text")),
        (PartField(f"{who}.address", "text"),),
        (PartField(f"{who}.email", "text"),),
    )


COMPLIANCE: tuple[PartSection, ...] = (
    PartSection(
        N_("Batteries and dangerous goods"),
        "",
        (
            (
                PartField("batteries", "choice", options=BATTERIES),
                PartField("cell", "choice", options=CELLS),
            ),
            (PartField("battery_count", "whole"), PartField("watt_hours", "decimal", "Wh")),
            (
                PartField("battery_weight_g", "decimal", "g"),
                PartField("dangerous_goods", "choice", options=DANGEROUS),
            ),
            (PartField("un_number", "text"), PartField("safety_sheet_url", "text")),
        ),
    ),
    PartSection(
        N_("Manufacturer"),
        N_("Shown to buyers in the EU (GPSR): name, postal address and e-mail."),
        _contact("manufacturer"),
    ),
    PartSection(
        N_("Responsible person in the EU"),
        N_("Needed where the manufacturer is outside the EU. Empty: that of the company holds."),
        _contact("responsible"),
    ),
    PartSection(
        N_("Customs and warnings"),
        "",
        (
            (PartField("hs_code", "text"), PartField("age_from_months", "whole")),
            (PartField("safety_warning", "lines"),),
        ),
    ),
)


def paths(sections: Sequence[PartSection]) -> list[str]:
    """Every path of these sections."""
    return [field.path for section in sections for line in section.lines for field in line]
