"""`rules override`, `rules overrides`: the seller's own values over the packs."""

from typing import Annotated

import typer

from seller_desk.cli.session import current
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.platforms.own_values import OwnValue


def override(
    key: Annotated[
        str,
        typer.Argument(
            help="A key (site.deposit, fee.referral.rate, gate.individual_business) or a fact id"
        ),
    ],
    value: Annotated[
        str, typer.Argument(help="Your value; of a gate yes, no, unknown or a day")
    ] = "",
    site: Annotated[str, typer.Option(help="Only for this site")] = "",
    category: Annotated[str, typer.Option(help="Only for this category")] = "",
    note: Annotated[str, typer.Option(help="Where you have it from")] = "",
    remove: Annotated[
        bool, typer.Option("--remove", help="Take it back; the rule pack's value holds again")
    ] = False,
) -> None:
    """Put your own value over a fee, deposit, deadline, gate or any other fact; it survives new packs."""
    if remove and value:
        raise UsageProblem(
            _("--remove takes no value"), _("Name the key, and site and category as it was set.")
        )
    if not remove and not value:
        raise UsageProblem(_("{name} is missing").format(name="VALUE"), _("See --help."))
    platforms = current().desk(write=True).platforms
    if remove:
        platforms.restore(key, site=site, category=category)
        document = {"removed": key, "site": site, "category": category}
        current().emit(document, [_("Own value removed")])
        return
    own = platforms.overrule(key, value, site=site, category=category, note=note)
    (found,) = [one for one in platforms.own_values() if one.own.id == own.id]
    current().emit(own_document(found), own_lines(found))


def overrides() -> None:
    """Your own values, and what the packs say now."""
    own = current().desk(write=False).platforms.own_values()
    lines = [line for one in own for line in own_lines(one)] or [_("No own values")]
    current().emit({"overrides": [own_document(one) for one in own]}, lines)


def own_document(one: OwnValue) -> dict[str, object]:
    """An own value as JSON; `moved`: the packs said something else when it was set."""
    own = one.own
    return {
        "id": own.id,
        "key": own.key,
        "value": own.value,
        "unit": own.unit or "",
        "site": own.site,
        "category": own.category,
        "note": own.note,
        "set_on": own.set_on.isoformat(),
        "pack_says": one.pack_says,
        "pack_said": one.pack_said,
        "moved": one.moved,
    }


def own_lines(one: OwnValue) -> list[str]:
    """An own value for people, and below it what the packs say."""
    own = one.own
    scope = " ".join(part for part in (own.site, own.category) if part) or _("all")
    value = f"{own.value} {own.unit or ''}".rstrip()
    lines = [f"{own.key}  {value}  [{scope}]  {own.set_on.isoformat()}  {own.note}".rstrip()]
    if one.moved:
        said = one.pack_says or _("nothing")
        words = _("the pack now says {value} ({before} when you set yours)")
        lines.append("    " + words.format(value=said, before=one.pack_said))
    elif one.pack_says:
        lines.append("    " + _("the pack says {value}").format(value=one.pack_says))
    return lines
