"""A title that is there, taken apart into its parts again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.writing.keywords import ranked
from seller_desk.core.listings.writing.model import Keyword
from seller_desk.core.listings.writing.patterns import TitleCatalogue, title_catalogue
from seller_desk.core.listings.writing.title import TitlePart
from seller_desk.core.listings.writing.words import Indexed, normal

# Enough to tell parts apart; tens of thousands would be asked at every letter typed.
MOST_WEIGHED = 200
_COLORS = frozenset({"color", "colour", "颜色", "farbe"})
_SIZES = frozenset({"size", "尺寸", "尺码", "规格", "größe"})
_FULL_WIDTH = frozenset("，；、")
# What stood before a piece (None: only a blank or nothing), and the piece.
_Piece = tuple[str | None, str]


def parts_of(title: str, listing: Listing, keywords: Iterable[Keyword] = ()) -> list[TitlePart]:
    """The parts in the order of the title; each remembers what stood before it, so that it reads the same again."""
    catalogue = title_catalogue()
    text = " ".join(title.split())
    brand = _brand_of(text, listing.brand)
    pieces = list(_pieces(text[len(brand) :], catalogue))
    parts = [TitlePart("brand", brand, "")] if brand else []
    if pieces:
        joint, first = pieces[0]
        parts.append(TitlePart("core", first, " " if brand and joint is None else joint))
    parts += [
        TitlePart(_kind(piece, listing, catalogue), piece, " " if joint is None else joint)
        for joint, piece in pieces[1:]
    ]
    return weighed(parts, keywords)


def weighed(parts: Sequence[TitlePart], keywords: Iterable[Keyword]) -> list[TitlePart]:
    """The parts with the searches that each answers: those of its most searched keyword."""
    counted = ranked(one for one in keywords if one.volume)[:MOST_WEIGHED]
    if not counted:
        return list(parts)
    index = [Indexed.of([one.text]) for one in parts]
    return [
        replace(
            part,
            weight=max((one.volume or 0 for one in counted if text.has_words(one.text)), default=0),
        )
        for part, text in zip(parts, index, strict=True)
    ]


def _brand_of(text: str, brand: str) -> str:
    """The brand as the title writes it, if it begins with it."""
    begins = bool(brand) and normal(text).startswith(normal(brand))
    after = text[len(brand) : len(brand) + 1]
    return text[: len(brand)] if begins and not after.isalnum() else ""


def _pieces(text: str, catalogue: TitleCatalogue) -> Iterator[_Piece]:
    """At commas, dashes and brackets, then before words such as "with" and "for"."""
    begin = 0
    joint: str | None = None
    for match in [*catalogue.cut.finditer(text), None]:
        piece = text[begin : match.start() if match else len(text)]
        yield from _inside(joint, piece, catalogue)
        if match is None:
            return
        if piece.strip() or joint is None:
            joint = _joint(match[0], catalogue)
        begin = match.end()


def _inside(joint: str | None, piece: str, catalogue: TitleCatalogue) -> Iterator[_Piece]:
    before = joint
    for one in catalogue.inside.split(piece):
        if one.strip():
            yield before, one.strip()
            before = None


def _joint(mark: str, catalogue: TitleCatalogue) -> str:
    """Brackets and Latin marks become the usual joint; dashes and full-width marks stay."""
    if mark in catalogue.recognise.dashes or mark in _FULL_WIDTH:
        return mark
    return catalogue.joints.usual


def _kind(piece: str, listing: Listing, catalogue: TitleCatalogue) -> str:
    known = catalogue.recognise
    said = normal(piece)
    for name, value in listing.options.items():
        if normal(value) == said and normal(name) in _COLORS | _SIZES:
            return "color" if normal(name) in _COLORS else "size"
    if _matches(known.quantity, said):
        return "quantity"
    if _matches(known.size, said):
        return "size"
    text = Indexed.of([piece])
    first, _blank, rest = said.partition(" ")
    if first in known.words and any(text.has_words(one) for one in known.audience):
        return "audience"
    if first in ("for", "für", "pour", "para") and rest:
        return "scene"
    if all(word in known.color for word in re.split(r"[\s/&+-]+", said)):
        return "color"
    if any(text.has_phrase(one) for one in known.material):
        return "material"
    return "feature"


def _matches(patterns: Iterable[str], said: str) -> bool:
    return any(re.search(pattern, said) for pattern in patterns)
