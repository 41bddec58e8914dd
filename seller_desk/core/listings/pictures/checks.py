"""What a site minds in a picture beyond size and background: text and marks laid over it, other things, blur, colours;
and in all pictures of a listing together."""

from collections.abc import Iterator, Sequence

from seller_desk.core.base.findings import Finding, Place, Severity, Subject, capped
from seller_desk.core.base.language import _
from seller_desk.core.base.measures import Quantity
from seller_desk.core.listings.images import ImageReport
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.pictures.fixes import FIX_SQUARE, FIX_SRGB
from seller_desk.core.listings.pictures.limits import (
    PictureLimits,
    fits_ratio,
    within_ratios,
)
from seller_desk.core.listings.pictures.look import (
    BLURRED_FROM,
    Region,
    marks_of,
    others_of,
)
from seller_desk.core.listings.pictures.maker import PictureMaker
from seller_desk.core.listings.pictures.near import repeats
from seller_desk.core.listings.pictures.roles import ROLES, assigned, main_of
from seller_desk.core.listings.pictures.video_checks import video_findings
from seller_desk.core.media.pixels import Box
from seller_desk.core.media.sniff import ENDINGS, PICTURES, ending_fits, ending_of

_BLURRED_SIDE = 1600


def more_findings(maker: PictureMaker, *, main: bool) -> Iterator[Finding]:
    """What the site would mind in this picture."""
    if main:
        yield from _laid_over(maker)
        yield from _other_things(maker)
        yield from _ratio(maker)
    yield from _colours(maker)
    yield from _sharpness(maker)
    yield from _ending(maker)


def _ending(maker: PictureMaker) -> Iterator[Finding]:
    """A shop's importer goes by the name: what a browser saved as .jpg is often a WebP."""
    kind = {"jpeg": "jpg", "heif": "heic"}.get(maker.report.format, maker.report.format)
    name = maker.file.replace("\\", "/").rpartition("/")[2]
    ending = ending_of(name)
    if ending and kind in PICTURES and ending in ENDINGS and not ending_fits(name, kind):
        yield maker.make(
            "image.extension_mismatch", Severity.WARNING, measured=f".{ending}", required=kind
        )


def _largest(boxes: Sequence[Box]) -> Box:
    return max(boxes, key=lambda box: box[2] * box[3])


def _laid_over(maker: PictureMaker) -> Iterator[Finding]:
    """Text on the background is laid over it; on the thing it may be printed there."""
    report, source = maker.report, maker.limits.more.main_no_text
    if source is None:
        return
    look = report.look
    for code, severity, regions in (
        ("image.text_overlay", Severity.WARNING, look.overlays if look else ()),
        ("image.text_on_product", Severity.HINT, look.prints if look else ()),
    ):
        if regions:
            yield maker.make(
                code,
                severity,
                source,
                measured=Quantity(len(regions), "place"),
                box=_largest([one.box for one in regions]),
            )
    if report.shape is not None:
        size = (report.width, report.height)
        texts = look.overlays if look else []
        marks = [box for box in marks_of(report.shape, size) if not _is_text(box, texts)]
        if marks:
            yield maker.make(
                "image.mark",
                Severity.WARNING,
                source,
                measured=Quantity(len(marks), "place"),
                box=_largest(marks),
            )


def _is_text(box: Box, texts: Sequence[Region]) -> bool:
    """Whether this thing is a text that was found already."""
    return any(
        min(box[0] + box[2], one.box[0] + one.box[2]) > max(box[0], one.box[0])
        and min(box[1] + box[3], one.box[1] + one.box[3]) > max(box[1], one.box[1])
        for one in texts
    )


def _other_things(maker: PictureMaker) -> Iterator[Finding]:
    report, limits = maker.report, maker.limits.more
    shape = report.shape
    if shape is None:
        return
    source = limits.main_no_props or limits.main_no_text
    # One straight line from side to side may be the edge of a table.
    cut = len(shape.seams) > 1 or any(one > 0 for one in shape.seams)
    if cut and source:
        yield maker.make(
            "image.collage",
            Severity.WARNING,
            source,
            measured=Quantity(len(shape.seams) + 1, "picture"),
            box=_beyond(shape.seams[0], report.width, report.height),
        )
    texts = report.look.overlays if report.look else []
    others = [
        box for box in others_of(shape, (report.width, report.height)) if not _is_text(box, texts)
    ]
    if others and limits.main_no_props:
        yield maker.make(
            "image.several_things",
            Severity.HINT,
            limits.main_no_props,
            measured=Quantity(len(others) + 1, "thing"),
            box=_largest(others),
        )


