"""`seller-desk listings`: import, list, check, export."""

from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.listings_edit import edit, edits
from seller_desk.cli.listings_export import export, formats, presets
from seller_desk.cli.listings_import import import_, mappings
from seller_desk.cli.listings_list import filters, list_
from seller_desk.cli.listings_report import report
from seller_desk.cli.listings_score import score
from seller_desk.cli.listings_words import add_words
from seller_desk.cli.listings_writing import add_writing
from seller_desk.cli.session import current, finding_lines
from seller_desk.core.base.findings import by_weight
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import finding_json
from seller_desk.core.rules.book import Query

app = typer.Typer(no_args_is_help=True)
# Beginnings of the facts that listings are checked by.
CHECKED = ("listing.title.", "image.long_side.", "image.count", "image.formats", "image.file_size")
Company = Annotated[str, typer.Option(help="Id or name; default: the one in view")]


@app.callback()
def listings() -> None:
    """Listings: import, list, check, edit, export."""


app.command("import")(import_)
app.command("list")(list_)
app.command("filters")(filters)
app.command("mappings")(mappings)
app.command("report")(report)
app.command("export")(export)
app.command("formats")(formats)
app.command("presets")(presets)
app.command("edit")(edit)
app.command("edits")(edits)
app.command("score")(score)
add_writing(app)
add_words(app)


@app.command()
def check(
    site: Annotated[str, typer.Option(help="Site id, such as amazon.us")],
    template: Annotated[
        Path | None, typer.Option(help="Your own template or product type definition, too")
    ] = None,
    company: Company = "",
) -> None:
    """Check every listing against a site's rules on the planned day, and its price against the fees."""
    desk = current().desk(write=False)
    owner = desk.companies.find(company).id
    more = desk.template_check.findings(owner, site, template) if template else []
    prices = desk.listing_prices.findings(owner, site)
    found = by_weight([*desk.listings.check(owner, site), *more, *prices])
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
