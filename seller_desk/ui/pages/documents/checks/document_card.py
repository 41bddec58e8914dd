"""The right card: file name and tools, the page, measures, kind and dates, replace and remove."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import wording
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.results import PageImage
from seller_desk.ui.pages.documents.checks.details import DateForm, KindChooser, MeasureTable
from seller_desk.ui.pages.documents.viewer import Mark, Viewer
from seller_desk.ui.pages.documents.work import Shown
from seller_desk.ui.widgets import (
    Card,
    Choice,
    EmptyState,
    IconLabel,
    Label,
    line,
    secondary_button,
    tool_button,
)


class DocumentCard(Card):
    """One document at a time. The page answers its signals."""

    page_wanted = Signal(int)
    document_wanted = Signal(str)
    edited = Signal(str, object)
    replace_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, add: QWidget) -> None:
        super().__init__(padding=0)
        self.body.setSpacing(0)
        self.shown: Shown | None = None
        self.page = 1
        self._pages = 0
        self._finding: Finding | None = None
        self._empty = QWidget()
        empty = QVBoxLayout(self._empty)
        empty.setContentsMargins(20, 16, 20, 16)
        self._nothing = EmptyState(
            _("The document shows here, with what was checked."),
            _("Drop a file on this page, or add one."),
            None,
        )
        empty.addWidget(self._nothing)
        empty.addWidget(add)
        empty.addStretch(1)
        self._full = QWidget()
        full = QVBoxLayout(self._full)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(0)
        full.addLayout(self._head())
        full.addWidget(self._middle(), 1)
        full.addWidget(line())
        full.addLayout(self._foot())
        self.body.addWidget(self._empty)
        self.body.addWidget(self._full, 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No document stands behind the chosen row."""
        self.shown = None
        self._full.hide()
        self._empty.show()

    def show_document(self, shown: Shown, siblings: Sequence[Document]) -> None:
        """This document; `siblings` are all that serve the same requirement."""
        fresh = self.shown is None or self.shown.document.sha256 != shown.document.sha256
        self.shown = shown
        self._empty.hide()
        self._full.show()
        self._name.setText(shown.document.name)
        self._name.setToolTip(shown.document.name)
        self._siblings.set_options([(one.id, one.name) for one in siblings])
        self._siblings.set_current(shown.document.id)
        self._siblings.setVisible(len(siblings) > 1)
        self._name.setVisible(len(siblings) <= 1)
        self._pages = max(1, shown.inspection.pages_total)
        self.measures.set_rows(shown.measures)
        self.form.show_document(shown.document)
        self.chooser.show_document(shown.document)
        if fresh:
            self._finding = None
            self.viewer.reset()
            self.viewer.set_image(None, _("Drawing the page"))
            self.go_to_page(1)
        self._show_mark()

    def go_to_page(self, page: int) -> None:
        """Another page of the file."""
        self.page = min(max(1, page), self._pages)
        self._count.setText(f"{self.page} / {self._pages}")
        for widget in (self._count, self._before, self._after):
            widget.setVisible(self._pages > 1)
        self._before.setEnabled(self.page > 1)
        self._after.setEnabled(self.page < self._pages)
        self.page_wanted.emit(self.page)

    def show_image(self, page: int, drawn: PageImage | str) -> None:
        """The page was drawn, or could not be."""
        if page != self.page:
            return
        if isinstance(drawn, str):
            self.viewer.set_image(None, drawn)
        else:
            self.viewer.set_image(QImage.fromData(drawn.data))
        self._show_mark()

    def point_at(self, finding: Finding | None) -> None:
        """Mark the place of this finding, on its page."""
        self._finding = finding
        page = finding.place.page if finding else None
        if page and page != self.page:
            self.go_to_page(page)
        self._show_mark()

    def editor(self, field: str) -> QWidget | None:
        """The input of a field of the document."""
        choosers: dict[str, QWidget] = {"kind": self.chooser.kind, "side": self.chooser.side}
        return choosers.get(field) or self.form.editor(field)

    def _show_mark(self) -> None:
        finding = self._finding or self._worst()
        if finding is None or (finding.place.page or 1) != self.page:
            self.viewer.set_mark(None)
            return
        said = wording(finding)
        token = "bad" if finding.severity is Severity.BLOCKER else "warn"
        # Words go beside a place; without one they stand in the list and the pane already.
        text = (said.detail or said.title) if finding.place.box else ""
        self.viewer.set_mark(Mark(finding.place.box, finding.place.page_size, text, token))

    def _worst(self) -> Finding | None:
        found = self.shown.findings if self.shown else ()
        return next((one for one in found if one.severity is not Severity.HINT), None)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(4)
        row.addWidget(IconLabel("ph.image", "text2", 16))
        row.addSpacing(4)
        self._name = Label(role="strong", wrap=True)
        self._siblings = Choice(name=_("File"))
        row.addWidget(self._name, 1)
        row.addWidget(self._siblings, 1)
        self._siblings.chosen.connect(self.document_wanted)
        self._before = tool_button("ph.caret-left", _("Page before"), self._on_before)
        self._count = Label(role="caption", token="text2")
        self._after = tool_button("ph.caret-right", _("Next page"), self._on_after)
        for widget in (self._before, self._count, self._after):
            row.addWidget(widget)
        row.addWidget(tool_button("ph.magnifying-glass-minus", _("Smaller"), self._on_smaller))
        row.addWidget(tool_button("ph.magnifying-glass-plus", _("Larger"), self._on_larger))
        row.addWidget(tool_button("ph.frame-corners", _("Fit the page"), self._on_fit))
        row.addWidget(tool_button("ph.arrow-clockwise", _("Turn the view"), self._on_turn))
        return row

    def _middle(self) -> QWidget:
        """The page, the measures, the dates: they share the room, and scroll where it is short."""
        inner = QWidget()
        inner.setProperty("scrollbody", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.viewer = Viewer()
        self.viewer.setAccessibleName(_("Page of the document"))
        self.measures = MeasureTable()
        self.form = DateForm()
        self.form.changed.connect(self.edited)
        column.addWidget(self.viewer, 1)
        column.addWidget(self.measures)
        column.addWidget(line())
        column.addWidget(self.form)
        area = QScrollArea()
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        return area

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        self.chooser = KindChooser()
        self.chooser.changed.connect(self.edited)
        row.addWidget(self.chooser, 1)
        row.addWidget(tool_button("ph.trash", _("Remove"), self.remove_wanted.emit))
        row.addWidget(secondary_button(_("Replace"), "", self.replace_wanted.emit))
        return row

    @Slot()
    def _on_before(self) -> None:
        self.go_to_page(self.page - 1)

    @Slot()
    def _on_after(self) -> None:
        self.go_to_page(self.page + 1)

    @Slot()
    def _on_smaller(self) -> None:
        self.viewer.zoom_by(-1)

    @Slot()
    def _on_larger(self) -> None:
        self.viewer.zoom_by(1)

    @Slot()
    def _on_fit(self) -> None:
        self.viewer.zoom_by(0)

    @Slot()
    def _on_turn(self) -> None:
        self.viewer.turn()
