"""The text that belongs to a label: right of it, else below it, and the lines that it goes on over."""

from collections.abc import Iterator
from dataclasses import dataclass

from seller_desk.core.documents.reading.catalogue import FieldRule
from seller_desk.core.documents.reading.labels import Hit
from seller_desk.core.documents.reading.layout import PageLayout, Segment, joined
from seller_desk.core.documents.reading.values import complete_name

# In heights of the label: how far right, how far below a value may stand.
_RIGHT, _BELOW, _BELOW_FAR = 28.0, 3.4, 12.0
# Values that may consist of pieces far from each other.
_LOOSE = (
    "date",
    "range_start",
    "range_end",
    "period",
    "address",
    "scope",
    "date_below",
    "capital",
    "card",
)
_LOOSE_GAP, _CLOSE_GAP = 8.0, 1.6


@dataclass(frozen=True, slots=True)
class Found:
    """Text beside a label, and how much the place speaks for it."""

    piece: Segment
    place: float


class Beside:
    """The pieces of one page with its labels."""

    def __init__(self, layout: PageLayout, hits: list[Hit]) -> None:
        self.layout = layout
        self._fields: dict[int, set[str]] = {}
        for hit in hits:
            self._fields.setdefault(id(hit.piece), set()).add(hit.label.field)

    def is_label(self, piece: Segment) -> bool:
        """Whether this piece is a label of anything."""
        return id(piece) in self._fields

    def values(self, hit: Hit, rule: FieldRule) -> Iterator[Found]:
        """Candidates for the value of a label, the likeliest place first."""
        right = self._right(hit, rule)
        if right:
            yield Found(self._going_on(right, hit, rule), 1.0)
        under = self._under(hit, rule, _BELOW)
        if under is not None:
            yield Found(self._going_on([under], hit, rule), 0.93)
        if rule.value == "date_below":
            for piece in self._far_below(hit):
                yield Found(piece, 0.9)

    def _same_field(self, piece: Segment, hit: Hit) -> bool:
        """Whether this is the same label once more: another word for it, or its translation on the same line."""
        if piece.index == hit.piece.index and piece.text.isascii() != hit.piece.text.isascii():
            return self.is_label(piece)
        return hit.label.field in self._fields.get(id(piece), ())

    def _right(self, hit: Hit, rule: FieldRule) -> list[Segment]:
        """The pieces right of the label up to the next label."""
        taken: list[Segment] = []
        last = hit.piece
        loose = rule.value in _LOOSE
        for piece in self.layout.row_right(hit.piece):
            if self._same_field(piece, hit) and not taken:
                last = piece
                continue
            if self.is_label(piece):
                break
            gap = (piece.left - last.right) / max(hit.piece.height, piece.height)
            limit = _RIGHT if not taken else _LOOSE_GAP if loose else _CLOSE_GAP
            if gap > limit:
                break
            taken.append(piece)
            last = piece
        return taken

    def _under(self, hit: Hit, rule: FieldRule, far: float) -> Segment | None:
        label = hit.piece
        reach = far * label.height
        for piece in self.layout.below(
            label,
            within=reach,
            left=label.left - 2.0 * label.height,
            right=label.right + 0.5 * label.height,
        ):
            if self._same_field(piece, hit):
                # A label in two languages, one under the other.
                return self._under(Hit(hit.label, piece), rule, far)
            return None if self.is_label(piece) else piece
        return None

    def _far_below(self, hit: Hit) -> list[Segment]:
        label = hit.piece
        return [
            piece
            for piece in self.layout.below(
                label,
                within=_BELOW_FAR * label.height,
                left=label.left - 10 * label.height,
                right=label.right + 12 * label.height,
            )
            if not self.is_label(piece)
        ]

    def _going_on(self, first: list[Segment], hit: Hit, rule: FieldRule) -> Segment:
        """The value with the lines that it goes on over."""
        value = joined(first)
        lines = [value]
        while len(lines) < rule.lines and not _whole(joined(lines), rule):
            following = self._next_line(lines, hit)
            if following is None:
                break
            lines.append(following)
        return joined(lines)

    def _next_line(self, lines: list[Segment], hit: Hit) -> Segment | None:
        first, last = lines[0], lines[-1]
        for piece in self.layout.below(
            last,
            within=2.3 * max(last.height, first.height),
            left=first.left - 1.6 * first.height,
            right=first.left + 1.6 * first.height,
        ):
            if self.is_label(piece) or self._labelled(piece, hit):
                return None
            if not 0.6 < piece.height / first.height < 1.6:
                return None
            # A line goes on below only when it was full.
            longest = max(one.right for one in lines)
            if piece.right > longest + 2.5 * first.height:
                return None
            return piece
        return None

    def _labelled(self, piece: Segment, hit: Hit) -> bool:
        """Whether a label left of this piece, in the column of ours, owns it."""
        for other in self.layout.row_left(piece):
            if self.is_label(other) and not self._same_field(other, hit):
                return (
                    abs(other.left - hit.piece.left) < 8 * hit.piece.height
                    or other.right > hit.piece.left
                )
        return False


def _whole(value: Segment, rule: FieldRule) -> bool:
    """Whether nothing is missing that further lines would bring."""
    text = value.text
    balanced = text.count("(") + text.count("（") <= text.count(")") + text.count("）")
    if rule.value in ("name", "hk_name"):
        return complete_name(text)
    if rule.value in ("text", "issuer"):
        return balanced
    return False
