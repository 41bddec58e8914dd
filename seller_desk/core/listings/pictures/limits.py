"""What a site asks of pictures beyond size and background, and of videos; from the rule packs. Unknown is None."""

from dataclasses import dataclass
from decimal import Decimal

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.listings.limits import Limit, WordList, read_flag, read_limit, read_words
from seller_desk.core.rules.book import Query, RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoLimits:
    """`seconds_min` and `seconds_max` are the process guide's advice; `short_*` the shorter side in pixels."""

    containers: WordList | None
    codecs: WordList | None
    codecs_refused: WordList | None
    file_size: Limit | None
    seconds_min: Limit | None
    seconds_max: Limit | None
    seconds_advised: Limit | None
    short_min: Limit | None
    short_advised: Limit | None
    short_max: Limit | None
    ratios: WordList | None
    most_pictures: Limit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLimits:
    """`ratios` hold for every picture; `preferred` ones are advice. The `main_*` rules hold for the main picture."""

    site: str
    main_no_text: SourceNote | None
    main_no_props: SourceNote | None
    rgb_only: SourceNote | None
    ratios: WordList | None
    preferred_ratios: WordList | None
    count_advised: Limit | None
    count_max: Limit | None
    roles: WordList | None
    video: VideoLimits


def picture_limits(book: RuleBook, query: Query) -> PictureLimits:
    """The rules in force for this site and day."""
    return PictureLimits(
        site=query.site,
        main_no_text=read_flag(book, "image.main.no_text", query),
        main_no_props=read_flag(book, "image.main.no_props", query),
        rgb_only=read_flag(book, "image.rgb_only", query),
        ratios=read_words(book, "image.ratios", query),
        preferred_ratios=read_words(book, "image.ratios.preferred", query),
        count_advised=read_limit(book, "image.count.advised", query),
        count_max=read_limit(book, "image.count.max", query),
        roles=read_words(book, "image.roles.advised", query),
        video=VideoLimits(
            containers=read_words(book, "video.containers", query),
            codecs=read_words(book, "video.codecs", query),
            codecs_refused=read_words(book, "video.codecs.refused", query),
            file_size=read_limit(book, "video.file_size.max", query),
            seconds_min=read_limit(book, "video.seconds.min", query),
            seconds_max=read_limit(book, "video.seconds.max", query),
            seconds_advised=read_limit(book, "video.seconds.advised", query),
            short_min=read_limit(book, "video.short_side.min", query),
            short_advised=read_limit(book, "video.short_side.advised", query),
            short_max=read_limit(book, "video.short_side.max", query),
            ratios=read_words(book, "video.ratios", query),
            most_pictures=read_limit(book, "video.pictures.max", query),
        ),
    )


def ratio_of(words: str) -> Decimal:
    """Width by height of `3:4`."""
    wide, _colon, high = words.partition(":")
    return Decimal(wide) / Decimal(high)


def fits_ratio(width: int, height: int, listed: WordList, *, give: float = 0.01) -> bool:
    """Whether a shape is one of these; ratios within `give` of it are taken for it."""
    return any(abs(width / height / float(ratio_of(one)) - 1) <= give for one in listed.words)


def within_ratios(width: int, height: int, listed: WordList, *, give: float = 0.01) -> bool:
    """Whether a shape lies between the narrowest and the widest of these."""
    known = [float(ratio_of(one)) for one in listed.words]
    return min(known) * (1 - give) <= width / height <= max(known) * (1 + give)
