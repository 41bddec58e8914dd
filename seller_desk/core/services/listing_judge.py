"""Judging what changed: an edit asks for its draft and its family, new rules or a new day for all, slice by slice.

Standings are kept (see `core.store.listing_states`) with what they were judged by: the listing's seal, and the basis of
the site (rules, day, program).
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from itertools import chain

import msgspec

from seller_desk import __version__
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.progress import Progress, Stop, breathe, check_stop, never, silent
from seller_desk.core.listings.checks import ListingChecker
from seller_desk.core.listings.duplicates import gtin_key, sku_key
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.standing import (
    Families,
    begun,
    counted,
    exported,
    judge,
    title_number,
)
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.model import Pack
from seller_desk.core.store import listing_states as states
from seller_desk.core.store.damage import DamagedRow
from seller_desk.core.store.store import Store

# Listings of a slice: some 50 ms of work, then the standings are kept and others may have the interpreter.
SLICE = 250
_ASKED = 500
# From so many on all are judged, without a look at who belongs to whom.
_MANY = 20_000
_decoder = msgspec.json.Decoder(Listing)
Days = Mapping[str, date]


class ListingJudge:
    """Brings standings up to date and tells findings of single rows. Methods may be called from any thread."""

    def __init__(self, store: Store, rules: Callable[[], RuleBook]) -> None:
        self._store, self._rules = store, rules
        self._packs: tuple[Sequence[Pack], str] | None = None

    def checkers(self, days: Days) -> dict[str, ListingChecker]:
        """The rules of these sites, each on its day."""
        book = self._rules()
        return {site: ListingChecker(book, site, on) for site, on in days.items()}

    def refresh(
        self, company_id: str, days: Days, progress: Progress = silent, stop: Stop = never
    ) -> int:
        """Judge what is new, changed, or was judged by other rules or for another day; how many listings that were.

        What was judged before a stop stays.
        """
        kept = self._store.listing_states
        with kept.judging:
            change = self._store.last_change()
            keys = {site: self._basis(site, on) for site, on in days.items()}
            judged_by = "\n".join(sorted(keys.values()))
            mark = self.mark(company_id) or ("", "")
            if mark == (change, judged_by):
                return 0
            with kept.writing() as connection:
                bases = [(site, states.basis_number(connection, key)) for site, key in keys.items()]
                same = set(judged_by.split("\n")) <= set(mark[1].split("\n"))
                todo = _affected(connection, company_id, [] if same else bases)
            checkers = self.checkers(days)
            for start in range(0, len(todo), SLICE):
                check_stop(stop)
                progress(start, len(todo), "")
                self._slice(company_id, todo[start : start + SLICE], checkers, dict(bases))
            with kept.writing() as connection:
                connection.execute(
                    "INSERT OR REPLACE INTO mark VALUES (?, ?, ?)", (company_id, change, judged_by)
                )
        return len(todo)

    def mark(self, company_id: str) -> tuple[str, str] | None:
        """What the standings of a company were judged by; the same mark means the same standings."""
        with self._store.listing_states.reading() as connection:
            query = "SELECT change, bases FROM mark WHERE company = ?"
            found = connection.execute(query, (company_id,)).fetchone()
        return (found[0], found[1]) if found else None

    def told(
        self, company_id: str, rows: Sequence[int], checkers: Mapping[str, ListingChecker]
    ) -> dict[int, dict[str, list[Finding]]]:
        """The findings of these rows by site, judged now."""
        found: dict[int, dict[str, list[Finding]]] = {}
        for start in range(0, len(rows), SLICE):
            with self._store.listing_states.reading() as connection:
                listings = _listings(connection, rows[start : start + SLICE])
                families = _families(connection, company_id, (one for _row, _seal, one in listings))
            for row, _seal, one in listings:
                breathe()
                found[row] = {
                    site: judge(checker, one, families) for site, checker in checkers.items()
                }
        return found

    def _slice(
        self,
        company_id: str,
        rows: Sequence[int],
        checkers: Mapping[str, ListingChecker],
        bases: Mapping[str, int],
    ) -> None:
        with self._store.listing_states.reading() as connection:
            listings = _listings(connection, rows)
            families = _families(connection, company_id, (one for _row, _seal, one in listings))
        parents = frozenset(families)
        stamp = time.time_ns()
        looks: list[states.Look] = []
        standings: list[states.Standing] = []
        for row, seal, one in listings:
            breathe()
            gtin = gtin_key(one, parents)
            looks.append(states.Look(row, company_id, seal, sku_key(one), one.parent_sku, gtin))
            for site, checker in checkers.items():
                counts = counted(judge(checker, one, families))
                state = states.EMPTY
                if begun(one, site):
                    state = states.DRAFT if counts[0] else states.READY
                    if state == states.READY and exported(one, site):
                        state = states.EXPORTED
                standings.append(
                    states.Standing(
                        row, site, bases[site], stamp, state, *counts, title_number(one, site)
                    )
                )
        with self._store.listing_states.writing() as connection:
            states.keep(connection, looks, standings)

    def _basis(self, site: str, on: date) -> str:
        return f"{site} {on.isoformat()} {self._book_mark()}"

    def _book_mark(self) -> str:
        book = self._rules()
        if self._packs is None or self._packs[0] is not book.packs:
            told = blake2b(__version__.encode(), digest_size=16)
            for pack in book.packs:
                told.update(msgspec.json.encode(pack))
            self._packs = (book.packs, told.hexdigest())
        own = msgspec.json.encode(book.overrides)
        return self._packs[1] + blake2b(own, digest_size=8).hexdigest()


def _affected(
    connection: sqlite3.Connection, company_id: str, bases: Sequence[tuple[str, int]]
) -> list[int]:
    """Rows to be judged: the stale ones and their families, those that they left among them. Forgets what is gone."""
    fresh, lost = states.changed(connection, company_id)
    todo = {*fresh, *states.judged_otherwise(connection, company_id, bases)}
    states.forget(connection, [one.listing for one in lost])
    if len(todo) > _MANY:
        query = "SELECT rowid FROM desk.listing WHERE company_id = ? ORDER BY rowid"
        return [row for (row,) in connection.execute(query, (company_id,))]
    skus = {sku for one in lost for sku in (one.sku, one.parent)}
    for chunk in _chunks(sorted(todo)):
        marks = ", ".join("?" for _row in chunk)
        for table, row, parent in (
            ("look", "listing", "parent"),
            ("desk.listing", "rowid", "parent_sku"),
        ):
            query = f"SELECT sku, {parent} FROM {table} WHERE {row} IN ({marks})"
            skus.update(chain.from_iterable(connection.execute(query, chunk)))
    skus.discard("")
    for chunk in _chunks(sorted(skus)):
        marks = ", ".join("?" for _sku in chunk)
        named = f"SELECT rowid FROM desk.listing WHERE parent_sku IN ({marks}) AND company_id = ?"
        todo.update(row for (row,) in connection.execute(named, (*chunk, company_id)))
        # Whoever has the SKU: a parent whose children came or went.
        named = f"SELECT rowid FROM desk.listing WHERE sku IN ({marks}) AND company_id = ?"
        todo.update(row for (row,) in connection.execute(named, (*chunk, company_id)))
    return sorted(todo)


def _listings(
    connection: sqlite3.Connection, rows: Sequence[int]
) -> list[tuple[int, str, Listing]]:
    marks = ", ".join("?" for _row in rows)
    query = f"SELECT rowid, seal, body FROM desk.listing WHERE rowid IN ({marks}) ORDER BY rowid"
    return [(row, seal, _decoded(body)) for row, seal, body in connection.execute(query, rows)]


def _families(
    connection: sqlite3.Connection, company_id: str, listings: Iterable[Listing]
) -> Families:
    """The families that these are in, whole, by the SKU that children name."""
    skus = {sku for one in listings for sku in (one.sku, one.parent_sku) if sku}
    families: dict[str, list[Listing]] = {}
    for chunk in _chunks(sorted(skus)):
        marks = ", ".join("?" for _sku in chunk)
        query = f"SELECT body FROM desk.listing WHERE parent_sku IN ({marks}) AND company_id = ? ORDER BY rowid"
        for (body,) in connection.execute(query, (*chunk, company_id)):
            child = _decoded(body)
            families.setdefault(child.parent_sku, []).append(child)
    for chunk in _chunks(sorted(families)):
        marks = ", ".join("?" for _sku in chunk)
        query = f"SELECT body FROM desk.listing WHERE sku IN ({marks}) AND company_id = ? ORDER BY rowid"
        for (body,) in connection.execute(query, (*chunk, company_id)):
            parent = _decoded(body)
            if parent.parent_sku != parent.sku:
                families[parent.sku].append(parent)
    return families


def _decoded(body: str) -> Listing:
    try:
        return _decoder.decode(body)
    except msgspec.MsgspecError as problem:
        raise DamagedRow("listing") from problem


def _chunks(values: Sequence[int] | Sequence[str]) -> Iterable[tuple[int | str, ...]]:
    for start in range(0, len(values), _ASKED):
        yield tuple(values[start : start + _ASKED])
