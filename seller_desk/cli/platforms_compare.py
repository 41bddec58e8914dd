"""`seller-desk platforms compare`: sites side by side, kept and written out on demand."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.platforms_input import Typed, product_of
from seller_desk.cli.platforms_render import site_lines
from seller_desk.cli.session import current, finding_lines
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.wording import finding_json
from seller_desk.core.desk import Desk
from seller_desk.core.platforms.compare import Seller
from seller_desk.core.platforms.model import Product, SiteResult
from seller_desk.core.platforms.product_check import (
    check_product,
    product_findings,
    rate_findings,
    unusable,
)
from seller_desk.core.platforms.render import product_json, result_json
from seller_desk.core.rules.catalogs import public_ids

_ENDINGS = (".xlsx", ".html")


def compare(
    category: Annotated[str, typer.Option(help="A category id, see `rules ids`")] = "",
    price: Annotated[str, typer.Option(help="What the buyer pays for one unit")] = "",
    currency: Annotated[str, typer.Option(help="Currency of price and cost")] = "",
    cost: Annotated[str, typer.Option(help="What one unit costs you")] = "",
    weight: Annotated[str, typer.Option(help="For example 300g")] = "",
    size: Annotated[str, typer.Option(help="For example 20x15x10cm")] = "",
    shipping: Annotated[str, typer.Option(help="What you pay to deliver one unit")] = "",
    shipping_charged: Annotated[
        str, typer.Option(help="What the buyer pays for shipping, on top of the price")
    ] = "",
    fulfilment: Annotated[
        str, typer.Option(help="What the platform's warehouse takes for one unit")
    ] = "",
    return_rate: Annotated[
        str, typer.Option(help="Share of units that come back: 0.08 or 8%")
    ] = "",
    return_cost: Annotated[
        str, typer.Option(help="What one return costs you besides the refund")
    ] = "",
    resellable: Annotated[
        str, typer.Option(help="Share of returned units that can be sold again")
    ] = "",
    ads: Annotated[str, typer.Option(help="Advertising as a share of the price")] = "",
    entity: Annotated[str, typer.Option(help="A business type, see `rules ids`")] = "",
    site: Annotated[list[str] | None, typer.Option(help="Repeat for several; default: all")] = None,
    may_register: Annotated[
        bool, typer.Option("--may-register", help="Only sites where this business may register")
    ] = False,
    orders: Annotated[str, typer.Option(help="Orders a month")] = "",
    target_margin: Annotated[str, typer.Option(help="A share: 0.2 or 20%")] = "",
    target_profit: Annotated[str, typer.Option(help="What must be left of one unit")] = "",
    rate: Annotated[
        list[str] | None, typer.Option(help="EUR=0.92: 1 of your currency is 0.92 EUR")
    ] = None,
    option: Annotated[
        list[str] | None, typer.Option(help="A choice among fees, such as plan:individual")
    ] = None,
    shop_tier: Annotated[str, typer.Option(help="The shop's tier, such as basic or premium")] = "",
    save: Annotated[str, typer.Option(help="Keep these figures under a name")] = "",
    export: Annotated[
        Path | None, typer.Option(help="Write them to FILE.xlsx or FILE.html")
    ] = None,
) -> None:
    """Sites side by side for a product; without category, price and cost for "my product" of the company in view."""
    if export is not None and export.suffix.lower() not in _ENDINGS:
        raise UsageProblem(
            _("{name}: the ending is .xlsx or .html").format(name=export.name), _("See --help.")
        )
    desk = current().desk(write=bool(save))
    company = desk.companies.active()
    company_id = company.id if company else ""
    typed = Typed(
        category=category,
        currency=currency,
        weight=weight,
        size=size,
        orders=orders,
        sums={
            "price": price,
            "cost": cost,
            "shipping": shipping,
            "shipping_charged": shipping_charged,
            "fulfilment": fulfilment,
            "return_cost": return_cost,
            "target_profit": target_profit,
        },
        shares={
            "return_rate": return_rate,
            "resellable": resellable,
            "ad_share": ads,
            "target_margin": target_margin,
        },
        rates=rate or [],
        options=[*(option or []), *([f"store:{shop_tier}"] if shop_tier else [])],
    )
    product, beyond = product_of(desk, typed, desk.platforms.my_product(company_id))
    seller = _seller(desk, company_id, entity)
    results = desk.platforms.compare(product, seller, site or ())
    if may_register:
        results = [one for one in results if one.verdict.answer == "yes"]
    findings = [*beyond, *product_findings(product), *rate_findings(product, results)]
    if save:
        check_product(product)
    _tell(desk, company_id, product, seller, results, findings, save, export)


def _tell(
    desk: Desk,
    company_id: str,
    product: Product,
    seller: Seller,
    results: Sequence[SiteResult],
    findings: Sequence[Finding],
    save: str,
    export: Path | None,
) -> None:
    document: dict[str, object] = {
        "sites": [result_json(one) for one in results],
        "product": product_json(product),
        "computed_on": desk.today().isoformat(),
        "rules": desk.comparisons.rules_version(),
        "findings": [finding_json(one) for one in findings],
    }
    aimed = product.target_margin is not None or product.target_profit is not None
    lines = [line for one in results for line in site_lines(one, aimed=aimed)]
    if findings:
        lines += finding_lines(findings)
    if save:
        head = desk.comparisons.save(company_id, save, product, seller, results)
        document["saved"] = {"id": head.id, "name": head.name}
        lines.append(_("Saved as “{name}”").format(name=head.name))
    if export is not None:
        _export(desk, company_id, product, results, export)
        document["file"] = str(export)
        lines.append(str(export))
    current().emit(document, lines)
    if unusable(findings):
        current().exit_code = max(current().exit_code, 1)


def _export(
    desk: Desk, company_id: str, product: Product, results: Sequence[SiteResult], target: Path
) -> None:
    from seller_desk.core.platforms.exports import page, workbook

    given = desk.comparisons.exported(company_id, product, results)
    sheet = target.suffix.lower() == ".xlsx"
    desk.store.write_out(
        target,
        (workbook if sheet else page)(given),
        company_id=company_id,
        what="comparison",
        form="xlsx" if sheet else "html",
    )


def _seller(desk: Desk, company_id: str, entity: str) -> Seller:
    if entity and entity not in public_ids().entity:
        raise UsageProblem(
            _("There is no business type “{id}”").format(id=entity),
            _("There are: {ids}").format(ids=listed(public_ids().entity)),
        )
    seller = desk.platforms.seller(company_id)
    return Seller(entity=entity, established_on=seller.established_on) if entity else seller
