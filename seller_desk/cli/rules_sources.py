"""`rules sources`: every source, its dates, and what rests on it."""

from typing import Annotated

import typer

from seller_desk.cli.rules_render import confidence_words
from seller_desk.cli.session import current
from seller_desk.core.base.days import today
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.lists import listed
from seller_desk.core.rules.book import RuleBook, platform_of
from seller_desk.core.rules.sources import SourceUses, sources

_SHOWN = 3


def list_sources(
    search: Annotated[str, typer.Argument(help="Words of its name, address or facts")] = "",
    site: Annotated[str, typer.Option(help="Only what rests on it there")] = "",
    stale: Annotated[
        bool, typer.Option("--stale", help="Only those read over 180 days ago")
    ] = False,
    undated: Annotated[bool, typer.Option("--undated", help="Only those without a date")] = False,
    community: Annotated[
        bool, typer.Option("--community", help="Only those of packs that you added")
    ] = False,
) -> None:
    """Every source: its date, when it was read, how sure it is, and what rests on it."""
    book = RuleBook.load(current().folder.rules)
    if site:
        book.site(site)
    day = today()
    found = [
        one
        for one in sources(book.packs, day)
        if _wanted(one, search, site)
        and (not stale or one.stale)
        and (not undated or one.undated)
        and (not community or one.confidence.value == "community")
    ]
    current().emit(
        {"sources": [_document(one) for one in found]},
        [line for one in found for line in _lines(one)] or [_("No source like that")],
    )


def _wanted(one: SourceUses, search: str, site: str) -> bool:
    words = search.casefold().split()
    text = " ".join(
        (one.title, one.url, *(f"{use.name} {use.fact} {use.says}" for use in one.uses))
    ).casefold()
    if not all(word in text for word in words):
        return False
    return not site or any(
        use.platform in (platform_of(site), "general") and site in (use.sites or (site,))
        for use in one.uses
    )


def _document(one: SourceUses) -> dict[str, object]:
    return {
        "title": one.title,
        "url": one.url,
        "as_of": one.as_of,
        "checked": one.checked.isoformat(),
        "confidence": one.confidence.value,
        "stale": one.stale,
        "undated": one.undated,
        "old": one.old,
        "uses": [
            {
                "what": use.array,
                "platform": use.platform,
                "sites": list(use.sites),
                "name": use.name,
                "says": use.says,
                "fact": use.fact,
                "confidence": use.confidence.value,
                "other_value": use.beside,
            }
            for use in one.uses
        ],
    }


def _lines(one: SourceUses) -> list[str]:
    marks = [one.as_of or _("undated"), confidence_words(one.confidence.value)]
    marks += [_("stale")] if one.stale else []
    count = len(one.uses)
    rests = ngettext("{n} entry rests on it", "{n} entries rest on it", count).format(n=count)
    lines = [f"{one.title}  {one.url}".rstrip(), f"    {listed(marks)}; {rests}"]
    for use in one.uses[:_SHOWN]:
        where = listed(use.sites) if use.sites else use.platform
        lines.append(f"    {use.kind}  {use.name}  [{where}]  {use.says}")
    return lines
