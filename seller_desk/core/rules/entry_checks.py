"""What is wrong with one entry of a pack beyond its grammar: unknown ids, a day to come, sums that cannot be made."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.rules.catalogs import categories, public_ids, traits
from seller_desk.core.rules.fee_checks import fee_problems
from seller_desk.core.rules.model import Compliance, Fee, Question, Sourced


def entry_problems(entry: Sourced, sites: Mapping[str, str], on: date) -> Iterator[str]:
    """Everything that stands against the entry; `sites` maps all known ids to their currencies, `on` is today."""
    if not entry.source.title.strip():
        yield _("the source has no title")
    if entry.checked > on:
        yield _("checked in the future")
    known = {
        "site": set(sites),
        "category": set(categories()),
        "entity": set(public_ids().entity),
        "kind": set(public_ids().kind),
    }
    for part, ids in known.items():
        unknown = [one for one in getattr(entry.applies_to, part) if one not in ids]
        if unknown and (part != "site" or sites):
            yield _("unknown {part}: {ids}").format(part=part, ids=listed(unknown))
    if isinstance(entry, Fee):
        yield from _of_fee(entry, sites)
    if isinstance(entry, Compliance):
        yield from _of_compliance(entry)
    if isinstance(entry, Question):
        unknown = [one for one in entry.kinds if one not in known["kind"]]
        if unknown:
            yield _("unknown {part}: {ids}").format(part="kind", ids=listed(unknown))


def _of_compliance(entry: Compliance) -> Iterator[str]:
    named = {
        "kind": (entry.kinds, set(public_ids().kind)),
        "category": (entry.unless, set(categories())),
        "trait": (entry.traits, set(traits())),
    }
    for part, (ids, known) in named.items():
        unknown = [one for one in ids if one not in known]
        if unknown:
            yield _("unknown {part}: {ids}").format(part=part, ids=listed(unknown))
    if any(not re.fullmatch("[A-Z]{2}", one) for one in entry.destination):
        yield _("a destination is a country such as DE, or EU")


def _of_fee(fee: Fee, sites: Mapping[str, str]) -> Iterator[str]:
    if fee.name not in public_ids().fee:
        yield _("unknown fee: {name}").format(name=fee.name)
    for site in fee.applies_to.site:
        if sites.get(site, fee.currency) != fee.currency:
            yield _("{site} has another currency than this fee").format(site=site)
    yield from fee_problems(fee)
