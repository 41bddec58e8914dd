"""The steps of one site's launch: documents that it asks for, gates, reviews; times from the rule packs.

Which steps there are and what waits for what is data (`resources/catalogs/launch.toml`). A time that no source gives
stays unknown; the seller's own figure goes before any source's.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Literal

import msgspec

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import _
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.workdays import LONGEST_DAYS, DayUnit, Span
from seller_desk.core.platforms.compliance import LEAD
from seller_desk.core.platforms.gates import verdict
from seller_desk.core.platforms.launch_model import SUBMIT, Age, Length, Step, Whose
from seller_desk.core.platforms.model import Verdict
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Compliance, Entry, Fact, Requirement, Source, Words

DOCUMENTS, GATES = "documents", "gates"
OWN_KEY = "launch.days."
_SPANS: dict[str, DayUnit] = {"": "working_day", "working_day": "working_day", "day": "day"}


class DocumentRule(Entry, frozen=True, kw_only=True):
    """What documents of these kinds wait for: kinds of other documents."""

    kinds: list[str]
    after: list[str]


class StepRule(Entry, frozen=True, kw_only=True):
    """A step of the catalogue; its comments say what the keys mean."""

    id: str
    name: Words
    calendar: Whose
    kinds: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    least: str = ""
    high_season: str = ""
    only_known: bool = False
    unless: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    milestone: bool = False
    hint: Words | None = None


class LaunchRules(Entry, frozen=True, kw_only=True):
    """The shipped catalogue."""

    source: Source
    before: dict[str, list[str]]
    document: list[DocumentRule]
    step: list[StepRule]


@cache
def launch_rules() -> LaunchRules:
    """The catalogue, read once."""
    text = (resources_dir() / "catalogs" / "launch.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), LaunchRules)


def step_named(key: str) -> str:
    """The step that a fact under this key (`launch.days.review`) is about, in the language in use; else nothing."""
    for one in launch_rules().step:
        if key in (*one.days, one.least, one.high_season):
            return one.name.text()
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """How far a requirement is: `done` = a document is on file and good on the day; `why` says what is not."""

    done: bool
    label: str = ""
    kind: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchCase:
    """One site on one day. `query` carries entity kind, category and traits, `more` the same for further categories;
    `here` tells of requirements by id.

    `kinds_here`: kinds of documents on file that are good on the day, for steps of no requirement.
    """

    query: Query
    more: tuple[Query, ...] = ()
    established_on: date | None = None
    here: Mapping[str, Here] = field(default_factory=dict)
    kinds_here: frozenset[str] = frozenset()
    high_season: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps, whether the seller may register at all, and product papers that hang on an answer of the seller's."""

    steps: tuple[Step, ...]
    gate: Verdict
    open_demands: tuple[str, ...]


def launch_steps(book: RuleBook, case: LaunchCase) -> Steps:
    """What has to happen before the site opens. UsageProblem for an unknown site."""
    book.site(case.query.site)
    rules = launch_rules()
    queries = (case.query, *case.more)
    demands = {one.entry.id: one for query in queries for one in book.demands(query)}
    products = {name: one.entry for name, one in demands.items()}
    needed: dict[str, Requirement] = {}
    for query in queries:
        needed |= {one.id: one for one in book.requirements(query) if one.severity != "hint"}
    asked = [*needed.values()]
    papers = [_document(book, case, one, products.get(one.id)) for one in asked]
    gate = verdict(book.gates(case.query), case.query.entity, case.established_on, case.query.on)
    gates = [_gate_step(gate)] if gate.answer == "later" else []
    others = [step for rule in rules.step if (step := _step(book, case, rule, papers)) is not None]
    places = {step.id for step in others}
    waits: dict[str, list[str]] = {SUBMIT: [one.id for one in gates]}
    for one, step in zip(asked, papers, strict=True):
        waits.setdefault(_needed_by(rules, one, one.id in products, places), []).append(step.id)
    for rule in rules.step:
        if rule.id in places and rule.before:
            waits.setdefault(next(one for one in rule.before if one in places), []).append(rule.id)
    joined = [
        replace(one, after=tuple(dict.fromkeys((*one.after, *waits.get(one.id, ())))))
        for one in others
    ]
    hanging = tuple(one.entry.label.text() for one in book.demands(case.query) if one.open_traits)
    return Steps((*gates, *_linked(rules, papers), *joined), gate, hanging)


