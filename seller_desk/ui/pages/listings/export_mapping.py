"""Which column of a downloaded template takes which field; what the seller chooses is remembered for its next download."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.exporters.template_map import TargetColumn
from seller_desk.ui.pages.listings.field_options import field_options, in_cell
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import link_button
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.edits import Choice
from seller_desk.ui.widgets.tables import make_table

_ROW = 44
_SLICE = 12
_FIELD_WIDTH = 184
_TABLE_HEIGHT = 190


class ExportMapping(Card):
    """`changed` carries (header, field)."""

    changed = Signal(str, str)

    def __init__(self) -> None:
        self.every = link_button("", self._on_every)
        super().__init__(_("Which column takes what"), self.every, padding=16)
        self._columns: Sequence[TargetColumn] = ()
        self._shown: list[TargetColumn] = []
        self._options: list[tuple[str, str]] = []
        self._whole = False
        self.table = QTableWidget(0, 2)
        make_table(self.table, name=_("Columns of the template"), row_height=tokens.ROW)
        self.table.setHorizontalHeaderLabels([_("Column"), _("Field")])
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(1, _FIELD_WIDTH)
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.body.addWidget(self.table, 1)
        # So many choices are made at one go; the rest follow, so that the window answers in between.
        self._next = 0
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(self._on_more)

    def show_columns(self, columns: Sequence[TargetColumn]) -> None:
        """Those with a field and those that must be filled; all when they are asked for."""
        self._more.stop()
        self._columns = columns
        short = [one for one in columns if one.field or one.required]
        self._shown = list(columns) if self._whole or not short else short
        rest = len(columns) - len(short)
        self.every.setVisible(bool(short) and rest > 0)
        self.every.setText(
            _("Hide the empty ones")
            if self._whole
            else ngettext("{n} column left empty", "{n} columns left empty", rest).format(n=rest)
        )
        self._options = [*field_options([one.field for one in columns]), *_with_units()]
        self.table.setRowCount(0)
        self.table.setRowCount(len(self._shown))
        for place, column in enumerate(self._shown):
            text = _("{name} (required)").format(name=column.header)
            item = QTableWidgetItem(text if column.required else column.header)
            item.setToolTip(item.text())
            self.table.setItem(place, 0, item)
        self._make_choices(0)

    def _make_choices(self, first: int) -> None:
        for place, column in enumerate(self._shown[first : first + _SLICE], start=first):
            choice = Choice(
                self._options, name=_("Field of column {name}").format(name=column.header)
            )
            united = f"{column.field}({column.unit})"
            known = column.unit and any(one == united for one, _words in self._options)
            choice.set_current(united if known else column.field)
            choice.setProperty("column", column.header)
            choice.chosen.connect(self._on_field)
            self.table.setCellWidget(place, 1, in_cell(choice))
        if first + _SLICE < len(self._shown):
            self._next = first + _SLICE
            self._more.start()

    @Slot()
    def _on_more(self) -> None:
        self._make_choices(self._next)

    def _on_every(self) -> None:
        self._whole = not self._whole
        self.show_columns(self._columns)

    @Slot(str)
    def _on_field(self, field: str) -> None:
        choice = self.sender()
        if isinstance(choice, Choice):
            self.changed.emit(str(choice.property("column")), field)


def _with_units() -> list[tuple[str, str]]:
    """Measures in a unit that the template's header does not name."""
    sides = (("length", _("Length")), ("width", _("Width")), ("height", _("Height")))
    found = [(f"weight({unit})", f"{_('Weight')} ({unit})") for unit in ("g", "kg")]
    return found + [
        (f"{side}({unit})", f"{words} ({unit})") for side, words in sides for unit in ("mm", "cm")
    ]
