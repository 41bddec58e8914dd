"""Above the table: which sites, what the bars show, which columns, and what to do with the comparison."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from seller_desk.core.base.language import N_, _
from seller_desk.core.platforms.model import SiteResult
from seller_desk.core.services.comparisons import ComparisonService
from seller_desk.ui.pages.platforms.legend import BarLegend
from seller_desk.ui.pages.platforms.site_model import AT_FIRST, FILTERS, PICKED, filter_text
from seller_desk.ui.widgets import Segments, secondary_button

# What the menu offers: form -> words.
FORMS = {
    "xlsx": N_("Write a workbook (XLSX)"),
    "html": N_("Write a page (HTML)"),
    "pdf": N_("Write a PDF"),
    "print": N_("Print"),
}
# Of the export's columns those that hang on none of the table's.
_ALWAYS = ("currency", "price", "profit", "sure", "break_even")


class ChoiceBar(QWidget):
    """`changed`: another filter or other columns; `export_asked` carries a key of `FORMS`."""

    changed = Signal()
    export_asked = Signal(str)
    keep_asked = Signal()

    def __init__(self, comparisons: ComparisonService) -> None:
        super().__init__()
        self._comparisons = comparisons
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.filter = Segments([(one, "") for one in FILTERS], name=_("Which sites"))
        self.filter.chosen.connect(self.changed)
        row.addWidget(self.filter)
        row.addStretch(1)
        self.columns_button = secondary_button(_("Columns"), "ph.columns", self.open_columns)
        self.more_button = secondary_button(_("Save, print"), "ph.export", self.open_more)
        row.addWidget(self.columns_button)
        row.addWidget(self.more_button)
        column.addLayout(row)
        self.legend = BarLegend()
        below = QHBoxLayout()
        below.addWidget(self.legend)
        below.addStretch(1)
        column.addLayout(below)

    def fill(self, groups: Mapping[str, Sequence[SiteResult]]) -> str:
        """Say how many sites each filter has; the filter in use."""
        for name, sites in groups.items():
            self.filter.set_text(name, filter_text(name, len(sites)))
        chosen = self.filter.current() or "all"
        self.legend.explain(groups[chosen])
        return chosen

    def columns(self) -> list[str]:
        """The columns that the seller wants to see."""
        kept = self._comparisons.columns()
        return [one for one in PICKED if one in (AT_FIRST if kept is None else kept)]

    def picked(self) -> bool:
        """Whether the seller has chosen columns yet."""
        return self._comparisons.columns() is not None

    def columns_written(self) -> list[str]:
        """The same for a file, with the figures of the bar."""
        return [*_ALWAYS, *self.columns()]

    def columns_menu(self) -> QMenu:
        """Every column with a tick."""
        menu = QMenu(self)
        shown = self.columns()
        for name, words in PICKED.items():
            action = menu.addAction(_(words))
            action.setCheckable(True)
            action.setChecked(name in shown)
            action.triggered.connect(partial(self.toggle_column, name))
        return menu

    def open_columns(self) -> None:
        """Show the menu of columns below its button."""
        self._show(self.columns_menu(), self.columns_button)

    def toggle_column(self, name: str, *_checked: object) -> None:
        """Show or hide a column, and keep that."""
        shown = self.columns()
        self._comparisons.set_columns(
            [one for one in shown if one != name] if name in shown else [*shown, name]
        )
        self.changed.emit()

    def more_menu(self) -> QMenu:
        """Keep the comparison, or write it out."""
        menu = QMenu(self)
        menu.addAction(_("Save these figures, open saved ones")).triggered.connect(self._keep)
        menu.addSeparator()
        for form, words in FORMS.items():
            menu.addAction(_(words)).triggered.connect(partial(self._ask, form))
        return menu

    def open_more(self) -> None:
        """Show the menu below its button."""
        self._show(self.more_menu(), self.more_button)

    def _keep(self, *_checked: object) -> None:
        self.keep_asked.emit()

    def _ask(self, form: str, *_checked: object) -> None:
        self.export_asked.emit(form)

    def _show(self, menu: QMenu, below: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below.mapToGlobal(QPoint(0, below.height() + 2)))
