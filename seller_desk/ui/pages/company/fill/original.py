"""The page that values were read from, with a frame around each, in a window beside."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from seller_desk.ui.pages.company.fill.work import Read
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.layouts import open_at
from seller_desk.ui.widgets.viewer import PageView, paper_of, read_marks


class OriginalWindow(QDialog):
    """Shows one document; keys as in every viewer."""

    def __init__(self, context: WindowContext, read: Read, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(read.document.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.view = PageView(context.runner)
        column.addWidget(self.view)
        desk, document = context.desk, read.document
        turned = [page.turned for page in read.reading.pages]
        draw = partial(desk.repairs.picture, document)
        self.view.show_paper(paper_of(document, desk.documents.inspection(document), draw, turned))
        self.view.set_fields(
            read_marks(read.reading, [one.read for one in read.fields if one.read])
        )
        open_at(self, 900, 700)
        self.view.setFocus()
