"""The tabs of the platforms page. A tab is one entry of `TABS`: id, words, and what makes its panel."""

from seller_desk.core.base.language import N_
from seller_desk.ui.shell.tabbed import Tab, lazily

# In the order in which they stand.
TABS: list[Tab] = [
    Tab("compare", N_("Compare"), lazily("platforms.comparing:ComparePanel")),
    Tab("facts", N_("Site facts"), lazily("platforms.facts:FactsPanel")),
    Tab("prepare", N_("Self-check & budget"), lazily("platforms.prepare:PreparePanel")),
    Tab("launch", N_("Launch plan"), lazily("platforms.launch:LaunchPanel")),
    Tab("sources", N_("Sources"), lazily("platforms.sources:SourcesPanel")),
]
