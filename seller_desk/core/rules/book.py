"""The rule book: what is in force for a site on a day, the seller's own values first.

Entries are looked up, never computed. Where several entries fit, the most specific scope wins, then the later
`effective_from`; the seller's own value outranks every pack.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import msgspec

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import _
from seller_desk.core.base.measures import Quantity
from seller_desk.core.rules.load import load_pack, pack_files
from seller_desk.core.rules.model import (
    Fact,
    Fee,
    FormField,
    Gate,
    Pack,
    Requirement,
    SiteInfo,
    Source,
    Sourced,
)
from seller_desk.core.rules.overrides import Override, with_own_values

__all__ = ["Override", "Query", "RuleBook", "platform_of", "quantity"]

S = TypeVar("S", bound=Sourced)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for: a site (`amazon.us`), the day, and optionally category, entity kind and document kind."""

    site: str
    on: date
    category: str = ""
    entity: str = ""
    kind: str = ""


def platform_of(site: str) -> str:
    """`amazon` of `amazon.us`."""
    return site.partition(".")[0]


class RuleBook:
    """All packs, read once; see the module's docstring for precedence."""

    def __init__(self, packs: Sequence[Pack], overrides: Iterable[Override] = ()) -> None:
        self.packs = tuple(packs)
        self.overrides = tuple(overrides)
        ranked = sorted(packs, key=lambda pack: pack.rank)
        self.sites: dict[str, SiteInfo] = {site.id: site for pack in ranked for site in pack.site}
        self._facts: dict[tuple[str, str], list[Fact]] = {}
        self._entries: dict[tuple[str, str], list[Sourced]] = {}
        own_sites: dict[str, list[str]] = {}
        for site in self.sites:
            own_sites.setdefault(platform_of(site), []).append(site)
        for pack in packs:
            for fact in pack.fact:
                scoped = _scoped(fact, own_sites.get(pack.platform, []))
                for platform in {platform_of(site) for site in scoped.applies_to.site} or {""}:
                    self._facts.setdefault((platform, fact.key), []).append(scoped)

    @classmethod
    def load(cls, *extra: Path, overrides: Iterable[Override] = ()) -> "RuleBook":
        """The shipped packs and those in further folders."""
        return cls([load_pack(path) for path in pack_files(*extra)], overrides)

    def with_overrides(self, overrides: Iterable[Override]) -> "RuleBook":
        """The same packs under other values of the seller."""
        return RuleBook(self.packs, overrides)

    def site(self, site: str) -> SiteInfo:
        """The site with this id. UsageProblem if no pack knows it."""
        found = self.sites.get(site)
        if found is None:
            raise UsageProblem(
                _("There is no site “{site}”").format(site=site),
                _("There are: {sites}").format(sites=", ".join(self.sites)),
            )
        return found

    def fact(self, key: str, query: Query) -> Fact | None:
        """The fact in force, or None where nobody knows."""
        best = _most_specific(self._of_key(key, platform_of(query.site)), query)
        own = next(
            (
                one
                for one in reversed(self.overrides)
                if one.key == key and one.applies(query.site, query.category)
            ),
            None,
        )
        if own is None:
            return best
        return Fact(
            key=key,
            value=own.value,
            unit=best.unit if best else "",
            source=Source(title=own.note or _("Your own value")),
            as_of=own.set_on.isoformat(),
            checked=own.set_on,
            confidence=Confidence.SELLER,
        )

    def number(self, key: str, query: Query) -> tuple[Decimal, Fact] | None:
        """A numeric fact with its provenance; None where nobody knows."""
        fact = self.fact(key, query)
        if fact is None or isinstance(fact.value, (bool, list)):
            return None
        return Decimal(str(fact.value)), fact

    def whole(self, key: str, query: Query) -> tuple[int, Fact] | None:
        """A whole-number fact with its provenance; None where nobody knows."""
        found = self.number(key, query)
        return (int(found[0]), found[1]) if found else None

    def words(self, key: str, query: Query) -> tuple[list[str], Fact] | None:
        """A fact that is a list of texts (or one text), with its provenance."""
        fact = self.fact(key, query)
        if fact is None:
            return None
        value = fact.value if isinstance(fact.value, list) else [fact.value]
        return [str(one) for one in value], fact

    def fees(self, query: Query) -> list[Fee]:
        """One fee per name and option: the most specific one in force, under the seller's own values."""
        names: dict[tuple[str, str], list[Fee]] = {}
        for fee in self._of_site("fee", query):
            names.setdefault((fee.name, fee.option), []).append(fee)
        best = (_most_specific(candidates, query) for candidates in names.values())
        chosen = [fee for fee in best if fee is not None]
        own = [
            one
            for one in self.overrides
            if one.key.startswith("fee.") and one.applies(query.site, query.category)
        ]
        site = self.sites.get(query.site)
        return with_own_values(chosen, own, site.currency) if own and site else chosen

    def requirements(self, query: Query) -> list[Requirement]:
        """Every document asked for, in the pack's order."""
        return [one for one in self._of_site("requirement", query) if _fits(one, query)]

    def form_fields(self, query: Query) -> list[FormField]:
        """The registration form's boxes, in order."""
        return [one for one in self._of_site("form_field", query) if _fits(one, query)]

    def gates(self, query: Query) -> list[Gate]:
        """What decides whether this entity kind may register here."""
        return [one for one in self._of_site("gate", query) if _fits(one, query)]

    def facts_of(self, query: Query, *beginnings: str) -> list[Fact]:
        """Every fact in force whose key begins so, by the order of the beginnings, then of the packs."""
        keys = [
            key
            for platform in (platform_of(query.site), "")
            for owner, key in self._facts
            if owner == platform
        ]
        wanted = dict.fromkeys(key for start in beginnings for key in keys if key.startswith(start))
        found = (self.fact(key, query) for key in wanted)
        return [fact for fact in found if fact is not None]

    def _of_key(self, key: str, platform: str) -> list[Fact]:
        everywhere = self._facts.get(("", key), [])
        return [*self._facts.get((platform, key), []), *everywhere] if platform else everywhere

    def _of_site(self, array: str, query: Query) -> list:  # type: ignore[type-arg]
        platform = platform_of(query.site)
        key = (array, platform)
        if key not in self._entries:
            # Two threads may both do this: they write the same.
            self._entries[key] = [
                entry
                for pack in self.packs
                if pack.platform == platform
                for entry in getattr(pack, array)
            ]
        return self._entries[key]


