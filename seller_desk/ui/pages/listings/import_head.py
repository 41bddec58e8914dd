"""The head of the import panel: which file, what was found out about it, and how to read it otherwise."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.importers.columns import presets
from seller_desk.core.listings.importers.values import COMMA, POINT
from seller_desk.core.services.listing_imports import ImportReport, ImportRequest
from seller_desk.ui.widgets.buttons import primary_button, secondary_button
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.edits import Choice
from seller_desk.ui.widgets.field import FieldRow
from seller_desk.ui.widgets.flow_layout import FlowLayout
from seller_desk.ui.widgets.labels import Label

_ENCODINGS = ("utf-8", "gb18030", "utf-16", "cp1252", "cp932")
_HEADER_ROWS = 15
_CHOICE_WIDTH = 126


class ImportHead(Card):
    """`changed` carries the request with what the seller chose."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__(padding=16)
        self._request: ImportRequest | None = None
        head = QHBoxLayout()
        head.setSpacing(12)
        self.name = Label(role="h3")
        head.addWidget(self.name)
        self.facts = Label(role="caption", token="text2", wrap=True)
        head.addWidget(self.facts, 1)
        self.cancel = secondary_button(_("Cancel"))
        head.addWidget(self.cancel)
        self.take = primary_button(_("Import"), "ph.download-simple")
        head.addWidget(self.take)
        self.body.addLayout(head)
        self.encoding = Choice(name=_("Encoding"))
        self.separator = Choice(name=_("Separator"))
        self.sheet = Choice(name=_("Sheet"))
        self.header_row = Choice(name=_("Header row"))
        self.decimal = Choice(name=_("Fractions"))
        # Stands above the columns that it decides.
        self.preset = Choice(name=_("Layout"))
        self.preset.chosen.connect(self._on_chosen)
        self.site = Choice(name=_("Texts and prices"))
        self.rows: dict[str, FieldRow] = {}
        self.choices = QWidget()
        flow = FlowLayout(self.choices, gap=12, line_gap=8)
        for key, label, choice in (
            ("encoding", _("Encoding"), self.encoding),
            ("separator", _("Separator"), self.separator),
            ("sheet", _("Sheet"), self.sheet),
            ("header_row", _("Header row"), self.header_row),
            ("decimal", _("Fractions"), self.decimal),
            ("site", _("Texts and prices"), self.site),
        ):
            row = FieldRow(label, choice)
            row.setFixedWidth(_CHOICE_WIDTH)
            choice.chosen.connect(self._on_chosen)
            self.rows[key] = row
            flow.addWidget(row)
        self.body.addWidget(self.choices)

    def begin(self, request: ImportRequest, sites: list[tuple[str, str]]) -> None:
        """A file that nobody looked into yet."""
        self._request = request
        self.name.setText(request.path.name)
        self.facts.setText("")
        for choice in (self.encoding, self.separator, self.sheet, self.header_row):
            choice.set_options([])
        self.decimal.set_options(_decimals(""))
        self.preset.set_options([("", _("By the headers")), *((one, one) for one in presets())])
        self.preset.set_current(request.preset)
        self.site.set_options([("", _("All sites")), *sites])
        self.site.set_current(request.site)

    def show_report(self, request: ImportRequest, report: ImportReport) -> None:
        """What was found out, each part of it to be changed."""
        self._request = request
        sheet, file = report.sheet, report.sheet.file
        facts = [file.format.upper(), sheet.preset, sheet.name]
        facts.append(_("header in row {n}").format(n=sheet.header_row))
        pictures = _pictures(report)
        if pictures:
            facts.append(
                ngettext("{n} picture in it", "{n} pictures in it", pictures).format(n=pictures)
            )
        self.facts.setText(" · ".join(fact for fact in facts if fact))
        self.rows["encoding"].setVisible(bool(file.encoding))
        known = dict.fromkeys([file.encoding, *_ENCODINGS])
        self.encoding.set_options([(one, one.upper()) for one in known if one])
        self.encoding.set_current(file.encoding)
        self.rows["separator"].setVisible(bool(file.delimiter))
        self.separator.set_options(_separators(file.delimiter))
        self.separator.set_current(file.delimiter)
        self.rows["sheet"].setVisible(len(file.names) > 1)
        self.sheet.set_options([(one, one) for one in file.names])
        self.sheet.set_current(sheet.name)
        numbers = sorted({sheet.header_row, *range(1, _HEADER_ROWS + 1)})
        self.header_row.set_options([(str(n), _("Row {n}").format(n=n)) for n in numbers])
        self.header_row.set_current(str(sheet.header_row))
        self.decimal.set_options(_decimals(report.decimal))
        self.decimal.set_current(request.decimal)

    @Slot(str)
    def _on_chosen(self, _chosen: str) -> None:
        if self._request is None:
            return
        before, header = self._request, self.header_row.current()
        request = replace(
            before,
            encoding=self.encoding.current(),
            separator=self.separator.current(),
            sheet=self.sheet.current(),
            decimal=self.decimal.current(),
            preset=self.preset.current(),
            site=self.site.current(),
        )
        if self.sender() is self.header_row:
            request = replace(request, header_row=int(header or 0))
        if self.sender() not in (self.decimal, self.site):
            # Other columns than before: what was chosen of them says nothing any more.
            request = replace(request, mapping=None)
        self.changed.emit(request)


def _pictures(report: ImportReport) -> int:
    """How many pictures stand on rows of data, or in cells."""
    extras, first = report.sheet.file.extras, report.sheet.first_row
    on_rows = extras.of(report.sheet.name).pictures
    return len(extras.in_cells) + sum(len(one) for row, one in on_rows.items() if row >= first)


def _separators(used: str) -> list[tuple[str, str]]:
    names = [(",", _("Comma")), (";", _("Semicolon")), ("\t", _("Tab")), ("|", _("Bar"))]
    return names if not used or used in dict(names) else [(used, used), *names]


def _decimals(found: str) -> list[tuple[str, str]]:
    told = {POINT: "1.5", COMMA: "1,5"}.get(found, _("By cell"))
    return [("", told), (POINT, "1,234.5"), (COMMA, "1.234,5")]
