"""The rule book: what is in force for a site on a day, the seller's own values first.

Entries are looked up, never computed. Where several entries fit, the most specific scope wins, then the later
`effective_from`; the seller's own value outranks every pack.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import _
from seller_desk.core.base.measures import Quantity
from seller_desk.core.rules.compliance import Demand, as_requirements, demands
from seller_desk.core.rules.load import load_all
from seller_desk.core.rules.model import (
    Compliance,
    Fact,
    Fee,
    FormField,
    Gate,
    Pack,
    Question,
    Requirement,
    SiteInfo,
)
from seller_desk.core.rules.overrides import Override, own_fact, with_own_gate, with_own_values
from seller_desk.core.rules.precedence import fits, most_specific, settled

__all__ = ["Override", "Query", "RuleBook", "platform_of", "quantity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for: a site (`amazon.us`), the day, and optionally category, entity kind and document kind.

    `traits` are what the seller said of the product (`wireless` yes or no); what is not said follows from the category.
    `destinations` stand in for the country of a site that sells to many.
    """

    site: str
    on: date
    category: str = ""
    entity: str = ""
    kind: str = ""
    traits: tuple[tuple[str, bool], ...] = ()
    destinations: tuple[str, ...] = ()


def platform_of(site: str) -> str:
    """`amazon` of `amazon.us`."""
    return site.partition(".")[0]


class RuleBook:
    """All packs, read once; see the module's docstring for precedence."""

    def __init__(
        self,
        packs: Sequence[Pack],
        overrides: Iterable[Override] = (),
        broken: Sequence[DeskError] = (),
        files: Sequence[Path] = (),
    ) -> None:
        self.packs = tuple(packs)
        # Where each pack lies, if it was read from a file.
        self.files = tuple(files)
        self.overrides = tuple(overrides)
        # Why files are left out; the other packs work.
        self.broken = tuple(broken)
        ranked = sorted(packs, key=lambda pack: pack.rank)
        self.sites: dict[str, SiteInfo] = {site.id: site for pack in ranked for site in pack.site}
        self._facts: dict[tuple[str, str], list[Fact]] = {}
        self._entries: dict[tuple[str, str], list[Any]] = {}
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
        """The shipped packs and those in further folders; what cannot be read is left out (`broken`)."""
        packs, broken, files = load_all(*extra)
        return cls(packs, overrides, broken, files)

    def with_overrides(self, overrides: Iterable[Override]) -> "RuleBook":
        """The same packs under other values of the seller."""
        return RuleBook(self.packs, overrides, self.broken, self.files)

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
        best = self.shipped_fact(key, query)
        own = next(
            (
                one
                for one in reversed(self.overrides)
                if one.key == key and one.applies(query.site, query.category)
            ),
            None,
        )
        return best if own is None else own_fact(own, best)

    def shipped_fact(self, key: str, query: Query) -> Fact | None:
        """What the packs say, whatever the seller put over it."""
        return most_specific(self._of_key(key, platform_of(query.site)), query)

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
        chosen = self.shipped_fees(query)
        own = self._own("fee.", query)
        site = self.sites.get(query.site)
        return with_own_values(chosen, own, site.currency) if own and site else chosen

    def shipped_fees(self, query: Query) -> list[Fee]:
        """The fees as the packs have them."""
        names: dict[tuple[str, str], list[Fee]] = {}
        for fee in self._of_site("fee", query):
            names.setdefault((fee.name, fee.option), []).append(fee)
        best = (most_specific(candidates, query) for candidates in names.values())
        return [fee for fee in best if fee is not None]

    def requirements(self, query: Query) -> list[Requirement]:
        """Every document asked for: the platform's own in the pack's order, then the product's.

        Twins from outside give way to the shipped ones.
        """
        found = [one for one in self._of_site("requirement", query) if fits(one, query)]
        found += as_requirements(self._settled_demands(query))
        ids = {one.id for one in found if one.confidence is not Confidence.COMMUNITY}
        return [
            one for one in found if one.confidence is not Confidence.COMMUNITY or one.id not in ids
        ]

    def demands(self, query: Query) -> list[Demand]:
        """What the destination's law and the platform ask of a product of this category, in the packs' order."""
        entries: list[Compliance] = [
            one
            for platform in ("general", platform_of(query.site))
            for one in self._of_platform("compliance", platform)
            if fits(one, query)
        ]
        return demands(entries, query.category, dict(query.traits), self.destinations(query))

    def questions(self, query: Query) -> list[Question]:
        """What only the seller can answer before handing in: the platform's own questions over the general ones."""
        found: dict[str, Question] = {}
        for platform in ("general", platform_of(query.site)):
            for one in self._of_platform("question", platform):
                shipped = one.confidence is not Confidence.COMMUNITY
                if fits(one, query) and (shipped or one.id not in found):
                    found[one.id] = one
        return [*found.values()]

    def destinations(self, query: Query) -> tuple[str, ...]:
        """The countries that the goods go to; empty where a site sells to many and the seller named none."""
        site = self.sites.get(query.site)
        return query.destinations or ((site.country,) if site and site.country else ())

    def _settled_demands(self, query: Query) -> list[Demand]:
        """Without a destination, only what holds at all of them."""
        known = bool(self.destinations(query))
        return [one for one in self.demands(query) if known or not one.entry.destination]

    def form_fields(self, query: Query) -> list[FormField]:
        """The registration form's boxes, in order; those of outside packs only where no other pack has any."""
        found = [one for one in self._of_site("form_field", query) if fits(one, query)]
        shipped = [one for one in found if one.confidence is not Confidence.COMMUNITY]
        return shipped or found

    def gates(self, query: Query) -> list[Gate]:
        """What decides whether this entity kind may register here, under the seller's own answer."""
        return with_own_gate(self.shipped_gates(query), self._own("gate.", query), query.entity)

    def shipped_gates(self, query: Query) -> list[Gate]:
        """The gates as the packs have them."""
        return settled([one for one in self._of_site("gate", query) if fits(one, query)])

    def _own(self, start: str, query: Query) -> list[Override]:
        return [
            one
            for one in self.overrides
            if one.key.startswith(start) and one.applies(query.site, query.category)
        ]

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

    def _of_site(self, array: str, query: Query) -> list[Any]:
        return self._of_platform(array, platform_of(query.site))

    def _of_platform(self, array: str, platform: str) -> list[Any]:
        """The array of this name (records of one kind, which the caller knows) from every pack of the platform."""
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
