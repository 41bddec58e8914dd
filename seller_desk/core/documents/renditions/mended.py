"""Problems of an original that its copy for the platform does not have: told, but nothing that stops the packet."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from seller_desk.core.base.findings import Finding, Severity

# Asked of every requirement: the making of copies is loaded where there is one.
if TYPE_CHECKING:
    from seller_desk.core.documents.renditions.model import CopyPlan
    from seller_desk.core.documents.renditions.outcome import Kept

MENDABLE = frozenset(
    {"document.format_not_accepted", "document.extension_mismatch", "document.too_large"}
)


def mendable(found: Iterable[Finding]) -> bool:
    """Whether a copy could help with any of these."""
    return any(one.code in MENDABLE for one in found)


def mended_codes(made: "CopyPlan", kept: "Kept | None") -> frozenset[str]:
    """Codes of problems that this copy does not have; of a size only once the copy was made (`kept`) and is small enough."""
    if made.refused is not None or not made.outputs:
        return frozenset()
    codes = {"document.extension_mismatch"}
    if any(change.code in ("converted", "merged", "stacked") for change in made.changes):
        codes.add("document.format_not_accepted")
    if kept is not None and not kept.reason:
        codes.add("document.too_large")
    return frozenset(codes)


def as_hint(finding: Finding) -> Finding:
    """The same, as good to know."""
    return replace(finding, severity=Severity.HINT)
