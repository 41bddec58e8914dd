"""Whether this seller may register on a site: yes, no, unknown, or later with the day it becomes possible."""

from collections.abc import Sequence
from datetime import date, timedelta

from seller_desk.core.base.days import written_day
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.platforms.model import Answer, Verdict
from seller_desk.core.rules.model import Gate

_WEIGHT: dict[Answer, int] = {"no": 3, "later": 2, "unknown": 1, "yes": 0}


def verdict(gates: Sequence[Gate], entity: str, established_on: date | None, on: date) -> Verdict:
    """What the gates of one site say for this entity kind, on that day.

    The gravest answer wins. A "no" that rests on a single page counts as unknown: it never blocks. A waiting time of
    a single page is told as "later", and that one source says so.
    """
    if not entity:
        return Verdict(answer="unknown", reasons=(_("The business type is not chosen yet"),))
    if not gates:
        return Verdict(answer="unknown", reasons=(_("No source says"),))
    judged = [_judge(gate, established_on, on) for gate in gates]
    worst = max(judged, key=lambda one: (_WEIGHT[one.answer], one.from_day or date.min))
    said = [one for one in judged if one.answer == worst.answer]
    return Verdict(
        answer=worst.answer,
        reasons=tuple(dict.fromkeys(reason for one in said for reason in one.reasons)),
        sources=tuple(dict.fromkeys(source for one in said for source in one.sources)),
        from_day=worst.from_day,
    )


def _judge(gate: Gate, established_on: date | None, on: date) -> Verdict:
    reasons: tuple[str, ...] = (gate.reason.text(),)
    sources = (gate.source_note(),)
    answer: Answer = gate.answer
    if answer == "no" and gate.confidence.alone:
        answer = "unknown"
    if answer != "yes":
        return Verdict(answer=answer, reasons=reasons, sources=sources)
    ready, words = on, ""
    if gate.minimum_age_days is not None:
        if established_on is None:
            missing = _("The founding date is missing; the company must be {days} days old").format(
                days=gate.minimum_age_days
            )
            return Verdict(answer="unknown", reasons=(missing,), sources=sources)
        ready = established_on + timedelta(days=gate.minimum_age_days)
        words = _age_words(gate.minimum_age_days, established_on, ready, on)
    if gate.opens_on is not None and gate.opens_on > ready:
        ready = gate.opens_on
        words = _("Registration opens on {day}").format(day=written_day(ready))
    if ready <= on:
        return Verdict(answer="yes", reasons=reasons, sources=sources)
    if gate.confidence.alone:
        # Waiting costs a few days and is certain afterwards; a "no" of one page would cost the site.
        words += _(" (one source says so)")
    return Verdict(answer="later", reasons=(words, *reasons), sources=sources, from_day=ready)


def _age_words(needed: int, established_on: date, ready: date, on: date) -> str:
    """How old the licence is, how old it must be, and the day on which it is."""
    age = (on - established_on).days
    if age < 0:
        return _("The licence counts from {start}, {needed} days are needed: from {day}").format(
            start=written_day(established_on), needed=needed, day=written_day(ready)
        )
    return ngettext(
        "The licence is {age} day old, {needed} needed: from {day}",
        "The licence is {age} days old, {needed} needed: from {day}",
        age,
    ).format(age=age, needed=needed, day=written_day(ready))
