"""What to change: the operation, the field, where, and what the operation needs."""

from decimal import Decimal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.language import _
from seller_desk.core.base.money import decimal_of
from seller_desk.core.listings.bulk.fields import NUMBERS, names
from seller_desk.core.listings.bulk.operations import (
    Affix,
    Clear,
    Copy,
    Formula,
    Operation,
    PriceFromMargin,
    Replace,
    SetTo,
)
from seller_desk.core.listings.bulk.words import field_words
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.edits import Choice
from seller_desk.ui.widgets.field import FieldRow
from seller_desk.ui.widgets.flow_layout import FlowLayout

_WIDTH = 184
_WIDE = 264
_TEXT_HEIGHT = 64
_ENDINGS = ("0.99", "0.95", "0.9", "0.5", "0")
_NAMED = "attribute:"


def _line(name: str, hint: str = "") -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setPlaceholderText(hint)
    return edit


class BulkForm(QWidget):
    """`changed` fires when what it says may be another operation."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.kind = Choice(
            [
                ("replace", _("Find and replace")),
                ("set", _("Set to")),
                ("formula", _("Change a number")),
                ("margin", _("Price by margin")),
                ("affix", _("Put before or behind")),
                ("copy", _("Copy between sites")),
                ("clear", _("Clear it")),
            ],
            name=_("Operation"),
        )
        self.place = Choice(name=_("Where"))
        self.field = Choice(name=_("Field"))
        self.attribute = _line(_("Name of the attribute"))
        self.rows = {
            "kind": FieldRow(_("Operation"), self.kind),
            "place": FieldRow(_("Where"), self.place),
            "field": FieldRow(_("Field"), self.field),
            "attribute": FieldRow(_("Name of the attribute"), self.attribute),
        }
        head = QWidget()
        flow = FlowLayout(head, gap=12, line_gap=8)
        for row in self.rows.values():
            row.setFixedWidth(current().px(_WIDTH))
            flow.addWidget(row)
        column.addWidget(head)
        self.parts = QStackedWidget()
        self.parts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._kinds = ("replace", "set", "formula", "margin", "affix", "copy", "clear")
        for part in (
            self._replace(),
            self._set(),
            self._formula(),
            self._margin(),
            self._affix(),
            self._copy(),
            QWidget(),
        ):
            self.parts.addWidget(part)
        column.addWidget(self.parts)
        self.attribute.textChanged.connect(self._on_typed)
        self.kind.chosen.connect(self._on_kind)
        self.place.chosen.connect(self._on_place)
        self.field.chosen.connect(self._on_kind)

    def use_sites(self, sites: list[tuple[str, str]]) -> None:
        """The sites that a field can be of."""
        everywhere = [("", _("The product itself")), *sites]
        self.place.set_options(everywhere)
        self.target.set_options(everywhere)
        self._offer()

    def operation(self) -> Operation | None:
        """What the form says; None while something it needs is missing. ValueError for what is no number."""
        kind, place = self.kind.current(), self.place.current()
        if kind == "margin":
            share = self.margin.text().strip()
            if not share or not place:
                return None
            ending = self._ending(self.margin_ending)
            return PriceFromMargin(site=place, margin=decimal_of(share) / 100, ending=ending)
        base = self._base()
        if not base:
            return None
        if kind == "copy":
            source, target = place, self.target.current()
            if source == target:
                return None
            return Copy(field=base, source=source, target=target)
        field = f"{base}@{place}" if place else base
        if kind == "set":
            value = self.value.toPlainText()
            return SetTo(field=field, value=value) if value.strip() else None
        if kind == "clear":
            return Clear(field=field)
        return self._of_text(field) if kind in ("replace", "affix") else self._of_number(field)

    def _of_text(self, field: str) -> Operation | None:
        if self.kind.current() == "affix":
            prefix, suffix = self.prefix.text(), self.suffix.text()
            return Affix(field=field, prefix=prefix, suffix=suffix) if prefix + suffix else None
        if not self.search_for.text():
            return None
        return Replace(
            field=field,
            find=self.search_for.text(),
            put=self.put.text(),
            pattern=self.pattern.isChecked(),
            whole_word=self.whole.isChecked(),
            match_case=self.case.isChecked(),
        )

    def _of_number(self, field: str) -> Operation | None:
        share, plus = self.share.text().strip(), self.plus.text().strip()
        ending = self._ending(self.ending)
        if not share and not plus and ending is None:
            return None
        return Formula(
            field=field,
            share=decimal_of(share or "0") / 100,
            plus=decimal_of(plus or "0"),
            ending=ending,
        )

    def _base(self) -> str:
        base = self.field.current()
        if base != _NAMED:
            return base
        name = self.attribute.text().strip()
        return f"{_NAMED}{name}" if name else ""

    def _ending(self, choice: Choice) -> Decimal | None:
        return decimal_of(choice.current()) if choice.current() else None

    def _offer(self) -> None:
        """The fields that this kind of operation can work on, here."""
        kind, place = self.kind.current(), self.place.current()
        of_site = bool(place) or kind == "copy"
        known = [one for one in names(of_site) if ":" not in one]
        if kind == "formula":
            known = [one for one in known if one in NUMBERS]
        elif kind in ("replace", "affix"):
            known = [one for one in known if one not in NUMBERS and one != "gtin_exempt"]
        options = [(one, field_words(one)) for one in known]
        if kind not in ("formula", "margin"):
            options.append((_NAMED, _("Another attribute")))
        self.field.set_options(options)
        self.rows["field"].setVisible(kind != "margin")
        self.rows["attribute"].setVisible(kind != "margin" and self.field.current() == _NAMED)
        self.parts.setCurrentIndex(self._kinds.index(kind))
        self.parts.setVisible(kind != "clear")

    # -- parts -----------------------------------------------------------------------------------------

    def _flow(self, *rows: QWidget) -> QWidget:
        part = QWidget()
        flow = FlowLayout(part, gap=12, line_gap=8)
        for row in rows:
            flow.addWidget(row)
        return part

    def _row(self, label: str, editor: QWidget, width: int = _WIDTH) -> FieldRow:
        row = FieldRow(label, editor)
        row.setFixedWidth(current().px(width))
        if isinstance(editor, QLineEdit):
            editor.textChanged.connect(self._on_typed)
        elif isinstance(editor, Choice):
            editor.chosen.connect(self._on_typed)
        return row

    def _check(self, text: str, *, on: bool = False) -> QCheckBox:
        box = QCheckBox(text)
        box.setChecked(on)
        box.toggled.connect(self._on_typed)
        return box

    def _replace(self) -> QWidget:
        self.search_for, self.put = _line(_("Find")), _line(_("Replace by"))
        self.whole = self._check(_("Whole words"))
        self.case = self._check(_("Match case"), on=True)
        self.pattern = self._check(_("Regular expression"))
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            self._flow(
                self._row(_("Find"), self.search_for, _WIDE),
                self._row(_("Replace by"), self.put, _WIDE),
            )
        )
        column.addWidget(self._flow(self.whole, self.case, self.pattern))
        return part

    def _set(self) -> QWidget:
        self.value = QPlainTextEdit()
        self.value.setTabChangesFocus(True)
        self.value.setFixedHeight(_TEXT_HEIGHT)
        self.value.textChanged.connect(self._on_typed)
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(FieldRow(_("New value (bullet points: one a line)"), self.value))
        return part

    def _endings(self) -> Choice:
        options = [("", _("As it comes out")), *((one, f"…{one[1:] or '.00'}") for one in _ENDINGS)]
        return Choice(options, name=_("Price ends in"))

    def _formula(self) -> QWidget:
        self.share = _line(_("Percent more or less"), "+10")
        self.plus = _line(_("Amount more or less"), "-2.50")
        self.ending = self._endings()
        return self._flow(
            self._row(_("Percent more or less"), self.share),
            self._row(_("Amount more or less"), self.plus),
            self._row(_("Price ends in"), self.ending),
        )

    def _margin(self) -> QWidget:
        self.margin = _line(_("Margin in percent"), "20")
        self.margin_ending = self._endings()
        return self._flow(
            self._row(_("Margin in percent"), self.margin),
            self._row(_("Price ends in"), self.margin_ending),
        )

    def _affix(self) -> QWidget:
        self.prefix, self.suffix = _line(_("In front")), _line(_("Behind"))
        return self._flow(
            self._row(_("In front"), self.prefix, _WIDE), self._row(_("Behind"), self.suffix, _WIDE)
        )

    def _copy(self) -> QWidget:
        self.target = Choice(name=_("Copy to"))
        return self._flow(self._row(_("Copy to"), self.target, _WIDE))

    # -- what the seller does --------------------------------------------------------------------------

    @Slot()
    def _on_kind(self) -> None:
        if self.kind.current() in ("margin", "copy") and not self.place.current():
            # Both are about a site; the first one is where most begin.
            self.place.setCurrentIndex(1 if self.place.count() > 1 else 0)
        self._offer()
        self.changed.emit()

    @Slot()
    def _on_place(self) -> None:
        self._offer()
        self.changed.emit()

    @Slot()
    def _on_typed(self) -> None:
        self.changed.emit()
