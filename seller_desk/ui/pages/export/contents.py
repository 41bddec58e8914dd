"""The packet's contents as a tree, in the order of the form, with the final file names."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from seller_desk.core.base.language import _, ngettext
from seller_desk.core.bundle.pages import size_text
from seller_desk.core.bundle.plan import GROUPS, BundlePlan, Entry
from seller_desk.core.documents.renditions.words import change_text
from seller_desk.ui.theme import current
from seller_desk.ui.theme.fonts import tabular
from seller_desk.ui.widgets import Cell, CellRole, make_table

ROW_HEIGHT = 28
_ASIDE = CellRole + 1
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
Index = QModelIndex | QPersistentModelIndex


class ContentsTree(QTreeView):
    """Folders and files with their sizes; read only."""

    def __init__(self) -> None:
        super().__init__()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        make_table(self, name=_("Contents of the packet"), row_height=ROW_HEIGHT)
        self.setItemDelegate(_Line(self))
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_plan(self, plan: BundlePlan) -> None:
        """Show what this packet would hold."""
        self._model.clear()
        top = _item(Cell(plan.top, icon="ph.folder-open", bold=True), "")
        self._model.appendRow(top)
        groups: dict[str, list[Entry]] = {}
        for entry in plan.entries:
            groups.setdefault(entry.path.rpartition("/")[0], []).append(entry)
        for number, (folder, entries) in enumerate(groups.items(), start=1):
            _add_group(top, number, folder, entries)
        top.appendRow(_item(Cell("manifest-sha256.txt", icon="ph.list-numbers"), "SHA-256"))
        self.expandAll()

    def texts(self) -> Sequence[str]:
        """Every line, for tests."""
        found: list[str] = []

        def walk(item: QStandardItem) -> None:
            found.append(item.text())
            for place in range(item.rowCount()):
                walk(item.child(place))

        for place in range(self._model.rowCount()):
            walk(self._model.item(place))
        return found


class _Line(QStyledItemDelegate):
    """Icon and name at the left, size or count at the right; no lines between rows."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, current().height(ROW_HEIGHT, 6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current()
        cell, aside = index.data(CellRole), str(index.data(_ASIDE) or "")
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accentsoft"))
            painter.drawRoundedRect(rect.toRectF().adjusted(0, 1, -1, -1), 4, 4)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.toRectF().adjusted(1, 1, -2, -2), 4, 4)
        icon = QRect(rect.x() + 4, rect.center().y() - 7, 16, 16)
        theme.paint_icon(painter, icon, cell.icon)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(tabular(theme.font("caption")))
        painter.setPen(theme.color("text2"))
        width = painter.fontMetrics().horizontalAdvance(aside)
        painter.drawText(rect.adjusted(0, 0, -6, 0), Qt.AlignmentFlag.AlignRight | middle, aside)
        painter.setFont(theme.font("strong" if cell.bold else "body"))
        painter.setPen(theme.color("text"))
        room = rect.adjusted(26, 0, -(width + 14), 0)
        words = painter.fontMetrics().elidedText(
            cell.text, Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, middle, words)
        painter.restore()


def _add_group(top: QStandardItem, number: int, folder: str, entries: Sequence[Entry]) -> None:
    parent = top
    if folder:
        title = f"{number} {_(GROUPS[entries[0].group])}"
        count = ngettext("{n} file", "{n} files", len(entries)).format(n=len(entries))
        parent = _item(Cell(title, icon="ph.folder-open"), count)
        top.appendRow(parent)
    for entry in entries:
        ending = entry.name.rpartition(".")[2].lower()
        icon = "ph.truck" if entry.group == "shipping" else _ICONS.get(ending, "ph.file")
        item = _item(Cell(entry.name, icon=icon), _beside(entry))
        said = [change_text(one) for one in entry.changes]
        item.setToolTip("\n".join([entry.path, *said]))
        parent.appendRow(item)


def _beside(entry: Entry) -> str:
    """What stands at the right of a file: what is special about its copy, else its size."""
    if any(one.code in ("merged", "stacked") for one in entry.changes):
        return _("Both sides merged")
    return _("To be made") if entry.pending else size_text(entry.size)


def _item(cell: Cell, aside: str) -> QStandardItem:
    item = QStandardItem(cell.text)
    item.setData(cell, CellRole)
    item.setData(aside, _ASIDE)
    item.setData(f"{cell.text} {aside}".strip(), Qt.ItemDataRole.AccessibleTextRole)
    item.setEditable(False)
    return item
