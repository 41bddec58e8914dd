"""What a platform says of the rows that it was sent."""

from dataclasses import dataclass, field
from pathlib import Path

from seller_desk.core.base.findings import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry:
    """One thing said. `code` and `message` are the platform's own; `row` is its number of the row (0 = none said).

    `attribute` is what the platform calls the field, `field` is ours ("" = not known). `count`: how many rows it holds
    for, where the report only sums up.
    """

    severity: Severity
    sku: str = ""
    code: str = ""
    message: str = ""
    row: int = 0
    attribute: str = ""
    field: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformReport:
    """A report read. `kind` is the catalogue's id; counts are None where it does not say them."""

    path: Path
    kind: str
    platform: str
    format: str
    proof: str
    source: str
    entries: tuple[ReportEntry, ...] = ()
    processed: int | None = None
    successful: int | None = None
    titles: dict[str, str] = field(default_factory=dict)

    def failing(self) -> list[str]:
        """SKUs with an error, in the report's order."""
        return list(
            dict.fromkeys(
                one.sku for one in self.entries if one.sku and one.severity is Severity.BLOCKER
            )
        )
