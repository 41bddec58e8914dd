"""The limits of one site on one day, read from the rule packs once. What the packs do not know is None."""

from dataclasses import dataclass

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.measures import Quantity
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Fact

# Groups of phrases that packs may list under `listing.banned_phrases.<group>`.
PHRASE_GROUPS = (
    "promotion",
    "guarantee",
    "ranking",
    "absolute",
    "medical",
    "pesticide",
    "eco",
    "links",
    "elsewhere",
)


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
    phrases: tuple[WordList, ...]


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


def text_limits(book: RuleBook, query: Query) -> TextLimits:
    """The limits in force for this site, category and day."""
    exempt = _words(book, "listing.title.word_repeat_exempt", query)
    groups = (_words(book, f"listing.banned_phrases.{name}", query) for name in PHRASE_GROUPS)
    return TextLimits(
        site=query.site,
        title=_limit(book, "listing.title.max", query),
        title_banned=_words(book, "listing.title.banned_characters", query),
        title_measures_only=_words(book, "listing.title.measure_characters", query),
        word_repeats=_limit(book, "listing.title.word_repeat_max", query),
        word_exempt=frozenset(exempt.words) if exempt else frozenset(),
        highlights=_limit(book, "listing.highlights.max", query),
        bullet=_limit(book, "listing.bullet.max", query),
        bullet_count=_limit(book, "listing.bullet.count", query),
        description=_limit(book, "listing.description.max", query),
        search_terms=_limit(book, "listing.search_terms.max", query),
        search_no_repeats=_flag(book, "listing.search_terms.no_repeats", query),
        sku=_limit(book, "listing.sku.max", query),
        required=_words(book, "listing.required", query),
        advised=_words(book, "listing.advised", query),
        phrases=tuple(group for group in groups if group is not None),
    )


def image_limits(book: RuleBook, query: Query) -> ImageLimits:
    """The picture rules in force for this site and day."""
    return ImageLimits(
        site=query.site,
        side_min=_limit(book, "image.long_side.min", query),
        side_zoom=_limit(book, "image.long_side.zoom", query),
        side_advised=_limit(book, "image.long_side.advised", query),
        side_max=_limit(book, "image.long_side.max", query),
        formats=_words(book, "image.formats", query),
        file_size=_limit(book, "image.file_size.max", query),
        count=_limit(book, "image.count.max", query),
        main_white=_flag(book, "image.main.white_background", query),
        main_fill=_limit(book, "image.main.fill", query),
        main_no_border=_flag(book, "image.main.no_border", query),
    )


def _limit(book: RuleBook, key: str, query: Query) -> Limit | None:
    found = book.whole(key, query)
    if found is None:
        return None
    value, fact = found
    return Limit(value, fact.unit, fact.source_note(), _note(fact))


def _words(book: RuleBook, key: str, query: Query) -> WordList | None:
    found = book.words(key, query)
    return WordList(tuple(found[0]), found[1].source_note()) if found else None


def _flag(book: RuleBook, key: str, query: Query) -> SourceNote | None:
    fact = book.fact(key, query)
    return fact.source_note() if fact is not None and fact.value is True else None


def _note(fact: Fact) -> str:
    return fact.note.text() if fact.note else ""
