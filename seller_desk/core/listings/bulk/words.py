"""Operations told in a sentence, for the history and before they are applied."""

from decimal import Decimal

from seller_desk.core.base.language import _
from seller_desk.core.listings.bulk.operations import (
    Affix,
    Clear,
    Copy,
    Formula,
    Operation,
    PriceFromMargin,
    Replace,
    SetTo,
)
from seller_desk.core.listings.fields import field_label

_SHOWN = 40


def field_words(key: str) -> str:
    """A field as people read it: `bullets.2@amazon.us` is “Bullet points 2 (amazon.us)”."""
    base, _at, site = key.partition("@")
    _kind, colon, name = base.partition(":")
    if colon:
        label = name
    else:
        _stem, _dot, number = base.rpartition(".")
        label = _(field_label(base))
        label += f" {number}" if number.isdecimal() else ""
    return f"{label} ({site})" if site else label


def operation_words(one: Operation) -> str:
    """What the operation does."""
    if isinstance(one, PriceFromMargin):
        words = _("Price for a margin of {share} on {site}").format(
            share=_percent(one.margin), site=one.site
        )
        return words + _ending(one.ending)
    field = field_words(one.field)
    if isinstance(one, SetTo):
        return _("{field} set to “{value}”").format(field=field, value=_short(one.value))
    if isinstance(one, Clear):
        return _("{field} cleared").format(field=field)
    if isinstance(one, Replace):
        return _("{field}: “{find}” replaced by “{put}”").format(
            field=field, find=_short(one.find), put=_short(one.put)
        )
    if isinstance(one, Affix):
        return _("{field}: “{prefix}” before, “{suffix}” behind").format(
            field=field, prefix=_short(one.prefix), suffix=_short(one.suffix)
        )
    if isinstance(one, Copy):
        master = _("the product itself")
        return _("{field} copied from {source} to {target}").format(
            field=field, source=one.source or master, target=one.target or master
        )
    return _formula(one, field)


def _formula(one: Formula, field: str) -> str:
    parts = []
    if one.share:
        parts.append(("+" if one.share > 0 else "\u2212") + _percent(abs(one.share)))
    if one.plus:
        parts.append(("+" if one.plus > 0 else "\u2212") + f"{abs(one.plus):f}")
    return f"{field} {' '.join(parts)}".rstrip() + _ending(one.ending)


def _ending(ending: Decimal | None) -> str:
    return "" if ending is None else _(", up to the next {ending}").format(ending=f"{ending:f}")


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
