"""The rows of the table of sites, and what each cell says."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from seller_desk.core.base.language import N_, _
from seller_desk.core.platforms.model import SiteResult
from seller_desk.core.platforms.wording import amount_text, answer_text, margin_text
from seller_desk.ui.pages.platforms import words
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import Cell, cell_data

Index = QModelIndex | QPersistentModelIndex
COLUMNS = (
    *("chosen", "site", "gate", "bar", "margin", "target", "deposit"),
    *("documents", "review", "payout", "load"),
)
# Those that the seller may show or hide, with their words; the rest always stands.
PICKED = {
    "gate": N_("Registration"),
    "margin": N_("Margin"),
    "target": N_("Price for the target"),
    "deposit": N_("Deposit"),
    "documents": N_("Documents"),
    "review": N_("Review"),
    "payout": N_("Payout"),
    "load": N_("Effort"),
}
AT_FIRST = ("gate", "margin", "deposit", "documents", "review")
ResultRole = Qt.ItemDataRole.UserRole + 2
DocumentsRole = Qt.ItemDataRole.UserRole + 3
_GATES = {"yes": "done", "no": "blocker", "unknown": "unknown", "later": "later"}


FILTERS = {
    "all": N_("All {count}"),
    "may": N_("May register {count}"),
    "chosen": N_("Chosen {count}"),
}


def filtered(results: Sequence[SiteResult], chosen: Sequence[str]) -> dict[str, list[SiteResult]]:
    """The sites of each filter."""
    return {
        "all": list(results),
        "may": [one for one in results if one.verdict.answer == "yes"],
        "chosen": [one for one in results if one.site.id in chosen],
    }


def filter_text(name: str, count: int) -> str:
    """The words on a filter."""
    return _(FILTERS[name]).format(count=count)


@dataclass(frozen=True, slots=True)
class Row:
    """One site of the table."""

    result: SiteResult
    chosen: bool
    documents: tuple[int, int] | None


class SiteModel(QAbstractTableModel):
    """The rows; everything a cell shows is made when the rows are set."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._cells: list[list[Cell]] = []
        self._heads: list[str] = ["" for _column in COLUMNS]

    def show(self, rows: Sequence[Row], heads: Sequence[str], target: Decimal | None) -> None:
        """Show these rows under these heads."""
        self.beginResetModel()
        self.rows = list(rows)
        self._heads = list(heads)
        self._cells = [_cells(row, target) for row in rows]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as there are sites."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Fixed."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, or the whole result for the bar."""
        if not index.isValid():
            return None
        if role == ResultRole:
            return self.rows[index.row()].result
        if role == DocumentsRole:
            return self.rows[index.row()].documents
        if role == Qt.ItemDataRole.ToolTipRole and COLUMNS[index.column()] in ("payout", "load"):
            return self._cells[index.row()][index.column()].text
        if role == Qt.ItemDataRole.ToolTipRole and COLUMNS[index.column()] == "gate":
            return "\n".join(self.rows[index.row()].result.verdict.reasons)
        return cell_data(self._cells[index.row()][index.column()], role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Words over the columns; numbers stand right."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] in ("margin", "target"):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def _cells(row: Row, target: Decimal | None) -> list[Cell]:
    one = row.result
    icon, token = tokens.STATE_ICONS[_GATES[one.verdict.answer]]
    review = one.facts.get("site.review_time")
    have = row.documents
    return [
        Cell(
            "",
            icon="ph.check-square-fill" if row.chosen else "ph.square",
            icon_token="accent" if row.chosen else "text3",
        ),
        Cell(one.platform_name, caption=words.country(one), bold=True),
        Cell(
            answer_text(one.verdict.answer),
            caption=one.verdict.reasons[0] if one.verdict.reasons else "",
            icon=icon,
            icon_token=token,
            token=token if one.verdict.answer != "yes" else "text",
        ),
        Cell(words.bar_words(one)),
        _margin(one, target),
        _target(one),
        Cell(*words.deposit_short(one)),
        Cell(f"{have[0]}/{have[1]}" if have else "\N{EM DASH}"),
        Cell(words.fact_short(review) if review else "\N{EM DASH}"),
        Cell(words.fact_cell(one.facts.get("site.payout"))),
        Cell(words.fact_cell(one.facts.get("site.load"))),
    ]


def _target(one: SiteResult) -> Cell:
    if one.price_for_target is None:
        return Cell("\N{EM DASH}", number=True, token="text2")
    price = one.price_for_target
    return Cell(amount_text(price), number=True, caption=price.currency)


def _margin(one: SiteResult, target: Decimal | None) -> Cell:
    if one.margin is None:
        return Cell("\N{EM DASH}", number=True, token="text2")
    text = margin_text(one.margin)
    if one.margin < 0:
        return Cell(
            text, bold=True, number=True, token="bad", icon="ph.trend-down", icon_token="bad"
        )
    # Only settled figures turn green.
    good = one.certain and target is not None and one.margin >= target
    return Cell(
        text,
        bold=True,
        number=True,
        token="ok" if good else "text",
        caption="" if one.certain else _("unconfirmed"),
        caption_token="warn",
    )
