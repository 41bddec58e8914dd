"""`seller-desk platforms`: sites, facts, the comparison, own values."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from seller_desk.cli.platforms_prepare import add_to
from seller_desk.cli.platforms_render import site_lines
from seller_desk.cli.rules_own import overrides, own_document, own_lines
from seller_desk.cli.session import current, table
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.measures import parse_size, parse_weight
from seller_desk.core.base.money import decimal_of
from seller_desk.core.platforms.compare import SITE_KEYS, Seller
from seller_desk.core.platforms.fees import basis_text
from seller_desk.core.platforms.model import Product, Rate
from seller_desk.core.platforms.own_values import share_of
from seller_desk.core.platforms.render import fact_json, result_json, source_json
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


@app.command()
def compare(
    category: Annotated[str, typer.Option(help="A category id, see `rules ids`")] = "",
    price: Annotated[str, typer.Option(help="What the buyer pays for one unit")] = "",
    currency: Annotated[str, typer.Option(help="Currency of price and cost")] = "",
    cost: Annotated[str, typer.Option(help="What one unit costs you")] = "",
    weight: Annotated[str, typer.Option(help="For example 300g")] = "",
    size: Annotated[str, typer.Option(help="For example 20x15x10cm")] = "",
    shipping: Annotated[str, typer.Option(help="What you pay to deliver one unit")] = "",
    entity: Annotated[str, typer.Option(help="A business type, see `rules ids`")] = "",
    site: Annotated[list[str] | None, typer.Option(help="Repeat for several; default: all")] = None,
    orders: Annotated[int | None, typer.Option(help="Orders a month")] = None,
    target_margin: Annotated[str, typer.Option(help="A share: 0.2 or 20%")] = "",
    rate: Annotated[
        list[str] | None, typer.Option(help="EUR=0.92: 1 of your currency is 0.92 EUR")
    ] = None,
    option: Annotated[
        list[str] | None, typer.Option(help="A choice among fees, such as plan:individual")
    ] = None,
) -> None:
    """Sites side by side for a product; without category, price and cost for "my product" of the company in view."""
    desk = current().desk(write=False)
    company = desk.companies.active()
    company_id = company.id if company else ""
    stored = desk.platforms.my_product(company_id)
    if category and price and cost:
        # A whole product is given: only the seller's own exchange rates are taken over.
        stored = Product(rates=stored.rates)
    product = Product(
        category=category or stored.category,
        currency=(currency or stored.currency).upper(),
        price=_amount("--price", price, stored.price),
        cost=_amount("--cost", cost, stored.cost),
        shipping=_amount("--shipping", shipping, stored.shipping),
        shipping_charged=stored.shipping_charged,
        weight_g=_weight(weight, stored.weight_g),
        size=_size(size, stored.size),
        target_margin=_share(target_margin, stored.target_margin),
        orders=orders if orders is not None else stored.orders,
        options=option or stored.options,
        rates={**stored.rates, **_rates(rate or [], desk.today())},
    )
    if entity and entity not in public_ids().entity:
        raise UsageProblem(
            _("There is no business type “{id}”").format(id=entity),
            _("There are: {ids}").format(ids=listed(public_ids().entity)),
        )
    seller = desk.platforms.seller(company_id)
    if entity:
        seller = Seller(entity=entity, established_on=seller.established_on)
    results = desk.platforms.compare(product, seller, site or ())
    document = {"sites": [result_json(one) for one in results]}
    aimed = product.target_margin is not None
    current().emit(document, [line for one in results for line in site_lines(one, aimed=aimed)])


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


def _amount(name: str, text: str, stored: Decimal | None) -> Decimal | None:
    if not text:
        return stored
    try:
        return decimal_of(text)
    except ValueError:
        raise UsageProblem(
            _("{name}: “{text}” is not a number").format(name=name, text=text)
        ) from None


def _share(text: str, stored: Decimal | None) -> Decimal | None:
    if not text:
        return stored
    try:
        return share_of(text)
    except ValueError:
        raise UsageProblem(_("“{text}” is not a share").format(text=text)) from None


def _weight(text: str, stored: int | None) -> int | None:
    if not text:
        return stored
    try:
        return parse_weight(text)
    except ValueError:
        raise UsageProblem(_("“{text}” is not a weight").format(text=text)) from None


def _size(text: str, stored: str) -> str:
    if not text:
        return stored
    try:
        parse_size(text)
    except ValueError:
        raise UsageProblem(_("“{text}” is not a size").format(text=text)) from None
    return text


def _rates(texts: list[str], on: date) -> dict[str, Rate]:
    rates: dict[str, Rate] = {}
    for text in texts:
        currency, _equals, value = text.partition("=")
        try:
            number = decimal_of(value)
        except ValueError:
            raise UsageProblem(
                _("“{text}” is not an exchange rate").format(text=text),
                _("Write EUR=0.92: 1 of your currency is 0.92 EUR."),
            ) from None
        rates[currency.strip().upper()] = Rate(value=number, on=on)
    return rates


add_to(app)
