"""The tabs of the documents page. A tab is one entry: id, words, what makes its panel, the finding codes it shows."""

from collections.abc import Callable

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_
from seller_desk.ui.shell.tabbed import Panel, Tab, lazily

# Findings that are at home in another tab than the first: code, or a code's beginning, and the tab's id.
_HOMES: dict[str, str] = {
    "document.mismatch": "consistency",
    "preflight.": "preflight",
    # Of the start page: no findings, only the way here.
    "reminder.interview": "interview",
    "reminder.": "dates",
}


def tabs(make_checks: Callable[[], Panel]) -> list[Tab]:
    """In the order in which they stand. `make_checks` makes the first, which shares the page's tools."""
    return [
        Tab("checks", N_("Checks"), lambda _context, _page: make_checks()),
        Tab(
            "consistency", N_("Consistency"), lazily("documents.consistency.panel:ConsistencyPanel")
        ),
        Tab("copies", N_("Copies"), lazily("documents.copies.panel:CopiesPanel")),
        Tab("dates", N_("Dates"), lazily("documents.dates.panel:DatesPanel")),
        Tab(
            "preflight", N_("Before handing in"), lazily("documents.preflight.panel:PreflightPanel")
        ),
        Tab("interview", N_("Interview"), lazily("documents.interview.panel:InterviewPanel")),
    ]


def home_of(finding: Finding) -> str:
    """The id of the tab where this finding is shown."""
    return next((tab for code, tab in _HOMES.items() if finding.code.startswith(code)), "checks")
