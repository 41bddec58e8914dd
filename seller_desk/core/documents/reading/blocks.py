"""Values without a label: the head of a letter, the block of name and address, the text between two phrases."""

import re
from collections.abc import Sequence

from seller_desk.core.documents.reading.beside import Beside
from seller_desk.core.documents.reading.catalogue import (
    FieldRule,
    KindRule,
    catalogue,
    compact,
    fold,
)
from seller_desk.core.documents.reading.layout import PageLayout, Segment, joined
from seller_desk.core.documents.reading.model import FieldValue
from seller_desk.core.documents.reading.values import (
    READERS,
    Manner,
    complete_name,
    has_han,
    titled,
)

# Of the page's height: how far down a letterhead and an address block may stand.
_HEAD_SHARE, _BLOCK_SHARE = 0.16, 0.5
_BLOCK_LINES = 6


def letterhead(rule: FieldRule, pieces: Sequence[Segment], height: float) -> Segment | None:
    """The largest line of the head that has one of the words and is no title."""
    if not pieces:
        return None
    limit = min(one.y for one in pieces) + _HEAD_SHARE * height
    words = [compact(word) for word in rule.letterhead]
    found = [
        one
        for one in pieces
        if one.y <= limit
        and not titled(one.text)
        and any(word in compact(one.text) for word in words)
        and not re.search(r"[:：]", one.text)
    ]
    return max(found, key=lambda one: one.height, default=None)


def between(rule: FieldRule, layout: PageLayout, pieces: Sequence[Segment]) -> list[Segment]:
    """The lines between two phrases, those in Latin letters first."""
    start, end = (compact(words) for words in rule.between)
    first = next((one for one in pieces if start in compact(one.text)), None)
    last = next((one for one in pieces if end in compact(one.text)), None)
    if first is None or last is None:
        return []
    found = [
        one
        for one in pieces
        if one is not first
        and one is not last
        and layout.drop(first, one) > 0.5 * first.height
        and layout.drop(one, last) > 0.5 * last.height
    ]
    named = [one for one in found if complete_name(one.text.strip("() （）"))]
    return [one for one in named if not has_han(one.text)] or named


def with_block(
    found: list[FieldValue], rule: KindRule, layout: PageLayout, beside: Beside
) -> list[FieldValue]:
    """Holder and address from the address window of a letter, where no label gave them."""
    have = {one.name for one in found}
    wanted = [one for one in rule.field if one.block and one.name not in have]
    if not wanted:
        return found
    lines = _block(layout, beside)
    if len(lines) < 2:
        return found
    # Where the name stands elsewhere, the block is the address alone.
    nameless = _looks_like_address(lines[0].text)
    made = list(found)
    for field in wanted:
        if field.name == "holder" and nameless:
            continue
        address = lines if nameless else lines[1:]
        piece = lines[0] if field.name == "holder" else joined(address, ", ")
        value = READERS[field.value](piece.text, Manner())
        if value is None or (field.name == "address" and value.quality < 1):
            continue
        made.append(
            FieldValue(
                name=field.name,
                value=value.text,
                confidence=round(0.88 * piece.sure * value.quality, 3),
                page=piece.page,
                box=piece.box,
            )
        )
    return made


def _block(layout: PageLayout, beside: Beside) -> list[Segment]:
    """Lines set flush left under each other in the upper half, of which the later ones look like an address."""
    if not layout.pieces:
        return []
    limit = _BLOCK_SHARE * layout.height
    for first in sorted(layout.pieces, key=lambda one: one.y):
        if (
            first.y > limit
            or beside.is_label(first)
            or titled(first.text)
            or not _nameable(first.text)
        ):
            continue
        lines = [first]
        while len(lines) < _BLOCK_LINES:
            following = _under(lines[-1], lines[0], layout, beside)
            if following is None:
                break
            lines.append(following)
        if len(lines) > 1 and _looks_like_address(" ".join(one.text for one in lines[1:])):
            return lines
    return []


def _under(last: Segment, first: Segment, layout: PageLayout, beside: Beside) -> Segment | None:
    for piece in layout.below(
        last,
        within=2.1 * last.height,
        left=first.left - 1.2 * first.height,
        right=first.left + 1.2 * first.height,
    ):
        if (
            beside.is_label(piece)
            or titled(piece.text)
            or not 0.6 < piece.height / first.height < 1.6
        ):
            return None
        return piece
    return None


def _nameable(text: str) -> bool:
    """A holder's line: letters, no amounts, not an address itself."""
    letters = sum(char.isalpha() for char in text)
    return letters >= 4 and not re.search(r"\d{3}|[:：$]", text) and not text.startswith("(")


def _looks_like_address(text: str) -> bool:
    plain = fold(text)
    hints = sum(fold(word) in plain for word in catalogue().words.address)
    return hints >= 2 and re.search(r"\d", text) is not None
