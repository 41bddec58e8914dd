"""The chosen cell below the table: both values character by character, pictures of their places, what to do."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.documents.match.model import Cell, Column, Row
from seller_desk.ui.pages.documents.consistency.model import column_name, row_name, state_of
from seller_desk.ui.pages.documents.consistency.pieces import Characters, Crop
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Card, IconLabel, Label, SourcePopover, link_button
from seller_desk.ui.widgets.popover import show_sources

_QUOTED = 12


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cell that is looked at, its row's measure, and the finding about it if there is one."""

    row: Row
    column: Column
    cell: Cell
    base_column: Column
    base: Cell
    finding: Finding | None = None

    @property
    def names(self) -> tuple[str, str]:
        """What measure and cell are called: by their files where both are of one kind."""
        base, name = column_name(self.base_column), column_name(self.column)
        if base == name and self.base_column.key != self.column.key:
            return self.base_column.file or base, self.column.file or name
        return base, name


class Detail(Card):
    """`page_wanted` fires with the Chosen, `value_wanted` too (take over the measure's value), `source_opened` with a url."""

    page_wanted = Signal(object)
    value_wanted = Signal(object)
    source_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(padding=16)
        self.chosen: Chosen | None = None
        self._popover: SourcePopover | None = None
        head = QHBoxLayout()
        head.setSpacing(8)
        self._icon = IconLabel("ph.check", "ok", 18)
        self.title = Label("", role="h3", wrap=True)
        self.look = link_button(_("View page"), self._on_look, "ph.file")
        head.addWidget(self._icon)
        head.addWidget(self.title, 1)
        head.addWidget(self.look)
        self.body.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 6)
        grid.setColumnStretch(2, 4)
        self.names = [Label("", role="caption", token="text2", wrap=True) for _line in range(2)]
        self.values = [Characters() for _line in range(2)]
        self.crops = [Crop() for _line in range(2)]
        for line in range(2):
            self.names[line].setFixedWidth(current().px(84))
            grid.addWidget(self.names[line], line, 0)
            grid.addWidget(self.values[line], line, 1)
            grid.addWidget(self.crops[line], line, 2)
        self.body.addLayout(grid)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        self.advice = Label("", role="caption", token="text2", wrap=True)
        foot.addWidget(self.advice, 1)
        self.take = link_button("", self._on_take)
        self.why = link_button(_("Why"), self._on_why)
        foot.addWidget(self.take)
        foot.addWidget(self.why)
        self.body.addLayout(foot)

    def show_cell(self, chosen: Chosen, *, can_take: bool) -> None:
        """This cell; pictures follow with `show_crop`."""
        self.chosen = chosen
        cell, base = chosen.cell, chosen.base
        icon, token, _words = state_of(cell)
        self._icon.set_icon(icon or "ph.check", token if icon else "ok")
        self.title.setText(headline(chosen))
        alone = cell.base
        base_name, own_name = chosen.names
        self.names[0].setText(base_name)
        self.values[0].show_value(base.value, cell.base_marks)
        for part in (self.names[1], self.values[1], self.crops[1]):
            part.setVisible(not alone and bool(cell.value))
        self.names[1].setText(own_name)
        self.values[1].show_value(cell.value, cell.marks)
        for crop in self.crops:
            crop.show_image(None)
        words = advice(chosen)
        self.advice.setText(words)
        self.look.setVisible(bool(chosen.column.document_id) and cell.said is not None)
        self.take.setVisible(can_take)
        self.take.setText(_("Use this: {name}").format(name=base_name))
        self.take.setAccessibleName(self.take.text())
        self.why.setVisible(chosen.finding is not None and bool(chosen.finding.sources))

    def show_crop(self, line: int, image: QImage | None) -> None:
        """The picture of the measure (0) or of the cell (1)."""
        if line == 0 or (self.chosen is not None and not self.chosen.cell.base):
            self.crops[line].show_image(image)

    @Slot()
    def _on_look(self) -> None:
        self.page_wanted.emit(self.chosen)

    @Slot()
    def _on_take(self) -> None:
        self.value_wanted.emit(self.chosen)

    @Slot()
    def _on_why(self) -> None:
        finding = self.chosen.finding if self.chosen else None
        if finding is not None and finding.sources:
            self._popover = show_sources(
                self, self.title.text(), finding.sources, self.why, self.source_opened
            )


def headline(chosen: Chosen) -> str:
    """What is so, in one sentence."""
    fact, (base, where) = row_name(chosen.row), chosen.names
    cell = chosen.cell
    missing = "".join(one.text for one in cell.marks if one.kind == "missing")
    extra = "".join(cell.value[one.start : one.end] for one in cell.marks if one.kind == "extra")
    if cell.base:
        return _("{fact}: {where} is the measure").format(fact=fact, where=where)
    if cell.difference == "part_missing" and 0 < len(missing) <= _QUOTED:
        words = _("{fact}: {where} lacks “{text}”, which {base} has")
        return words.format(fact=fact, where=where, text=missing, base=base)
    if cell.difference == "part_missing" and 0 < len(extra) <= _QUOTED:
        words = _("{fact}: {where} has “{text}” more than {base}")
        return words.format(fact=fact, where=where, text=extra, base=base)
    if cell.difference == "different":
        return _("{fact}: {where} differs from {base}").format(fact=fact, where=where, base=base)
    if cell.difference == "absent":
        return _("{fact}: not found in {where}").format(fact=fact, where=where)
    if cell.difference == "identical":
        return _("{fact}: {where} says the same as {base}").format(
            fact=fact, where=where, base=base
        )
    words = state_of(cell)[2]
    return _("{fact}: {where}: {words}").format(fact=fact, where=where, words=words)


def advice(chosen: Chosen) -> str:
    """What to do about it."""
    cell, column = chosen.cell, chosen.column
    if cell.base or cell.difference in ("identical", "formatting"):
        return ""
    if cell.difference == "absent":
        return _("If it stands there, enter it under Checks, at what was read.")
    if cell.difference == "misread":
        return _("Compare with the picture and correct what was read under Checks.")
    if not cell.severity:
        return _("Usually accepted.")
    if column.source == "company":
        return _("Change the company data, or have the document changed.")
    if column.source == "form":
        return _("The form is filled from the company data: change it there.")
    if cell.severity == "blocker":
        return _("Compared letter by letter, likely refused. Have it corrected, or use another.")
    return _("May be asked about. Have it corrected if you can, or use another document.")
