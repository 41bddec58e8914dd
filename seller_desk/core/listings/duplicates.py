"""Twins in a catalogue: the same SKU, product code or title twice. Pure functions over the listings that share it."""

from collections.abc import Iterable, Sequence

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.measures import Quantity
from seller_desk.core.listings.model import Listing, is_parent, on_site
from seller_desk.core.listings.rule_kit import finding, subject_of

_SHOWN = 5


def sku_key(listing: Listing) -> str:
    """What two listings with the same SKU share (case counts); empty: has none."""
    return listing.sku.strip()


def gtin_key(listing: Listing, parents: frozenset[str] = frozenset()) -> str:
    """The product code as 14 digits, so that a UPC and its EAN are one; empty: has none, or is a parent."""
    code = listing.gtin.strip()
    return code.zfill(14) if code and not is_parent(listing, parents) else ""


def title_key(listing: Listing, site: str) -> str:
    """The title as buyers read it: small letters, single spaces."""
    return " ".join(on_site(listing, site).title.casefold().split())


def sku_twins(twins: Sequence[Listing]) -> list[Finding]:
    """Findings for listings that all have one SKU."""
    if len(twins) < 2:
        return []
    return [
        finding(
            "listing.sku_duplicate",
            Severity.BLOCKER,
            one,
            "sku",
            "",
            measured=Quantity(len(twins), "count"),
            detail=sku_key(one),
        )
        for one in twins
    ]


def gtin_twins(twins: Sequence[Listing]) -> list[Finding]:
    """Findings for listings that all have one product code."""
    if len(twins) < 2:
        return []
    return [
        finding(
            "listing.gtin_duplicate",
            Severity.BLOCKER,
            one,
            "gtin",
            "",
            measured=one.gtin,
            detail=_others(one, twins),
        )
        for one in twins
    ]


def title_twins(twins: Sequence[Listing], site: str) -> list[Finding]:
    """Findings for listings with one title on a site. Members of one family may share it."""
    families = {one.parent_sku or one.sku for one in twins}
    if len(families) < 2:
        return []
    return [
        finding(
            "listing.title_duplicate",
            Severity.WARNING,
            one,
            "title",
            site,
            measured=len(twins),
            detail=_others(one, twins),
        )
        for one in twins
    ]


def duplicates(listings: Iterable[Listing], sites: Iterable[str] = ()) -> list[Finding]:
    """Every twin of a catalogue: SKUs and product codes, and titles on these sites."""
    known = list(listings)
    parents = frozenset(one.parent_sku for one in known if one.parent_sku)
    found = [
        one
        for twins in _grouped(known, [sku_key(one) for one in known])
        for one in sku_twins(twins)
    ]
    for twins in _grouped(known, [gtin_key(one, parents) for one in known]):
        found += gtin_twins(twins)
    for site in sites:
        for twins in _grouped(known, [title_key(one, site) for one in known]):
            found += title_twins(twins, site)
    return found


def _grouped(listings: Sequence[Listing], keys: Sequence[str]) -> list[list[Listing]]:
    groups: dict[str, list[Listing]] = {}
    for one, key in zip(listings, keys, strict=True):
        if key:
            groups.setdefault(key, []).append(one)
    return [twins for twins in groups.values() if len(twins) > 1]


def _others(one: Listing, twins: Sequence[Listing]) -> str:
    names = [subject_of(other).label for other in twins[: _SHOWN + 1] if other is not one]
    more = len(twins) - 1 - len(names)
    return ", ".join(names) + (f" +{more}" if more > 0 else "")
