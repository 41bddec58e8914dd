"""What the start costs: fees and deposits of the chosen sites from the packs, the rest as the seller types it.

Everything is added in one currency by the seller's own rates. What is not known is listed and never counted as nothing:
the sum is then "at least". The guide's span (process P2.7) stands beside it.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.money import Money
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.economics.exchange import Exchange
from seller_desk.core.platforms.compare import counted
from seller_desk.core.rules.book import Query, RuleBook, platform_of
from seller_desk.core.rules.catalogs import public_ids
from seller_desk.core.rules.model import Entry, Fact, Fee, Source, Words

CURRENCY = "CNY"
Place = Literal["below", "inside", "above", "open"]


class LineRule(Entry, frozen=True, kw_only=True, rename={"origin": "from"}):
    """A line of the budget. `origin`: fees, deposit or input; `only`: of this model; `optional`: empty is no gap."""

    id: str
    origin: Literal["fees", "deposit", "input"]
    name: Words
    hint: Words | None = None
    only: str = ""
    optional: bool = False


class Span(Entry, frozen=True, kw_only=True):
    """The guide's span of a model, in CNY."""

    id: str
    name: Words
    low: int
    high: int


class BudgetRules(Entry, frozen=True, kw_only=True):
    """The shipped data: lines, months of fees, spans and where they come from."""

    months: int
    source: Source
    as_of: str
    span: list[Span]
    line: list[LineRule]

    def span_of(self, model: str) -> Span:
        """The span of this model; KeyError if there is none."""
        return {one.id: one for one in self.span}[model]


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """An amount that the seller typed."""

    amount: Decimal
    currency: str = CURRENCY


class BudgetInput(msgspec.Struct, frozen=True, kw_only=True):
    """What the seller typed, by line; `model` is base or premium."""

    model: str = "base"
    costs: dict[str, Cost] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A line, or one site's part of it. `amount` None: not known, `why` says so; `in_total` None: no exchange rate.

    `what` says what the amount is for (sites and plan); `gap`: the sum lacks it.
    """

    rule: LineRule
    what: str
    amount: Money | None
    in_total: Money | None
    why: str = ""
    sources: tuple[SourceNote, ...] = ()

    @property
    def gap(self) -> bool:
        """Whether the sum lacks this line."""
        return self.in_total is None and not (self.rule.optional and self.amount is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The whole start. `known` is the sum of what is known; `place` compares it with the guide's span.

    `rates_missing`: currencies without a rate of the seller's.
    """

    lines: tuple[BudgetLine, ...]
    known: Money
    tied_up: Money
    span: Span
    source: SourceNote
    place: Place
    rates_missing: tuple[str, ...]

    @property
    def gaps(self) -> tuple[BudgetLine, ...]:
        """What the sum lacks."""
        return tuple(one for one in self.lines if one.gap)


@cache
def budget_rules() -> BudgetRules:
    """The shipped data."""
    path = resources_dir() / "catalogs" / "budget.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), BudgetRules)


