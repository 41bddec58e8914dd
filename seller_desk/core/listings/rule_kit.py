"""What every rule of a listing is made of: its shape, how it names its subject, and how things are counted."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

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

_GTIN_LENGTHS = frozenset({8, 12, 13, 14})
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

# (listing, as the site shows it, is a parent) -> findings
Check = Callable[[Listing, SiteView, bool], Iterable[Finding]]


def subject_of(listing: Listing) -> Subject:
    """The listing as findings name it."""
    return _subject(listing.id, listing.sku or listing.title)


def byte_count(text: str) -> int:
    """UTF-8 bytes, as platforms count search terms."""
    return len(text.encode("utf-8", "surrogatepass"))


def gtin_valid(code: str) -> bool:
    """GTIN-8, -12, -13 or -14 with a right check digit (GS1 General Specifications); ASCII digits only."""
    if not (len(code) in _GTIN_LENGTHS and code.isascii() and code.isdigit()):
        return False
    digits = code.encode()
    # From the right, every second digit counts three times; a digit's byte is 48 more than its value.
    ones, threes = digits[::-2], digits[-2::-2]
    total = sum(ones) + 3 * sum(threes) - 48 * (len(ones) + 3 * len(threes))
    return total % 10 == 0 and total > 0


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; commas and other signs part them."""
    folded = text.casefold()
    if "," in folded:
        folded = folded.replace(",", " ")
    # Most titles have no other sign: no pattern is needed to part them.
    if folded.replace(" ", "").isalnum():
        return folded.split()
    return _WORD.findall(folded)


@lru_cache(maxsize=512)
def _place(field: str) -> Place:
    return Place(field=field)


@lru_cache(maxsize=256)
def _subject(name: str, label: str) -> Subject:
    return Subject(kind="listing", id=name, label=label)


_capped = lru_cache(maxsize=1024)(capped)


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
        severity=_capped(severity, sources),
        subject=subject_of(listing),
        place=_place(field),
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
