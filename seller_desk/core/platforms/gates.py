"""Whether this seller may register on a site: yes, no, unknown, or later with the day it becomes possible."""

from collections.abc import Sequence
from datetime import date, timedelta

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import _
from seller_desk.core.platforms.model import Answer, Verdict
from seller_desk.core.rules.model import Gate

_WEIGHT: dict[Answer, int] = {"no": 3, "later": 2, "unknown": 1, "yes": 0}


def verdict(gates: Sequence[Gate], entity: str, established_on: date | None, on: date) -> Verdict:
    """What the gates of one site say for this entity kind, on that day.

    The gravest answer wins. A "no" or a "later" that rests on a single page counts as unknown: it never blocks.
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
    if answer == "no" and gate.confidence is Confidence.SINGLE_BLOG:
        answer = "unknown"
    if answer != "yes" or gate.minimum_age_days is None:
        return Verdict(answer=answer, reasons=reasons, sources=sources)
    if established_on is None:
        missing = _("The founding date is missing; the company must be {days} days old").format(
            days=gate.minimum_age_days
        )
        return Verdict(answer="unknown", reasons=(missing,), sources=sources)
    ready = established_on + timedelta(days=gate.minimum_age_days)
    if ready <= on:
        return Verdict(answer="yes", reasons=reasons, sources=sources)
    later = _("The company must be {days} days old: from {day} on").format(
        days=gate.minimum_age_days, day=ready.isoformat()
    )
    if gate.confidence is Confidence.SINGLE_BLOG:
        return Verdict(answer="unknown", reasons=(later, *reasons), sources=sources)
    return Verdict(answer="later", reasons=(later, *reasons), sources=sources, from_day=ready)