def budget(
    book: RuleBook,
    queries: Sequence[Query],
    given: BudgetInput,
    exchange: Exchange,
    options: Sequence[str] = (),
) -> Budget:
    """The budget for these sites. KeyError for an unknown model."""
    rules = budget_rules()
    raw: list[_Part] = []
    for rule in rules.line:
        if rule.only and rule.only != given.model:
            continue
        if rule.origin == "fees":
            raw += _fees(book, queries, rule, rules.months, options)
        elif rule.origin == "deposit":
            raw += _deposits(book, queries, rule)
        else:
            raw.append(_typed(rule, given.costs))
    lines = tuple(_line(one, exchange) for one in raw)
    known = _sum(lines)
    span = rules.span_of(given.model)
    missing = dict.fromkeys(
        code
        for one in lines
        if one.amount is not None and one.in_total is None
        for code in (one.amount.currency, CURRENCY)
        if code != exchange.base and exchange.rate(exchange.base, code) is None
    )
    return Budget(
        lines=lines,
        known=known,
        tied_up=_sum(one for one in lines if one.rule.origin == "deposit"),
        span=span,
        source=SourceNote(title=rules.source.text(), url=rules.source.url, as_of=rules.as_of),
        place=_place(known, span, any(one.gap for one in lines)),
        rates_missing=tuple(missing),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    rule: LineRule
    what: str
    amount: Money | None
    why: str = ""
    sources: tuple[SourceNote, ...] = ()


def _line(part: _Part, exchange: Exchange) -> BudgetLine:
    converted = None if part.amount is None else exchange.convert(part.amount, CURRENCY)
    why = part.why
    if part.amount is not None and converted is None:
        why = _("No exchange rate of yours for {currency}").format(currency=part.amount.currency)
    return BudgetLine(
        rule=part.rule,
        what=part.what,
        amount=part.amount,
        in_total=converted.rounded() if converted else None,
        why=why,
        sources=part.sources,
    )


def _sum(lines: Iterable[BudgetLine]) -> Money:
    known = [one.in_total for one in lines if one.in_total is not None]
    return sum(known, start=Money(Decimal(0), CURRENCY))


def _place(known: Money, span: Span, gaps: bool) -> Place:
    if known.amount > span.high:
        return "above"
    if gaps:
        return "open"
    return "below" if known.amount < span.low else "inside"


def _typed(rule: LineRule, costs: Mapping[str, Cost]) -> _Part:
    cost = costs.get(rule.id)
    if cost is None:
        return _Part(rule, "", None, _("You have not entered it"))
    return _Part(rule, "", Money(cost.amount, cost.currency))


def _fees(
    book: RuleBook, queries: Sequence[Query], rule: LineRule, months: int, options: Sequence[str]
) -> Iterator[_Part]:
    """Monthly fees, each entry of the packs once: one plan may serve several sites."""
    sites: dict[int, list[str]] = {}
    entries: dict[int, Fee] = {}
    for query in queries:
        fees = book.fees(query)
        monthly = [one for one in counted(fees, options)[0] if one.per == "month"]
        offered = any(one.per == "month" for one in fees)
        if not monthly:
            yield _no_fee(book, query, rule, offered=offered)
        for fee in monthly:
            entries[id(fee)] = fee
            sites.setdefault(id(fee), []).append(query.site)
    for key, fee in entries.items():
        name = fee.label.text() if fee.label else rule.name.text()
        what = _("{name}, {n} months: {sites}").format(
            name=name, n=months, sites=_names(book, sites[key])
        )
        amount = None if fee.amount is None else Money(fee.amount * months, fee.currency)
        why = "" if amount else _("The amount is not known")
        yield _Part(rule, what, amount, why, (fee.source_note(),))


def _no_fee(book: RuleBook, query: Query, rule: LineRule, *, offered: bool) -> _Part:
    names = _names(book, [query.site])
    if offered:
        what = _("No shop subscription chosen: {sites}").format(sites=names)
        return _Part(rule, what, Money(Decimal(0), CURRENCY))
    return _Part(rule, names, None, _("No source says whether there is a monthly fee"))


def _deposits(book: RuleBook, queries: Sequence[Query], rule: LineRule) -> Iterator[_Part]:
    """Deposits, each fact once for a platform: they are asked for a shop or a licence, not for every site."""
    found: dict[tuple[str, str], tuple[Fact | None, list[str]]] = {}
    for query in queries:
        fact = book.fact("site.deposit", query)
        key = f"{fact.value} {fact.unit} {fact.fact}" if fact else ""
        found.setdefault((platform_of(query.site), key), (fact, []))[1].append(query.site)
    for (_platform, _key), (fact, sites) in found.items():
        names = _names(book, sites)
        if fact is None:
            yield _Part(rule, names, None, _why_no_deposit(book, sites, queries))
            continue
        yield _deposit(rule, fact, names, book.sites[sites[0]].currency)


def _why_no_deposit(book: RuleBook, sites: Sequence[str], queries: Sequence[Query]) -> str:
    """Without a business type a deposit that only some types pay is open, not unheard of."""
    for query in queries:
        if query.site not in sites or query.entity:
            continue
        for entity in public_ids().entity:
            if book.fact("site.deposit", replace(query, entity=entity)) is not None:
                return _("It depends on the business type, which is not chosen yet")
    return _("No source says whether a deposit is asked for")


def _deposit(rule: LineRule, fact: Fact, names: str, currency: str) -> _Part:
    said = fact.note.text() if fact.note else ""
    try:
        amount = Decimal(str(fact.value))
    except ArithmeticError:
        return _Part(rule, names, None, said or str(fact.value), (fact.source_note(),))
    what = _("{what}: {text}").format(what=names, text=said) if said else names
    return _Part(rule, what, Money(amount, fact.unit or currency), "", (fact.source_note(),))


def _names(book: RuleBook, sites: Iterable[str]) -> str:
    return listed(book.sites[site].name.text() for site in sites)
