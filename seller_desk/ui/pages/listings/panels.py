"""The panels that take the table's place: one entry here is a button or menu line above the table and what opens there."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from seller_desk.core.base.language import N_
from seller_desk.ui.shell.context import WindowContext


class Catalogue(Protocol):
    """What a panel may ask of the table it stands for."""

    def chosen_ids(self) -> list[str]:
        """The listings that are ticked or selected, from the top."""

    def words(self) -> str:
        """What is searched for."""


class ListingPanel(QWidget):
    """One piece of work on the listings, in the place of the table and the editor until it is closed."""

    # The seller is through; nothing was changed since the last `done`.
    closed = Signal()
    # Something was committed: what to say of it. The table comes back and is read again.
    done = Signal(str)
    # A word for the status line; the panel stays.
    said = Signal(str)

    def __init__(self, context: WindowContext, catalogue: Catalogue) -> None:
        super().__init__()
        self.context = context
        self.desk = context.desk
        self.catalogue = catalogue

    def open(self, subject: object = None) -> bool:
        """Begin with this, as the panel understands it; False if the seller thought better of it (no file chosen)."""
        raise NotImplementedError

    def carry(self) -> object:
        """What `open` can go on with in another language or look; None if there is nothing to keep."""
        return None


@dataclass(frozen=True, slots=True)
class PanelEntry:
    """`title` is a marked text, `panel` its class below `ui/pages/listings`. `bar` is where the seller finds it:
    "button" above the table, "menu" behind "More" there, "" if only other parts of the page open it.
    `filled`: it needs a listing to work on."""

    id: str
    title: str
    icon: str
    panel: str
    bar: str = "menu"
    filled: bool = False


PANELS: Sequence[PanelEntry] = (
    PanelEntry(
        "bulk", N_("Bulk edit"), "ph.pencil-simple", "bulk.panel:BulkPanel", "button", filled=True
    ),
    PanelEntry(
        "import", N_("Import a sheet"), "ph.upload-simple", "import_panel:ImportPanel", "button"
    ),
    PanelEntry(
        "export", N_("Export"), "ph.export", "export_panel:ExportPanel", "button", filled=True
    ),
    PanelEntry(
        "report", N_("Read a report"), "ph.clipboard-text", "report_panel:ReportPanel", filled=True
    ),
    PanelEntry(
        "write", N_("Write texts"), "ph.pencil-simple", "writing.panel:WritePanel", filled=True
    ),
    PanelEntry(
        "keywords",
        N_("Keywords"),
        "ph.magnifying-glass",
        "writing.keywords_panel:KeywordsPanel",
        filled=True,
    ),
    PanelEntry(
        "titles",
        N_("Shorten titles"),
        "ph.scissors",
        "writing.titles_panel:TitlesPanel",
        filled=True,
    ),
    PanelEntry("picture-fix", "", "", "picture_fix:PictureFixPanel", bar=""),
)


class Panels(QObject):
    """Makes panels when they are first asked for and shows one at a time in the page's stack."""

    shown = Signal()
    closed = Signal()
    done = Signal(str)
    said = Signal(str)

    def __init__(self, context: WindowContext, catalogue: Catalogue, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._context, self._catalogue, self._stack = context, catalogue, stack
        self._entries = {one.id: one for one in PANELS}
        self._made: dict[str, ListingPanel] = {}

    def panel(self, name: str) -> ListingPanel:
        """This panel; its module is imported when it is asked for."""
        if name not in self._made:
            module, _colon, kind = self._entries[name].panel.partition(":")
            made = getattr(
                importlib.import_module(f"seller_desk.ui.pages.listings.{module}"), kind
            )(self._context, self._catalogue)
            assert isinstance(made, ListingPanel)
            made.closed.connect(self.closed)
            made.done.connect(self.done)
            made.said.connect(self.said)
            self._made[name] = made
            self._stack.addWidget(made)
        return self._made[name]

    def current(self) -> str:
        """Which panel is in view; "" if it is the table."""
        shown = self._stack.currentWidget()
        return next((name for name, one in self._made.items() if one is shown), "")

    @Slot(str)
    @Slot(str, object)
    def open(self, name: str, subject: object = None) -> None:
        """Bring a panel into view, unless the seller thinks better of it."""
        panel = self.panel(name)
        if panel.open(subject):
            self._stack.setCurrentWidget(panel)
            self.shown.emit()

    def carry(self) -> object:
        """The panel in view and what it would go on with; None if there is nothing to keep."""
        name = self.current()
        kept = self._made[name].carry() if name else None
        return None if kept is None else (name, kept)

    def take_up(self, carried: object) -> None:
        """Go on with what `carry` gave."""
        if isinstance(carried, tuple):
            self.open(*carried)
