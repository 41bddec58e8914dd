"""The self-assessment of process P2.6-P2.8: questions from data, an answer beside what the guide names, and what it means.

There is no score: each answer is judged alone, with its reason.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.rules.model import Entry, Source, Words

Answer = bool | int
Answers = dict[str, Answer]
# `tight`: enough by the guide's lower figure, not by its upper one. `noted`: neither good nor bad, see the reason.
Outcome = Literal["fine", "tight", "short", "noted", "unanswered"]
LARGEST = 10**12


class Group(Entry, frozen=True, kw_only=True):
    """A part of the self-assessment with its point of the guide."""

    id: str
    name: Words
    source: Source
    as_of: str = ""


class Raised(Entry, frozen=True, kw_only=True):
    """Other figures where a yes/no question is answered with yes."""

    when: str
    at_least: int
    comfortable: int | None = None


class Question(Entry, frozen=True, kw_only=True):
    """A question and what its answer is held against: a number from or up to a figure, or yes.

    `fine`, `tight` and `short` say what an answer means; `comfortable` is the guide's upper figure. `judged = false`:
    a yes/no without a better side; `fine` then speaks of yes, `short` of no.
    """

    id: str
    group: str
    kind: Literal["number", "yes_no"]
    ask: Words
    unit: Words | None = None
    at_least: int | None = None
    at_most: int | None = None
    comfortable: int | None = None
    raised: Raised | None = None
    judged: bool = True
    fine: Words
    tight: Words | None = None
    short: Words


class _Catalogue(Entry, frozen=True, kw_only=True):
    group: list[Group]
    question: list[Question]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One question judged. `wanted` is the figure of the guide in words, empty for yes/no."""

    question: Question
    answer: Answer | None
    outcome: Outcome
    wanted: str
    reason: str


@cache
def _catalogue() -> _Catalogue:
    path = resources_dir() / "catalogs" / "assessment.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Catalogue)


def groups() -> list[Group]:
    """The parts, in order."""
    return _catalogue().group


def questions() -> list[Question]:
    """Every question, in order."""
    return _catalogue().question


def assess(answers: Mapping[str, Answer]) -> list[Verdict]:
    """Each question judged, in order; an unanswered one stays unanswered."""
    return [_judge(one, answers) for one in questions()]


def checked(given: Mapping[str, object]) -> Answers:
    """Answers as they may be kept. UsageProblem for an unknown question or an answer of the wrong kind."""
    known = {one.id: one for one in questions()}
    good: Answers = {}
    for name, value in given.items():
        question = known.get(name)
        if question is None:
            raise UsageProblem(
                _("There is no question “{name}”").format(name=name),
                _("There are: {names}").format(names=listed(known)),
            )
        good[name] = _fitting(question, value)
    return good


def _fitting(question: Question, value: object) -> Answer:
    if question.kind == "yes_no" and isinstance(value, bool):
        return value
    number = isinstance(value, int) and not isinstance(value, bool)
    if question.kind == "number" and number and 0 <= int(str(value)) <= LARGEST:
        return int(str(value))
    wanted = _("true or false") if question.kind == "yes_no" else _("a whole number from 0 on")
    raise UsageProblem(
        _("“{name}” takes {wanted}").format(name=question.id, wanted=wanted), question.ask.text()
    )


def _judge(question: Question, answers: Mapping[str, Answer]) -> Verdict:
    answer = answers.get(question.id)
    least, comfortable = question.at_least, question.comfortable
    raised = question.raised
    if raised is not None and answers.get(raised.when) is True:
        least, comfortable = raised.at_least, raised.comfortable
    outcome = _outcome(question, answer, least, comfortable)
    words = {
        "fine": question.fine,
        "tight": question.tight,
        "short": question.short,
        "noted": question.fine if answer else question.short,
    }.get(outcome)
    return Verdict(
        question=question,
        answer=answer,
        outcome=outcome,
        wanted=_wanted(question, least, comfortable),
        reason=words.text() if words is not None else "",
    )


def _outcome(
    question: Question, answer: Answer | None, least: int | None, comfortable: int | None
) -> Outcome:
    if answer is None:
        return "unanswered"
    if question.kind == "yes_no":
        if not question.judged:
            return "noted"
        return "fine" if answer else "short"
    if least is not None and answer < least:
        return "short"
    if question.at_most is not None and answer > question.at_most:
        return "short"
    return "tight" if comfortable is not None and answer < comfortable else "fine"


def _wanted(question: Question, least: int | None, comfortable: int | None) -> str:
    unit = f" {question.unit.text()}" if question.unit else ""
    if question.at_most is not None:
        return _("at most {n}{unit}").format(n=f"{question.at_most:,}", unit=unit)
    if least is not None and comfortable is not None:
        span = _("{low} to {high}").format(low=f"{least:,}", high=f"{comfortable:,}")
        return f"{span}{unit}"
    if least is not None:
        return _("at least {n}{unit}").format(n=f"{least:,}", unit=unit)
    return ""
