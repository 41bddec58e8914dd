"""`seller-desk platforms`: sites, facts, the comparison, own values."""

from datetime import date
from typing import Annotated

import typer

from seller_desk.cli.launch import add_plan
from seller_desk.cli.platforms_compare import compare
from seller_desk.cli.platforms_prepare import add_to
from seller_desk.cli.platforms_saved import forget, saved
from seller_desk.cli.rules_own import overrides, own_document, own_lines
from seller_desk.cli.session import current, table
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import source_json
from seller_desk.core.platforms.compare import SITE_KEYS
from seller_desk.core.platforms.fees import basis_text
from seller_desk.core.platforms.render import fact_json
from seller_desk.core.platforms.wording import fee_text
from seller_desk.core.rules.book import Query, platform_of
from seller_desk.core.rules.catalogs import public_ids
from seller_desk.core.rules.model import Fee

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_sites() -> None:
    """The sites that the rule packs know."""
    sites = current().desk(write=False).platforms.sites()
    document = {
        "sites": [
            {
                "site": one.id,
                "name": one.name.text(),
                "country": one.country,
                "currency": one.currency,
            }
            for one in sites
        ]
    }
    rows = [(one.id, one.name.text(), one.country, one.currency) for one in sites]
    current().emit(document, table((_("Site"), _("Name"), _("Country"), _("Currency")), rows))


@app.command()
def show(site: str) -> None:
    """What is known of a site: facts, fees, who may register."""
    desk = current().desk(write=False)
    info = desk.platforms.site(site)
    book = desk.rules()
    query = Query(site=site, on=desk.today())
    facts = book.facts_of(query, *SITE_KEYS)
    fees = [
        fee
        for pack in book.packs
        if pack.platform == platform_of(site)
        for fee in pack.fee
        if site in (fee.applies_to.site or [site]) and fee.in_force(query.on)
    ]
    gates = {
        entity: book.gates(Query(site=site, on=query.on, entity=entity))
        for entity in public_ids().entity
    }
    document = {
        "site": site,
        "name": info.name.text(),
        "currency": info.currency,
        "facts": [fact_json(fact) for fact in facts],
        "fees": [_fee_document(fee, query.on) for fee in fees],
        "gates": {
            entity: [
                {
                    "answer": gate.answer,
                    "reason": gate.reason.text(),
                    "sources": [source_json(gate.source_note())],
                }
                for gate in found
            ]
            for entity, found in gates.items()
        },
    }
    lines = [f"{info.id}  {info.name.text()}  {info.currency}", ""]
    lines += [f"{fact.key}: {fact.note.text() if fact.note else fact.value}" for fact in facts]
    rows = [
        (
            fee_text(fee),
            ", ".join(fee.applies_to.category) or _("all"),
            basis_text(fee),
            fee.as_of or _("undated"),
        )
        for fee in fees
    ]
    lines += ["", *table((_("Fee"), _("Category"), _("Basis"), _("As of")), rows)]
    current().emit(document, lines)


def _fee_document(fee: Fee, on: date) -> dict[str, object]:
    return {
        "name": fee.name,
        "categories": list(fee.applies_to.category),
        "method": fee.method,
        "basis": basis_text(fee),
        "currency": fee.currency,
        "option": fee.option,
        "counts_by_default": fee.on_by_default,
        "unconfirmed": fee.unconfirmed(on),
        "fact": fee.fact,
        "sources": [source_json(fee.source_note())],
    }


app.command()(compare)
app.command()(saved)
app.command()(forget)


@app.command()
def overrule(
    key: Annotated[str, typer.Argument(help="A fact's key, or fee.NAME.rate / amount / minimum")],
    value: str,
    site: Annotated[str, typer.Option(help="Only for this site")] = "",
    category: Annotated[str, typer.Option(help="Only for this category")] = "",
    note: Annotated[str, typer.Option(help="Where you have it from")] = "",
) -> None:
    """Put your own value over a fact or fee."""
    desk = current().desk(write=True)
    own = desk.platforms.overrule(key, value, site=site, category=category, note=note)
    (found,) = [one for one in desk.platforms.own_values() if one.own.id == own.id]
    current().emit(own_document(found), own_lines(found))


app.command("overrides")(overrides)


@app.command()
def restore(
    key: str,
    site: Annotated[str, typer.Option(help="As it was set")] = "",
    category: Annotated[str, typer.Option(help="As it was set")] = "",
) -> None:
    """Take an own value back; the rule pack's holds again."""
    current().desk(write=True).platforms.restore(key, site=site, category=category)
    current().emit({"removed": key, "site": site, "category": category}, [_("Own value removed")])


add_to(app)
add_plan(app)
