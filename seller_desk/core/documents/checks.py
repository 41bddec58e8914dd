"""What the rules say of a file's content and name: findings about one document for one site on one day."""

from collections.abc import Iterator
from decimal import Decimal

from seller_desk.core.base.findings import Finding, Place, Severity
from seller_desk.core.base.language import N_
from seller_desk.core.base.measures import Quantity
from seller_desk.core.documents.inspect import pixels_of, true_dpi
from seller_desk.core.documents.looks import PHOTO, look_findings, photographed, place_on
from seller_desk.core.documents.model import Inspection, PageMeasure
from seller_desk.core.documents.renditions.model import MARK
from seller_desk.core.documents.rules import CaseRules
from seller_desk.core.documents.screens import screenshot_signs
from seller_desk.core.media.picture import MAX_PIXELS
from seller_desk.core.media.sniff import CLOSED, PDF, PICTURES, ending_fits, ending_of
from seller_desk.core.rules.book import quantity

_MEGA = 1_000_000
# A scan at 300 dpi cut a little inside its edge has 295: not worth a complaint.
_DPI_TOLERANCE = 0.97


def content_findings(found: Inspection, name: str, rules: CaseRules) -> list[Finding]:
    """All problems of the file `name` that do not depend on dates."""
    return [
        *_watermark(found, rules),
        *_of_name(name, rules),
        *_of_file(found, name, rules),
        *_of_pages(found, name, rules),
    ]


def _watermark(found: Inspection, rules: CaseRules) -> Iterator[Finding]:
    if MARK in found.comment:
        detail = N_("It is a watermarked copy; take the original")
        yield rules.finding("watermarked_copy", Severity.BLOCKER, detail=detail, fix="replace")


def _of_name(name: str, rules: CaseRules) -> Iterator[Finding]:
    forbidden = rules.words("name_forbidden")
    if forbidden is None:
        return
    present = [char for char in forbidden[0] if char in name]
    if present:
        yield rules.finding(
            "name_forbidden_characters",
            Severity.HINT,
            forbidden[1],
            detail=" ".join(present),
            fix="rename",
        )


def _of_file(found: Inspection, name: str, rules: CaseRules) -> Iterator[Finding]:
    formats = rules.words("formats")
    fact = formats[1] if formats else None
    if found.type in CLOSED:
        accepted = formats[0] if formats else [*PICTURES, PDF]
        yield rules.finding(
            "format_not_accepted",
            Severity.BLOCKER,
            fact,
            measured=found.type,
            required=tuple(accepted),
        )
        return
    if found.type and formats and found.type != "unknown" and found.type not in formats[0]:
        yield rules.finding(
            "format_not_accepted",
            Severity.BLOCKER,
            fact,
            measured=found.type,
            required=tuple(formats[0]),
            fix="convert",
        )
    if found.type in (PDF, *PICTURES) and not ending_fits(name, found.type):
        yield rules.finding(
            "extension_mismatch",
            Severity.WARNING,
            measured=ending_of(name) or name,
            required=found.type,
            fix="rename",
        )
    yield from _of_size(found, rules)
    yield from _unusable(found, rules)


def _of_size(found: Inspection, rules: CaseRules) -> Iterator[Finding]:
    limit = rules.fact("max_size")
    if limit is None or found.size < int(Decimal(str(limit.value)) * _MEGA):
        return
    yield rules.finding(
        "too_large",
        Severity.BLOCKER,
        limit,
        measured=Quantity(round(Decimal(found.size) / _MEGA, 2), "MB"),
        required=quantity(limit),
        fix="compress",
    )


def _unusable(found: Inspection, rules: CaseRules) -> Iterator[Finding]:
    if found.code == "encrypted":
        yield rules.finding("encrypted", Severity.BLOCKER, rules.fact("password"))
    elif found.code == "empty":
        yield rules.finding("empty", Severity.BLOCKER, detail=found.reason)
    elif found.code == "too_many_pixels":
        most = max((page.width * page.height for page in found.pages), default=0)
        yield rules.finding(
            "too_many_pixels",
            Severity.BLOCKER,
            measured=Quantity(round(Decimal(most) / _MEGA, 1), "MP") if most else None,
            required=Quantity(MAX_PIXELS // _MEGA, "MP"),
        )
    elif found.code or found.type == "unknown" or not found.pages:
        reason = found.reason or N_("It is neither a picture that we open nor a PDF")
        yield rules.finding("unreadable", Severity.BLOCKER, detail=reason)


def _of_pages(found: Inspection, name: str, rules: CaseRules) -> Iterator[Finding]:
    if not found.usable:
        return
    if found.incomplete:
        # It opens, but measuring was given up: what follows may be too good.
        yield rules.finding("unreadable", Severity.WARNING, detail=found.incomplete)
    blank = [page for page in found.pages if page.empty and not page.damaged]
    all_blank = len(blank) == found.pages_total
    for page in found.pages:
        if page.damaged:
            yield rules.finding(
                "unreadable",
                Severity.BLOCKER,
                place=Place(page=page.number),
                detail=N_("A page is damaged"),
            )
        elif page.empty:
            yield rules.finding(
                "page_empty",
                Severity.BLOCKER if all_blank else Severity.WARNING,
                place=place_on(page),
                measured=page.number,
            )
        else:
            yield from _of_page(page, rules)
    yield from _of_origin(found, name, rules)


def _of_page(page: PageMeasure, rules: CaseRules) -> Iterator[Finding]:
    if pixels_of(page) is None:
        # Drawn by a program, as a bank's own PDF: no scan whose quality could be wrong.
        return
    yield from _resolution(page, rules)
    yield from look_findings(page, rules)


def _resolution(page: PageMeasure, rules: CaseRules) -> Iterator[Finding]:
    limit, real = rules.fact("min_dpi"), rules.real_size()
    if limit is None or real is None:
        return
    dpi = true_dpi(page, real)
    if dpi is not None and dpi < _DPI_TOLERANCE * float(str(limit.value)):
        yield rules.finding(
            "resolution_low",
            Severity.BLOCKER,
            limit,
            place=place_on(page, page.content),
            measured=Quantity(dpi, "dpi"),
            required=quantity(limit),
        )


def _of_origin(found: Inspection, name: str, rules: CaseRules) -> Iterator[Finding]:
    signs = screenshot_signs(found, name)
    if signs:
        fact = rules.fact("screenshots")
        if fact is None or fact.value == "refused":
            yield rules.finding(
                "screenshot_suspected",
                Severity.WARNING if fact else Severity.HINT,
                fact,
                place=place_on(found.pages[0]),
                measured=signs,
            )
    elif found.camera or any(photographed(page) for page in found.pages):
        fact = rules.fact("photos")
        if fact is not None:
            yield rules.finding(
                "photo_suspected",
                Severity.WARNING if fact.value == "refused" else Severity.HINT,
                fact,
                place=place_on(found.pages[0]),
                measured=found.camera if found.camera not in ("", "EXIF") else None,
                detail="" if found.camera else PHOTO,
            )
