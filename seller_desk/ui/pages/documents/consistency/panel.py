"""The tab Consistency: what every document, the company data and the form say of each fact, and where they differ."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.documents.match.model import Cell, Column, Matrix
from seller_desk.core.documents.model import Document
from seller_desk.ui.pages.documents.consistency.acts import Acts, can_take
from seller_desk.ui.pages.documents.consistency.detail import Chosen, Detail
from seller_desk.ui.pages.documents.consistency.legend import Legend
from seller_desk.ui.pages.documents.consistency.model import Index, differs, first_cell
from seller_desk.ui.pages.documents.consistency.table import MatrixTable
from seller_desk.ui.pages.documents.consistency.translations import Translations
from seller_desk.ui.pages.documents.consistency.work import CutOut, Loaded, LoadMatrix
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import Fix, StepPage
from seller_desk.ui.shell.tabbed import Panel
from seller_desk.ui.widgets import Card, EmptyState, Label, Segments
from seller_desk.ui.widgets.card import scrolling

_ALL, _DIFFERING = "all", "differing"
_LEAST_TABLE = 190


class ConsistencyPanel(Panel):
    """Works with what was read by now; the page reads on in the background and tells when there is more."""

    def __init__(self, context: WindowContext, page: StepPage) -> None:
        super().__init__(context, page)
        self._loading: Job | None = None
        self._crops: dict[tuple[str, str], QImage | None] = {}
        self._loaded: Loaded | None = None
        self._place: tuple[str, str] = ("", "")
        self._wanted: Finding | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._fit)
        reader = getattr(page, "reader", None)
        if reader is not None:
            reader.read.connect(self._on_read)
        self._build()

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(16)
        self.legend = Legend()
        top.addWidget(self.legend, 1)
        self.filter = Segments([(_ALL, ""), (_DIFFERING, "")], name=_("Which facts"))
        self.filter.chosen.connect(self._on_filter)
        top.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(top)
        self.summary = Label("", role="caption", token="text2", wrap=True)
        column.addWidget(self.summary)
        self.empty = Card()
        self.empty.body.addWidget(
            EmptyState(
                _("What your documents say of the same fact is compared here."),
                _("Add documents under Checks. They are read in the background."),
                None,
                icon="ph.table",
            )
        )
        column.addWidget(self.empty)
        self.card = Card(padding=1)
        self.table = MatrixTable()
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.card.body.addWidget(self.table)
        column.addWidget(self.card)
        self.detail = Detail()
        self.acts = Acts(self.context, self.page, self)
        self.detail.page_wanted.connect(self.acts.show_page)
        self.detail.value_wanted.connect(self.acts.take_value)
        self.detail.source_opened.connect(self.context.open_source)
        column.addWidget(self.detail)
        self.translations = Translations()
        self.translations.linked.connect(self.acts.link)
        column.addWidget(self.translations)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolling(content)
        outer.addWidget(self.area)
        for part in (self.empty, self.card, self.legend, self.detail, self.translations):
            part.hide()

    def refresh(self) -> None:
        """Compare anew, in the background."""
        if self._loading is not None:
            self._loading.cancel()
            self._loading = None
        if not self.context.company_id:
            self._show(None)
            return
        work = LoadMatrix(self.desk, self.context.company_id, self.context.application_id)
        self._loading = self.context.runner.start(work, lane=Lane.WIDE)
        self._loading.done.connect(self._on_loaded)

    def reveal(self, finding: Finding) -> None:
        """Choose the cell of this finding."""
        self._wanted = finding
        self._choose_wanted()

    def fixes(self, finding: Finding) -> list[Fix]:
        """To the page, or another document."""
        links: list[Fix] = []
        if finding.subject.kind == "document" and finding.place.page:
            links.append((_("View page"), partial(self.acts.show_finding, finding)))
        elif finding.subject.kind == "company":
            links.append((_("Go to Company"), partial(self.context.go, "company")))
        return links

    # -- loading ----------------------------------------------------------------------------------

    @Slot()
    def _on_read(self) -> None:
        if self.isVisible():
            self.refresh()

    @Slot(object)
    def _on_loaded(self, loaded: Loaded) -> None:
        self._loading = None
        self._show(loaded)

    def _show(self, loaded: Loaded | None) -> None:
        self._loaded = loaded
        self._crops.clear()
        matrix = loaded.matrix if loaded is not None else Matrix()
        self.empty.setVisible(not matrix.rows)
        self.card.setVisible(bool(matrix.rows))
        self.legend.setVisible(bool(matrix.rows))
        self.filter.setVisible(bool(matrix.rows))
        self.translations.show_documents(loaded.documents if loaded else ())
        count = sum(map(differs, matrix.rows))
        self.filter.set_text(_ALL, _("All {n}").format(n=len(matrix.rows)))
        self.filter.set_text(_DIFFERING, _("Differing {n}").format(n=count))
        words = self._said(matrix, count)
        self.summary.setText(words)
        self.summary.setVisible(bool(words))
        self._fill()

    def _said(self, matrix: Matrix, count: int) -> str:
        if not matrix.rows:
            return ""
        words = "" if count else _("All documents say the same.")
        if matrix.unread:
            waiting = len(matrix.unread)
            told = ngettext(
                "{n} document is not read yet.", "{n} documents are not read yet.", waiting
            )
            words = f"{words} {told.format(n=waiting)}".strip()
        return words

    def _fill(self) -> None:
        matrix = self._loaded.matrix if self._loaded else Matrix()
        place = self._place
        differing = self.filter.current() == _DIFFERING
        self.table.matrix_model.show(matrix, differing=differing)
        self.table.arrange()
        self._fit()
        self._place = place
        if not self._choose_wanted():
            self._choose(*first_cell(self.table.matrix_model.rows, place))

    def _choose(self, fact: str, column: str) -> bool:
        model = self.table.matrix_model
        keys = [one.key for one in model.matrix.columns]
        for number, row in enumerate(model.rows):
            if row.fact == fact and column in keys:
                index = model.index(number, keys.index(column))
                self.table.setCurrentIndex(index)
                self.table.scrollTo(index)
                return True
        self.detail.hide()
        return False

    def _choose_wanted(self) -> bool:
        finding = self._wanted
        if finding is None or self._loaded is None:
            return False
        column = next(
            (
                one.key
                for one in self._loaded.matrix.columns
                if (finding.subject.kind == "company" and one.source == "company")
                or (one.document_id and one.document_id == finding.subject.id)
            ),
            "",
        )
        self._wanted = None
        if self.filter.current() == _DIFFERING:
            self.filter.set_current(_ALL)
            self.table.matrix_model.show(self._loaded.matrix, differing=False)
            self.table.arrange()
            self._fit()
        return self._choose(finding.place.field or "", column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths, other heights of rows."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its rows, but so that the chosen cell's detail stays in view: then the table scrolls."""
        bar = self.table.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() > 0 else 0
        wanted = self.table.needed_height() + extra
        below = 0
        if self.detail.isVisibleTo(self):
            below = max(self.detail.height(), self.detail.sizeHint().height()) + 12
        room = self.area.viewport().height() - below - self.filter.height() - 20
        self.table.setFixedHeight(max(min(wanted, _LEAST_TABLE), min(wanted, room)))

    # -- choosing ---------------------------------------------------------------------------------

    @Slot(str)
    def _on_filter(self, _which: str) -> None:
        self._fill()

    @Slot(object)
    def _on_chosen(self, index: Index) -> None:
        found = self.table.matrix_model.cell(index)
        if found is None or self._loaded is None:
            self.detail.hide()
            return
        row, column, cell = found
        base, base_column = row.cell(row.base), self._loaded.matrix.column(row.base)
        if base is None or base_column is None:
            return
        self._place = (row.fact, column.key)
        chosen = Chosen(row, column, cell, base_column, base, self._finding(row.fact, column))
        self.detail.show_cell(chosen, can_take=can_take(chosen))
        self.detail.show()
        self._settle.start()
        self._cut(row.fact, base_column, base, 0)
        if not cell.base:
            self._cut(row.fact, column, cell, 1)

    def _finding(self, fact: str, column: Column) -> Finding | None:
        assert self._loaded is not None
        for one in self._loaded.findings:
            company = column.source == "company" and one.subject.kind == "company"
            ours = company or (one.subject.id == column.document_id and bool(column.document_id))
            if ours and one.place.field == fact:
                return one
        return None

    def _cut(self, fact: str, column: Column, cell: Cell, line: int) -> None:
        """The picture of a place, drawn in the background once."""
        if cell.said is None or not column.document_id or cell.said.box is None:
            return
        key = (fact, column.key)
        document = self._document(column.document_id)
        if key in self._crops:
            self.detail.show_crop(line, self._crops[key])
        elif document is not None:
            work = CutOut(self.desk, document, cell.said, key)
            job = self.context.runner.start(work, lane=Lane.WIDE)
            job.done.connect(self._on_cut)

    @Slot(object)
    def _on_opened(self, _index: Index) -> None:
        if self.detail.chosen is not None and self.detail.look.isVisible():
            self.acts.show_page(self.detail.chosen)

    @Slot(object)
    def _on_cut(self, answer: tuple[tuple[str, str], QImage | None]) -> None:
        (fact, column), image = answer
        self._crops[(fact, column)] = image
        self._settle.start()
        chosen = self.detail.chosen
        if chosen is None or chosen.row.fact != fact:
            return
        if chosen.base_column.key == column:
            self.detail.show_crop(0, image)
        elif chosen.column.key == column:
            self.detail.show_crop(1, image)

    def _document(self, document_id: str) -> Document | None:
        documents = self._loaded.documents if self._loaded else ()
        return next((one for one in documents if one.id == document_id), None)
