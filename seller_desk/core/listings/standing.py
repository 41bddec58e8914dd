"""How one listing stands on one site: the findings about it, counted, and the word that the table has for it."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.listings.checks import ListingChecker
from seller_desk.core.listings.duplicates import title_key
from seller_desk.core.listings.image_checks import picture_findings
from seller_desk.core.listings.marks import EXPORTED, export_state
from seller_desk.core.listings.model import Listing, on_site

Families = Mapping[str, Sequence[Listing]]


def judge(checker: ListingChecker, listing: Listing, families: Families) -> list[Finding]:
    """Everything that the site minds in this listing: its own texts and pictures, and its place in its families.

    `families` are members by the SKU that children name as parent: at least the families that the listing is in.
    """
    found = checker.check(listing, frozenset(families))
    if any(image.inspection for image in listing.images):
        found += picture_findings(listing, checker.picture_limits())
    for sku in dict.fromkeys((listing.parent_sku, listing.sku)):
        if sku in families:
            told = checker.check_family(families[sku], sku)
            found += [one for one in told if one.subject.id == listing.id]
    return found


def family_members(listings: Sequence[Listing]) -> Families:
    """Every family of a catalogue, whole, by the SKU that children name."""
    families: dict[str, list[Listing]] = {}
    for one in listings:
        if one.parent_sku:
            families.setdefault(one.parent_sku, []).append(one)
    for one in listings:
        if one.sku in families and one.parent_sku != one.sku:
            families[one.sku].append(one)
    return families


def counted(findings: Sequence[Finding]) -> tuple[int, int, int]:
    """Blockers, warnings, hints."""
    weights = [one.severity for one in findings]
    return (
        weights.count(Severity.BLOCKER),
        weights.count(Severity.WARNING),
        weights.count(Severity.HINT),
    )


def begun(listing: Listing, site: str) -> bool:
    """Whether the listing has a title there."""
    return bool(on_site(listing, site).title)


def exported(listing: Listing, site: str) -> bool:
    """Whether it went into a file for this site, or into one of no site, and was not changed since."""
    return bool(listing.exports) and EXPORTED in (
        export_state(listing, site),
        export_state(listing, ""),
    )


def title_number(listing: Listing, site: str) -> int:
    """A number that listings with one title on this site share; 0 without a title."""
    key = title_key(listing, site)
    if not key:
        return 0
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=7).digest()) + 1
