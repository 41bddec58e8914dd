"""A template from a TOML file, as `shipping template set --file` takes it, and back.

The file has the fields of `ShippingTemplate` without ids: name, currency, handling_days, `[weight]`, `[[tiers]]`,
`[[zones]]`, `[[rates]]` with their bands, `[[surcharges]]`, excluded. Unknown keys are refused.
"""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
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
    try:
        text = path.read_bytes().decode("utf-8-sig")
        found = msgspec.convert(tomllib.loads(text, parse_float=Decimal), _File, strict=False)
    except OSError as problem:
        raise _refused(path, problem.strerror or str(problem)) from problem
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise _refused(path, str(problem)) from problem
    fields = {name: getattr(found, name) for name in _File.__struct_fields__}
    template = ShippingTemplate(id=template_id, company_id=company_id, **fields)
    problem_text = shape_problem(template)
    if problem_text:
        raise _refused(path, problem_text)
    return template


def _refused(path: Path, reason: str) -> DeskError:
    return DeskError(_("{name} is no shipping template").format(name=path.name), reason, file=path)


def shape_problem(template: ShippingTemplate) -> str:
    """What makes these values no tariff at all (not: a tariff with problems); nothing if all is well."""
    tiers, zones = {one.id for one in template.tiers}, {one.id for one in template.zones}
    if not template.name.strip():
        return _("The template has no name")
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
