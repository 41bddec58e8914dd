"""Tables of listings as SQL: which rows, in which order, how many of each kind. Rows are named by their rowid.

A search or an order over 100,000 drafts reads the index `ix_listing_look`, never the bodies.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.store.damage import DamagedRow
from seller_desk.core.store.listing_states import DRAFT, EMPTY, EXPORTED, READY

# What a table may be narrowed to. With several sites a draft is one that any of them would not take as it is.
KINDS = ("all", "problems", "draft", "ready", "exported")
SORTS = ("", "sku", "title", "state", "problems")
# The title with the code behind it, as it stands in `folded`: SKU, title and code on a line each.
_TITLE = "substr(l.folded, instr(l.folded, char(10)) + 1)"
_FROM = "FROM desk.listing AS l INDEXED BY ix_listing_look"
_HAS = {
    "problems": "t.problems > 0",
    "draft": "t.listing IS NULL OR t.worst IS NULL OR t.drafts > 0",
    "ready": "t.worst >= 2",
    "exported": "t.worst = 3",
}
_CHUNK = 500
# Both sides are folded, so that it is Python's `in` on folded text.
_CONTAINS = "l.folded LIKE ? ESCAPE char(92)"


def _pattern(words: str) -> str:
    folded = words.casefold()
    for sign in "\\%_":
        folded = folded.replace(sign, f"\\{sign}")
    return f"%{folded}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a table shows: `words` in SKU, title or code; `kind` of KINDS on `site` (empty: on all chosen ones).

    `sort` is of SORTS, empty for the order of entry; `state` and `problems` are those on `sort_site` (empty: on all).
    """

    words: str = ""
    kind: str = "all"
    site: str = ""
    sort: str = ""
    descending: bool = False
    sort_site: str = ""


class Brief(msgspec.Struct, frozen=True, gc=False):
    """The part of a listing's body that a table shows."""

    id: str
    sku: str
    title: str = ""
    brand: str = ""
    parent_sku: str = ""
    gtin: str = ""
    price: str | None = None
    currency: str = ""
    images: list["BriefImage"] = []


class BriefImage(msgspec.Struct, frozen=True, gc=False):
    """A picture's name in the store."""

    sha256: str = ""


class Shown(NamedTuple):
    """One row: its listing, and (site, state, blockers, warnings) where it was judged."""

    row: int
    listing: Brief
    standings: Sequence[tuple[str, int, int, int]]


_decoder = msgspec.json.Decoder(Brief)


def check_view(view: View) -> None:
    """UsageProblem for a kind or an order that there is not."""
    for given, known, told in (
        (view.kind, KINDS, _("There is no state “{name}”")),
        (view.sort, SORTS, _("There is no order “{name}”")),
    ):
        if given not in known:
            raise UsageProblem(
                told.format(name=given),
                _("There are: {names}").format(names=", ".join(one for one in known if one)),
            )


def order(
    connection: sqlite3.Connection, company_id: str, view: View, sites: Sequence[str]
) -> "array[int]":
    """The rows of a view in its order."""
    plain = view.kind == "all" and not view.words.strip() and not view.sort
    # In the order of entry the index on the company alone is the shortest way.
    table = ["FROM desk.listing AS l" if plain else _FROM]
    where = ["l.company_id = ?"]
    values: list[object] = []
    for name, asked, site in (
        ("t", view.kind != "all", view.site),
        ("s", view.sort in ("state", "problems"), view.sort_site),
    ):
        if asked:
            wanted = [site] if site else list(sites)
            table.append(f"LEFT JOIN ({_totals(wanted)}) AS {name} ON {name}.listing = l.rowid")
            values += wanted
    if view.kind != "all":
        where.append(f"({_HAS[view.kind]})")
    values.append(company_id)
    if words := view.words.strip():
        where.append(_CONTAINS)
        values.append(_pattern(words))
    way = " DESC" if view.descending else ""
    keys = {
        "": f"l.rowid{way}",
        "sku": f"l.folded{way}, l.rowid",
        "title": f"{_TITLE}{way}, l.rowid",
        "state": f"coalesce(s.worst, {EMPTY}){way}, l.rowid",
        "problems": f"coalesce(s.blockers, 0){way}, coalesce(s.problems, 0){way}, l.rowid",
    }
    query = (
        f"SELECT l.rowid {' '.join(table)} WHERE {' AND '.join(where)} ORDER BY {keys[view.sort]}"
    )
    return array("q", (row for (row,) in connection.execute(query, values)))


