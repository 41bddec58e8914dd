"""Makes findings about one picture, alike for all rules."""

from seller_desk.core.base.findings import (
    Finding,
    Measure,
    Place,
    Severity,
    SourceNote,
    Subject,
    capped,
)
from seller_desk.core.listings.images import ImageReport
from seller_desk.core.listings.limits import ImageLimits
from seller_desk.core.media.pixels import Box


class PictureMaker:
    """Makes findings about one picture."""

    def __init__(
        self, report: ImageReport, limits: ImageLimits, subject: Subject, place: Place
    ) -> None:
        self.report, self.limits = report, limits
        self._subject, self._place = subject, place

    @property
    def file(self) -> str:
        """The picture's name or path."""
        return self._place.file or ""

    def make(
        self,
        code: str,
        severity: Severity,
        source: SourceNote | None = None,
        *,
        measured: Measure = None,
        required: Measure = None,
        box: Box | None = None,
        fix: str = "",
        detail: str = "",
    ) -> Finding:
        sources = (source,) if source else ()
        place = Place(
            file=self._place.file,
            field=self._place.field,
            box=box,
            page_size=(self.report.width, self.report.height) if box else None,
        )
        return Finding(
            code=code,
            severity=capped(severity, sources),
            subject=self._subject,
            place=place,
            measured=measured,
            required=required,
            fix=fix,
            detail=detail,
            site=self.limits.site,
            sources=sources,
        )
