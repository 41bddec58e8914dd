"""What documents are judged for, and what is asked for there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Requirement


@dataclass(frozen=True, slots=True)
class View:
    """Sites, categories and business type of an application, and its planned day.

    `traits` are what the seller said of the products of a category.
    """

    sites: tuple[str, ...]
    categories: tuple[str, ...]
    entity: str
    on: date
    traits: Mapping[str, tuple[tuple[str, bool], ...]] = field(default_factory=dict)


def needs(rules: RuleBook, view: View) -> list[Requirement]:
    """What the sites ask for, each once, in the packs' order."""
    found: dict[str, Requirement] = {}
    for site in view.sites:
        for category in view.categories or ("",):
            query = Query(
                site=site,
                on=view.on,
                category=category,
                entity=view.entity,
                traits=view.traits.get(category, ()),
            )
            for one in rules.requirements(query):
                add_needed(found, one)
    return list(found.values())


def add_needed(found: dict[str, Requirement], need: Requirement) -> None:
    """Each once; one that is surely asked for goes over the same that may be."""
    before = found.get(need.id)
    if before is None or (before.severity == "hint" and need.severity != "hint"):
        found[need.id] = need


def once(findings: Iterable[Finding]) -> list[Finding]:
    """The same problem for several sites or requirements once, at its greatest weight."""
    order = list(Severity)
    kept: dict[tuple[object, ...], Finding] = {}
    for one in findings:
        key = (one.code, one.subject.id, one.place, one.measured, one.required, one.detail)
        before = kept.get(key)
        if before is None or order.index(one.severity) < order.index(before.severity):
            kept[key] = one
    return list(kept.values())