def counts(
    connection: sqlite3.Connection, company_id: str, words: str, sites: Sequence[str]
) -> dict[str, int]:
    """How many rows each kind has under a search."""
    cases = ", ".join(f"coalesce(sum({_HAS[kind]}), 0)" for kind in KINDS[1:])
    query = (
        f"SELECT count(*), {cases} {_FROM} LEFT JOIN ({_totals(sites)}) AS t ON t.listing = l.rowid"
        " WHERE l.company_id = ?"
    )
    values: list[object] = [*sites, company_id]
    if words.strip():
        query += f" AND {_CONTAINS}"
        values.append(_pattern(words.strip()))
    row = connection.execute(query, values).fetchone()
    return dict(zip(KINDS, row, strict=True))


def _totals(sites: Sequence[str]) -> str:
    """Each listing's standings on these sites in one row; `worst` is over the sites where it was begun."""
    marks = ", ".join("?" for _site in sites)
    return (
        f"SELECT listing, min(CASE WHEN state > {EMPTY} THEN state END) AS worst,"
        f" sum(state = {DRAFT}) AS drafts, sum(CASE WHEN state > {EMPTY} THEN blockers ELSE 0 END) AS blockers,"
        f" sum(CASE WHEN state > {EMPTY} THEN blockers + warnings ELSE 0 END) AS problems"
        f" FROM standing WHERE +site IN ({marks}) GROUP BY listing"
    )


def shown(
    connection: sqlite3.Connection, rows: Sequence[int], sites: Sequence[str]
) -> dict[int, Shown]:
    """These rows; what is gone is left out. DamagedRow for a body that is none."""
    found: dict[int, Shown] = {}
    for start in range(0, len(rows), _CHUNK):
        chunk = list(rows[start : start + _CHUNK])
        marks = ", ".join("?" for _row in chunk)
        states: dict[int, list[tuple[str, int, int, int]]] = {}
        query = f"SELECT listing, site, state, blockers, warnings FROM standing WHERE listing IN ({marks})"
        for listing, site, state, blockers, warnings in connection.execute(query, chunk):
            if site in sites:
                states.setdefault(listing, []).append((site, state, blockers, warnings))
        query = f"SELECT rowid, body FROM desk.listing WHERE rowid IN ({marks})"
        for row, body in connection.execute(query, chunk):
            found[row] = Shown(row, _brief(body), states.get(row, ()))
    return found


def _brief(body: str) -> Brief:
    try:
        return _decoder.decode(body)
    except msgspec.MsgspecError as problem:
        raise DamagedRow("listing") from problem


def row_of(connection: sqlite3.Connection, listing_id: str) -> int:
    """The row of a listing, or 0."""
    query = "SELECT rowid FROM desk.listing WHERE id = ?"
    found = connection.execute(query, (listing_id,)).fetchone()
    return int(found[0]) if found else 0


def ids_of(connection: sqlite3.Connection, rows: Iterable[int]) -> list[str]:
    """Ids of these rows, in their order, without those that are gone."""
    found: dict[int, str] = {}
    asked = list(rows)
    for start in range(0, len(asked), _CHUNK):
        chunk = asked[start : start + _CHUNK]
        marks = ", ".join("?" for _row in chunk)
        query = f"SELECT rowid, id FROM desk.listing WHERE rowid IN ({marks})"
        found.update(connection.execute(query, chunk))
    return [found[row] for row in asked if row in found]


def parent_skus(connection: sqlite3.Connection, company_id: str) -> frozenset[str]:
    """SKUs that listings of the company name as their parent."""
    query = f"SELECT DISTINCT l.parent_sku {_FROM} WHERE l.company_id = ? AND l.parent_sku <> ''"
    return frozenset(row[0] for row in connection.execute(query, (company_id,)))


__all__ = ["DRAFT", "EMPTY", "EXPORTED", "READY", "Brief", "Shown", "View", "order", "shown"]
