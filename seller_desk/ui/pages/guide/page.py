"""The guide: topics at the left with a search over both languages, the text at the right. All of it lies on this disk."""

from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Slot,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from seller_desk.core.base.language import _, language, ngettext
from seller_desk.ui.pages.guide.reader import Reader
from seller_desk.ui.pages.guide.review import platform_words
from seller_desk.ui.pages.guide.topics import (
    Hit,
    Topic,
    groups,
    plain_words,
    search,
    spot_of,
    topics,
)
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import Card, Cell, CellRole, Label, cell_data, make_table

Index = QModelIndex | QPersistentModelIndex


class TopicModel(QAbstractListModel):
    """The topics in order, or what a search found with its surroundings."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells: list[Cell] = []
        # None: the name of a group.
        self._topics: list[Topic | None] = []

    def show_all(self) -> None:
        """Every topic, each group under its name."""
        rows: list[tuple[Topic | None, Cell]] = []
        group = ""
        for one in topics():
            if one.group != group:
                group = one.group
                rows.append((None, Cell(groups()[group][language()], token="text3")))
            rows.append((one, Cell(one.title)))
        self._fill(rows)

    def show_hits(self, hits: list[Hit]) -> None:
        """What was found."""
        self._fill([(one.topic, Cell(one.topic.title, caption=one.snippet)) for one in hits])

    def _fill(self, rows: list[tuple[Topic | None, Cell]]) -> None:
        self.beginResetModel()
        self._topics = [topic for topic, _cell in rows]
        self._cells = [cell for _topic, cell in rows]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """How many topics."""
        return 0 if parent.isValid() else len(self._cells)

    def data(self, index: Index, role: int = CellRole) -> object:
        """A cell and its words."""
        return cell_data(self._cells[index.row()], role) if index.isValid() else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Names of groups are no stops."""
        here = index.isValid() and self._topics[index.row()] is not None
        return super().flags(index) if here else Qt.ItemFlag.NoItemFlags

    def topic(self, row: int) -> Topic | None:
        """The topic of a row."""
        return self._topics[row] if 0 <= row < len(self._topics) else None

    def row_of(self, topic_id: str) -> int:
        """The row of a topic, -1 if it is not shown."""
        return next((n for n, one in enumerate(self._topics) if one and one.id == topic_id), -1)


class Page(StepPage):
    """See the module."""

    step = "guide"
    scrolls = False

    def title(self) -> str:
        """The page's name."""
        return _("Guide")

    def subtitle(self) -> str:
        """What is here, and which key leads here."""
        return _(
            "F1 opens what is said of the field or page you are on. Everything is readable offline."
        )

    def build(self) -> None:
        """Search and list, then the reader."""
        self._shown = ""
        self._more: dict[str, str] = {}
        self.search = QLineEdit()
        self.search.setAccessibleName(_("Search the guide"))
        self.search.setPlaceholderText(_("Search, in Chinese or English"))
        self.search.setClearButtonEnabled(True)
        icon = QAction(self.theme.icon("ph.magnifying-glass"), "", self.search)
        self.search.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self._on_enter)
        self._count = Label(role="caption", token="text2", wrap=True)
        self._count.hide()
        self.model = TopicModel(self)
        self.list = QListView()
        make_table(self.list, name=_("Topics"), row_height=tokens.RAIL_ROW)
        # Hits have a second line.
        self.list.setUniformItemSizes(False)
        self.list.setModel(self.model)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().selectionChanged.connect(self._on_selected)
        self.reader = Reader()
        self.reader.topic_wanted.connect(self.show_topic)
        self.reader.place_wanted.connect(partial(self.context.go))
        self.reader.url_wanted.connect(self.context.open_source)
        self._lay_out()
        self.model.show_all()

    def _lay_out(self) -> None:
        topic_card = Card(padding=0)
        topic_card.body.setContentsMargins(1, 6, 1, 6)
        topic_card.body.addWidget(self.list)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self._count)
        left.addWidget(topic_card, 1)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(round(tokens.LIST_WIDTH * 0.84 * (1 + (self.theme.scale - 1) / 2)))
        text_card = Card(padding=0)
        text_card.body.setContentsMargins(20, 16, 4, 8)
        text_card.body.addWidget(self.reader)
        row = QHBoxLayout()
        row.setSpacing(tokens.CARD_GAP)
        row.addWidget(side)
        row.addWidget(text_card, 1)
        self.body.addLayout(row)

    def refresh(self) -> None:
        """The first topic, if none is shown yet."""
        if not self._shown:
            self.show_topic(topics()[0].id)

    @Slot(str)
    def show_topic(self, place: str) -> None:
        """The topic of this id, or the one about this place of the window or this field of it."""
        wanted, head = spot_of(place)
        if self.model.row_of(wanted) < 0:
            self.search.clear()
        self._read(wanted)
        self._mark(wanted)
        self.reader.show_head(head)

    def shown(self) -> str:
        """The id of the topic in view."""
        return self._shown

    def _read(self, topic_id: str) -> None:
        topic = next(one for one in topics() if one.id == topic_id)
        self._shown = topic_id
        self.reader.show_topic(topic, self._told(topic))

    def _told(self, topic: Topic) -> str:
        """What the rule packs say of the topic's platform."""
        return platform_words(self.desk.packs, topic.platform, self.desk.today())

    def _all_told(self) -> dict[str, str]:
        """The words of what is told of each platform; put together for the first search."""
        if not self._more:
            told = {one.id: self._told(one) for one in topics() if one.platform}
            self._more = {name: plain_words(text) for name, text in told.items()}
        return self._more

    def _mark(self, topic_id: str) -> None:
        row = self.model.row_of(topic_id)
        if row >= 0:
            self.list.selectionModel().blockSignals(True)
            self.list.setCurrentIndex(self.model.index(row))
            self.list.scrollTo(self.model.index(row))
            self.list.selectionModel().blockSignals(False)
            self.list.viewport().update()

    @Slot(QItemSelection, QItemSelection)
    def _on_selected(self, *_changes: object) -> None:
        topic = self.model.topic(self.list.currentIndex().row())
        if topic is not None and topic.id != self._shown:
            self._read(topic.id)

    @Slot(str)
    def _on_search(self, words: str) -> None:
        if not words.strip():
            self._count.hide()
            self.model.show_all()
        else:
            hits = search(words, self._all_told())
            self.model.show_hits(hits)
            told = ngettext("{n} topic found", "{n} topics found", len(hits))
            self._count.setText(
                told.format(n=len(hits)) if hits else _("Nothing found. Try a shorter word.")
            )
            self._count.show()
        self._mark(self._shown)

    @Slot()
    def _on_enter(self) -> None:
        """Enter in the search opens the best topic."""
        topic = self.model.topic(0)
        if topic is not None:
            self.show_topic(topic.id)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