def _beyond(seam: float, wide: int, high: int) -> Box:
    """What lies behind a seam."""
    if seam > 0:
        at = round(seam * wide)
        return at, 0, wide - at, high
    at = round(-seam * high)
    return 0, at, wide, high - at


def _ratio(maker: PictureMaker) -> Iterator[Finding]:
    report, limits = maker.report, maker.limits.more
    shown = _shape_words(report.width, report.height)
    for listed, severity in (
        (limits.ratios, Severity.WARNING),
        (limits.preferred_ratios, Severity.HINT),
    ):
        if listed and not within_ratios(report.width, report.height, listed):
            square = fits_ratio(1, 1, listed)
            yield maker.make(
                "image.ratio",
                severity,
                listed.source,
                measured=shown,
                required=listed.words,
                fix=FIX_SQUARE if square else "",
            )


def _shape_words(wide: int, high: int) -> str:
    return f"{wide} x {high}"


def _colours(maker: PictureMaker) -> Iterator[Finding]:
    report = maker.report
    if report.profile or report.space in ("deep", "lab", "hsv"):
        shown = report.profile or {"deep": "16 bit"}.get(report.space, report.space.upper())
        yield maker.make(
            "image.colour_profile",
            Severity.HINT,
            maker.limits.more.rgb_only,
            measured=shown,
            required="sRGB",
            fix=FIX_SRGB,
        )


def _sharpness(maker: PictureMaker) -> Iterator[Finding]:
    report, look = maker.report, maker.report.look
    factor = look.factor if look else 1.0
    if factor > 1.3:
        long_side = max(report.width, report.height)
        real = round(long_side / factor)
        least = maker.limits.side_zoom or maker.limits.side_min
        small = least is not None and real < least.value
        yield maker.make(
            "image.enlarged",
            Severity.WARNING if small else Severity.HINT,
            measured=Quantity(real, "px"),
            required=Quantity(long_side, "px"),
        )
        return
    # The same softness is more pixels wide in a larger picture.
    wide = BLURRED_FROM * max(1.0, max(report.width, report.height) / _BLURRED_SIDE)
    if look is not None and look.edges is not None and look.edges >= wide:
        yield maker.make("image.blurred", Severity.WARNING)


def listing_findings(
    listing: Listing,
    reports: Sequence[ImageReport | None],
    limits: PictureLimits,
    subject: Subject,
) -> Iterator[Finding]:
    """Of all pictures and videos together: how many, for what, the same twice."""
    images = listing.images
    if images:
        yield from _counts(listing, limits, subject)
        yield from _roles(listing, limits, subject)
    shapes = [report.shape if report else None for report in reports]
    for number, earlier in repeats(shapes):
        yield Finding(
            code="image.repeated",
            severity=Severity.WARNING,
            subject=subject,
            place=Place(field=f"images.{number}", file=images[number].name or None),
            measured=str(number + 1),
            required=str(earlier + 1),
            site=limits.site,
        )
    yield from video_findings(listing, limits, subject)


def _counts(listing: Listing, limits: PictureLimits, subject: Subject) -> Iterator[Finding]:
    shown = [one for one in listing.images if one.role not in ("swatch", "safety")]
    checks = (
        ("image.too_many", limits.count_max, Severity.WARNING, 1),
        ("image.too_few", limits.count_advised, Severity.HINT, -1),
    )
    for code, limit, severity, sign in checks:
        if limit and sign * (len(shown) - limit.value) > 0:
            sources = (limit.source,)
            last = limit.value if sign > 0 else 0
            yield Finding(
                code=code,
                severity=capped(severity, sources),
                subject=subject,
                place=Place(field=f"images.{min(last, len(listing.images) - 1)}"),
                measured=Quantity(len(shown), "picture"),
                required=Quantity(limit.value, "picture"),
                site=limits.site,
                sources=sources,
            )


def _roles(listing: Listing, limits: PictureLimits, subject: Subject) -> Iterator[Finding]:
    known = assigned(listing.images)
    if main_of(listing.images) is None:
        yield Finding(
            code="image.no_main",
            severity=Severity.BLOCKER,
            subject=subject,
            place=Place(field="images.0"),
            site=limits.site,
        )
    # Advice on what is still to be shot only helps whoever says what the pictures are.
    if limits.roles and known - {"main"}:
        missing = [one for one in limits.roles.words if one in ROLES and one not in known]
        if missing:
            yield Finding(
                code="image.roles_missing",
                severity=Severity.HINT,
                subject=subject,
                place=Place(field="images.0"),
                detail=_(", ").join(_(ROLES[one]) for one in missing),
                site=limits.site,
                sources=(limits.roles.source,),
            )
