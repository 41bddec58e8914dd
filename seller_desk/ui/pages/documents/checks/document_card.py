"""The right card: file name and tools, the page, what was checked, read and dated, its kind, what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import wording
from seller_desk.core.documents.model import Document
from seller_desk.core.rules.compliance import certificate_names
from seller_desk.ui.pages.documents.checks.details import DateForm, KindChooser, MeasureTable
from seller_desk.ui.pages.documents.checks.kind_line import KindLine
from seller_desk.ui.pages.documents.checks.read_panel import ReadPanel
from seller_desk.ui.pages.documents.checks.view_bar import PageBar, ViewBar
from seller_desk.ui.pages.documents.work import Shown, fault_marks, field_marks, finding_mark, paper
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Card, EmptyState, Segments, line, secondary_button, tool_button
from seller_desk.ui.widgets.beside import BesideOrBelow
from seller_desk.ui.widgets.card import scrolling
from seller_desk.ui.widgets.viewer import PageView

# The lists under the page take what they need, up to this share of the card; the page gets the rest.
_LOWER_SHARE, _LEAST = 0.4, 132


class DocumentCard(Card):
    """One document at a time. The panel answers its signals."""

    document_wanted = Signal(str)
    edited = Signal(str, object)
    confirmed = Signal(object)
    replace_wanted = Signal()
    remove_wanted = Signal()
    repair_wanted = Signal()
    large_wanted = Signal()

    def __init__(self, context: WindowContext, add: QWidget) -> None:
        super().__init__(padding=0)
        self._context = context
        self.body.setSpacing(0)
        self.shown: Shown | None = None
        self._finding: Finding | None = None
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit_lower)
        self._empty = QWidget()
        empty = QVBoxLayout(self._empty)
        empty.setContentsMargins(20, 16, 20, 16)
        empty.addWidget(
            EmptyState(
                _("The document shows here, with what was checked."),
                _("Drop a file on this page, or add one."),
                None,
            )
        )
        empty.addWidget(add)
        empty.addStretch(1)
        self.viewer = PageView(context.runner)
        self.viewer.field_chosen.connect(self._on_field)
        self.bar = ViewBar(self.viewer)
        self.bar.document_wanted.connect(self.document_wanted)
        self.bar.repair_wanted.connect(self.repair_wanted)
        self.bar.large_wanted.connect(self.large_wanted)
        self.kind_line = KindLine()
        holder = QWidget()
        full = self._column = QVBoxLayout(holder)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(0)
        full.addWidget(self.bar)
        full.addWidget(self.viewer, 1)
        full.addWidget(PageBar(self.viewer))
        full.addLayout(self._parts())
        full.addWidget(line())
        full.addWidget(self.kind_line)
        full.addWidget(self._foot())
        # The page takes what the rest leaves; in a low window all of it scrolls.
        self._full = scrolling(holder)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._full, 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No document stands behind the chosen row."""
        self.shown = None
        self._full.hide()
        self._empty.show()

    def show_document(self, shown: Shown, siblings: Sequence[Document], *, busy: bool) -> None:
        """This document; `siblings` are all that serve the same requirement, `busy`: some are being read."""
        fresh = self.shown is None or self.shown.document.sha256 != shown.document.sha256
        if fresh:
            self._finding = None
        self.shown = shown
        self._empty.hide()
        self._full.show()
        self.bar.show_document(shown.document, siblings)
        self.measures.set_rows(shown.measures)
        self.form.show_document(shown.document)
        self.reads.show_document(shown)
        self.kind_line.show_document(shown, busy=busy)
        self.chooser.show_document(shown.document)
        self.viewer.show_paper(paper(self._context.desk, shown))
        self.viewer.set_fields(field_marks(shown))
        self.viewer.set_faults(fault_marks(shown))
        self._show_mark()
        # Rows that were just added are counted only once they are laid out.
        self._fitting.start()

    def point_at(self, finding: Finding | None) -> None:
        """Mark the place of this finding, on its page, and bring it into view."""
        self._finding = finding
        if finding is not None and finding.place.page:
            self.viewer.go_to_page(finding.place.page)
        self._show_mark()
        if finding is not None and self.viewer.mark is not None:
            self.viewer.centre(self.viewer.mark)

    def editor(self, field: str) -> QWidget | None:
        """The input of a field of the document, brought into view."""
        choosers: dict[str, QWidget] = {
            "kind": self.chooser.kind,
            "side": self.chooser.side,
            "certificate": self.chooser.certificate,
        }
        if field in choosers:
            return choosers[field]
        if (dated := self.form.editor(field)) is not None:
            self._show_part("dates")
            return dated
        if (row := self.reads.field(field)) is not None:
            self._show_part("read")
            return row.edit
        return None

    def _show_mark(self) -> None:
        finding = self._finding or self._worst()
        if finding is None or self.shown is None:
            self.viewer.set_mark(None)
            return
        said = wording(finding)
        # Words go beside a place; without one they stand in the list and the pane already.
        text = (said.detail or said.title) if finding.place.box else ""
        self.viewer.set_mark(finding_mark(self.shown, finding, text))

    def _worst(self) -> Finding | None:
        found = self.shown.findings if self.shown else ()
        return next((one for one in found if one.severity is not Severity.HINT), None)

    def _parts(self) -> QVBoxLayout:
        """One of three lists under the page: what was checked, what was read, its dates."""
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 2)
        self.parts = Segments(
            [("checks", _("Checked")), ("read", _("Read")), ("dates", _("Its dates"))],
            name=_("About the document"),
        )
        self.parts.chosen.connect(self._on_part)
        head.addWidget(self.parts)
        head.addStretch(1)
        column.addLayout(head)
        self.measures = MeasureTable()
        self.reads = ReadPanel()
        self.reads.confirmed.connect(self.confirmed)
        self.reads.looked.connect(self.viewer.choose)
        self.form = DateForm()
        self.form.changed.connect(self.edited)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self._by_part = {"checks": self.measures, "read": self.reads, "dates": self.form}
        for panel in self._by_part.values():
            inside.addWidget(panel)
        inside.addStretch(1)
        self._area = scrolling(inner)
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self._area)
        self._show_part("checks")
        return column

    def _foot(self) -> QWidget:
        self.chooser = KindChooser(certificate_names(self._context.desk.rules().packs))
        self.chooser.changed.connect(self.edited)
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(tool_button("ph.trash", _("Remove"), self.remove_wanted.emit))
        row.addWidget(secondary_button(_("Replace"), "", self.replace_wanted.emit))
        self._foot_row = BesideOrBelow(self.chooser, acts, margins=(16, 8, 12, 8))
        return self._foot_row

    @Slot(str)
    def _on_part(self, name: str) -> None:
        self._show_part(name)
        self._fit_lower()
        self._full.ensureWidgetVisible(self._area, 0, 0)

    def _show_part(self, name: str) -> None:
        self.parts.set_current(name)
        for part, panel in self._by_part.items():
            panel.setVisible(part == name)
        self._fitting.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lists keep their share."""
        super().resizeEvent(event)
        self._fitting.start()

    @Slot()
    def _fit_lower(self) -> None:
        layout = self._by_part[self.parts.current()].layout()
        assert layout is not None
        # What was just shown counts, not what the layout remembers.
        layout.invalidate()
        width = max(200, self.width() - 12)
        wanted = max(layout.totalHeightForWidth(width), layout.sizeHint().height()) + 6
        self._foot_row.arrange()
        # What else stands in the card keeps its height, so that in an ordinary window nothing but the list scrolls.
        rest = self._column.minimumSize().height() - self._area.height()
        most = min(round(self.height() * _LOWER_SHARE), self.height() - 4 - rest)
        most = max(current().px(_LEAST), most)
        self._area.setFixedHeight(min(wanted, most))

    @Slot(str)
    def _on_field(self, name: str) -> None:
        """A box on the page was chosen: its line comes into view."""
        row = self.reads.field(name)
        if row is not None:
            self._show_part("read")
            self._area.ensureWidgetVisible(row)
