"""What a product needs where it goes: the entries of the packs that fit, and whether they do for certain.

A rule may hang on something of the product that the category does not tell (is it wireless?). Until the seller says,
such a demand is open, never dropped and never taken for granted.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.rules.catalogs import categories, traits
from seller_desk.core.rules.model import Compliance, Pack, Requirement, Words

# ISO 3166: the member states, for rules of the Union.
EU = frozenset(
    ("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
     "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demand:
    """An entry that fits the product; `open_traits` are those on which it still hangs."""

    entry: Compliance
    open_traits: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether it is asked for whatever the seller answers."""
        return not self.open_traits

    def hangs_on(self) -> str:
        """The names of the open traits, in the language in use."""
        return listed(traits()[one].name for one in self.open_traits)


def trait_answers(category: str, said: Mapping[str, bool]) -> dict[str, bool | None]:
    """Each trait of a product: True, False, or None where the seller has to say."""
    known = categories().get(category)
    answers: dict[str, bool | None] = dict.fromkeys(traits(), False)
    if known is not None:
        answers.update(dict.fromkeys(known.may, None))
        answers.update(dict.fromkeys(known.traits, True))
    answers.update({one: yes for one, yes in said.items() if one in answers})
    return answers


def demands(
    entries: Iterable[Compliance],
    category: str,
    said: Mapping[str, bool],
    countries: Sequence[str],
) -> list[Demand]:
    """The entries for a product of this category that goes to one of these countries (none given: to any)."""
    answers = trait_answers(category, said)
    found = []
    for one in entries:
        if category in one.unless or not reaches(one, countries):
            continue
        asked = [answers.get(trait) for trait in one.traits]
        if False not in asked:
            names = zip(one.traits, asked, strict=True)
            found.append(Demand(one, tuple(trait for trait, yes in names if yes is None)))
    return found


def reaches(entry: Compliance, countries: Sequence[str]) -> bool:
    """Whether the rule holds in one of these countries; without countries it may."""
    if not entry.destination or not countries:
        return True
    union = EU if "EU" in entry.destination else frozenset()
    return any(country in entry.destination or country in union for country in countries)


def certificate_names(packs: Iterable[Pack]) -> dict[str, str]:
    """The product rules that a document proves, by id with their names in the language in use."""
    return {one.id: one.label.text() for pack in packs for one in pack.compliance if one.kinds}


def is_named(name: str, words: Iterable[str]) -> bool:
    """Whether a file's name holds one of the words, standing by itself (`CE_report.pdf`, not `invoice.pdf`)."""
    return any(
        re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z])", name, re.IGNORECASE)
        for word in words
    )


def as_requirements(found: Iterable[Demand]) -> list[Requirement]:
    """Those that a document proves, as what an application asks for. What is not certain asks for nothing yet."""
    return [_requirement(one) for one in found if one.entry.kinds]


def _requirement(demand: Demand) -> Requirement:
    entry = demand.entry
    severity, note = entry.severity, entry.note
    if not demand.certain:
        severity = "hint"
        said = _("Only if: {traits}").format(traits=demand.hangs_on())
        note = Words(en=said, zh=said)
    return Requirement(
        id=entry.id,
        group="product",
        kinds=entry.kinds,
        severity=severity,
        label=entry.label,
        source=entry.source,
        checked=entry.checked,
        confidence=entry.confidence,
        fact=entry.fact,
        as_of=entry.as_of,
        conflicts=entry.conflicts,
        note=note,
        words=entry.words,
    )
