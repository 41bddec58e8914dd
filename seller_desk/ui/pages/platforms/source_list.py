"""The card of all sources: search, filters, table, and what rests on the one in view."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.lists import listed
from seller_desk.core.rules.sources import SourceUses, Use
from seller_desk.ui.pages.platforms.source_model import (
    FILTERS,
    SourceModel,
    filter_name,
    found_by,
    passes,
)
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import (
    Card,
    Choice,
    Label,
    Segments,
    SourceRows,
    line,
    link_button,
    make_table,
    source_rows,
)
from seller_desk.ui.widgets.popover import CONFIDENCE_WORDS

_ROWS, _BATCH, _PAUSE_MS = 8, 40, 150


class SourceList(Card):
    """`opened` fires with the address of a source."""

    opened = Signal(str)

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__(_("All sources"))
        self._names = dict(names)
        self._all: list[SourceUses] = []
        self._detail: QWidget | None = None
        self._shown = _BATCH
        self.body.addLayout(self._head(names))
        self.filter = Segments([(one, "") for one in FILTERS], name=_("Which sources"))
        self.filter.chosen.connect(self._fill)
        self.body.addWidget(self.filter)
        self.model = SourceModel(names, self)
        self.table = QTableView()
        make_table(self.table, name=_("All sources"))
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 158), (2, 150), (3, 124)):
            header.resizeSection(column, current().px(width))
        rows = self.table.verticalHeader().defaultSectionSize() * _ROWS
        self.table.setFixedHeight(rows + header.height() + 2)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.body.addWidget(self.table)
        self.none = Label(_("No source like that"), token="text2")
        self.body.addWidget(self.none)
        self._place = QVBoxLayout()
        self.body.addLayout(self._place)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._fill)

    def _head(self, names: Mapping[str, str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search sources, facts, sites"))
        self.search.setAccessibleName(_("Search sources"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_typed)
        row.addWidget(self.search, 1)
        options = [("", _("All platforms")), *names.items()]
        self.platform = Choice(options, name=_("Platform"))
        self.platform.chosen.connect(self._fill)
        row.addWidget(self.platform)
        return row

    def show_sources(self, found: Sequence[SourceUses]) -> None:
        """All sources; search and filters stay."""
        self._all = list(found)
        self._fill()

    @Slot()
    def _on_typed(self) -> None:
        self._pause.start()

    @Slot()
    def _fill(self) -> None:
        words = self.search.text().casefold().split()
        near = [one for one in self._all if found_by(one, words, self.platform.current())]
        for name in FILTERS:
            count = sum(passes(one, name) for one in near)
            self.filter.set_text(name, filter_name(name, count))
        shown = [one for one in near if passes(one, self.filter.current() or "all")]
        self.model.show_rows(shown)
        self.table.setVisible(bool(shown))
        self.none.setVisible(not shown)
        if shown:
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self._show(None)

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._shown = _BATCH
        self._show(self.model.rows[index.row()] if index.isValid() else None)

    def _show(self, one: SourceUses | None) -> None:
        if self._detail is not None:
            self._place.removeWidget(self._detail)
            self._detail.hide()
            self._detail.deleteLater()
            self._detail = None
        if one is None:
            return
        self._detail = QWidget()
        column = QVBoxLayout(self._detail)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Label(one.title, role="strong", wrap=True, selectable=True), 1)
        if one.url.startswith(("http://", "https://")):
            self.link = link_button(_("Open source"), self._on_open, "ph.arrow-square-out")
            head.addWidget(self.link)
        column.addLayout(head)
        column.addWidget(SourceRows(source_rows(_note(one))[1:]))
        for use in one.uses[: self._shown]:
            column.addWidget(line())
            column.addWidget(self._use(use))
        rest = len(one.uses) - self._shown
        if rest > 0:
            words = ngettext("Show {n} more", "Show {n} more", rest).format(n=rest)
            column.addWidget(link_button(words, self._on_more))
        self._place.addWidget(self._detail)

    def _use(self, use: Use) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        where = listed(use.sites) if use.sites else self._names.get(use.platform, use.platform)
        kind = _("{kind} (other value)").format(kind=use.kind) if use.beside else use.kind
        about = f"{kind}{_(': ')}{use.name}"
        column.addWidget(Label(use.says or use.name, wrap=True, selectable=True))
        sure = _(CONFIDENCE_WORDS[use.confidence])
        small = Label(_("; ").join((about, where, sure)), role="caption", token="text2", wrap=True)
        column.addWidget(small)
        return holder

    def _current(self) -> SourceUses | None:
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    @Slot()
    def _on_open(self) -> None:
        one = self._current()
        if one is not None:
            self.opened.emit(one.url)

    @Slot()
    def _on_more(self) -> None:
        self._shown = 10**6
        self._show(self._current())


def _note(one: SourceUses) -> SourceNote:
    return SourceNote(
        title=one.title,
        url=one.url,
        as_of=one.as_of,
        checked=one.checked,
        confidence=one.confidence,
    )
