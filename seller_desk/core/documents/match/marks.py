"""Where two values differ, in places of the values themselves."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from seller_desk.core.documents.match.model import Mark
from seller_desk.core.documents.match.tokens import Token

Pair = tuple[tuple[Mark, ...], tuple[Mark, ...]]


def of_characters(left: str, right: str, kind: str) -> Pair:
    """Characters that stand on one side only, whatever their case; none missing, as where only the form differs."""
    mine: list[Mark] = []
    theirs: list[Mark] = []
    for tag, a, b, c, d in _steps(_small(left), _small(right)):
        if tag == "equal":
            continue
        if b > a:
            mine.append(Mark(start=a, end=b, kind=kind))
        if d > c:
            theirs.append(Mark(start=c, end=d, kind=kind))
    return tuple(mine), tuple(theirs)


def of_tokens(
    left: str, right: str, mine: Sequence[Token], theirs: Sequence[Token], kind: str = ""
) -> Pair:
    """Tokens that differ: replaced (`other`), only here (`extra`), only there (`missing`); all of `kind` if given."""
    first: list[Mark] = []
    second: list[Mark] = []
    for tag, a, b, c, d in _token_steps([one.key for one in mine], [one.key for one in theirs]):
        if tag == "equal":
            continue
        here, there = mine[a:b], theirs[c:d]
        if here and there:
            pair = _replaced(left, right, here, there)
            first += pair[0]
            second += pair[1]
        elif here:
            first.append(Mark(start=here[0].start, end=here[-1].end, kind="extra"))
            second.append(_missing(theirs, c, left[here[0].start : here[-1].end]))
        else:
            second.append(Mark(start=there[0].start, end=there[-1].end, kind="extra"))
            first.append(_missing(mine, a, right[there[0].start : there[-1].end]))
    return _as(first, kind), _as(second, kind)


def _as(marks: Sequence[Mark], kind: str) -> tuple[Mark, ...]:
    if not kind:
        return tuple(marks)
    return tuple(
        Mark(start=one.start, end=one.end, kind=kind) for one in marks if one.end > one.start
    )


def _missing(found: Sequence[Token], at: int, text: str) -> Mark:
    place = found[at - 1].end if at else 0
    return Mark(start=place, end=place, kind="missing", text=text)


def _replaced(left: str, right: str, here: Sequence[Token], there: Sequence[Token]) -> Pair:
    """One token for one of the same length is marked by its characters."""
    a, b = here[0].start, here[-1].end
    c, d = there[0].start, there[-1].end
    mine, theirs = left[a:b], right[c:d]
    if len(mine) == len(theirs) and len(mine) > 1:
        differing = [n for n in range(len(mine)) if mine[n].casefold() != theirs[n].casefold()]
        if 0 < len(differing) <= max(1, len(mine) // 2):
            return (
                tuple(Mark(start=a + n, end=a + n + 1, kind="other") for n in differing),
                tuple(Mark(start=c + n, end=c + n + 1, kind="other") for n in differing),
            )
    return (Mark(start=a, end=b, kind="other"),), (Mark(start=c, end=d, kind="other"),)


def _small(text: str) -> str:
    """Small letters, as long as it was."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _token_steps(mine: list[str], theirs: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """One token for another where few differ in rows of one length; else the longest common stretches."""
    if len(mine) == len(theirs):
        differing = [n for n, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a != b]
        if 4 * len(differing) <= len(mine):
            return [("replace", n, n + 1, n, n + 1) for n in differing]
    return _steps(mine, theirs)


def _steps(
    left: Sequence[str] | str, right: Sequence[str] | str
) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
