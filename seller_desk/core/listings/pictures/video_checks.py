"""A video's head against a site's rules and the process guide (P7.6): `video.*` findings."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from seller_desk.core.base.findings import Finding, Measure, Place, Severity, Subject, capped
from seller_desk.core.base.measures import Quantity
from seller_desk.core.listings.limits import Limit, WordList
from seller_desk.core.listings.model import Listing, ListingVideo
from seller_desk.core.listings.pictures.limits import PictureLimits, VideoLimits, fits_ratio
from seller_desk.core.media.video import UNREAD, Video

_MEGABYTE = 1_000_000


def video_of(kept: ListingVideo) -> Video | None:
    """What was read of it; None for web addresses."""
    return msgspec.convert(kept.inspection, Video) if kept.inspection else None


def video_findings(listing: Listing, limits: PictureLimits, subject: Subject) -> Iterator[Finding]:
    """Every video of the listing, and whether it would be seen beside the pictures."""
    for number, kept in enumerate(listing.videos):
        video = video_of(kept)
        place = Place(field=f"videos.{number}", file=kept.name or None)
        if video is not None:
            yield from check_video(video, limits, subject, place)
    most = limits.video.most_pictures
    if listing.videos and most and len(listing.images) > most.value:
        yield Finding(
            code="video.hidden_by_pictures",
            severity=capped(Severity.HINT, (most.source,)),
            subject=subject,
            place=Place(field="videos.0"),
            measured=Quantity(len(listing.images), "picture"),
            required=most.quantity,
            site=limits.site,
            sources=(most.source,),
        )


def check_video(
    video: Video, limits: PictureLimits, subject: Subject, place: Place
) -> list[Finding]:
    """Everything that the site would mind in this video."""
    return list(_Checks(video, limits, subject, place).all())


class _Checks:
    """The rules of one site over one video."""

    def __init__(self, video: Video, limits: PictureLimits, subject: Subject, place: Place) -> None:
        self._video, self._limits = video, limits.video
        self._site, self._subject, self._place = limits.site, subject, place

    def all(self) -> Iterator[Finding]:
        """Every finding."""
        video, limits = self._video, self._limits
        if video.problem and video.problem != UNREAD:
            yield self._found("video.unreadable", Severity.BLOCKER, None, detail=video.problem)
            return
        if limits.containers and video.container not in limits.containers.words:
            yield self._found(
                "video.type_not_accepted", Severity.BLOCKER, limits.containers,
                measured=video.container or "?", required=limits.containers.words,
            )  # fmt: skip
        if limits.file_size and video.bytes > limits.file_size.value * _MEGABYTE:
            size = (Decimal(video.bytes) / _MEGABYTE).quantize(Decimal("0.1"))
            yield self._found(
                "video.too_large", Severity.BLOCKER, limits.file_size,
                measured=Quantity(size, "MB"), required=limits.file_size.quantity,
            )  # fmt: skip
        if video.problem:
            yield self._found("video.not_read", Severity.HINT, None, detail=video.problem)
            return
        yield from self._length(limits)
        yield from self._picture(limits)
        yield from self._codec(limits)

    def _length(self, limits: VideoLimits) -> Iterator[Finding]:
        seconds = Decimal(str(self._video.seconds)).quantize(Decimal("0.1"))
        if not seconds:
            return
        longest = limits.seconds_advised or limits.seconds_max
        if limits.seconds_min and seconds < limits.seconds_min.value:
            yield self._found(
                "video.too_short", Severity.HINT, limits.seconds_min,
                measured=Quantity(seconds, "second"), required=limits.seconds_min.quantity,
            )  # fmt: skip
        if longest and seconds > longest.value:
            yield self._found(
                "video.too_long", Severity.HINT, longest,
                measured=Quantity(seconds, "second"), required=longest.quantity,
            )  # fmt: skip

    def _picture(self, limits: VideoLimits) -> Iterator[Finding]:
        video = self._video
        short = min(video.width, video.height)
        shown = f"{video.width} x {video.height}"
        steps = (
            (limits.short_min, Severity.WARNING, -1),
            (limits.short_advised, Severity.HINT, -1),
            (limits.short_max, Severity.WARNING, 1),
        )
        for limit, severity, sign in steps:
            if limit and sign * (short - limit.value) > 0:
                code = "video.resolution_low" if sign < 0 else "video.resolution_high"
                yield self._found(
                    code, severity, limit, measured=Quantity(short, "px"), required=limit.quantity
                )
                break
        if limits.ratios and not fits_ratio(video.width, video.height, limits.ratios, give=0.02):
            yield self._found(
                "video.ratio", Severity.WARNING, limits.ratios,
                measured=shown, required=limits.ratios.words,
            )  # fmt: skip

    def _codec(self, limits: VideoLimits) -> Iterator[Finding]:
        codec = self._video.codec
        refused = limits.codecs_refused
        if refused and codec in refused.words:
            yield self._found(
                "video.codec", Severity.BLOCKER, refused, measured=codec, required="h264"
            )
        elif limits.codecs and codec not in limits.codecs.words:
            yield self._found(
                "video.codec", Severity.WARNING, limits.codecs,
                measured=codec or "?", required=limits.codecs.words,
            )  # fmt: skip

    def _found(
        self,
        code: str,
        severity: Severity,
        limit: Limit | WordList | None,
        *,
        measured: Measure = None,
        required: Measure = None,
        detail: str = "",
    ) -> Finding:
        sources = (limit.source,) if limit else ()
        return Finding(
            code=code,
            severity=capped(severity, sources),
            subject=self._subject,
            place=self._place,
            measured=measured,
            required=required,
            detail=detail,
            site=self._site,
            sources=sources,
        )
