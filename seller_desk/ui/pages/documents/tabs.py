"""The tabs of the documents page. A tab is one entry: id, words, what makes its panel, the finding codes it shows."""

from collections.abc import Callable

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.shell.tabbed import Panel, Tab

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
        Tab("consistency", N_("Consistency"), _consistency),
        Tab("copies", N_("Copies"), _copies),
        Tab("dates", N_("Dates"), _dates),
        Tab("preflight", N_("Before handing in"), _preflight),
        Tab("interview", N_("Interview"), _interview),
    ]


def _consistency(context: WindowContext, page: StepPage) -> Panel:
    from seller_desk.ui.pages.documents.consistency.panel import ConsistencyPanel

    return ConsistencyPanel(context, page)


def _copies(context: WindowContext, page: StepPage) -> Panel:
    from seller_desk.ui.pages.documents.copies.panel import CopiesPanel

    return CopiesPanel(context, page)


def _dates(context: WindowContext, page: StepPage) -> Panel:
    from seller_desk.ui.pages.documents.dates.panel import DatesPanel

    return DatesPanel(context, page)


def _preflight(context: WindowContext, page: StepPage) -> Panel:
    from seller_desk.ui.pages.documents.preflight.panel import PreflightPanel

    return PreflightPanel(context, page)


def _interview(context: WindowContext, page: StepPage) -> Panel:
    from seller_desk.ui.pages.documents.interview.panel import InterviewPanel

    return InterviewPanel(context, page)


def home_of(finding: Finding) -> str:
    """The id of the tab where this finding is shown."""
    return next((tab for code, tab in _HOMES.items() if finding.code.startswith(code)), "checks")
