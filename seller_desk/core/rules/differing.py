"""In which details two entries of one name differ, in words: for differences whose figure stayed the same."""

from decimal import Decimal

import msgspec

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.rules.model import Sourced, Words
from seller_desk.core.rules.said import CONFIDENCE, value_text

_MOST = 80
# The details of an entry as people call them; the others are told as "details".
_NAMES = {
    "currency": N_("currency"),
    "unit": N_("unit"),
    "method": N_("how it is computed"),
    "per": N_("per"),
    "base": N_("counted on"),
    "tax": N_("tax on it"),
    "option": N_("depends on the choice"),
    "on_by_default": N_("counts while nothing is chosen"),
    "minimum_by": N_("source of the minimum"),
    "tax_by": N_("source of the tax"),
    "severity": N_("how bad it is"),
    "both_sides": N_("both sides"),
    "label": N_("name"),
    "step": N_("step"),
    "fill": N_("filled from"),
    "max_length": N_("at most characters"),
    "optional": N_("optional"),
    "secret": N_("secret"),
    "kinds": N_("documents"),
    "destination": N_("destinations"),
    "lead_days": N_("days ahead"),
    "rule": N_("rule"),
    "fix": N_("what to do"),
    "text": N_("question"),
    "source": N_("source"),
    "checked": N_("checked on"),
    "as_of": N_("as of"),
    "confidence": N_("confidence"),
    "effective_from": N_("in force from"),
    "until": N_("in force until"),
    "replaced_on": N_("replaced on"),
    "conflicts": N_("other values"),
    "applies_to": N_("where it applies"),
    "note": N_("note"),
}


def differing(old: Sourced, new: Sourced) -> tuple[str, str]:
    """What the two say of the details in which they differ: `currency: CNY` and `currency: USD`."""
    order = list(dict.fromkeys((*_NAMES, *old.__struct_fields__, *new.__struct_fields__)))
    names = [one for one in order if getattr(old, one, None) != getattr(new, one, None)]
    return _told(old, names), _told(new, names)


def _told(entry: Sourced, names: list[str]) -> str:
    return "; ".join(
        _("{name}: {value}").format(
            name=_(_NAMES[name]) if name in _NAMES else _("details"),
            value=_text(getattr(entry, name, None)),
        )
        for name in names
    )


def _text(value: object) -> str:
    if value is None or value in ("", []):
        return _("nothing")
    if isinstance(value, Words):
        return _short(value.text())
    if isinstance(value, (bool, str, int)) and not isinstance(value, Confidence):
        return _short(value_text(value))
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Confidence):
        return _(CONFIDENCE[value])
    if isinstance(value, (list, tuple)):
        return _short(listed(_text(one) for one in value))
    if isinstance(value, dict):
        return _short(listed(f"{name} {_text(one)}" for name, one in value.items()) or _("nothing"))
    if isinstance(value, msgspec.Struct):
        return _of_struct(value)
    return _short(str(value))


def _of_struct(value: msgspec.Struct) -> str:
    """The texts of a source, a scope or a note within an entry."""
    title = getattr(value, "text", None)
    if callable(title):
        return _short(f"{title()} {getattr(value, 'url', '')}".rstrip())
    said = [getattr(value, name) for name in value.__struct_fields__]
    return _short(listed([_text(one) for one in said if one not in (None, "", [])] or [_("all")]))


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _MOST else one_line[: _MOST - 1] + "…"
