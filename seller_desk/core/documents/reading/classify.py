"""Which kind of paper this is, by the catalogue's signs; every point has its line, and no kind is guessed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from seller_desk.core.documents.reading.catalogue import (
    KindRule,
    Sign,
    catalogue,
    compact,
    near,
)
from seller_desk.core.documents.reading.model import Evidence, Kind, TextLine

# A title is at least this share of its line.
_TITLE_SHARE = 0.6
# Only the first pages tell the kind.
_PAGES = 3


@dataclass(slots=True)
class _Score:
    rule: KindRule
    points: int = 0
    evidence: list[Evidence] = field(default_factory=list)
    sides: dict[str, int] = field(default_factory=dict)


def classify(lines: Sequence[TextLine], *, lead: int = 0, pages: int = _PAGES) -> Kind:
    """The kind with its evidence; `unknown` unless one kind reaches what is needed and leads.

    `lead`: by so many points instead of the catalogue's. Lines of pages after `pages` do not count.
    """
    rules = catalogue().recognise
    first = [(line, compact(line.text)) for line in lines if line.page <= pages]
    # Labels set letter by letter come as pieces: the whole page as one text catches them.
    scores = sorted(
        (_scored(rule, first) for rule in catalogue().kind),
        key=lambda one: -one.points,
    )
    best, second = scores[0], scores[1]
    if best.points < rules.needed or best.points - second.points < (lead or rules.lead):
        return Kind(evidence=best.evidence if best.points >= rules.needed else [])
    sure = min(0.99, best.points / (best.points + 0.5 * second.points + 1.0))
    evidence = sorted(best.evidence, key=lambda one: -one.points)
    return Kind(kind=best.rule.id, side=_side(best), confidence=round(sure, 3), evidence=evidence)


def _scored(rule: KindRule, lines: Sequence[tuple[TextLine, str]]) -> _Score:
    score = _Score(rule)
    for sign in rule.sign:
        line = _met(sign, lines)
        if line is None:
            continue
        score.points += sign.points
        score.evidence.append(
            Evidence(text=line.text, points=sign.points, page=line.page, box=line.box)
        )
        if sign.side:
            score.sides[sign.side] = score.sides.get(sign.side, 0) + sign.points
    return score


def _met(sign: Sign, lines: Sequence[tuple[TextLine, str]]) -> TextLine | None:
    """The line that a sign was met in."""
    for words in map(compact, sign.words):
        for line, text in lines:
            if sign.title and len(words) < _TITLE_SHARE * len(text):
                continue
            if near(text, words):
                return line
    return None


def _side(score: _Score) -> str:
    """`front`, `back`, or `both` where both sides speak for themselves."""
    told = [side for side in ("front", "back") if score.sides.get(side, 0) >= 5]
    return "both" if len(told) == 2 else told[0] if told else ""
