"""`seller-desk listings list` and `filters`: the catalogue page by page, narrowed and ordered in the database."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated

import typer

from seller_desk.cli.session import current, table
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.desk import Desk
from seller_desk.core.listings.overview import STATES
from seller_desk.core.store.listing_view import Shown, View

_PAGE = 500


def list_(
    search: Annotated[str, typer.Option(help="Words in SKU, title or GTIN")] = "",
    state: Annotated[str, typer.Option(help="Only these: problems, draft, ready or exported")] = "",
    site: Annotated[
        str, typer.Option(help="Where they are in that state; default: everywhere")
    ] = "",
    sort: Annotated[
        str, typer.Option(help="By sku, title, state or problems; -title turns it round")
    ] = "",
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0 for all")] = 0,
    offset: Annotated[int, typer.Option(min=0, help="Leave out so many at the beginning")] = 0,
    filter_: Annotated[str, typer.Option("--filter", help="A filter kept by name")] = "",
    keep: Annotated[str, typer.Option(help="Keep this filter under a name")] = "",
    company: Annotated[str, typer.Option(help="Id or name; default: the one in view")] = "",
) -> None:
    """The listings of the company, in the order they were entered unless another is asked for."""
    desk = current().desk(write=bool(keep))
    owner = desk.companies.find(company).id
    view = desk.listings.filter(filter_) if filter_ else View()
    order = sort.removeprefix("-")
    view = replace(
        view,
        words=search or view.words,
        kind=state or view.kind,
        site=site or view.site,
        sort=order or view.sort,
        sort_site=site if order in ("state", "problems") else view.sort_site,
        descending=sort.startswith("-") if sort else view.descending,
    )
    judged = view.kind != "all" or bool(view.site) or view.sort in ("state", "problems")
    if judged:
        _known(desk, owner, view.site)
        desk.listings.refresh(owner)
    found = desk.listings.table(owner, view, counted=judged)
    if keep:
        desk.listings.keep_filter(keep, view)
    end = offset + limit if limit else len(found.rows)
    rows = found.rows[offset:end]
    head: dict[str, object] = {"total": len(found.rows), "offset": offset}
    if found.counts is not None:
        head["counts"] = dict(found.counts)
    current().emit_many(
        head,
        "listings",
        (_json(one, judged) for one in _pages(desk, rows, found.sites)),
        _lines(desk, rows, found.sites, judged, len(found.rows)),
    )


def filters(
    drop: Annotated[str, typer.Option(help="Forget the filter of this name")] = "",
) -> None:
    """Filters of the table that were kept by name."""
    desk = current().desk(write=bool(drop))
    if drop:
        desk.listings.drop_filter(drop)
    kept = desk.listings.filters()
    document = {
        "filters": [
            {
                "name": name,
                "search": one.words,
                "state": one.kind,
                "site": one.site,
                "sort": f"-{one.sort}" if one.descending else one.sort,
            }
            for name, one in kept.items()
        ]
    }
    current().emit(document, list(kept) or [_("No filter is kept.")])


def _known(desk: Desk, owner: str, site: str) -> None:
    if site and site not in desk.listings.chosen_sites(owner):
        desk.rules().site(site)
        raise UsageProblem(
            _("No application is for {site}").format(site=site),
            _("Only there listings have a state. See: seller-desk application list"),
        )


def _pages(desk: Desk, rows: Iterable[int], sites: tuple[str, ...]) -> Iterator[Shown]:
    every = list(rows)
    for start in range(0, len(every), _PAGE):
        yield from desk.listings.briefs(every[start : start + _PAGE], sites)


def _json(one: Shown, judged: bool) -> dict[str, object]:
    listing = one.listing
    told: dict[str, object] = {
        "id": listing.id,
        "sku": listing.sku,
        "title": listing.title,
        "parent_sku": listing.parent_sku,
        "gtin": listing.gtin,
        "price": listing.price,
        "currency": listing.currency,
        "images": len(listing.images),
    }
    if judged:
        told["states"] = {site: STATES[state] for site, state, *_counts in one.standings}
    return told


def _lines(
    desk: Desk, rows: Iterable[int], sites: tuple[str, ...], judged: bool, total: int
) -> Iterator[str]:
    words = {
        "empty": _("Empty"),
        "draft": _("Draft"),
        "ready": _("Ready"),
        "exported": _("Exported"),
    }
    shown: list[tuple[str, ...]] = []
    for one in _pages(desk, rows, sites):
        price = f"{one.listing.price} {one.listing.currency}" if one.listing.price else ""
        line: tuple[str, ...] = (one.listing.sku, one.listing.title[:48], price)
        if judged:
            told = {site: words[STATES[state]] for site, state, *_counts in one.standings}
            line += (", ".join(f"{site}: {told[site]}" for site in sites if site in told),)
        shown.append(line)
    if not shown:
        yield _("There are no listings yet.") if not total else _("No listing is there.")
        return
    head = (_("SKU"), _("Title"), _("Price"), _("State"))
    yield from table(head if judged else head[:3], shown)
    if len(shown) < total:
        yield _("{shown} of {all}").format(shown=f"{len(shown):,}", all=f"{total:,}")