def quantity(fact: Fact) -> Quantity:
    """The fact's number with its unit, for a finding."""
    return Quantity(Decimal(str(fact.value)), fact.unit)


def _scoped(fact: Fact, sites: list[str]) -> Fact:
    """A fact of a platform's pack that names no site applies to that platform's sites only."""
    if fact.applies_to.site or not sites:
        return fact
    return msgspec.structs.replace(
        fact, applies_to=msgspec.structs.replace(fact.applies_to, site=sites)
    )


def _fits(entry: Sourced, query: Query) -> bool:
    scope = entry.applies_to
    return (
        entry.in_force(query.on)
        and (not scope.site or query.site in scope.site)
        and (not scope.category or query.category in scope.category)
        and (not scope.entity or query.entity in scope.entity)
        and (not scope.kind or query.kind in scope.kind)
    )


def _most_specific(entries: Iterable[S], query: Query) -> S | None:
    def rank(entry: S) -> tuple[int, int, date]:
        scope = entry.applies_to
        narrow = sum(bool(part) for part in (scope.category, scope.entity, scope.kind))
        return narrow, -len(scope.site) if scope.site else -999, entry.effective_from or date.min

    fitting = [entry for entry in entries if _fits(entry, query)]
    return max(fitting, key=rank, default=None)
