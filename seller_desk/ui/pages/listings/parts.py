"""Editors of a part of a listing (its offer, its compliance), made from a list of fields.

A part is a frozen record; a field is a path in it. What cannot be read as its kind stays in the editor with a note below
and is not kept.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import _
from seller_desk.core.base.money import decimal_of
from seller_desk.core.base.wording import wording
from seller_desk.core.listings.fields import field_label
from seller_desk.core.listings.model import Listing
from seller_desk.ui.pages.listings.part_fields import PartField, PartSection
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.edits import Choice, DateEdit, MoneyEdit, TextArea
from seller_desk.ui.widgets.field import FieldRow
from seller_desk.ui.widgets.labels import Label, line

_UPPER = frozenset({"un_number", "manufacturer.country", "responsible.country"})
_LONGEST_NUMBER = 9
# From this scale on a line of three fields is too narrow for their names.
_TWO_ABOVE = 1.2
_T = TypeVar("_T")


class PartForm(QWidget):
    """`read` takes the part out of a listing, `write` puts a changed one back; `edited` fires with the listing.

    `prefix` is the part's name in the fields of findings (`offer`). A section is made at a time, each in a turn of the
    event loop of its own: forty fields at once would stop the window. `complete` makes what is left.
    """

    edited = Signal(object)
    completed = Signal()

    def __init__(
        self,
        prefix: str,
        sections: Sequence[PartSection],
        read: Callable[[Listing], msgspec.Struct],
        write: Callable[[Listing, Any], Listing],
        *,
        ruled: bool = False,
    ) -> None:
        super().__init__()
        self._prefix, self._read, self._write = prefix, read, write
        self._listing: Listing | None = None
        self.rows: dict[str, FieldRow] = {}
        self._kinds: dict[str, PartField] = {}
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(tokens.FIELD_GAP)
        self._ruled = ruled
        self._left = list(sections)
        self._currency = ""
        self._findings: Mapping[str, Sequence[Finding]] = {}
        QTimer.singleShot(0, self, self._next)

    def complete(self) -> None:
        """Make what is not there yet."""
        while self._left:
            self._make()

    @Slot()
    def _next(self) -> None:
        if self._left:
            self._make()
            QTimer.singleShot(0, self, self._next)

    def _make(self) -> None:
        if self._ruled:
            self.body.addWidget(line())
        self._ruled = True
        before = set(self.rows)
        self._section(self._left.pop(0))
        self._fill([path for path in self.rows if path not in before])
        if not self._left:
            self.completed.emit()

    def _fill(self, paths: Iterable[str]) -> None:
        part = self._read(self._listing) if self._listing is not None else None
        for path in paths:
            row = self.rows[path]
            if isinstance(row.editor, MoneyEdit):
                row.editor.set_currency(self._currency)
            if part is not None:
                self._show(row.editor, _get(part, path))
            show_worst(row, self._findings.get(f"{self._prefix}.{path}", ()))

    def show_listing(self, listing: Listing, currency: str = "") -> None:
        """Fill every editor but the one that is being typed in; amounts are in this currency."""
        self._listing, self._currency = listing, currency
        self._fill(self.rows)

    def show_findings(self, by_field: Mapping[str, Sequence[Finding]]) -> None:
        """Under each field what is wrong with it."""
        self._findings = by_field
        for path, row in self.rows.items():
            show_worst(row, by_field.get(f"{self._prefix}.{path}", ()))

    def editor_of(self, field: str) -> QWidget | None:
        """The editor of a field such as `offer.sale_price`."""
        if field.startswith(f"{self._prefix}."):
            self.complete()
        row = self.rows.get(field.removeprefix(f"{self._prefix}."))
        return row.editor if row and field.startswith(f"{self._prefix}.") else None

    def _section(self, section: PartSection) -> None:
        self.body.addWidget(Label(_(section.title), role="h3", wrap=True))
        if section.note:
            self.body.addWidget(Label(_(section.note), role="caption", token="text2", wrap=True))
        for fields in in_lines(section.lines):
            row = QHBoxLayout()
            row.setSpacing(12)
            for field in fields:
                row.addWidget(self._field(field), 1, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)

    def _field(self, field: PartField) -> FieldRow:
        label = _(field_label(f"{self._prefix}.{field.path}"))
        if field.unit:
            label = _("{label} ({unit})").format(label=label, unit=field.unit)
        editor = self._editor(field, label)
        row = FieldRow(label, editor, key=f"{self._prefix}.{field.path}")
        self.rows[field.path], self._kinds[field.path] = row, field
        return row

    def _editor(self, field: PartField, label: str) -> QWidget:
        if field.kind == "choice":
            choice = Choice([(one, _(words)) for one, words in field.options], name=label)
            choice.setSizeAdjustPolicy(
                choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(3)
            choice.chosen.connect(partial(self._keep, field.path))
            return choice
        if field.kind == "money":
            money = MoneyEdit(name=label)
            money.changed.connect(partial(self._keep, field.path))
            return money
        if field.kind == "day":
            day = DateEdit(name=label)
            day.changed.connect(partial(self._keep, field.path))
            return day
        if field.kind == "lines":
            area = TextArea(name=label, lines=3)
            area.finished.connect(partial(self._keep, field.path))
            return area
        typed = QLineEdit()
        typed.editingFinished.connect(partial(self._on_typed, field.path))
        return typed

    @staticmethod
    def _show(editor: QWidget, value: object) -> None:
        if isinstance(editor, Choice):
            editor.set_current(str(value or ""))
        elif isinstance(editor, MoneyEdit | TextArea):
            if not editor.typing():
                editor.set_value(value or ("" if isinstance(editor, TextArea) else None))  # type: ignore[arg-type]
        elif isinstance(editor, DateEdit):
            if not (editor.hasFocus() and editor.isModified()):
                editor.set_value(value)  # type: ignore[arg-type]
        elif isinstance(editor, QLineEdit) and not (editor.hasFocus() and editor.isModified()):
            editor.setText("" if value is None else str(value))
            editor.setCursorPosition(0)

    def _on_typed(self, path: str) -> None:
        row, field = self.rows[path], self._kinds[path]
        if not isinstance(row.editor, QLineEdit):
            return
        try:
            value = _typed(field, row.editor.text().strip())
        except ValueError:
            row.set_error(_("A number is needed here"))
            return
        row.editor.setModified(False)
        self._keep(path, value)

    def _keep(self, path: str, value: object) -> None:
        if self._listing is None:
            return
        part = self._read(self._listing)
        if value == _get(part, path):
            return
        self.rows[path].clear_state()
        self._listing = self._write(self._listing, _with(part, path, value))
        self.edited.emit(self._listing)


def in_lines(lines: Sequence[tuple[_T, ...]]) -> list[tuple[_T, ...]]:
    """The lines of a form; with larger text no more than two fields stand on one."""
    most = 2 if current().scale > _TWO_ABOVE else 3
    return [line[at : at + most] for line in lines for at in range(0, len(line), most)]


def show_worst(row: FieldRow, found: Sequence[Finding]) -> None:
    """The worst finding below a field, without the name of the listing."""
    if not found:
        row.clear_state()
        return
    said = wording(found[0])
    words = said.title.replace(found[0].subject.label, "", 1).strip(" :：") or said.title
    text = f"{words} · {said.detail}" if said.detail else words
    blocks = found[0].severity is Severity.BLOCKER
    show = row.set_error if blocks else row.set_warning
    show(text)


def _get(part: Any, path: str) -> Any:
    for name in path.split("."):
        part = getattr(part, name)
    return part


def _with(part: Any, path: str, value: object) -> Any:
    name, _dot, rest = path.partition(".")
    inner = _with(getattr(part, name), rest, value) if rest else value
    return msgspec.structs.replace(part, **{name: inner})


def _typed(field: PartField, text: str) -> str | int | Decimal | None:
    if field.kind == "whole":
        if text and not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
            raise ValueError(text)
        return int(text) if text else None
    if field.kind == "decimal":
        value = decimal_of(text) if text else None
        if value is not None and value < 0:
            raise ValueError(text)
        return value
    return text.upper() if field.path in _UPPER else text
