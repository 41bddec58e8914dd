"""Which of several entries holds: scope, then period; what packs from outside may replace, and what not."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

import msgspec

from seller_desk.core.base.findings import Confidence
from seller_desk.core.rules.model import Conflict, Fact, Fee, Sourced
from seller_desk.core.rules.said import said

S = TypeVar("S", bound=Sourced)


class Asked(Protocol):
    """What is asked for; `core.rules.book.Query`."""

    @property
    def site(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def category(self) -> str: ...
    @property
    def entity(self) -> str: ...
    @property
    def kind(self) -> str: ...


def fits(entry: Sourced, asked: Asked) -> bool:
    """Whether the entry is in force and its scope covers what is asked for."""
    scope = entry.applies_to
    return (
        entry.in_force(asked.on)
        and (not scope.site or asked.site in scope.site)
        and (not scope.category or asked.category in scope.category)
        and (not scope.entity or asked.entity in scope.entity)
        and (not scope.kind or asked.kind in scope.kind)
    )


def most_specific(entries: Iterable[S], asked: Asked) -> S | None:
    """The narrowest entry that fits, then the latest; see `core.rules.community` for packs from outside."""
    fitting = [entry for entry in entries if fits(entry, asked)]
    if not fitting:
        return None
    if not any(_outside(entry) for entry in fitting):
        return max(fitting, key=_rank)
    best = max(settled(fitting), key=_rank)
    return _beside(best, [one for one in fitting if _outside(one) != _outside(best)])


def settled(entries: Sequence[S]) -> list[S]:
    """Without packs from outside where a shipped pack has it from the platform or from two sources."""
    if any(not entry.confidence.alone for entry in entries):
        return [entry for entry in entries if not _outside(entry)]
    return list(entries)


def _outside(entry: Sourced) -> bool:
    return entry.confidence is Confidence.COMMUNITY


def _rank(entry: Sourced) -> tuple[int, int, date, bool]:
    scope = entry.applies_to
    narrow = sum(bool(part) for part in (scope.category, scope.entity, scope.kind))
    wide = -len(scope.site) if scope.site else -999
    return narrow, wide, entry.effective_from or date.min, _outside(entry)


def _beside(best: S, others: Sequence[S]) -> S:
    """The entry with what the other side says shown beside it."""
    if not isinstance(best, (Fact, Fee)):
        return best
    mine = said(best)
    more = [
        Conflict(
            value=said(one), source=one.source, as_of=one.as_of, confidence=one.confidence
        )
        for one in others
        if said(one) != mine
    ]  # fmt: skip
    return msgspec.structs.replace(best, conflicts=[*best.conflicts, *more]) if more else best
