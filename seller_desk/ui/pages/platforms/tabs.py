"""The tabs of the platforms page. A tab is one entry of `TABS`: id, words, and what makes its panel.

Panels are made when first shown; they get the window's context and the page (to scroll, and to open things at its top).
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage


class Panel(QWidget):
    """What lies below a tab."""

    def __init__(self, context: WindowContext, page: StepPage) -> None:
        super().__init__()
        self.context = context
        self.desk = context.desk
        self.page = page

    def refresh(self) -> None:
        """Read again and show. Called when the tab is shown and after every change while it is in view."""

    def reveal(self, finding: Finding) -> None:
        """Show what this finding is about."""

    def leave(self) -> None:
        """The seller goes to another tab or page; keep what is half typed."""


@dataclass(frozen=True, slots=True)
class Tab:
    """`title` is a marked text; `make` imports and makes the panel."""

    id: str
    title: str
    make: Callable[[WindowContext, StepPage], Panel]


def _compare(context: WindowContext, page: StepPage) -> Panel:
    from seller_desk.ui.pages.platforms.comparing import ComparePanel

    return ComparePanel(context, page)


def _prepare(context: WindowContext, page: StepPage) -> Panel:
    from seller_desk.ui.pages.platforms.prepare import PreparePanel

    return PreparePanel(context, page)


def _launch(context: WindowContext, page: StepPage) -> Panel:
    from seller_desk.ui.pages.platforms.launch import LaunchPanel

    return LaunchPanel(context, page)


def _facts(context: WindowContext, page: StepPage) -> Panel:
    from seller_desk.ui.pages.platforms.facts import FactsPanel

    return FactsPanel(context, page)


def _sources(context: WindowContext, page: StepPage) -> Panel:
    from seller_desk.ui.pages.platforms.sources import SourcesPanel

    return SourcesPanel(context, page)


# In the order in which they stand.
TABS: list[Tab] = [
    Tab("compare", N_("Compare"), _compare),
    Tab("facts", N_("Site facts"), _facts),
    Tab("prepare", N_("Self-check & budget"), _prepare),
    Tab("launch", N_("Launch plan"), _launch),
    Tab("sources", N_("Sources"), _sources),
]
