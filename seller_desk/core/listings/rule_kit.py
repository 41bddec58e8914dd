"""What every rule of a listing is made of: its shape, how it names its subject, and how things are counted."""

from collections.abc import Callable, Iterable

from seller_desk.core.base.findings import (
    Finding,
    Measure,
    Place,
    Severity,
    SourceNote,
    Subject,
    capped,
)
from seller_desk.core.listings.limits import Limit
from seller_desk.core.listings.model import Listing, SiteView

# (listing, as the site shows it, is a parent) -> findings
Check = Callable[[Listing, SiteView, bool], Iterable[Finding]]


def subject_of(listing: Listing) -> Subject:
    """The listing as findings name it."""
    return Subject(kind="listing", id=listing.id, label=listing.sku or listing.title)


def byte_count(text: str) -> int:
    """UTF-8 bytes, as platforms count search terms."""
    return len(text.encode("utf-8", "surrogatepass"))


def gtin_valid(code: str) -> bool:
    """GTIN-8, -12, -13 or -14 with a right check digit (GS1 General Specifications); ASCII digits only."""
    if not (code.isascii() and code.isdigit() and len(code) in (8, 12, 13, 14)):
        return False
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(code)))
    return total % 10 == 0 and int(code) > 0


def finding(
    code: str,
    severity: Severity,
    listing: Listing,
    field: str,
    site: str,
    sources: tuple[SourceNote, ...] = (),
    *,
    measured: Measure = None,
    required: Measure = None,
    detail: str = "",
    fix: str = "",
) -> Finding:
    """A finding about one field of a listing on one site; its severity is capped by its sources."""
    return Finding(
        code=code,
        severity=capped(severity, sources),
        subject=subject_of(listing),
        place=Place(field=field),
        measured=measured,
        required=required,
        fix=fix,
        detail=detail,
        site=site,
        sources=sources,
    )


def against(
    limit: Limit,
    code: str,
    severity: Severity,
    listing: Listing,
    field: str,
    site: str,
    measured: Measure,
    detail: str = "",
) -> Finding:
    """A finding about a value that a limit does not allow; counts are told as plain numbers."""
    return finding(
        code,
        severity,
        listing,
        field,
        site,
        (limit.source,),
        measured=measured,
        required=limit.value if limit.unit == "count" else limit.quantity,
        detail=detail,
    )
