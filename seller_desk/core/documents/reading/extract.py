"""Fields of a paper: for each field the best of what its labels, patterns and forms offer."""

import re
from collections.abc import Iterator, Sequence

from seller_desk.core.documents.reading import blocks, confirm
from seller_desk.core.documents.reading.beside import Beside
from seller_desk.core.documents.reading.catalogue import FieldRule, kind_rules
from seller_desk.core.documents.reading.dates import dates_in, month_comes_first
from seller_desk.core.documents.reading.labels import Hit, split
from seller_desk.core.documents.reading.layout import PageLayout, Segment, cut, segments
from seller_desk.core.documents.reading.model import FieldValue, PageText
from seller_desk.core.documents.reading.values import READERS, Manner, Value

# Fields are looked for on the first pages: statements go on for many.
_PAGES = 6
# The upper part of a page, and what its head line weighs.
_HEAD, _LETTERHEAD = 0.4, 0.99


class _Page:
    """One page made ready: cut at labels, with its manner of writing."""

    def __init__(self, kind: str, page: PageText) -> None:
        self.layout = PageLayout(segments(page.lines), page.lines, page.size[1])
        if kind_rules()[kind].simplified:
            self.layout.simplify()
        self.whole = list(self.layout.pieces)
        self.hits: list[Hit] = split(kind, self.layout)
        self.beside = Beside(self.layout, self.hits)
        self.manner = Manner(month_first=month_comes_first(line.text for line in page.lines))


def fields_of(kind: str, pages: Sequence[PageText]) -> list[FieldValue]:
    """The fields of a paper of this kind, in the catalogue's order; what was not found is left out."""
    rule = kind_rules().get(kind)
    if rule is None or not rule.field:
        return []
    ready = [_Page(kind, page) for page in pages[:_PAGES] if page.lines]
    found: list[FieldValue] = []
    for field in rule.field:
        best = _best([one for page in ready for one in _candidates(field, page)])
        if best is not None:
            found.append(best)
    for page in ready:
        found = blocks.with_block(found, rule, page.layout, page.beside)
    holder = next((one.value for one in found if one.name == "holder"), None)
    # A head line that is the customer's name is nobody's letterhead.
    found = [one for one in found if one.name != "issuer" or one.value != holder]
    return confirm.confirmed(kind, found, [line for page in pages for line in page.lines])


def _best(offered: Sequence[FieldValue]) -> FieldValue | None:
    """The surest; of two readings of one place the one that holds the other (a label beside its second line)."""
    best = max(offered, key=lambda one: one.confidence, default=None)
    for one in offered:
        if (
            best is not None
            and len(one.value) > len(best.value)
            and one.value.endswith(best.value)
            and one.confidence > best.confidence - 0.1
        ):
            best = one
    return best


def _candidates(rule: FieldRule, page: _Page) -> Iterator[FieldValue]:
    """All that this page offers for the field, by every way that its rule allows."""
    for hit in page.hits:
        if hit.label.field == rule.name and not hit.label.part:
            yield from _labelled(rule, page, hit)
    for allowed, way in (
        (rule.letterhead, _head_line),
        (rule.from_ and rule.to, _from_to),
        (rule.patterns, _patterned),
        (rule.between, _enclosed),
        (rule.anywhere, _by_form),
        (rule.head, _in_head),
        (rule.last_date, _last_date),
    ):
        if allowed:
            yield from way(rule, page)


def _head_line(rule: FieldRule, page: _Page) -> Iterator[FieldValue]:
    labelled = {hit.piece.index for hit in page.hits}
    plain = [piece for piece in page.whole if piece.index not in labelled]
    head = blocks.letterhead(rule, plain, page.layout.height)
    if head is not None:
        yield from _read(rule, page, head, _LETTERHEAD)


def _patterned(rule: FieldRule, page: _Page) -> Iterator[FieldValue]:
    for pattern in rule.patterns:
        for piece in page.whole:
            match = re.search(pattern, piece.text)
            if match:
                yield from _read(rule, page, cut(piece, *match.span(1)), 0.96)


def _enclosed(rule: FieldRule, page: _Page) -> Iterator[FieldValue]:
    for piece in blocks.between(rule, page.layout, page.whole):
        yield from _read(rule, page, piece, 0.95)


def _by_form(rule: FieldRule, page: _Page) -> Iterator[FieldValue]:
    """Numbers that are known by their check digit or their form, wherever they stand."""
    for piece in page.whole:
        for one in _read(rule, page, piece, 0.9):
            if one.confirmed or rule.value == "hk_number":
                yield one


def _in_head(rule: FieldRule, page: _Page) -> Iterator[FieldValue]:
    for piece in page.whole:
        if piece.y < _HEAD * page.layout.height:
            yield from _read(rule, page, piece, 0.75)


def _labelled(rule: FieldRule, page: _Page, hit: Hit) -> Iterator[FieldValue]:
    """What stands beside this label: the first place that can be read."""
    # Who writes the letter says its head; labels name the branch that keeps the account.
    weight = 0.9 * hit.quality if rule.letterhead else hit.quality
    for candidate in page.beside.values(hit, rule):
        found = list(_read(rule, page, candidate.piece, candidate.place * weight))
        if found:
            yield from found
            return


def _read(rule: FieldRule, page: _Page, piece: Segment, place: float) -> Iterator[FieldValue]:
    value = READERS[rule.value](piece.text, page.manner)
    if value is not None:
        yield _field(rule, value, piece, place)


def _field(rule: FieldRule, value: Value, piece: Segment, place: float) -> FieldValue:
    sure = piece.sure * place * value.quality
    if value.confirmed:
        sure = max(sure, 0.99 if not value.corrected else 0.95)
    return FieldValue(
        name=rule.name,
        value=value.text,
        confidence=round(min(sure, 1.0), 3),
        page=piece.page,
        box=piece.box,
        confirmed=value.confirmed,
        corrected=value.corrected,
    )


def _from_to(rule: FieldRule, page: _Page) -> Iterator[FieldValue]:
    """A period whose ends stand behind labels of their own."""
    ends: dict[str, FieldValue] = {}
    date_rule = FieldRule(name=rule.name, value="date")
    for part in ("from", "to"):
        for hit in page.hits:
            if hit.label.field == rule.name and hit.label.part == part and part not in ends:
                for one in _labelled(date_rule, page, hit):
                    ends[part] = one
    if len(ends) == 2 and ends["from"].value <= ends["to"].value:
        first, last = ends["from"], ends["to"]
        yield FieldValue(
            name=rule.name,
            value=f"{first.value}/{last.value}",
            confidence=min(first.confidence, last.confidence),
            page=first.page,
            box=_around(first, last),
        )


def _around(one: FieldValue, other: FieldValue) -> tuple[int, int, int, int]:
    left, top = min(one.box[0], other.box[0]), min(one.box[1], other.box[1])
    right = max(one.box[0] + one.box[2], other.box[0] + other.box[2])
    bottom = max(one.box[1] + one.box[3], other.box[1] + other.box[3])
    return left, top, right - left, bottom - top


def _last_date(rule: FieldRule, page: _Page) -> Iterator[FieldValue]:
    """The lowest date of the page: where certificates are signed."""
    dated = [
        piece for piece in page.whole if dates_in(piece.text, month_first=page.manner.month_first)
    ]
    if dated:
        lowest = max(dated, key=lambda piece: piece.y)
        yield from _read(rule, page, lowest, 0.7)
