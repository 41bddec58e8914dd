"""What the seller wants to see in the table: kind, site, order, and filters kept by name."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from seller_desk.core.base.language import _
from seller_desk.core.services.listings import ListingService
from seller_desk.core.store.listing_view import View
from seller_desk.ui.pages.listings.filter_menu import name_of
from seller_desk.ui.pages.listings.table import ListingModel
from seller_desk.ui.pages.listings.tool_bar import ToolBar


class ViewChoice(QObject):
    """Holds the view; `changed` asks for the table to be read."""

    changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        tools: ToolBar,
        model: ListingModel,
        service: ListingService,
        heads: Callable[[tuple[str, ...]], list[str]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.view = View()
        self._tools, self._model, self._service, self._heads = tools, model, service, heads
        tools.filter.chosen.connect(self._on_kind)
        model.sort_asked.connect(self._on_sort)
        menu = tools.filters
        menu.aboutToShow.connect(self._fill)
        menu.site_chosen.connect(self._on_site)
        menu.filter_chosen.connect(self._on_kept)
        menu.keep_asked.connect(self._on_keep)
        menu.drop_asked.connect(self._on_drop)

    def show_all(self) -> None:
        """Whatever is searched for or filtered away, back into view; the order stays."""
        self._tools.filter.set_current("all")
        self._look(replace(self.view, kind="all", site="", words=""))

    def _look(self, view: View) -> None:
        self.view = view
        self.changed.emit()

    def _names(self) -> dict[str, str]:
        sites = self._model.table.sites
        return dict(zip(sites, self._heads(sites), strict=True))

    @Slot(str)
    def _on_kind(self, name: str) -> None:
        self._look(replace(self.view, kind=name))

    @Slot(str)
    def _on_site(self, site: str) -> None:
        self._look(replace(self.view, site=site))

    @Slot(int, Qt.SortOrder)
    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        sites = self._model.table.sites
        view = replace(
            self.view,
            sort="" if column < 0 else "problems" if column else "title",
            descending=column >= 0 and order is Qt.SortOrder.DescendingOrder,
            sort_site=sites[column - 1] if 0 < column <= len(sites) else "",
        )
        if view != self.view:
            self._look(view)

    @Slot()
    def _fill(self) -> None:
        self._tools.filters.fill(self.view, list(self._names().items()), self._service.filters())

    @Slot()
    def _on_keep(self) -> None:
        names = self._names()
        column = names.get(self.view.sort_site, _("Listing")) if self.view.sort else ""
        name = name_of(self.view, names.get(self.view.site, ""), column)
        self._service.keep_filter(name, self.view)
        self.said.emit(_("Kept: {name}").format(name=name))

    @Slot(str)
    def _on_kept(self, name: str) -> None:
        view = self._service.filter(name)
        self._tools.search.setText(view.words)
        self._tools.filter.set_current(view.kind)
        self._look(view)

    @Slot(str)
    def _on_drop(self, name: str) -> None:
        self._service.drop_filter(name)
        self.said.emit(_("Forgotten: {name}").format(name=name))
