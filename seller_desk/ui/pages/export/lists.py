"""Contents and field sheet side by side, and what to do after building."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.lists import listed
from seller_desk.core.bundle import words
from seller_desk.core.bundle.pages import size_text
from seller_desk.core.services.listing_exports import needs_template
from seller_desk.ui.pages.export.contents import ContentsTree
from seller_desk.ui.pages.export.head import WIDE_TEXT
from seller_desk.ui.pages.export.sheet import SheetView
from seller_desk.ui.pages.export.work import View
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Card, Label, link_button
from seller_desk.ui.widgets.labels import ShortLabel

_LEAST_LIST = 200


class PacketLists(QWidget):
    """The packet's tree on the left, the field sheet on the right."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._view: View | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._contents_card(), 21)
        row.addWidget(self._sheet_card(), 25)

    def show_view(self, view: View) -> None:
        """Show this packet."""
        self._view = view
        plan = view.planned.plan
        self.tree.show_plan(plan)
        self._size.setText(_("In the form's order, {size}").format(size=size_text(plan.size)))
        self.sheet.show_rows(view.planned.rows)
        count = len(plan.left_out)
        said = [
            ngettext(
                "{n} document stays out: these sites do not ask for it",
                "{n} documents stay out: these sites do not ask for them",
                count,
            ).format(n=count)
        ] * bool(count)
        said += dict.fromkeys(one.text for one in plan.omissions)
        self._left_out.setVisible(bool(said))
        self._left_out.setText("\n".join(said))
        self._since.setVisible(bool(view.changed))
        self._since.setText(
            _("New since the last packet: {names}").format(names=listed(view.changed))
        )
        application = view.planned.overview.application
        self._template.setVisible(needs_template(application.platform))
        name = Path(application.listing_template).name if application.listing_template else ""
        self._template.setText(
            _("Listing template: {name}").format(name=name)
            if name
            else _("Choose your Amazon listing template")
        )

    def least_height(self) -> int:
        """What both lists need with the words below them, at the width they have."""
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(self.width()) if layout is not None else 0

    def _contents_card(self) -> Card:
        self._size = ShortLabel(role="caption", token="text2")
        card = Card(_("Contents"), self._size, padding=14)
        self.tree = ContentsTree()
        # The lists share the page's height; where it is short the page scrolls, not three rows of a list.
        self.tree.setMinimumHeight(_LEAST_LIST)
        self._left_out = Label(role="caption", token="text2", wrap=True)
        self._template = link_button("", self._on_template, "ph.file-arrow-up")
        row = QHBoxLayout()
        row.addWidget(self._template)
        row.addStretch(1)
        card.body.addWidget(self.tree, 1)
        card.body.addWidget(self._left_out)
        card.body.addLayout(row)
        return card

    def _sheet_card(self) -> Card:
        aside = ShortLabel(_("A click copies; with a lock: final"), role="caption", token="text2")
        card = Card(_("Field sheet"), aside, padding=14)
        self.sheet = SheetView()
        self.sheet.setMinimumHeight(_LEAST_LIST)
        self.sheet.copied.connect(self._on_copied)
        self._since = Label(role="caption", token="text2", wrap=True)
        card.body.addWidget(self.sheet, 1)
        card.body.addWidget(self._since)
        return card

    @Slot()
    def _on_template(self) -> None:
        path = self._context.ask.file(
            _("Amazon listing template"), _("Templates (*.txt *.xlsm *.xlsx)")
        )
        if self._view is None or path is None:
            return
        application = self._view.planned.overview.application
        self._context.desk.applications.set_listing_template(application.id, path)
        self._context.changed()

    @Slot(str)
    def _on_copied(self, label: str) -> None:
        self._context.say(_("Copied: {label}").format(label=label))


class AfterCard(Card):
    """The steps that follow a build."""

    def __init__(self) -> None:
        note = _("Originals are not changed. The packet holds them byte for byte, under new names.")
        wide = current().scale > WIDE_TEXT
        super().__init__(_("After building"), caption="" if wide else note, padding=14)
        if wide:
            self.body.addWidget(Label(note, role="caption", token="text2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(16)
        for number, text in enumerate(words.AFTER_BUILDING, start=1):
            row.addWidget(Label(f"{number}  {_(text)}", role="caption", wrap=True), 1)
        self.body.addLayout(row)
        self.body.setSpacing(8)
