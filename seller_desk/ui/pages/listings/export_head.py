"""The head of the export panel: kind of file, site, listings, template, and exports kept under a name."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.bulk.selection import Selection
from seller_desk.core.listings.exporters import amazon_json, ebay_category
from seller_desk.core.listings.exporters.result import PROOFS
from seller_desk.core.services.listing_formats import FORMATS
from seller_desk.core.services.listing_templates import FORMAT as TEMPLATE
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.buttons import link_button, primary_button, secondary_button
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.edits import Choice
from seller_desk.ui.widgets.field import FieldRow
from seller_desk.ui.widgets.flow_layout import FlowLayout
from seller_desk.ui.widgets.labels import Label

_WIDTH, _WIDE = 184, 256


class ExportHead(Card):
    """`changed` fires when another file would be written."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(padding=16)
        self._ticked: list[str] = []
        self._words = ""
        # What a preset said of the listings, beyond what the page can.
        self.kept: Selection | None = None
        self._top()
        self.format = Choice(
            [(name, _(one.label)) for name, one in FORMATS.items()], name=_("Format")
        )
        self.site = Choice(name=_("Site"))
        self.which = Choice(name=_("Listings to export"))
        self.template = QLineEdit()
        self.template.setReadOnly(True)
        self.seller_id = QLineEdit()
        self.ship_from = QLineEdit("CN")
        self.ship_from.setMaxLength(2)
        self.rows = {
            "format": FieldRow(_("Format"), self.format),
            "site": FieldRow(_("Site"), self.site),
            "which": FieldRow(_("Listings to export"), self.which),
            "template": FieldRow(_("Your own template"), self.template),
            "seller_id": FieldRow(_("Merchant token"), self.seller_id),
            "ship_from": FieldRow(_("Country of the goods"), self.ship_from),
        }
        self.choose = secondary_button(_("Choose template"), "ph.file-text")
        choices = QWidget()
        flow = FlowLayout(choices, gap=12, line_gap=8)
        for key, row in self.rows.items():
            row.setFixedWidth(current().px(_WIDE if key == "format" else _WIDTH))
            flow.addWidget(row)
        self.body.addWidget(choices)
        self.proof = Label(role="caption", token="text2", wrap=True)
        self.all = QCheckBox(_("Also listings with blockers"))
        self.replace = QCheckBox(_("Instead of the rows in the template"))
        options = QWidget()
        line = FlowLayout(options, gap=16, line_gap=6)
        for widget in (self.choose, self.all, self.replace):
            line.addWidget(widget)
        self.body.addWidget(options)
        self._options = options
        self.body.addWidget(self.proof)
        for choice in (self.site, self.which):
            choice.chosen.connect(self._on_choice)
        for edit in (self.seller_id, self.ship_from):
            edit.editingFinished.connect(self._on_choice)
        for box in (self.all, self.replace):
            box.clicked.connect(self._on_choice)

    def _top(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("Export listings"), role="h3"))
        self.preset = Choice(name=_("Kept export"))
        self.preset.setMinimumWidth(140)
        head.addWidget(self.preset)
        self.forget = link_button(_("Remove"))
        head.addWidget(self.forget)
        head.addStretch(1)
        self.cancel = secondary_button(_("Cancel"))
        head.addWidget(self.cancel)
        self.save = primary_button(_("Write the file"), "ph.export")
        head.addWidget(self.save)
        self.body.addLayout(head)

    def use_presets(self, names: Sequence[str], chosen: str = "") -> None:
        """The kept exports; without any there is nothing to choose."""
        self.preset.set_options([("", _("Kept exports")), *((one, one) for one in names)])
        self.preset.set_current(chosen)
        self.preset.setVisible(bool(names))
        self.forget.setVisible(bool(chosen))

    def use_catalogue(self, ticked: list[str], words: str) -> None:
        """What is selected and searched for on the page."""
        self._ticked, self._words, self.kept = ticked, words, None
        self._offer_which()
        # One row is always selected, to be seen in the editor: that alone says nothing.
        self.which.set_current("ticked" if len(ticked) > 1 else "words" if words else "all")

    def _offer_which(self) -> None:
        options = [("all", _("All listings"))]
        if self._words:
            options.append(("words", _("Found: {words}").format(words=self._words)))
        if self._ticked:
            count = len(self._ticked)
            said = ngettext("{n} selected listing", "{n} selected listings", count)
            options.append(("ticked", said.format(n=count)))
        if self.kept is not None:
            options.append(("kept", _("As kept")))
        self.which.set_options(options)

    def use_kept(self, selection: Selection) -> None:
        """The listings that a kept export names."""
        self.kept = selection if selection != Selection() else None
        self._offer_which()
        self.which.set_current("kept" if self.kept else "all")

    def selection(self) -> Selection:
        """Which listings go into the file."""
        which = self.which.current()
        if which == "kept" and self.kept is not None:
            return self.kept
        if which == "ticked":
            return Selection(ids=self._ticked)
        return Selection(words=self._words) if which == "words" else Selection()

    def show_format(self, sites: list[tuple[str, str]]) -> None:
        """What this kind of file needs; `sites` it can be written for."""
        name = self.format.current()
        form = FORMATS[name]
        self.site.set_options(sites)
        shown = {
            "site": bool(sites),
            "template": form.own_template,
            "seller_id": name == amazon_json.FORMAT,
            "ship_from": name == ebay_category.FORMAT,
        }
        for key, visible in shown.items():
            self.rows[key].setVisible(visible)
        self.choose.setVisible(form.own_template)
        self.all.setVisible(bool(sites) and (bool(form.platform) or name == TEMPLATE))
        self.replace.setVisible(name == TEMPLATE)
        self._options.setVisible(not self.all.isHidden() or form.own_template)
        self.proof.setText(_(PROOFS[form.proof]))

    @Slot()
    def _on_choice(self) -> None:
        self.changed.emit()
