"""Lines cut at the labels of a kind: each piece is a label, or the text between labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from seller_desk.core.documents.reading.catalogue import KindRule, compact, kind_rules
from seller_desk.core.documents.reading.layout import PageLayout, Segment, cut, joined

_BEFORE = re.compile(r"(^|[\s:：;；,，、|/()（）·])$")
_SIGNS = " \t:：/／()（）.．|·"
# A label set letter by letter: pieces of at most this many characters, at most this far apart (in heights).
_LETTERS, _APART = 2, 9.0
# A Latin label of at most this many letters is one word.
_LONE = 9


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the kind: whose field it is (empty: another's, it only ends values); `part`: `from`/`to` of a period."""

    words: str
    field: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A label where it stands."""

    label: Label
    piece: Segment
    quality: float = 1.0


@cache
def labels_of(kind: str) -> tuple[Label, ...]:
    """All labels of a kind, the longest first; the same words may serve several fields."""
    rule: KindRule = kind_rules()[kind]
    found = [Label(compact(words), one.name) for one in rule.field for words in one.labels]
    found += [Label(compact(words), one.name, "from") for one in rule.field for words in one.from_]
    found += [Label(compact(words), one.name, "to") for one in rule.field for words in one.to]
    found += [Label(compact(words), "") for words in rule.others.labels]
    return tuple(sorted((one for one in found if one.words), key=lambda one: -len(one.words)))


@cache
def _patterns(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every label's words with a pattern that allows signs and spaces between the characters."""
    words = dict.fromkeys(one.words for one in labels_of(kind))
    return tuple((one, re.compile(r"[\s/.()（）]*".join(map(re.escape, one)))) for one in words)


def split(kind: str, layout: PageLayout) -> list[Hit]:
    """Cut the page's pieces at labels (in place) and tell the labels."""
    _join_letters(kind, layout)
    hits: list[Hit] = []
    pieces: list[Segment] = []
    for piece in layout.pieces:
        for part, words, quality in _parts(kind, piece):
            pieces.append(part)
            hits += [Hit(one, part, quality) for one in labels_of(kind) if one.words == words]
    layout.pieces = pieces
    return hits


def _parts(kind: str, piece: Segment) -> Iterator[tuple[Segment, str, float]]:
    """Pieces of one line: (piece, the label's words or nothing, quality)."""
    text, at, start = piece.folded, 0, 0
    while at < len(text):
        found = _label_at(kind, text, at, start) if _may_start(text, at, start) else None
        if found is None:
            at += 1
            continue
        words, end = found
        if text[start:at].strip(_SIGNS):
            yield cut(piece, start, at), "", 1.0
        yield cut(piece, at, end), words, 1.0
        at = start = _past_signs(text, end)
    if start == 0:
        fuzzy = _nearly(kind, text)
        if fuzzy:
            words, end = fuzzy
            yield cut(piece, 0, end), words, 0.85
            start = _past_signs(text, end)
    if text[start:].strip(_SIGNS):
        yield cut(piece, start, len(text)), "", 1.0


def _past_signs(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t:：/／":
        at += 1
    return at


def _may_start(text: str, at: int, start: int) -> bool:
    return text[at] not in _SIGNS and (
        at == start
        or _BEFORE.search(text[:at]) is not None
        or _HAN_AHEAD.match(text, at) is not None
    )


# Within a line of Chinese without signs a label counts only with four characters or more (see `_label_at`).
_HAN_AHEAD = re.compile("[\u4e00-\u9fff]{4}")


def _label_at(kind: str, text: str, at: int, start: int) -> tuple[str, int] | None:
    """The longest label that stands here, with its end; `start` is where the label before ended."""
    free = at == start or _BEFORE.search(text[:at]) is not None
    for words, pattern in _patterns(kind):
        found = pattern.match(text, at)
        if found is None:
            continue
        end = found.end()
        if _stands(words, text, at, end, free and (at == start or _many_words(words))):
            return words, end
    return None


def _many_words(words: str) -> bool:
    """Not a lone Latin word, which ends many a name ("Sample Bank")."""
    return len(words) > _LONE or "\u4e00" <= words[0] <= "\u9fff"


def _stands(words: str, text: str, at: int, end: int, free: bool) -> bool:
    """Whether these words are a label here and not a part of other words."""
    after = text[end:].lstrip(" \t.．)）")
    closed = not after or after[0] in ":：/／("
    if "\u4e00" <= words[0] <= "\u9fff":
        if not free:
            return len(words) >= 4 and closed
        if len(words) == 1:
            return closed
        return at == 0 or closed or len(words) >= 4 or text[end : end + 1].isspace()
    if text[end : end + 1].isalpha() and text[end : end + 1].isascii():
        return False
    if not free:
        return False
    return (
        closed
        or len(words) > _LONE
        or "\u4e00" <= after[0] <= "\u9fff"
        or _figures_after(words, after)
    )


def _figures_after(words: str, after: str) -> bool:
    """`No. 1234567`, `Account 1234`: a short Latin label directly before figures."""
    return words.startswith("no") and after[0].isdigit()


def _nearly(kind: str, text: str) -> tuple[str, int] | None:
    """A label of four or more Chinese characters (or ten Latin letters) at the start with one character misread."""
    for words, _pattern in _patterns(kind):
        han = "\u4e00" <= words[0] <= "\u9fff"
        if len(words) < (4 if han else 10) or len(text) < len(words):
            continue
        end, seen = 0, ""
        while end < len(text) and len(seen) < len(words):
            seen += compact(text[end])
            end += 1
        wrong = sum(a != b for a, b in zip(seen, words, strict=False))
        if (
            len(seen) == len(words)
            and wrong == 1
            and (not text[end:] or not text[end].isalpha() or han)
        ):
            return words, end
    return None


def _join_letters(kind: str, layout: PageLayout) -> None:
    """Labels that stand letter by letter become one piece."""
    known = {words for words, _pattern in _patterns(kind)}
    short = [
        one for one in layout.pieces if len(one.text) <= _LETTERS + 1 and not one.text.isascii()
    ]
    gone: set[int] = set()
    made: list[Segment] = []
    for one in short:
        if id(one) in gone or (len(one.text) > 1 and compact(one.folded) in known):
            continue
        group = _group(one, layout, known)
        if group:
            gone |= {id(part) for part in group}
            made.append(joined(group))
    if made:
        layout.pieces = [one for one in layout.pieces if id(one) not in gone] + made


def _group(first: Segment, layout: PageLayout, known: set[str]) -> list[Segment]:
    """Pieces beginning with this one that together are a label; the next one may go on with the value."""
    group, text = [first], compact(first.folded)
    if not any(words.startswith(text) for words in known):
        return []
    for other in layout.row_right(first):
        if other.left - group[-1].right > _APART * first.height:
            break
        group.append(other)
        text += compact(other.folded)
        if any(
            text.startswith(words) for words in known if len(words) > len(compact(first.folded))
        ):
            return group
        if not any(words.startswith(text) for words in known):
            break
    return []
