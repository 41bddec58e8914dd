"""`seller-desk listings keywords | terms | category`: what buyers search for, and where the listing belongs."""

from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.listings_words_render import (
    added_json,
    added_lines,
    coverage_json,
    coverage_lines,
    deeper,
    hit_json,
    hit_lines,
    read_json,
    read_lines,
    sheet_json,
    terms_json,
    terms_lines,
    tree_json,
)
from seller_desk.cli.session import current, table
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.desk import Desk
from seller_desk.core.listings.writing.keywords import format_title

Company = Annotated[str, typer.Option(help="Id or name; default: the one in view")]
Site = Annotated[str, typer.Option(help="Site id, such as amazon.us")]


def add_words(listings: typer.Typer) -> None:
    """Put the verbs beside those of `listings`."""
    for verb in (keywords, terms, category):
        listings.command()(verb)


def keywords(
    file: Annotated[
        Path | None,
        typer.Argument(help="An export of Helium 10, Jungle Scout, or any sheet with keywords"),
    ] = None,
    site: Site = "",
    sku: Annotated[
        list[str] | None,
        typer.Option(help="The listings it is for; a parent's SKU stands for its family"),
    ] = None,
    remove: Annotated[str, typer.Option(help="Name of a sheet to remove")] = "",
    dry_run: Annotated[bool, typer.Option(help="Only look, keep nothing")] = False,
    company: Company = "",
) -> None:
    """Take in a keyword sheet; without a file: what a listing covers of its keywords, or which sheets there are."""
    desk = current().desk(write=bool(file and not dry_run) or bool(remove))
    owner = desk.companies.find(company).id
    for one in sku or []:
        desk.writing.by_sku(owner, one)
    if file is not None:
        sheet, read = desk.writing.import_keywords(
            owner, file, site=site, skus=sku or [], keep=not dry_run
        )
        current().emit(read_json(sheet, read), read_lines(sheet, read))
        if read.bad:
            current().exit_code = 1
        return
    if remove:
        _remove(desk, owner, remove)
        return
    if sku:
        if not site:
            raise UsageProblem(_("Coverage needs --site"), _("See listings keywords --help."))
        desk.rules().site(site)
        found = desk.writing.coverage(desk.writing.by_sku(owner, sku[0]), site)
        current().emit(coverage_json(sku[0], site, found), coverage_lines(found))
        return
    sheets = desk.writing.sheets(owner)
    rows = [
        (one.name, format_title(one.format), str(len(one.keywords)), ", ".join(one.skus) or "*")
        for one in sheets
    ]
    head = (_("Keyword sheet"), _("From"), _("Keywords"), _("For listings"))
    current().emit(
        {"sheets": [sheet_json(one) for one in sheets]},
        table(head, rows) if rows else [_("There are no keyword sheets yet.")],
    )


def terms(
    site: Site,
    sku: Annotated[str, typer.Option(help="The listing")],
    brand: Annotated[
        list[str] | None, typer.Option(help="A brand to keep out; remembered for next time")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Write it; undo takes it back")] = False,
    company: Company = "",
) -> None:
    """The search terms field within its bytes: no word of the title, no brand, nothing twice, most searched first."""
    desk = current().desk(write=apply or bool(brand))
    owner = desk.companies.find(company).id
    listing = desk.writing.by_sku(owner, sku)
    desk.rules().site(site)
    if brand:
        desk.writing.set_brands(owner, [*desk.writing.brands(owner), *brand])
    made = desk.writing.terms(listing, site)
    if apply:
        desk.writing.keep_texts(listing.id, site, {"search_terms": made.built.text})
    document = {"sku": sku, "site": site, **terms_json(made), "written": apply}
    current().emit(document, terms_lines(made))


def category(
    words: Annotated[str, typer.Argument(help="What it is, in English or Chinese")] = "",
    site: Site = "",
    sku: Annotated[
        list[str] | None, typer.Option(help="The listings to write the chosen id into")
    ] = None,
    choose: Annotated[str, typer.Option(help="Id of the category to write")] = "",
    add: Annotated[
        Path | None,
        typer.Option(help="Take in a list: Google's taxonomy, a browse tree guide, eBay, your own"),
    ] = None,
    chinese: Annotated[
        Path | None, typer.Option(help="The same list in Chinese, joined by id")
    ] = None,
    remove: Annotated[str, typer.Option(help="Name of a list to remove")] = "",
    company: Company = "",
) -> None:
    """Search categories in both languages, the deepest first; take in lists of them; write an id into listings."""
    if chinese and not add:
        raise UsageProblem(_("--chinese needs --add"), _("See listings category --help."))
    desk = current().desk(write=bool(choose or add or remove))
    owner = desk.companies.find(company).id
    if site:
        desk.rules().site(site)
    if add is not None:
        tree, read = desk.writing.add_tree(owner, add, site=site, chinese=chinese)
        current().emit(added_json(tree, read), added_lines(tree, read))
        if read.bad:
            current().exit_code = 1
    elif remove:
        _remove(desk, owner, remove, trees=True)
    elif choose:
        _choose(desk, owner, site, choose, sku or [])
    elif words:
        hits = desk.writing.find_categories(owner, words, site)
        current().emit({"words": words, "found": [hit_json(one) for one in hits]}, hit_lines(hits))
    else:
        trees = desk.writing.trees(owner, site)
        rows = [(one.name, one.site or "*", f"{one.count:,}", f"{one.chinese:,}") for one in trees]
        head = (_("List"), _("Site"), _("Categories"), _("With Chinese names"))
        current().emit(
            {"trees": [tree_json(one) for one in trees]},
            table(head, rows) if rows else [_("No list of categories was taken in yet.")],
        )


def _choose(desk: Desk, owner: str, site: str, node: str, skus: list[str]) -> None:
    hit = desk.writing.category(owner, node, site)
    if not skus or not site:
        raise UsageProblem(_("--choose needs --sku and --site"), _("See --help."))
    ids = [desk.writing.by_sku(owner, one).id for one in skus]
    changed = desk.writing.choose_category(ids, site, hit)
    said = ngettext("{n} listing changed", "{n} listings changed", changed).format(n=changed)
    lines = [said, *hit_lines([hit])]
    if hit.children:
        lines.append(deeper(hit))
    current().emit({"changed": changed, "category": hit_json(hit)}, lines)


def _remove(desk: Desk, owner: str, name: str, *, trees: bool = False) -> None:
    known = desk.writing.trees(owner) if trees else desk.writing.sheets(owner)
    found = [one for one in known if name in (one.id, one.name)]
    if not found:
        raise DeskError(
            _("There is no “{name}”").format(name=name),
            _("There are: {ids}").format(ids=", ".join(one.name for one in known)),
        )
    for one in found:
        if trees:
            desk.writing.delete_tree(one.id)
        else:
            desk.writing.delete_sheet(one.id)
    current().emit({"removed": name}, [_("{name} removed").format(name=name)])
