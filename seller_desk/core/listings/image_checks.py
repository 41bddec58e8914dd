"""A measured picture against one site's rules: `image.*` findings. Role `main` has rules of its own."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

import msgspec

from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.base.measures import Quantity
from seller_desk.core.listings.images import CLOSED, ImageReport
from seller_desk.core.listings.limits import ImageLimits, Limit
from seller_desk.core.listings.model import Listing, ListingImage
from seller_desk.core.listings.pictures.checks import listing_findings, more_findings
from seller_desk.core.listings.pictures.fixes import (
    FIX_COMPRESS,
    FIX_FILL,
    FIX_RESIZE,
    FIX_SRGB,
    FIX_WHITE,
)
from seller_desk.core.listings.pictures.maker import PictureMaker
from seller_desk.core.listings.pictures.roles import main_of

Role = Literal["main", "other"]
ROLES: tuple[Role, ...] = ("main", "other")
_MEGABYTE = 1_000_000


def check_image(
    report: ImageReport, limits: ImageLimits, role: Role, subject: Subject, place: Place
) -> list[Finding]:
    """Everything that the site would mind in this picture."""
    maker = PictureMaker(report, limits, subject, place)
    if report.problem == CLOSED:
        return _closed(maker)
    if report.problem:
        return [maker.make("image.unreadable", Severity.BLOCKER, detail=report.problem)]
    found = [*_file(maker), *_size(maker)]
    if role == "main":
        found += _main(maker)
    return [*found, *more_findings(maker, main=role == "main")]


def report_of(image: ListingImage) -> ImageReport | None:
    """What was measured when the picture was added; None for web addresses."""
    return msgspec.convert(image.inspection, ImageReport) if image.inspection else None


def as_kept(report: ImageReport) -> dict[str, object]:
    """The report as a listing keeps it, the same as it comes out of the store again."""
    kept: dict[str, object] = msgspec.json.decode(msgspec.json.encode(report))
    return kept


def picture_findings(listing: Listing, limits: ImageLimits) -> list[Finding]:
    """Every measured picture of the listing against the site's rules, and all of them together."""
    found: list[Finding] = []
    subject = Subject(kind="listing", id=listing.id, label=listing.sku)
    main = main_of(listing.images)
    reports = [report_of(image) for image in listing.images]
    for number, (image, report) in enumerate(zip(listing.images, reports, strict=True)):
        if report is not None:
            place = Place(field=f"images.{number}", file=image.name or None)
            role: Role = "main" if number == main else "other"
            found += check_image(report, limits, role, subject, place)
    return [*found, *listing_findings(listing, reports, limits.more, subject)]


def _closed(maker: PictureMaker) -> list[Finding]:
    """A type that we do not open: refused by most sites; where it is taken, only we cannot look at it."""
    report, formats = maker.report, maker.limits.formats
    if formats and report.format not in formats.words:
        return [
            maker.make(
                "image.format_not_accepted",
                Severity.BLOCKER,
                formats.source,
                measured=report.format,
                required=formats.words,
            )
        ]
    severity = Severity.WARNING if formats else Severity.BLOCKER
    return [maker.make("image.unreadable", severity, detail=report.problem)]


def _file(maker: PictureMaker) -> Iterator[Finding]:
    report, limits = maker.report, maker.limits
    if limits.formats and (report.format not in limits.formats.words or report.animated):
        shown = f"{report.format} (animated)" if report.animated else report.format
        yield maker.make(
            "image.format_not_accepted",
            Severity.BLOCKER,
            limits.formats.source,
            measured=shown,
            required=limits.formats.words,
        )
    if limits.file_size and report.bytes > limits.file_size.value * _MEGABYTE:
        size = (Decimal(report.bytes) / _MEGABYTE).quantize(Decimal("0.1"))
        yield maker.make(
            "image.too_large",
            Severity.BLOCKER,
            limits.file_size.source,
            measured=Quantity(size, "MB"),
            required=limits.file_size.quantity,
            fix=FIX_COMPRESS,
        )
    if report.cmyk:
        strict = Severity.BLOCKER if limits.more.rgb_only else Severity.WARNING
        yield maker.make("image.cmyk", strict, limits.more.rgb_only, fix=FIX_SRGB)


def _size(maker: PictureMaker) -> Iterator[Finding]:
    report, limits = maker.report, maker.limits
    long_side = max(report.width, report.height)
    if limits.side_max and long_side > limits.side_max.value:
        yield maker.make(
            "image.too_large",
            Severity.BLOCKER,
            limits.side_max.source,
            measured=Quantity(long_side, "px"),
            required=limits.side_max.quantity,
            fix=FIX_RESIZE,
        )
    steps: tuple[tuple[Limit | None, Severity], ...] = (
        (limits.side_min, Severity.BLOCKER),
        (limits.side_zoom, Severity.WARNING),
        (limits.side_advised, Severity.HINT),
    )
    for limit, severity in steps:
        if limit and long_side < limit.value:
            yield maker.make(
                "image.too_small",
                severity,
                limit.source,
                measured=Quantity(long_side, "px"),
                required=limit.quantity,
            )
            return


def _main(maker: PictureMaker) -> Iterator[Finding]:
    report, limits = maker.report, maker.limits
    if limits.main_no_border and report.frame_px:
        yield maker.make(
            "image.border",
            Severity.BLOCKER,
            limits.main_no_border,
            measured=Quantity(report.frame_px, "px"),
            box=(0, 0, report.width, report.height),
        )
    if limits.main_white:
        if report.transparent:
            yield maker.make(
                "image.transparent", Severity.WARNING, limits.main_white, fix=FIX_WHITE
            )
        if not report.ring_white and not report.frame_px:
            yield maker.make(
                "image.background_not_white",
                Severity.BLOCKER,
                limits.main_white,
                measured="RGB {} {} {}".format(*report.ring_colour),
                required="RGB 255 255 255",
                box=report.ring_box,
                fix=FIX_WHITE,
            )
    # With a coloured background or a frame nobody can tell the product's outline: no fill then.
    if limits.main_fill and report.ring_white:
        share = Decimal(str(round(report.fill * 100, 1)))
        if share < limits.main_fill.value:
            # A long thin product cannot fill the area: if its long side does, it is only a hint.
            fits = report.long_share * 100 >= limits.main_fill.value
            yield maker.make(
                "image.fill_low",
                Severity.HINT if fits else Severity.WARNING,
                limits.main_fill.source,
                measured=Quantity(share, "percent"),
                required=limits.main_fill.quantity,
                box=report.product_box,
                fix=FIX_FILL,
            )
