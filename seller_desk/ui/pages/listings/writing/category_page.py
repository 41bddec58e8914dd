"""The site's category: searched in both languages in the lists that were taken in, the deepest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTableWidget, QTableWidgetItem, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _, language, ngettext
from seller_desk.core.listings.model import on_site
from seller_desk.core.listings.writing.categories import Hit
from seller_desk.core.services.writing import Draft
from seller_desk.ui.pages.listings.writing.pages import WritingPage
from seller_desk.ui.pages.listings.writing.work import Long, Quick
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.buttons import secondary_button
from seller_desk.ui.widgets.card import Notice
from seller_desk.ui.widgets.field import FieldRow
from seller_desk.ui.widgets.labels import Label
from seller_desk.ui.widgets.tables import Cell, CellRole, make_table

_PAUSE_MS = 250
FILES = "(*.txt *.csv *.tsv *.xlsx *.xlsm *.xls *.ods)"


class CategoryPage(WritingPage):
    """Search at the top, what fits below."""

    scrolls = False

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self._job: Job | None = None
        self.hits: Sequence[Hit] = ()
        line = QHBoxLayout()
        line.setSpacing(12)
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("What it is, in English or Chinese"))
        self.words.textEdited.connect(self._on_words)
        self.add = secondary_button(_("Take in a list"), "ph.upload-simple", self._on_add)
        line.addWidget(FieldRow(_("Search categories"), self.words), 1)
        line.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(line)
        self.now = Label(role="caption", token="text2", wrap=True)
        self.body.addWidget(self.now)
        self.notice = Notice("")
        self.body.addWidget(self.notice)
        self.table = QTableWidget(0, 2)
        make_table(self.table, name=_("Categories that fit"))
        self.table.setHorizontalHeaderLabels([_("Category"), _("Id")])
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.horizontalHeader().setSectionResizeMode(
            0, self.table.horizontalHeader().ResizeMode.Stretch
        )
        self.table.setColumnWidth(1, 120)
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.body.addWidget(self.table, 1)
        # Keeps what stands above at the top while there is no table.
        self.rest = QWidget()
        self.body.addWidget(self.rest, 1)
        self.deeper = Label(role="caption", token="warn", wrap=True)
        self.body.addWidget(self.deeper)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._search)

    def show_draft(self, draft: Draft) -> None:
        """What is chosen now, and a search for the core of the title."""
        self.draft = draft
        chosen = on_site(draft.listing, draft.site).category_id
        self.now.setText(
            _("Chosen now: {id}").format(id=chosen) if chosen else _("No category is chosen yet.")
        )
        self.deeper.hide()
        self.notice.hide()
        self._search()

    @Slot(str)
    def _on_words(self, _text: str) -> None:
        self._pause.start()

    @Slot()
    def _search(self) -> None:
        draft, service = self.draft, self.service
        if draft is None:
            return
        if self._job is not None:
            self._job.cancel()
        words, site, company = self.words.text(), draft.site, draft.listing.company_id
        self._job = self.context.runner.start(
            Quick(
                lambda: (
                    service.find_categories(company, words, site),
                    len(service.trees(company, site)),
                )
            )
        )
        self._job.done.connect(self._on_found)

    @Slot(object)
    def _on_found(self, answer: tuple[Sequence[Hit], int]) -> None:
        self._job = None
        self.hits, trees = answer
        self.table.setRowCount(len(self.hits))
        for row, hit in enumerate(self.hits):
            self.table.setItem(row, 0, _item(_category(hit)))
            self.table.setItem(row, 1, _item(Cell(hit.node.id)))
        self.table.setVisible(bool(self.hits))
        self.rest.setVisible(not self.hits)
        if not trees:
            self._tell(
                _("No list of categories was taken in yet"),
                _(
                    "Amazon: the browse tree guide of your department. eBay: the category file. Google: the taxonomy with ids, English first, then the Chinese one; both are joined."
                ),
            )
        elif self.words.text().strip() and not self.hits:
            self._tell(_("No category fits these words."), _("Try fewer or more general words."))
        elif self.hits:
            self.notice.hide()
        self.changed.emit()

    def _tell(self, title: str, text: str) -> None:
        self.notice.set_text(title, text)
        self.notice.show()

    def chosen(self) -> Hit | None:
        """The selected row's category."""
        rows = {one.row() for one in self.table.selectedIndexes()}
        return self.hits[min(rows)] if rows and min(rows) < len(self.hits) else None

    @Slot()
    def _on_chosen(self) -> None:
        hit = self.chosen()
        below = hit.children if hit is not None else 0
        self.deeper.setText(
            ngettext(
                "{n} deeper category lies below; the deepest that fits brings most traffic.",
                "{n} deeper categories lie below; the deepest that fits brings most traffic.",
                below,
            ).format(n=below)
        )
        self.deeper.setVisible(below > 0)
        self.changed.emit()

    def _on_add(self) -> None:
        draft, service = self.draft, self.service
        path = self.context.ask.file(
            _("A list of categories"), _("Lists of categories") + f" {FILES}"
        )
        if draft is None or path is None:
            return
        company, site = draft.listing.company_id, draft.site
        job = self.context.runner.start(
            Long(
                lambda progress, stop: service.add_tree(
                    company, path, site=site, progress=progress, stop=stop
                )
            ),
            lane=Lane.STORE,
            title=_("Reading {name}").format(name=path.name),
        )
        job.done.connect(self._on_added)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_added(self, answer: tuple[object, object]) -> None:
        tree = answer[0]
        words = _("{name}: {count} categories, {chinese} with Chinese names").format(
            name=getattr(tree, "name", ""),
            count=f"{getattr(tree, 'count', 0):,}",
            chinese=f"{getattr(tree, 'chinese', 0):,}",
        )
        self.context.say(words)
        self._search()

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, DeskError):
            self._tell(problem.title, problem.advice)

    def act_words(self) -> str:
        """What the main button says."""
        return _("Choose this category")

    def ready(self) -> bool:
        """Whether a row is selected that is not chosen already."""
        hit, draft = self.chosen(), self.draft
        if hit is None or draft is None:
            return False
        view = on_site(draft.listing, draft.site)
        return hit.node.id not in (view.category_id, draft.listing.category)

    def why_not(self) -> str:
        """Nothing is selected, or what is chosen already."""
        return _("Search, then select a category.") if self.chosen() is None else super().why_not()

    def act(self) -> None:
        """Write its id."""
        hit, draft, service = self.chosen(), self.draft, self.service
        if hit is None or draft is None:
            return
        job = self.context.runner.start(
            Quick(lambda: service.choose_category([draft.listing.id], draft.site, hit)),
            lane=Lane.STORE,
        )
        job.done.connect(self._on_kept)

    @Slot(object)
    def _on_kept(self, _count: object) -> None:
        self.kept.emit(_("Category chosen; Ctrl+Z takes it back"))


def _category(hit: Hit) -> Cell:
    """The name in bold in the language in use, the path below, the other language with it."""
    node = hit.node
    own = node.path_zh if node.path_zh and language() == "zh" else node.path
    other = node.path if own is node.path_zh else node.path_zh
    caption = " > ".join(own)
    if other:
        caption += f" · {other[-1]}"
    icon = "ph.check" if not hit.children else "ph.caret-right"
    return Cell(own[-1], caption, icon=icon, icon_token="ok" if not hit.children else "text2")


def _item(cell: Cell) -> QTableWidgetItem:
    item = QTableWidgetItem(cell.text)
    item.setData(CellRole, cell)
    item.setToolTip(cell.caption or cell.text)
    return item
