"""Product compliance of one site: which papers a product needs there, and which of them are on file.

Pure: from the rule book, what the seller said of the product, and the papers. Nothing here says that a product may be
sold: where no source speaks of a destination, the answer is "not known", and costs are never known.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.compliance import Demand, is_named, reaches, trait_answers
from seller_desk.core.rules.model import Fact, Fee

# `check`: a paper of a fitting kind is there, but its name does not tell that it is this one. `open`: hangs on an
# answer of the seller's. `to_do`: nothing to file; listing or parcel has to show it.
State = Literal["on_file", "check", "expired", "missing", "open", "to_do"]
# `named`: the site's fee table has it; `any`: one rate for all; `rest`: the rate of what the table does not name.
FeePlace = Literal["named", "any", "rest", "not_mapped"]
GATED = "category.gated"
LEAD = "compliance.lead_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document on file, as far as it matters here. `certificate`: the id of the rule that it proves, as the seller said."""

    id: str
    kind: str
    name: str
    certificate: str = ""
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandState:
    """What is asked for, and how far it is there. `lead_days`: to be begun so long before (certificates: the general figure); None = not known.

    `lead_source` says where that figure comes from; the cost is never known, no source gives one.
    """

    demand: Demand
    state: State
    papers: tuple[Paper, ...] = ()
    lead_days: int | None = None
    lead_source: SourceNote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCompliance:
    """One site. `known`: any source speaks of product rules at this destination.

    `countries` empty: the site sells to many countries and the seller named none. `ask`: traits on which something hangs.
    """

    site: str
    category: str
    countries: tuple[str, ...]
    known: bool
    demands: tuple[DemandState, ...]
    ask: tuple[str, ...]
    fee_place: FeePlace
    fee: Fee | None
    gated: Fact | None


def site_compliance(
    book: RuleBook, query: Query, papers: Sequence[Paper], told: Collection[str] = ()
) -> SiteCompliance:
    """What this product needs at this site on that day; `told`: values of the company that are there.

    UsageProblem for an unknown site.
    """
    book.site(query.site)
    found = book.demands(query)
    countries = book.destinations(query)
    place, fee = fee_place(book, query)
    states = [_state(book, query, one, papers, told) for one in found]
    answers = trait_answers(query.category, dict(query.traits))
    needed = {trait for one in found for trait in one.open_traits}
    gated = book.fact(GATED, query) if query.category else None
    return SiteCompliance(
        site=query.site,
        category=query.category,
        countries=countries,
        known=_spoken_of(book, countries),
        demands=tuple(sorted(states, key=_order)),
        ask=tuple(trait for trait in answers if trait in needed),
        fee_place=place,
        fee=fee,
        gated=gated,
    )


def fee_place(book: RuleBook, query: Query) -> tuple[FeePlace, Fee | None]:
    """Where the category stands in the site's fee table. What no row names is not mapped, whatever "other" costs."""
    rows = [one for one in book.fees(query) if one.name == "referral"]
    named = next((one for one in rows if query.category in one.applies_to.category), None)
    if named is not None:
        return "named", named
    if not rows:
        return "not_mapped", None
    table = any(
        fee.applies_to.category
        for pack in book.packs
        for fee in pack.fee
        if fee.name == "referral" and query.site in fee.applies_to.site
    )
    return ("rest" if table else "any"), rows[0]


def _spoken_of(book: RuleBook, countries: Sequence[str]) -> bool:
    return not countries or any(
        one.destination and reaches(one, countries)
        for pack in book.packs
        for one in pack.compliance
    )


def _state(
    book: RuleBook, query: Query, demand: Demand, papers: Sequence[Paper], told: Collection[str]
) -> DemandState:
    entry = demand.entry
    lead, source = entry.lead_days, entry.source_note() if entry.lead_days else None
    if lead is None and "product_certificate" in entry.kinds:
        found = book.whole(LEAD, query)
        if found is not None:
            lead, source = found[0], found[1].source_note()
    state, serving = _served(demand, papers, query.on)
    if entry.data and entry.data in told and not entry.kinds:
        state = "on_file"
    return DemandState(
        demand=demand, state=state, papers=serving, lead_days=lead, lead_source=source
    )


def _served(demand: Demand, papers: Sequence[Paper], on: date) -> tuple[State, tuple[Paper, ...]]:
    entry = demand.entry
    if not entry.kinds:
        return ("open", ()) if demand.open_traits else ("to_do", ())
    of_kind = [
        one for one in papers if one.kind in entry.kinds and one.certificate in ("", entry.id)
    ]
    named = [one for one in of_kind if one.certificate or is_named(one.name, entry.words)]
    good = tuple(one for one in named if _valid(one, on))
    if good:
        return "on_file", good
    if demand.open_traits:
        return "open", ()
    if named:
        return "expired", tuple(named)
    # A certificate whose name speaks of something else is not this one; one that says nothing may be.
    maybe = tuple(one for one in of_kind if _valid(one, on))
    return ("check", maybe) if maybe else ("missing", ())


def _valid(paper: Paper, on: date) -> bool:
    return paper.valid_until is None or paper.valid_until >= on


_ORDER: tuple[State, ...] = ("expired", "missing", "to_do", "check", "open", "on_file")


def _order(one: DemandState) -> tuple[bool, int]:
    """Warnings before hints; what there is to do first."""
    return one.demand.entry.severity == "hint", _ORDER.index(one.state)
