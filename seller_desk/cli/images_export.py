"""`seller-desk images export` and `alike`: pictures under a site's file names; main pictures that are the same."""

from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.session import current, finding_lines
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import finding_json

Company = Annotated[str, typer.Option(help="Id or name; default: the one in view")]


def export(
    site: Annotated[str, typer.Option(help="Site id, such as amazon.us")],
    out: Annotated[Path, typer.Option("--out", help="The zip to write")],
    sku: Annotated[list[str] | None, typer.Option("--sku", help="Only this listing")] = None,
    asins: Annotated[
        Path | None, typer.Option("--asins", help="A list with the columns sku and asin")
    ] = None,
    company: Company = "",
) -> None:
    """Write pictures as ASIN.CODE.jpg, with a list to rename for products that have no ASIN yet."""
    from seller_desk.core.services.picture_export import LEFT_OUT, read_asins

    desk = current().desk(write=False)
    owner = desk.companies.find(company).id
    given = read_asins(asins) if asins else {}
    if sku:
        listings = [desk.pictures.by_sku(owner, one) for one in sku]
    else:
        listings = list(desk.listings.list(owner))
    planned = desk.picture_exports.plan(listings, site, given)
    done = desk.picture_exports.export(owner, planned, out)
    lines = (
        [_("{n} pictures ready to upload: {path}").format(n=len(done.ready), path=done.zip_path)]
        if done.zip_path
        else []
    )
    if done.list_path:
        lines += [
            _("{n} pictures wait for an ASIN: {path}").format(
                n=len(done.waiting), path=done.later_path
            ),
            _("Fill in the ASINs in {path}, then export again with --asins.").format(
                path=done.list_path
            ),
        ]
    lines += [
        _("Left out: {sku}, {reason}").format(sku=one.sku, reason=_(LEFT_OUT[one.left_out]))
        for one in done.left_out
    ]
    current().emit(
        {
            "site": site,
            "zip": str(done.zip_path or ""),
            "without_asin": str(done.later_path or ""),
            "rename_list": str(done.list_path or ""),
            "pictures": [
                {"sku": one.sku, "asin": one.asin, "code": one.code, "name": one.name}
                for one in (*done.ready, *done.waiting)
            ],
            "left_out": [
                {"sku": one.sku, "reason": one.left_out, "message": _(LEFT_OUT[one.left_out])}
                for one in done.left_out
            ],
        },
        lines,
    )


def alike(company: Company = "") -> None:
    """Find listings of different products that have the same main picture."""
    desk = current().desk(write=False)
    owner = desk.companies.find(company).id
    found = desk.pictures.twins(owner)
    current().emit({"findings": [finding_json(one) for one in found]}, finding_lines(found))
    current().found(found)
