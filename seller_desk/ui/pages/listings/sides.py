"""What the editor knows of a chosen site, and its tabs that are of no site."""

from collections.abc import Sequence
from dataclasses import dataclass

from seller_desk.core.base.findings import Finding
from seller_desk.core.listings.limits import ImageLimits, TextLimits
from seller_desk.core.listings.more_limits import StyleLimits

COMMON, GOODS = "common", "goods"


@dataclass(frozen=True, slots=True)
class SiteSide:
    """A chosen site as the editor needs it."""

    site: str
    name: str
    currency: str
    texts: TextLimits
    pictures: ImageLimits
    style: StyleLimits | None = None


def by_field_of(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Findings by the field they lead to."""
    by_field: dict[str, list[Finding]] = {}
    for one in findings:
        by_field.setdefault(one.place.field or "", []).append(one)
    return by_field
