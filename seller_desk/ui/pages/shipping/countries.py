"""Choosing countries: a search over Chinese and English names and codes, and what was chosen as chips to take away."""

from functools import partial

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.shipping.countries import (
    country_codes,
    country_name,
    find_country,
    search_text,
)
from seller_desk.core.shipping.model import REST_OF_WORLD
from seller_desk.ui.widgets import FlowLayout, secondary_button
from seller_desk.ui.widgets.layouts import clear


def place_name(code: str) -> str:
    """`德国`, `美国 AK`: the country of `DE` and of `US-AK`."""
    country, _dash, area = code.partition("-")
    return f"{country_name(country)} {area}".strip()


class CountryPicker(QWidget):
    """Fires `changed` with the list of codes. With `areas` it also takes `US-AK`; with `world` the rest of the world."""

    changed = Signal(list)

    def __init__(self, name: str, *, world: bool = False, areas: bool = False) -> None:
        super().__init__()
        self._codes: list[str] = []
        self._areas = areas
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.search = QLineEdit()
        self.search.setAccessibleName(name)
        self.search.setPlaceholderText(_("Search a country: Germany, DE"))
        known = ([REST_OF_WORLD] if world else []) + country_codes()
        # The completer matches what it shows, so names in both languages stand in each line.
        lines = [_search_line(code) for code in known]
        self._by_line = dict(zip(lines, known, strict=True))
        completer = QCompleter(QStringListModel(lines, self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        completer.activated[QModelIndex].connect(self._on_picked)  # type: ignore[index]
        self.search.setCompleter(completer)
        self.search.returnPressed.connect(self._on_typed)
        column.addWidget(self.search)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=6, line_gap=6)
        column.addWidget(self._chips)

    def set_codes(self, codes: list[str]) -> None:
        """Show these without telling."""
        self._codes = list(codes)
        clear(self._flow)
        for code in codes:
            chip = secondary_button(
                place_name(code), "ph.x", partial(self._remove, code), small=True
            )
            chip.setAccessibleName(_("Remove {name}").format(name=place_name(code)))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(codes))
        self._chips.updateGeometry()

    def codes(self) -> list[str]:
        """What is chosen."""
        return list(self._codes)

    @Slot(QModelIndex)
    def _on_picked(self, index: QModelIndex) -> None:
        self._add(self._by_line.get(str(index.data()), ""))

    @Slot()
    def _on_typed(self) -> None:
        text = self.search.text().strip()
        country, dash, area = text.partition("-")
        code = self._by_line.get(text) or find_country(text) or ""
        if not code and self._areas and dash and area and find_country(country):
            code = f"{find_country(country)}-{area.strip().upper()}"
        self._add(code)

    def _add(self, code: str) -> None:
        if not code:
            return
        self.search.clear()
        if code not in self._codes:
            self.set_codes([*self._codes, code])
            self.changed.emit(self.codes())

    def _remove(self, code: str) -> None:
        self.set_codes([one for one in self._codes if one != code])
        self.changed.emit(self.codes())


def _search_line(code: str) -> str:
    if code == REST_OF_WORLD:
        return country_name(code)
    name = country_name(code)
    others = [word for word in search_text(code).split() if word not in name.casefold()]
    return " ".join(
        [name, *(word.upper() if word == code.casefold() else word.title() for word in others)]
    )
