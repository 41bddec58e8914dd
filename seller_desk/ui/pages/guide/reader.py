"""Shows a topic in the type and colours of the design. Links lead into the window, to another topic, or to a browser."""

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import (
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from seller_desk.core.base.language import _
from seller_desk.ui.pages.guide.topics import Topic
from seller_desk.ui.theme import current

_ROLES = {1: "h2", 2: "h3", 3: "strong"}


class Reader(QTextBrowser):
    """`place_wanted` carries a page of the window, `topic_wanted` another topic, `url_wanted` a web address."""

    place_wanted = Signal(str)
    topic_wanted = Signal(str)
    url_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Text of the topic"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "reading")
        # Nothing is loaded by itself, neither from the disk nor from the network.
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._on_link)
        self._head = 0
        self.verticalScrollBar().rangeChanged.connect(self._to_head)
        self.verticalScrollBar().actionTriggered.connect(self._on_scrolled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head stays at the top while the page finds its size."""
        super().resizeEvent(event)
        self._to_head()

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Pictures and other files: there are none."""
        return None

    def show_topic(self, topic: Topic, more: str = "") -> None:
        """This topic from its beginning; `more` is Markdown below its text."""
        theme = current()
        self._head = 0
        document = self.document()
        document.setDefaultFont(theme.font("body"))
        document.setDocumentMargin(0)
        whole = f"# {topic.title}\n\n{topic.text}\n\n{more}"
        document.setMarkdown(theme.typeset(whole))
        self._dress()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def show_head(self, number: int) -> None:
        """Bring the head of this number (of the second level, from 1) to the top; 0 is the beginning."""
        self._head = number
        self._to_head()

    @Slot()
    def _to_head(self) -> None:
        """The text is laid out again until the page has its size; the reader's own scrolling ends that."""
        block, left = self.document().begin(), self._head
        while left > 0 and block.isValid():
            left -= block.blockFormat().headingLevel() == 2
            if left == 0:
                # QTextEdit itself keeps its cursor in view.
                self.setTextCursor(QTextCursor(block))
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top))
            block = block.next()

    @Slot()
    def _on_scrolled(self) -> None:
        self._head = 0

    def _dress(self) -> None:
        """Sizes, weights, distances and colours of the design: Markdown brings its own."""
        self.document().setIndentWidth(20)
        block = self.document().begin()
        first = True
        while block.isValid():
            level = block.blockFormat().headingLevel()
            shape = QTextBlockFormat()
            shape.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            shape.setTopMargin(0 if first or not level else 10)
            shape.setBottomMargin(6 if level or block.textList() is not None else 10)
            QTextCursor(block).mergeBlockFormat(shape)
            for start, length, anchor in _parts(block):
                cursor = QTextCursor(self.document())
                cursor.setPosition(start)
                cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
                if level:
                    cursor.setCharFormat(_head_look(level))
                elif anchor:
                    cursor.mergeCharFormat(_link_look())
            first = False
            block = block.next()

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        kind, _colon, rest = url.toString().partition(":")
        if kind == "desk":
            self.place_wanted.emit(rest)
        elif kind == "guide":
            self.topic_wanted.emit(rest)
        else:
            self.url_wanted.emit(url.toString())


def _parts(block: QTextBlock) -> list[tuple[int, int, bool]]:
    """Where the parts of a block begin, how long they are, and whether they are links."""
    found = []
    parts = block.begin()
    while not parts.atEnd():
        part = parts.fragment()
        found.append((part.position(), part.length(), part.charFormat().isAnchor()))
        parts += 1
    return found


def _head_look(level: int) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(current().font(_ROLES.get(level, "strong")))
    look.setForeground(current().color("text"))
    return look


def _link_look() -> QTextCharFormat:
    """In the accent, without a line below: Chinese has none."""
    look = QTextCharFormat()
    look.setForeground(current().color("accent"))
    look.setFontUnderline(False)
    return look
