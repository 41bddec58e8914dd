"""`seller-desk listings`: import, list, check, export."""

from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.listings_edit import edit, edits
from seller_desk.cli.listings_import import import_, mapping_of, mappings
from seller_desk.cli.listings_score import score
from seller_desk.cli.listings_words import add_words
from seller_desk.cli.listings_writing import add_writing
from seller_desk.cli.session import current, finding_lines, table
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.wording import finding_json
from seller_desk.core.listings.exporters.result import PARENT_NOT_CARRIED, PROOFS, ExportResult
from seller_desk.core.rules.book import Query
from seller_desk.core.services.listing_exports import FORMATS, ExportRequest
from seller_desk.core.services.listing_templates import FORMAT, TemplateChoices, template_json

app = typer.Typer(no_args_is_help=True)
_SHOWN = 30
# Beginnings of the facts that listings are checked by.
CHECKED = ("listing.title.", "image.long_side.", "image.count", "image.formats", "image.file_size")
Company = Annotated[str, typer.Option(help="Id or name; default: the one in view")]


@app.callback()
def listings() -> None:
    """Listings: import, list, check, edit, export."""


app.command("import")(import_)
app.command("mappings")(mappings)
app.command("edit")(edit)
app.command("edits")(edits)
app.command("score")(score)
add_writing(app)
add_words(app)


@app.command("list")
def list_(
    search: Annotated[str, typer.Option(help="Words in SKU, title or GTIN")] = "",
    company: Company = "",
) -> None:
    """The listings of the company."""
    desk = current().desk(write=False)
    found = desk.listings.list(desk.companies.find(company).id, search)
    document = {
        "listings": [
            {
                "sku": one.sku,
                "title": one.title,
                "parent_sku": one.parent_sku,
                "gtin": one.gtin,
                "price": None if one.price is None else str(one.price),
                "currency": one.currency,
                "images": len(one.images),
            }
            for one in found
        ]
    }
    rows = [
        (one.sku, one.title[:48], "" if one.price is None else f"{one.price} {one.currency}")
        for one in found
    ]
    head = (_("SKU"), _("Title"), _("Price"))
    current().emit(document, table(head, rows) if rows else [_("There are no listings yet.")])


@app.command()
def check(
    site: Annotated[str, typer.Option(help="Site id, such as amazon.us")], company: Company = ""
) -> None:
    """Check every listing against a site's rules on the planned day."""
    desk = current().desk(write=False)
    owner = desk.companies.find(company).id
    found = desk.listings.check(owner, site)
    query = Query(site=site, on=desk.today())
    known = bool(desk.rules().facts_of(query, *CHECKED))
    document = {
        "listings": desk.listings.count(owner),
        "site": site,
        "rules_known": known,
        "findings": [finding_json(one) for one in found],
    }
    unknown = [_("No rules for titles and pictures of this site are known.")]
    current().emit(document, finding_lines(found) if known or found else unknown)
    current().found(found)


@app.command()
def export(
    format_: Annotated[
        str, typer.Option("--format", help="Kind of file; an unknown one names them all")
    ],
    out: Annotated[Path, typer.Option(help="The file to write")],
    template: Annotated[Path | None, typer.Option(help="Your own template, as downloaded")] = None,
    site: Annotated[str, typer.Option(help="Site id, such as ebay.us")] = "",
    seller_id: Annotated[str, typer.Option(help="Merchant token, for amazon_json")] = "",
    all_: Annotated[bool, typer.Option("--all", help="Also listings with blockers")] = False,
    map_: Annotated[
        list[str] | None, typer.Option("--map", help="COLUMN=field; remembered")
    ] = None,
    sheet: Annotated[str, typer.Option(help="Sheet of the template")] = "",
    header_row: Annotated[int, typer.Option(min=0, help="Its row of headers")] = 0,
    data_row: Annotated[int, typer.Option(min=0, help="Its first row of data")] = 0,
    replace: Annotated[
        bool, typer.Option(help="Instead of the rows there, not below them")
    ] = False,
    company: Company = "",
) -> None:
    """Write an upload file; says what was left out and why."""
    choices = TemplateChoices(
        mapping=mapping_of(map_),
        sheet=sheet,
        header_row=header_row,
        data_row=data_row,
        replace=replace,
    )
    desk = current().desk(write=False)
    request = ExportRequest(
        format=format_,
        site=site,
        template=template,
        only_ready=not all_,
        seller_id=seller_id,
        choices=choices,
    )
    result = desk.listings.export(desk.companies.find(company).id, request, out)
    current().emit(_export_json(result, out), _export_lines(result, out))
    if any(one.reason != PARENT_NOT_CARRIED for one in result.left_out):
        current().exit_code = 1


def _export_json(result: ExportResult, out: Path) -> dict[str, object]:
    return {
        **(template_json(result) if result.format == FORMAT else {}),
        "format": result.format,
        "proof": FORMATS[result.format].proof,
        "file": str(out),
        "written": result.written,
        "left_out": [{"sku": one.sku, "reason": one.text()} for one in result.left_out],
        "notes": [{"sku": one.sku, "note": one.text()} for one in result.notes],
    }


def _export_lines(result: ExportResult, out: Path) -> list[str]:
    lines = [
        ngettext(
            "{count} listing written to {file}",
            "{count} listings written to {file}",
            result.written,
        ).format(count=result.written, file=out)
    ]
    lines.append(_(PROOFS[FORMATS[result.format].proof]))
    for title, notes in ((_("Left out"), result.left_out), (_("To look at"), result.notes)):
        if notes:
            lines.append(f"{title}: {len(notes)}")
            lines += [f"  {one.sku or '-'}: {one.text()}" for one in notes[:_SHOWN]]
    return lines
