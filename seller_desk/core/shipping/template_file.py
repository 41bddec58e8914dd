"""A template from a TOML file, as `shipping template set --file` takes it, and back.

The file has the fields of `ShippingTemplate` without ids: name, currency, handling_days, `[weight]`, `[[tiers]]`,
`[[zones]]`, `[[rates]]` with their bands, `[[surcharges]]`, excluded. Unknown keys are refused.
"""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.toml_files import read_toml
from seller_desk.core.rules.catalogs import currencies
from seller_desk.core.shipping.model import (
    Rates,
    ShippingTemplate,
    Surcharge,
    Tier,
    WeightRule,
    Zone,
)


class _File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    name: str
    currency: str = "USD"
    handling_days: int = 1
    weight: WeightRule = WeightRule()
    tiers: list[Tier] = []
    zones: list[Zone] = []
    rates: list[Rates] = []
    surcharges: list[Surcharge] = []
    excluded: list[str] = []


def read_template(path: Path, *, template_id: str, company_id: str) -> ShippingTemplate:
    """The template in this file. Raises DeskError with the file and what is wrong in it."""
    document, text = read_toml(path, parse_float=Decimal)
    try:
        found = msgspec.convert(document, _File, strict=False)
    except msgspec.ValidationError as problem:
        raise _misfit(path, text, str(problem)) from problem
    fields = {name: getattr(found, name) for name in _File.__struct_fields__}
    template = ShippingTemplate(id=template_id, company_id=company_id, **fields)
    problem_text = shape_problem(template)
    if problem_text:
        raise _refused(path, problem_text)
    return template


def _refused(path: Path, reason: str) -> DeskError:
    return DeskError(_("{name} is no shipping template").format(name=path.name), reason, file=path)


# msgspec's complaints about a file, in our words. Its path (`$.zones[0].name`) follows as it is.
_MISFITS = (
    (re.compile(r"unknown field `(?P<key>[^`]+)`"), N_("unknown key “{key}”")),
    (re.compile(r"missing required field `(?P<key>[^`]+)`"), N_("“{key}” is missing")),
)


def _misfit(path: Path, text: str, problem: str) -> DeskError:
    match = re.search(r"`\$\.?([^`]*)`", problem)
    where = match[1] if match else ""
    key = re.sub(r"\[\.*\d*\]", "", where).rpartition(".")[2]
    reason = _("“{key}” has a value that does not fit").format(key=where or path.name)
    for pattern, words in _MISFITS:
        if found := pattern.search(problem):
            key = found["key"]
            reason = _(words).format(key=key) + (f" ({where})" if where else "")
    error = _refused(path, reason)
    lines = [n for n, one in enumerate(text.splitlines(), 1) if re.match(rf"\s*{re.escape(key)}\s*=", one)]  # fmt: skip
    # The same key may stand in several tables: a line is named only where there is no doubt.
    error.row = lines[0] if len(lines) == 1 else None
    return error


def shape_problem(template: ShippingTemplate) -> str:
    """What makes these values no tariff at all (not: a tariff with problems); nothing if all is well."""
    tiers, zones = {one.id for one in template.tiers}, {one.id for one in template.zones}
    if not template.name.strip():
        return _("The template has no name")
    if template.currency not in currencies():
        return _("“{text}” is not a currency").format(text=template.currency)
    if len(tiers) < len(template.tiers) or len(zones) < len(template.zones):
        return _("Two services or two zones have the same id")
    for rates in template.rates:
        if rates.tier not in tiers or rates.zone not in zones:
            return _("Rates for {tier} in {zone}: there is no such service or zone").format(
                tier=rates.tier, zone=rates.zone
            )
        for band in rates.bands:
            amounts = (band.price, band.per_kg, band.per_parcel, band.step_price)
            if band.up_to_g <= 0 or min(amounts) < 0:
                return _("Bands end above 0 g and cost nothing or more")
            if band.step_price and not band.additional_g:
                return _("A price for additional weight needs its step in grams")
    return ""


def template_json(template: ShippingTemplate) -> dict[str, Any]:
    """The template as the terminal's JSON has it: every field, amounts as texts."""
    document = msgspec.to_builtins(template)
    assert isinstance(document, dict)
    return document
