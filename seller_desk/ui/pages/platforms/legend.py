"""The names of the bars' parts, once above the table: only of what the bars show."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.platforms.model import SiteResult
from seller_desk.ui.pages.platforms.site_delegate import UNSURE
from seller_desk.ui.widgets import Legend


class BarLegend(QWidget):
    """Names profit, profit that is not confirmed, or both."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._entries: list[tuple[str, str]] = []
        self._legend: Legend | None = None
        self.explain(())

    def explain(self, shown: Sequence[SiteResult]) -> None:
        """Fit the names to these sites."""
        entries = [
            ("cost", _("Cost")),
            ("referral", _("Referral")),
            ("fixed", _("Other fees, tax")),
            ("shipping", _("Shipping")),
        ]
        known = [one for one in shown if one.profit is not None]
        if not known or any(one.certain for one in known):
            entries.append(("profit", _("Profit")))
        if any(not one.certain for one in known):
            entries.append((UNSURE, _("Unconfirmed profit")))
        if entries == self._entries:
            return
        self._entries = entries
        if self._legend is not None:
            self._row.removeWidget(self._legend)
            self._legend.hide()
            self._legend.deleteLater()
        self._legend = Legend(entries)
        self._row.addWidget(self._legend)
