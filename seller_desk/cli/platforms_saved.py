"""`seller-desk platforms saved | forget`: comparisons that were kept."""

from typing import Annotated

import typer

from seller_desk.cli.platforms_render import saved_lines
from seller_desk.cli.session import current, table
from seller_desk.core.base.language import _
from seller_desk.core.platforms.model import Product
from seller_desk.core.platforms.render import product_json


def saved(
    name: Annotated[
        str, typer.Argument(help="A name or id from the list; without it: the list")
    ] = "",
) -> None:
    """Comparisons that were kept, with the exchange rates and the day behind each."""
    desk = current().desk(write=False)
    company = desk.companies.active()
    company_id = company.id if company else ""
    if name:
        found = desk.comparisons.open(company_id, name)
        document = {
            "id": found.head.id,
            "name": found.head.name,
            "saved_on": found.head.saved_on.isoformat(),
            "entity": found.head.entity,
            "rules": found.head.rules,
            "language": found.language,
            "product": product_json(found.head.product),
            "sites": found.results,
        }
        names = {one.id: one.name.text() for one in desk.platforms.sites()}
        current().emit(document, saved_lines(found, names))
        return
    heads = desk.comparisons.saved(company_id)
    rows = [
        (one.name, one.saved_on.isoformat(), str(one.sites), _said_rates(one.product))
        for one in heads
    ]
    head = (_("Name"), _("Saved on"), _("Sites"), _("Exchange rates"))
    document = {
        "comparisons": [
            {
                "id": one.id,
                "name": one.name,
                "saved_on": one.saved_on.isoformat(),
                "sites": one.sites,
                "rules": one.rules,
                "product": product_json(one.product),
            }
            for one in heads
        ]
    }
    current().emit(document, table(head, rows) if rows else [_("Nothing is saved yet")])


def forget(
    name: Annotated[str, typer.Argument(help="A name or id from `platforms saved`")],
) -> None:
    """Remove a comparison that was kept."""
    desk = current().desk(write=True)
    company = desk.companies.active()
    head = desk.comparisons.remove(company.id if company else "", name)
    current().emit(
        {"removed": head.name, "id": head.id}, [_("Removed “{name}”").format(name=head.name)]
    )


def _said_rates(product: Product) -> str:
    return ", ".join(
        f"{currency} {rate.value:f} ({rate.on.isoformat()})"
        for currency, rate in sorted(product.rates.items())
    )
