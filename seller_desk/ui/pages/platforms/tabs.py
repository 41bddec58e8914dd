"""The tabs of the platforms page. A tab is one entry of `TABS`: id, words, and what makes its panel."""

from seller_desk.core.base.language import N_
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.shell.tabbed import Panel, Tab


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
