"""Twins and totals over the whole catalogue, as SQL over what was noted when each listing was judged."""

import sqlite3
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from seller_desk.core.base.findings import Severity
from seller_desk.core.listings.duplicates import gtin_key, sku_key, title_key
from seller_desk.core.listings.model import Listing
from seller_desk.core.store.damage import DamagedRow

_decoder = msgspec.json.Decoder(Listing)
Rows = Sequence[tuple[int, str, int]]


class Totals(NamedTuple):
    """How many findings of each severity, and how many listings a blocker stops."""

    counts: dict[Severity, int]
    stopped: int


def totals(connection: sqlite3.Connection, company_id: str, sites: Sequence[str]) -> Totals:
    """Of the company's listings on these sites."""
    marks = ", ".join("?" for _site in sites)
    query = (
        "SELECT coalesce(sum(blockers), 0), coalesce(sum(warnings), 0), coalesce(sum(hints), 0),"
        " coalesce(sum(blockers > 0), 0) FROM (SELECT sum(blockers) AS blockers, sum(warnings) AS warnings,"
        f" sum(hints) AS hints FROM standing JOIN look USING (listing) WHERE company = ? AND +site IN ({marks})"
        " GROUP BY listing)"
    )
    *counts, stopped = connection.execute(query, (company_id, *sites)).fetchone()
    return Totals(dict(zip(Severity, counts, strict=True)), stopped)


def stopped_ids(
    connection: sqlite3.Connection, company_id: str, sites: Sequence[str]
) -> frozenset[str]:
    """Ids of the listings that a blocker stops on one of these sites."""
    marks = ", ".join("?" for _site in sites)
    query = (
        "SELECT DISTINCT l.id FROM look JOIN standing USING (listing)"
        " JOIN desk.listing AS l ON l.rowid = look.listing"
        f" WHERE company = ? AND blockers > 0 AND +site IN ({marks})"
    )
    return frozenset(one for (one,) in connection.execute(query, (company_id, *sites)))


def with_findings(
    connection: sqlite3.Connection, company_id: str, sites: Sequence[str], most: int
) -> Rows:
    """(row, site, stamp) of standings with a finding, those with a blocker first, until there are `most` findings."""
    marks = ", ".join("?" for _site in sites)
    found: list[tuple[int, str, int]] = []
    number = 0
    for which in (
        "blockers > 0",
        "blockers = 0 AND warnings > 0",
        "blockers + warnings = 0 AND hints > 0",
    ):
        query = (
            "SELECT listing, site, stamp, blockers + warnings + hints"
            " FROM standing JOIN look USING (listing)"
            f" WHERE company = ? AND {which} AND +site IN ({marks}) ORDER BY listing, site"
        )
        for listing, site, stamp, findings in connection.execute(query, (company_id, *sites)):
            if number >= most:
                return sorted(found)
            found.append((listing, site, stamp))
            number += findings
    return sorted(found)


def sku_groups(
    connection: sqlite3.Connection, company_id: str, most: int
) -> Iterator[list[Listing]]:
    """Listings with one SKU, at most so many in all."""
    query = "SELECT listing FROM look WHERE company = ? AND sku = ?"
    keys = "SELECT sku FROM look WHERE company = ? AND sku > '' GROUP BY sku HAVING count(*) > 1 ORDER BY min(listing)"
    yield from _groups(connection, keys, query, company_id, (), most, sku_key)


def gtin_groups(
    connection: sqlite3.Connection, company_id: str, most: int
) -> Iterator[list[Listing]]:
    """Listings with one product code, parents left out, at most so many in all."""
    query = "SELECT listing FROM look WHERE company = ? AND gtin = ?"
    keys = (
        "SELECT gtin FROM look WHERE company = ? AND gtin > '' GROUP BY gtin"
        " HAVING count(*) > 1 ORDER BY min(listing)"
    )
    yield from _groups(connection, keys, query, company_id, (), most, gtin_key)


def title_groups(
    connection: sqlite3.Connection, company_id: str, site: str, most: int
) -> Iterator[list[Listing]]:
    """Listings with one title on a site that are of several families, at most so many in all."""
    # The numbers first, out of the index alone; few titles are there twice.
    twice = (
        "SELECT title FROM standing WHERE site = ? AND title > 0 GROUP BY title HAVING count(*) > 1"
    )
    keys = (
        f"SELECT title FROM ({twice}) JOIN standing USING (title) JOIN look USING (listing)"
        " WHERE company = ? AND site = ? GROUP BY title HAVING count(*) > 1"
        " AND count(DISTINCT CASE parent WHEN '' THEN sku ELSE parent END) > 1 ORDER BY min(listing)"
    )
    query = (
        "SELECT listing FROM standing JOIN look USING (listing)"
        " WHERE company = ? AND title = ? AND site = ?"
    )
    yield from _groups(
        connection, keys, query, company_id, (site,), most, lambda one: title_key(one, site)
    )


def _groups(
    connection: sqlite3.Connection,
    keys: str,
    query: str,
    company_id: str,
    more: Sequence[str],
    most: int,
    key_of: Callable[[Listing], Hashable],
) -> Iterator[list[Listing]]:
    number = 0
    asked_of = (*more, company_id, *more)
    for (key,) in connection.execute(keys, asked_of).fetchall():
        members: dict[Hashable, list[Listing]] = {}
        asked = f"SELECT body FROM desk.listing WHERE rowid IN ({query}) ORDER BY rowid LIMIT ?"
        for (body,) in connection.execute(asked, (company_id, key, *more, most)):
            one = _decoded(body)
            # Two titles may share a number.
            members.setdefault(key_of(one), []).append(one)
        for group in members.values():
            number += len(group)
            yield group
        if number >= most:
            return


def _decoded(body: str) -> Listing:
    try:
        return _decoder.decode(body)
    except msgspec.MsgspecError as problem:
        raise DamagedRow("listing") from problem
