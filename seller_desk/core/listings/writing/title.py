"""Titles out of parts: in the site's order, within its limit, no word twice, no word cut in two."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from seller_desk.core.base.language import _
from seller_desk.core.listings.field_rules import phrase_pattern
from seller_desk.core.listings.limits import TextLimits
from seller_desk.core.listings.writing import reasons
from seller_desk.core.listings.writing.patterns import Pattern, title_catalogue
from seller_desk.core.listings.writing.words import stem

# As the check of repeated words counts them.
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EDGES = " ,;:/&+|-–—"


@dataclass(frozen=True, slots=True)
class TitlePart:
    """A part of a title; `kind` is an id of `title_parts.toml`. `joint` is what stood before it, None = the usual.

    `weight`: searches a month that this part answers; of two parts of one kind the heavier one stays longer.
    """

    kind: str
    text: str
    joint: str | None = None
    weight: int = 0


@dataclass(frozen=True, slots=True)
class LeftOutPart:
    """A part, or words of it, that the title does not hold. `moved`: it stands in the item highlights now."""

    part: TitlePart
    reason: str
    moved: bool = False
    detail: str = ""

    def why(self) -> str:
        """The reason in the language in use."""
        return _(self.reason).format(characters=self.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRules:
    """What the builder keeps to. `limit` and `repeats` None = the site names none; `exempt` words may repeat."""

    limit: int | None
    repeats: int | None
    exempt: frozenset[str]
    banned: frozenset[str]
    phrases: tuple[re.Pattern[str], ...]
    pattern: Pattern
    highlights: int | None = None

    @classmethod
    def of(cls, limits: TextLimits, category: str = "", *, highlights: bool = True) -> "TitleRules":
        """The rules of a site; `highlights` False where the field cannot be written."""
        room = limits.highlights.value if limits.highlights and highlights else None
        return cls(
            limit=limits.title.value if limits.title else None,
            repeats=limits.word_repeats.value if limits.word_repeats else None,
            exempt=limits.word_exempt,
            banned=frozenset(limits.title_banned.words) if limits.title_banned else frozenset(),
            phrases=tuple(phrase_pattern(group.words) for group in limits.phrases),
            pattern=title_catalogue().pattern(limits.site, category),
            highlights=room,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltTitle:
    """The title, its parts as they stand in it, and what it does not hold."""

    title: str
    parts: Sequence[TitlePart]
    left_out: Sequence[LeftOutPart]
    highlights: str = ""
    limit: int | None = None


def build_title(
    parts: Iterable[TitlePart],
    rules: TitleRules,
    *,
    parent: bool = False,
    keep_order: bool = False,
    highlights: str = "",
) -> BuiltTitle:
    """Put the parts together; what has no room goes into the item highlights where the site has them.

    `keep_order`: as given, not as the pattern says (a title that is only shortened). `highlights` is what stands there.
    `parent`: it only holds variations together, so size and color stay out where the site wants that.
    """
    left: list[LeftOutPart] = []
    usable = _usable(_clean(parts), rules, left, parent=parent)
    ordered = usable if keep_order else _in_order(usable, rules.pattern)
    kept, over = _fitting(ordered, rules)
    made = _assembled(kept, rules)
    for part, said, gone in made:
        if not said:
            left.append(LeftOutPart(part, reasons.REPEATED))
        elif gone:
            left.append(LeftOutPart(replace(part, text=gone), reasons.REPEATED))
    left += over
    moved, text = _moved(
        [one.part for one in over if one.reason == reasons.TOO_LONG], highlights, rules
    )
    left = [_told(one, moved, rules) for one in left]
    return BuiltTitle(
        title=_joined(made),
        parts=[replace(part, text=said) for part, said, _gone in made if said],
        left_out=left,
        highlights=text,
        limit=rules.limit,
    )


def _told(one: LeftOutPart, moved: Sequence[TitlePart], rules: TitleRules) -> LeftOutPart:
    if one.reason != reasons.TOO_LONG:
        return one
    if one.part in moved:
        return replace(one, moved=True)
    return replace(one, reason=reasons.NO_HIGHLIGHTS) if rules.highlights is not None else one


def _clean(parts: Iterable[TitlePart]) -> list[TitlePart]:
    return [
        replace(one, text=" ".join(one.text.split()).strip(_EDGES))
        for one in parts
        if one.text.strip(_EDGES + "\n\t\r")
    ]


def _usable(
    parts: Sequence[TitlePart], rules: TitleRules, left: list[LeftOutPart], *, parent: bool
) -> list[TitlePart]:
    """Parts without what the site refuses; what falls away is told in `left`."""
    found: list[TitlePart] = []
    for one in parts:
        if parent and one.kind in rules.pattern.child_only:
            left.append(LeftOutPart(one, reasons.CHILD_ONLY))
            continue
        if one.kind != "brand":
            if any(pattern.search(one.text) for pattern in rules.phrases):
                left.append(LeftOutPart(one, reasons.BANNED))
                continue
            met = sorted(rules.banned.intersection(one.text))
            if met:
                left.append(LeftOutPart(one, reasons.CHARACTERS, detail=" ".join(met)))
                text = "".join(char for char in one.text if char not in rules.banned)
                one = replace(one, text=" ".join(text.split()).strip(_EDGES))
        if one.text:
            found.append(one)
    return found


def _in_order(parts: Sequence[TitlePart], pattern: Pattern) -> list[TitlePart]:
    """By the pattern; parts of one kind as given, unknown kinds last."""
    places = {kind: place for place, kind in enumerate(pattern.order)}
    return sorted(parts, key=lambda one: places.get(one.kind, len(places)))


def _fitting(
    parts: Sequence[TitlePart], rules: TitleRules
) -> tuple[list[TitlePart], list[LeftOutPart]]:
    """The parts that have room, most needed first, in the order given; and those that have not."""
    if rules.limit is None:
        return list(parts), []
    kinds = title_catalogue().kinds
    last = max(one.keep for one in kinds.values()) + 1

    def need(place: int) -> tuple[int, int, int]:
        one = parts[place]
        keep = kinds[one.kind].keep if one.kind in kinds else last
        return keep, -one.weight, place

    chosen: set[int] = set()
    shorter: dict[int, TitlePart] = {}
    over: list[LeftOutPart] = []
    for place in sorted(range(len(parts)), key=need):
        trial = [parts[one] for one in sorted(chosen | {place})]
        if len(_joined(_assembled(trial, rules))) <= rules.limit:
            chosen.add(place)
            continue
        cut = _cut(parts[place], rules.limit) if not chosen else ""
        if cut:
            chosen.add(place)
            shorter[place] = replace(parts[place], text=cut)
            rest = parts[place].text[len(cut) :].strip(_EDGES)
            over.append(LeftOutPart(replace(parts[place], text=rest), reasons.CUT))
            parts = [*parts[:place], shorter[place], *parts[place + 1 :]]
            continue
        over.append(LeftOutPart(parts[place], reasons.TOO_LONG))
    return [shorter.get(place, parts[place]) for place in sorted(chosen)], over


def _cut(part: TitlePart, limit: int) -> str:
    """As many whole words from the beginning as fit; "" if not even the first does."""
    words = part.text.split()
    while words and len(" ".join(words)) > limit:
        words.pop()
    return " ".join(words).strip(_EDGES)


def _assembled(parts: Sequence[TitlePart], rules: TitleRules) -> list[tuple[TitlePart, str, str]]:
    """(part, its text in the title, words that were taken out of it), no word twice."""
    seen: dict[str, int] = {}
    return [(one, *_without_repeats(one.text, seen, rules)) for one in parts]


def _without_repeats(text: str, seen: dict[str, int], rules: TitleRules) -> tuple[str, str]:
    kept: list[str] = []
    gone: list[str] = []
    mine: dict[str, int] = {}
    for piece in text.split():
        said, repeated = _piece(piece, seen, mine, rules)
        if repeated:
            gone.append(piece)
        if said:
            kept.append(said)
    if gone:
        # A preposition whose noun is gone says nothing.
        while kept and kept[-1].casefold() in rules.exempt:
            kept.pop()
        if all(one.casefold() in rules.exempt for one in kept):
            kept = []
    if kept:
        for word in _WORD.findall(" ".join(kept)):
            root = _root(word)
            seen[root] = seen.get(root, 0) + 1
    return " ".join(kept).strip(_EDGES), " ".join(gone)


def _piece(
    piece: str, seen: Mapping[str, int], mine: dict[str, int], rules: TitleRules
) -> tuple[str, bool]:
    """A chunk between blanks without words said before, and whether any fell away."""
    repeated = False

    def keep(match: re.Match[str]) -> str:
        nonlocal repeated
        word = match[0]
        root = _root(word)
        count = seen.get(root, 0) + mine.get(root, 0)
        most = rules.repeats if word.isdigit() else 1
        if word.casefold() not in rules.exempt and most is not None and count >= most:
            repeated = True
            return ""
        mine[root] = mine.get(root, 0) + 1
        return word

    said = _WORD.sub(keep, piece)
    return (said.strip(_EDGES) if repeated else said), repeated


def _root(word: str) -> str:
    return stem(word.casefold())


def _joined(made: Sequence[tuple[TitlePart, str, str]]) -> str:
    joints = title_catalogue().joints
    text, before = "", ""
    for part, said, _gone in made:
        if not said:
            continue
        if text:
            joint = part.joint
            if joint is None:
                first = said.split(maxsplit=1)[0].casefold()
                plain = before in joints.after or first in joints.words
                joint = joints.plain if plain else joints.usual
            text += joint
        text += said
        before = part.kind
    return text


def _moved(
    parts: Sequence[TitlePart], highlights: str, rules: TitleRules
) -> tuple[list[TitlePart], str]:
    """What of these goes into the item highlights behind what stands there, and the field as it then is."""
    text = highlights.strip()
    if rules.highlights is None:
        return [], text
    moved: list[TitlePart] = []
    joint = title_catalogue().joints.usual
    for one in parts:
        if one.text.casefold() in text.casefold():
            moved.append(one)
            continue
        longer = f"{text.rstrip(_EDGES)}{joint}{one.text}" if text else one.text
        if len(longer) <= rules.highlights:
            text = longer
            moved.append(one)
    return moved, text
