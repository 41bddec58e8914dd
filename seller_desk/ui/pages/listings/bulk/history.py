"""Bulk edits that stand: what, when, how many listings; the last one can be taken back here."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.bulk.words import operation_words
from seller_desk.core.services.listing_bulk import BulkEntry
from seller_desk.ui.widgets.buttons import link_button
from seller_desk.ui.widgets.card import Card, scrolling
from seller_desk.ui.widgets.labels import Label, line

_SHOWN = 30


class BulkHistory(Card):
    """`undo_asked` carries the entry."""

    undo_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Bulk edits so far"), padding=16)
        self.none = Label(
            _("None yet. Each is listed here and can be taken back while it is the last change."),
            role="caption",
            token="text2",
            wrap=True,
        )
        self.body.addWidget(self.none)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._area = scrolling(self._inner)
        self.body.addWidget(self._area, 1)
        self.undo = link_button(_("Undo this edit"), self._on_undo)
        self.undo.hide()
        self.body.addWidget(self.undo)
        self.body.addStretch()
        self._newest: BulkEntry | None = None

    def show_entries(self, entries: Sequence[tuple[BulkEntry, bool]]) -> None:
        """The newest first."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for number, (entry, _can) in enumerate(entries[:_SHOWN]):
            if number:
                self._column.addWidget(line())
            what = "\n".join(operation_words(one) for one in entry.operations)
            self._column.addWidget(Label(what, wrap=True))
            when = entry.at.astimezone().strftime("%Y-%m-%d %H:%M")
            count = ngettext("{n} listing", "{n} listings", entry.count).format(n=entry.count)
            self._column.addWidget(Label(f"{when} · {count}", role="caption", token="text2"))
        self._column.addStretch()
        newest = entries[0] if entries else None
        self._newest = newest[0] if newest and newest[1] else None
        self.undo.setVisible(self._newest is not None)
        self.none.setVisible(not entries)
        self._area.setVisible(bool(entries))

    @Slot()
    def _on_undo(self) -> None:
        if self._newest is not None:
            self.undo_asked.emit(self._newest)
