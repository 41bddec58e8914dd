"""The packet's contents as a tree, in the order of the form, with the final file names."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTreeView

from seller_desk.core.base.language import _, ngettext
from seller_desk.core.bundle.pages import size_text
from seller_desk.core.bundle.plan import GROUPS, BundlePlan, Entry
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Cell, CellRole, make_table

ROW_HEIGHT = 28
_ICONS = {
    "pdf": "ph.file-pdf",
    "jpg": "ph.image",
    "jpeg": "ph.image",
    "png": "ph.image",
    "xlsx": "ph.table",
    "csv": "ph.table",
    "txt": "ph.table",
    "html": "ph.file-text",
}


class ContentsTree(QTreeView):
    """Folders and files with their sizes; read only."""

    def __init__(self) -> None:
        super().__init__()
        self._model = QStandardItemModel(0, 2, self)
        self.setModel(self._model)
        make_table(self, name=_("Contents of the packet"), row_height=ROW_HEIGHT)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def show_plan(self, plan: BundlePlan) -> None:
        """Show what this packet would hold."""
        self._model.clear()
        self._model.setColumnCount(2)
        top = _row(Cell(plan.top, icon="ph.folder-open", bold=True), Cell(""))
        self._model.appendRow(top)
        groups: dict[str, list[Entry]] = {}
        for entry in plan.entries:
            groups.setdefault(entry.path.rpartition("/")[0], []).append(entry)
        for number, (folder, entries) in enumerate(groups.items(), start=1):
            self._add_group(top[0], number, folder, entries)
        manifest = Cell("manifest-sha256.txt", icon="ph.list-numbers")
        top[0].appendRow(_row(manifest, _aside("SHA-256")))
        self.expandAll()
        header = self.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setMinimumHeight(current().height(ROW_HEIGHT) * 5)

    def texts(self) -> Sequence[str]:
        """Every line, for tests and for reading aloud."""
        found: list[str] = []

        def walk(item: QStandardItem) -> None:
            found.append(item.text())
            for place in range(item.rowCount()):
                walk(item.child(place))

        for place in range(self._model.rowCount()):
            walk(self._model.item(place))
        return found

    def _add_group(
        self, top: QStandardItem, number: int, folder: str, entries: Sequence[Entry]
    ) -> None:
        parent = top
        if folder:
            title = f"{number} {_(GROUPS[entries[0].group])}"
            count = ngettext("{n} file", "{n} files", len(entries)).format(n=len(entries))
            row = _row(Cell(title, icon="ph.folder-open"), _aside(count))
            top.appendRow(row)
            parent = row[0]
        for entry in entries:
            parent.appendRow(_file_row(entry))


def _file_row(entry: Entry) -> list[QStandardItem]:
    ending = entry.name.rpartition(".")[2].lower()
    icon = "ph.truck" if entry.group == "shipping" else _ICONS.get(ending, "ph.file")
    name = _row(Cell(entry.name, icon=icon), _aside(size_text(entry.size)))
    name[0].setToolTip(entry.path)
    return name


def _aside(text: str) -> Cell:
    return Cell(text, token="text2", number=True)


def _row(*cells: Cell) -> list[QStandardItem]:
    items = []
    for cell in cells:
        item = QStandardItem(cell.text)
        item.setData(cell, CellRole)
        item.setEditable(False)
        items.append(item)
    return items
