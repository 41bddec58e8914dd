"""The sheet for a video interview: who attends, which originals in which order, clocks, and the address postcard.

Everything comes from the rule packs; what no source says stays unknown and is named. Keys: `review.video.*` and
`review.postcard.*` (rules in words), `interview.originals` (ids in order), `interview.original.<id>` (kinds that do,
what it proves), `interview.stand_in` and `interview.stand_in.<id>`, `interview.language`, `interview.time_zone`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from seller_desk.core.applications.model import Application
from seller_desk.core.base.days import shifted
from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import N_, _
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.documents.model import Document
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Fact
from seller_desk.core.rules.time_zones import Clock, at_home, clocks, home_day

__all__ = ["InterviewCase", "InterviewSheet", "Original", "Rule", "home_day", "interview_sheet"]

_DEADLINE = "review.postcard.enter_within"
# In the order in which the sheet tells them: heading, and the keys of the facts below it.
_ATTENDS = ("review.video.who", "review.video.owner")
_POSTCARD = (
    "review.postcard.days",
    _DEADLINE,
    "review.postcard.script",
    "review.postcard.address",
)
UNKNOWN = {
    "who": N_("Who has to attend"),
    "originals": N_("Which originals are asked for"),
    "stand_in": N_("Whether somebody may stand in"),
    "language": N_("In which language the call is held"),
    "slot": N_("At which hours calls are held"),
    "time_zone": N_("In which time zone those hours are meant"),
    "postcard": N_("Whether a postcard verifies the address"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a source says, in the language in use."""

    key: str
    text: str
    value: str
    sources: tuple[SourceNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A paper to hold up, in its place. `names`: the files on file for it; empty = none is on file.

    `state`: `here`, `expires` (it will have run out on the day) or `missing`.
    """

    number: int
    id: str
    label: str
    kinds: tuple[str, ...]
    proves: str
    names: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()
    state: str = "missing"
    sources: tuple[SourceNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewSheet:
    """The whole sheet. `known`: some source says that this platform holds interviews. `unknown`: keys of `UNKNOWN`."""

    application_id: str
    where: str
    company: str
    representative: str
    known: bool
    at: datetime | None
    chosen: bool
    clocks: tuple[Clock, ...]
    attends: tuple[Rule, ...]
    originals: tuple[Original, ...]
    originals_rule: Rule | None
    stand_in: Rule | None
    stand_in_originals: tuple[Rule, ...]
    language: Rule | None
    slot: Rule | None
    time_zone: Rule | None
    device: Rule | None
    postcard: tuple[Rule, ...]
    postcard_on: date | None
    postcard_until: date | None
    unknown: tuple[str, ...]
    today: date

    @property
    def over(self) -> bool:
        """Whether the chosen time lies behind us."""
        day = home_day(self.at) if self.chosen else None
        return day is not None and day < self.today

    @property
    def too_late(self) -> bool:
        """Whether the last day for the postcard's code lies behind us."""
        return self.postcard_until is not None and self.postcard_until < self.today

    @property
    def unknown_words(self) -> list[str]:
        """What no source says, in the language in use."""
        return [_(UNKNOWN[one]) for one in self.unknown]


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewCase:
    """What the sheet is made for. `at`: the moment that was chosen (UTC); None = none yet. `on`: the planned day."""

    application: Application
    where: str
    company: str
    representative: str
    entity: str
    on: date
    at: datetime | None
    countries: Sequence[str]
    documents: Sequence[Document]
    today: date
    postcard_on: date | None = None


def interview_sheet(book: RuleBook, case: InterviewCase) -> InterviewSheet:
    """The sheet of an application, in the language in use."""
    rules = _Rules(book, case)
    moment = case.at or at_home(case.on, 12)
    day = home_day(moment) or case.on
    originals_rule = rules.rule("interview.originals")
    stand_in = rules.rule("review.video.stand_in")
    attends = rules.each(_ATTENDS)
    single: Mapping[str, Rule | None] = {
        "language": rules.rule("interview.language"),
        "slot": rules.rule("review.video.slot"),
        "time_zone": rules.rule("interview.time_zone"),
    }
    postcard = rules.each(_POSTCARD)
    known: Mapping[str, object] = {
        "who": attends,
        "originals": originals_rule,
        "stand_in": stand_in,
        **single,
        "postcard": postcard,
    }
    return InterviewSheet(
        application_id=case.application.id,
        where=case.where,
        company=case.company,
        representative=case.representative,
        known=bool(attends or originals_rule or single["slot"]),
        at=moment,
        chosen=case.at is not None,
        clocks=tuple(clocks(moment, case.countries)),
        attends=attends,
        originals=tuple(_originals(rules, case, day)),
        originals_rule=originals_rule,
        stand_in=stand_in,
        stand_in_originals=rules.each(
            [f"interview.stand_in.{one}" for one in rules.ids("interview.stand_in")]
        ),
        language=single["language"],
        slot=single["slot"],
        time_zone=single["time_zone"],
        device=rules.rule("review.video.device"),
        postcard=postcard,
        postcard_on=case.postcard_on,
        postcard_until=rules.until(case.postcard_on),
        unknown=tuple(one for one, value in known.items() if not value),
        today=case.today,
    )


def postcard_deadline(book: RuleBook, application: Application) -> date | None:
    """The last day to type the postcard's code; None where none was posted or nobody says."""
    if application.postcard_on is None:
        return None
    return _deadline(book, application.sites, application.postcard_on, application.postcard_on)


def _deadline(book: RuleBook, sites: Sequence[str], on: date, posted: date) -> date | None:
    days = []
    for site in sites:
        fact = book.fact(_DEADLINE, Query(site=site, on=on))
        if fact is not None and not isinstance(fact.value, (bool, list)):
            days.append(shifted(posted, int(str(fact.value)), fact.unit))
    return min(days, default=None)


def _originals(rules: "_Rules", case: InterviewCase, day: date) -> list[Original]:
    found: list[Original] = []
    for one in rules.ids("interview.originals"):
        fact = rules.fact(f"interview.original.{one}")
        if fact is None:
            continue
        value = fact.value if isinstance(fact.value, list) else [fact.value]
        kinds = tuple(str(kind) for kind in value)
        chosen = _on_file(case.documents, kinds, day)
        ran_out = any(paper.valid_until and paper.valid_until < day for paper in chosen)
        found.append(
            Original(
                number=len(found) + 1,
                id=one,
                label=" / ".join(kind_name(kind) for kind in kinds),
                kinds=kinds,
                proves=fact.note.text() if fact.note else "",
                names=tuple(paper.name for paper in chosen),
                document_ids=tuple(paper.id for paper in chosen),
                state=("expires" if ran_out else "here") if chosen else "missing",
                sources=(fact.source_note(),),
            )
        )
    return found


def _on_file(documents: Sequence[Document], kinds: tuple[str, ...], day: date) -> list[Document]:
    """The papers on file that are copies of it: of the first kind that is there, those still valid before others."""
    for kind in kinds:
        here = [one for one in documents if one.kind == kind and not one.is_void(day)]
        valid = [one for one in here if one.valid_until is None or one.valid_until >= day]
        if here:
            return valid or here
    return []


class _Rules:
    """Facts of the application's sites: of the first site where a key is known."""

    def __init__(self, book: RuleBook, case: InterviewCase) -> None:
        self._book, self._case = book, case

    def fact(self, key: str) -> Fact | None:
        case = self._case
        for site in case.application.sites:
            found = self._book.fact(key, Query(site=site, on=case.on, entity=case.entity))
            if found is not None:
                return found
        return None

    def rule(self, key: str) -> Rule | None:
        fact = self.fact(key)
        if fact is None:
            return None
        value = fact.value if isinstance(fact.value, list) else [fact.value]
        shown = ", ".join(str(one) for one in value)
        return Rule(
            key=key,
            text=fact.note.text() if fact.note else shown,
            value=shown,
            sources=(fact.source_note(),),
        )

    def each(self, keys: Sequence[str]) -> tuple[Rule, ...]:
        return tuple(rule for one in keys if (rule := self.rule(one)) is not None)

    def ids(self, key: str) -> list[str]:
        fact = self.fact(key)
        return [str(one) for one in fact.value] if fact and isinstance(fact.value, list) else []

    def until(self, posted: date | None) -> date | None:
        if posted is None:
            return None
        return _deadline(self._book, self._case.application.sites, self._case.on, posted)
