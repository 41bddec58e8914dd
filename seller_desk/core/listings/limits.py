"""The limits of one site on one day, read from the rule packs once. What the packs do not know is None."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.measures import Quantity
from seller_desk.core.listings.phrase_kinds import phrase_kinds
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Fact

if TYPE_CHECKING:
    from seller_desk.core.listings.pictures.limits import PictureLimits


@dataclass(frozen=True, slots=True)
class Limit:
    """A whole number with its unit and where it comes from."""

    value: int
    unit: str
    source: SourceNote
    note: str = ""

    @property
    def quantity(self) -> Quantity:
        """For a finding."""
        return Quantity(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of texts and where it comes from."""

    words: tuple[str, ...]
    source: SourceNote


@dataclass(frozen=True, slots=True)
class PhraseGroup:
    """Phrases of one kind (`medical`). `label` is the English name; `grade`: `high`, `medium` or `low` trouble."""

    id: str
    label: str
    grade: str
    words: tuple[str, ...]
    source: SourceNote


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLimits:
    """What a site asks of a listing's texts and fields."""

    site: str
    title: Limit | None
    title_banned: WordList | None
    title_measures_only: WordList | None
    word_repeats: Limit | None
    word_exempt: frozenset[str]
    highlights: Limit | None
    bullet: Limit | None
    bullet_count: Limit | None
    description: Limit | None
    search_terms: Limit | None
    search_no_repeats: SourceNote | None
    sku: Limit | None
    required: WordList | None
    advised: WordList | None
    phrases: tuple["PhraseGroup", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageLimits:
    """What a site asks of a picture. The `main_*` rules hold for the main image only; `fill` is in percent."""

    site: str
    side_min: Limit | None
    side_zoom: Limit | None
    side_advised: Limit | None
    side_max: Limit | None
    formats: WordList | None
    file_size: Limit | None
    count: Limit | None
    main_white: SourceNote | None
    main_fill: Limit | None
    main_no_border: SourceNote | None
    more: "PictureLimits"


def text_limits(book: RuleBook, query: Query) -> TextLimits:
    """The limits in force for this site, category and day."""
    exempt = read_words(book, "listing.title.word_repeat_exempt", query)
    return TextLimits(
        site=query.site,
        title=read_limit(book, "listing.title.max", query),
        title_banned=read_words(book, "listing.title.banned_characters", query),
        title_measures_only=read_words(book, "listing.title.measure_characters", query),
        word_repeats=read_limit(book, "listing.title.word_repeat_max", query),
        word_exempt=frozenset(exempt.words) if exempt else frozenset(),
        highlights=read_limit(book, "listing.highlights.max", query),
        bullet=read_limit(book, "listing.bullet.max", query),
        bullet_count=read_limit(book, "listing.bullet.count", query),
        description=read_limit(book, "listing.description.max", query),
        search_terms=read_limit(book, "listing.search_terms.max", query),
        search_no_repeats=read_flag(book, "listing.search_terms.no_repeats", query),
        sku=read_limit(book, "listing.sku.max", query),
        required=read_words(book, "listing.required", query),
        advised=read_words(book, "listing.advised", query),
        phrases=_phrases(book, query),
    )


def image_limits(book: RuleBook, query: Query) -> ImageLimits:
    """The picture rules in force for this site and day."""
    from seller_desk.core.listings.pictures.limits import picture_limits

    return ImageLimits(
        site=query.site,
        side_min=read_limit(book, "image.long_side.min", query),
        side_zoom=read_limit(book, "image.long_side.zoom", query),
        side_advised=read_limit(book, "image.long_side.advised", query),
        side_max=read_limit(book, "image.long_side.max", query),
        formats=read_words(book, "image.formats", query),
        file_size=read_limit(book, "image.file_size.max", query),
        count=read_limit(book, "image.count.max", query),
        main_white=read_flag(book, "image.main.white_background", query),
        main_fill=read_limit(book, "image.main.fill", query),
        main_no_border=read_flag(book, "image.main.no_border", query),
        more=picture_limits(book, query),
    )


def _phrases(book: RuleBook, query: Query) -> tuple[PhraseGroup, ...]:
    found = (
        (kind, read_words(book, f"listing.banned_phrases.{kind.id}", query))
        for kind in phrase_kinds()
    )
    return tuple(
        PhraseGroup(kind.id, kind.label, kind.grade, listed.words, listed.source)
        for kind, listed in found
        if listed is not None
    )


def read_limit(book: RuleBook, key: str, query: Query) -> Limit | None:
    """A whole number of the packs, None where nobody knows."""
    found = book.whole(key, query)
    if found is None:
        return None
    value, fact = found
    return Limit(value, fact.unit, fact.source_note(), _note(fact))


def read_words(book: RuleBook, key: str, query: Query) -> WordList | None:
    """A list of texts of the packs, None where nobody knows."""
    found = book.words(key, query)
    return WordList(tuple(found[0]), found[1].source_note()) if found else None


def read_flag(book: RuleBook, key: str, query: Query) -> SourceNote | None:
    """Where a rule that is simply in force comes from, None where it is not."""
    fact = book.fact(key, query)
    return fact.source_note() if fact is not None and fact.value is True else None


def _note(fact: Fact) -> str:
    return fact.note.text() if fact.note else ""