def _linked(rules: LaunchRules, papers: Sequence[Step]) -> list[Step]:
    """Documents wait for other documents of the plan."""
    linked = []
    for one in papers:
        kinds = [
            kind
            for rule in rules.document
            if one.kinds and one.kinds[0] in rule.kinds
            for kind in rule.after
        ]
        waited = [two.id for two in papers if two is not one and set(two.kinds[:1]) & set(kinds)]
        linked.append(replace(one, after=tuple(waited)))
    return linked


def _needed_by(
    rules: LaunchRules, requirement: Requirement, product: bool, places: set[str]
) -> str:
    group = "compliance" if product else requirement.group
    return next((one for one in rules.before.get(group, ()) if one in places), SUBMIT)


def _document(
    book: RuleBook, case: LaunchCase, requirement: Requirement, product: Compliance | None
) -> Step:
    here = case.here.get(requirement.id, Here(done=False))
    kind = here.kind or requirement.kinds[0]
    keys = [OWN_KEY + requirement.id, OWN_KEY + kind]
    length = _length(book, case, keys, OWN_KEY.replace("days", "least") + kind)
    if length is None and product is not None:
        length = _lead(book, case, product)
    return Step(
        id=requirement.id,
        # Names of kinds belong to another room: the service gives them.
        label=here.label or (requirement.label.text() if requirement.label else requirement.id),
        group="document",
        length=length,
        done=here.done,
        at_most=_age(book, case, kind, "issued_within"),
        at_least=_age(book, case, kind, "minimum_age"),
        kinds=(kind, *(one for one in requirement.kinds if one != kind)),
        own_key=OWN_KEY + requirement.id,
        why=here.why,
        note=requirement.note.text() if requirement.note else "",
        sources=(requirement.source_note(),),
    )


def _step(book: RuleBook, case: LaunchCase, rule: StepRule, papers: Sequence[Step]) -> Step | None:
    if rule.entities and case.query.entity not in rule.entities:
        return None
    if rule.kinds and any(set(rule.kinds) & set(one.kinds) for one in papers):
        return None
    if any(book.fact(key, case.query) is not None for key in rule.unless):
        return None
    season = rule.high_season if case.high_season else ""
    length = _length(book, case, [season, *rule.days] if season else rule.days, rule.least)
    if rule.only_known and length is None:
        return None
    return Step(
        id=rule.id,
        label=rule.name.text(),
        group="milestone" if rule.milestone else "document" if rule.kinds else "step",
        calendar=rule.calendar,
        after=tuple(one for one in rule.after if one not in (DOCUMENTS, GATES)),
        length=length,
        done=bool(set(rule.kinds) & case.kinds_here),
        kinds=tuple(rule.kinds),
        own_key=length.key if length else (rule.days or [""])[0],
        note=rule.hint.text() if rule.hint else "",
        sources=length.sources if length else (),
    )


def _gate_step(gate: Verdict) -> Step:
    return Step(
        id="gate",
        label=_("Registration becomes possible"),
        group="gate",
        not_before=gate.from_day,
        note=gate.reasons[0] if gate.reasons else "",
        sources=gate.sources,
    )


def _length(book: RuleBook, case: LaunchCase, keys: Sequence[str], least: str) -> Length | None:
    """The first of these facts that is known, with the shortest figure beside it."""
    for key in keys:
        found = book.fact(key, case.query)
        most = _span(found) if found else None
        if found is None or most is None:
            continue
        own = found.confidence is Confidence.SELLER
        shortest = None if own or not least else book.fact(least, case.query)
        return Length(
            most=most,
            least=_span(shortest) if shortest else None,
            key=key,
            sources=(found.source_note(),),
            own=own,
        )
    return None


def _lead(book: RuleBook, case: LaunchCase, product: Compliance) -> Length | None:
    """How long before it has to be begun: its own figure, else the general one for certificates."""
    if product.lead_days is not None:
        return Length(most=Span(product.lead_days, "day"), sources=(product.source_note(),))
    if "product_certificate" not in product.kinds:
        return None
    return _length(book, case, [LEAD], "")


def _span(fact: Fact) -> Span | None:
    """A time of the packs; None where it is no number of days. An own figure without a unit is in working days."""
    unit = _SPANS.get(fact.unit)
    try:
        count = int(str(fact.value))
    except ValueError:
        return None
    return Span(count, unit) if unit and 0 <= count <= LONGEST_DAYS else None


def _age(book: RuleBook, case: LaunchCase, kind: str, key: str) -> Age | None:
    query = case.query
    found = book.fact(
        f"document.{key}",
        Query(site=query.site, on=query.on, entity=query.entity, kind=kind),
    )
    if found is None or isinstance(found.value, (bool, list)):
        return None
    unit: Literal["day", "month"] = "month" if found.unit == "month" else "day"
    return Age(int(str(found.value)), unit, (found.source_note(),))
