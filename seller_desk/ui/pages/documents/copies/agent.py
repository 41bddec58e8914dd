"""Copies for an agent: for whom and what for, the day, which papers. The watermark is the default."""

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _, language
from seller_desk.core.documents.kinds import SIDES, kind_name
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.renditions.agent import LONGEST_PURPOSE, stamp_lines
from seller_desk.core.documents.renditions.model import Purpose
from seller_desk.ui.pages.documents.copies.work import AgentWish
from seller_desk.ui.widgets import (
    DateEdit,
    FieldRow,
    Label,
    Notice,
    Segments,
    primary_button,
    secondary_button,
)
from seller_desk.ui.widgets.card import scrolling
from seller_desk.ui.widgets.layouts import open_at


class AgentWindow(QDialog):
    """Asks what an agent's copies need. `wanted` carries an `AgentWish` once all of it is there."""

    wanted = Signal(object)

    def __init__(
        self, documents: Sequence[Document], chosen: Collection[str], today: date, parent: QWidget
    ) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Copy for an agent"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        said = _(
            "Whoever is no platform gets a watermarked copy: it says for whom and what for, and is void for anything else."
        )
        column.addWidget(Label(said, token="text2", wrap=True))
        self.purpose = QLineEdit()
        self.purpose.setMaxLength(LONGEST_PURPOSE)
        self.purpose.setPlaceholderText(_("Agent Li / VAT registration"))
        self.purpose_row = FieldRow(_("For whom and what for"), self.purpose)
        column.addWidget(self.purpose_row)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.day = DateEdit(name=_("Day on the watermark"))
        self.day.set_value(today)
        row.addWidget(FieldRow(_("Day on the watermark"), self.day))
        self.language = Segments(
            [("zh", "中文"), ("en", "English")], name=_("Language of the watermark")
        )
        self.language.set_current(language())
        row.addWidget(FieldRow(_("Language of the watermark"), self.language))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(Label(_("Documents"), role="caption", token="text2"))
        self.boxes = {one.id: _box(one, checked=one.id in chosen) for one in documents}
        self._documents = tuple(documents)
        self._today = today
        inner = QWidget()
        inner.setProperty("scrollbody", True)
        boxes = QVBoxLayout(inner)
        boxes.setContentsMargins(0, 0, 0, 0)
        boxes.setSpacing(6)
        for box in self.boxes.values():
            boxes.addWidget(box)
        boxes.addStretch(1)
        column.addWidget(scrolling(inner), 1)
        self.clean = QCheckBox(_("Without a watermark, identity papers too"))
        column.addWidget(self.clean)
        self.notice = Notice("", tone="caution")
        self.notice.hide()
        column.addWidget(self.notice)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(secondary_button(_("Cancel"), "", self.close))
        self.save = primary_button(_("Save copies"), "", self._on_save)
        foot.addWidget(self.save)
        column.addLayout(foot)
        open_at(self, 560, 560)

    @Slot()
    def _on_save(self) -> None:
        chosen = tuple(one for one in self._documents if self.boxes[one.id].isChecked())
        if not chosen:
            self._say(_("No document is chosen"), _("Tick what the agent needs, and no more."))
            return
        wish = AgentWish(
            documents=chosen,
            text=self.purpose.text(),
            on=self.day.value() or self._today,
            language=self.language.current(),
            clean=self.clean.isChecked(),
        )
        try:
            stamp_lines(Purpose(text=wish.text, on=wish.on, language=wish.language))
        except DeskError as problem:
            self.purpose_row.set_error(problem.title)
            self._say(problem.title, problem.advice)
            return
        self.wanted.emit(wish)
        self.close()

    def _say(self, title: str, text: str) -> None:
        self.notice.set_text(title, text)
        self.notice.show()


def _box(document: Document, *, checked: bool) -> QCheckBox:
    side = f" · {_(SIDES[document.side])}" if document.side in SIDES else ""
    box = QCheckBox(f"{kind_name(document.kind)}{side} · {document.name}")
    box.setChecked(checked)
    return box
