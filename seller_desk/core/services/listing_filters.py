"""Filters that the seller keeps by name: a search, what kind of listings, on which site, in which order."""

import msgspec

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.store.listing_view import View, check_view
from seller_desk.core.store.store import Store

# A choice of the window's: no part of undo, and nothing is judged by it.
_KEPT = "window.listing_filters"
MOST = 50


class ListingFilters:
    """The part of the listings service that keeps views of the table."""

    _store: Store

    def filters(self) -> dict[str, View]:
        """The kept views by name, in the order they were kept."""
        text = self._store.setting(_KEPT)
        try:
            return msgspec.json.decode(text, type=dict[str, View]) if text else {}
        except msgspec.MsgspecError:
            # Of another program, or damaged: a choice that is made again in a moment.
            return {}

    def filter(self, name: str) -> View:
        """The view of this name. UsageProblem if there is none."""
        kept = self.filters()
        if name not in kept:
            raise UsageProblem(
                _("There is no filter “{name}”").format(name=name),
                _("There are: {names}").format(names=", ".join(kept)) if kept else "",
            )
        return kept[name]

    def keep_filter(self, name: str, view: View) -> None:
        """Keep a view; one of the same name is replaced, the oldest of more than 50 goes."""
        check_view(view)
        kept = self.filters()
        kept.pop(name, None)
        kept[name] = view
        self._keep(dict(list(kept.items())[-MOST:]))

    def drop_filter(self, name: str) -> None:
        """Forget a view. UsageProblem if there is none of this name."""
        self.filter(name)
        kept = self.filters()
        del kept[name]
        self._keep(kept)

    def _keep(self, kept: dict[str, View]) -> None:
        self._store.set_setting(_KEPT, msgspec.json.encode(kept).decode())
