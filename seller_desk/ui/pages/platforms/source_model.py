"""The table of sources: name and host, date, how sure, what rests on it."""

from collections.abc import Mapping, Sequence
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import N_, _, ngettext
from seller_desk.core.base.lists import listed
from seller_desk.core.rules.sources import SourceUses
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import Cell, cell_data
from seller_desk.ui.widgets.popover import CONFIDENCE_WORDS
from seller_desk.ui.widgets.tables import Index

COLUMNS = (N_("Source"), N_("Date"), N_("Confidence"), N_("What rests on it"))
FILTERS = ("all", "stale", "undated", "single", "community")
_NAMES = {
    "all": N_("All"),
    "stale": N_("Read over 180 days ago"),
    "undated": N_("Undated"),
    "single": N_("Only one source"),
    "community": N_("Community packs"),
}
_NONE = QModelIndex()


def filter_name(name: str, count: int) -> str:
    """`Undated 31`."""
    return f"{_(_NAMES[name])} {count}"


def passes(one: SourceUses, name: str) -> bool:
    """Whether a source belongs under this filter."""
    return {
        "all": True,
        "stale": one.stale,
        "undated": one.undated,
        "single": one.confidence is Confidence.SINGLE_BLOG,
        "community": one.confidence is Confidence.COMMUNITY,
    }[name]


def found_by(one: SourceUses, words: Sequence[str], platform: str) -> bool:
    """Whether all words (case folded) stand in a source's name, address or uses, and it speaks of the platform."""
    if platform and platform not in one.platforms:
        return False
    if not words:
        return True
    uses = " ".join(f"{use.name} {use.fact} {use.says} {' '.join(use.sites)}" for use in one.uses)
    text = f"{one.title} {one.url} {uses}".casefold()
    return all(word in text for word in words)


def page_of(url: str) -> str:
    """`sell.amazon.com/pricing`, by which pages of one host are told apart; a place in the guide as it stands."""
    parts = urlsplit(url)
    if not parts.hostname:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return unquote(f"{parts.hostname.removeprefix('www.')}{parts.path.rstrip('/')}{query}")


class SourceModel(QAbstractTableModel):
    """Rows of `SourceUses`; `names` are the platforms' names."""

    def __init__(self, names: Mapping[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = dict(names)
        self.rows: list[SourceUses] = []

    def show_rows(self, rows: Sequence[SourceUses]) -> None:
        """These and no others."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """Sources shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Four."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        if not index.isValid():
            return None
        cell = self._cell(self.rows[index.row()], index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0:
            row = self.rows[index.row()]
            return f"{row.title}\n{row.url}" if row.url else row.title
        return cell_data(cell, role)

    def _cell(self, one: SourceUses, column: int) -> Cell:
        if column == 0:
            return Cell(one.title, page_of(one.url), caption_middle=True)
        if column == 1:
            return _date_cell(one)
        if column == 2:
            alone = one.confidence.alone
            return Cell(
                _(CONFIDENCE_WORDS[one.confidence]),
                icon=tokens.CONFIDENCE_ICONS[one.confidence.value],
                icon_token="warn" if alone else "ok",
            )
        count = len(one.uses)
        where = listed(self._names.get(platform, platform) for platform in one.platforms)
        return Cell(ngettext("{n} entry", "{n} entries", count).format(n=count), where)


def _date_cell(one: SourceUses) -> Cell:
    checked = _("checked {day}").format(day=one.checked.isoformat())
    token = "warn" if one.stale else "text2"
    if one.undated:
        return Cell(
            _("undated"), checked, icon="ph.question", icon_token="warn", caption_token=token
        )
    icon = "ph.warning-fill" if one.old else ""
    return Cell(one.as_of, checked, icon=icon, icon_token="warn", caption_token=token)
