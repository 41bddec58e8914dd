"""One part of the step as a card: its fields in two columns, lists with their rows, address previews."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.language import N_, _
from seller_desk.core.company.address import chinese_form_line, english_line, is_empty
from seller_desk.core.company.fields import (
    LISTS,
    SECTIONS,
    CompanyField,
    SectionState,
    field_of,
    fields_asked,
)
from seller_desk.core.company.model import Address, Company
from seller_desk.core.company.values import get_value
from seller_desk.core.shipping.countries import country_name
from seller_desk.ui.pages.company.bound import BoundField
from seller_desk.ui.widgets.buttons import link_button, secondary_button
from seller_desk.ui.widgets.card import Card, Well
from seller_desk.ui.widgets.labels import Label, line

_ROWS = {
    "owners": (N_("Owner {n}"), N_("Add an owner")),
    "tax_numbers": (N_("Number {n}"), N_("Add a VAT or EORI number")),
    "bank_accounts": (N_("Account {n}"), N_("Add an account")),
    "brands": (N_("Brand {n}"), N_("Add a brand")),
}
_INTROS = {
    "owners": N_("Everyone who holds 25 % or more. Platforms compare them with the register."),
    "bank": N_("The holder must be the company or its legal representative."),
}
_ADDRESS_TITLES = {
    "registered_address": N_("As on the licence"),
    "operating_address": N_("Operating address"),
    "residential_address": N_("Residential address"),
}
_WIDE = ("business_scope", "street", "operating_same", "legal_name_zh", "legal_name_en")


class AddressPreview(Well):
    """How the forms will carry an address: the Chinese boxes and the English line."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self._head = Label(
            _("The forms will carry it like this"), role="captionstrong", token="text2"
        )
        self._chinese = Label(wrap=True, selectable=True)
        self._english = Label(role="caption", token="text2", wrap=True, selectable=True)
        for one in (self._head, self._chinese, self._english):
            self.body.addWidget(one)

    def show_company(self, company: Company) -> None:
        """Both lines; nothing while both addresses are empty."""
        chinese: Address = get_value(company, self.path)
        english: Address = get_value(company, f"{self.path}_en")
        self.setVisible(not (is_empty(chinese) and is_empty(english)))
        self._chinese.setText(chinese_form_line(chinese))
        shown = "" if is_empty(english) else english_line(english, _english_country(english))
        self._english.setText(shown)
        self._english.setVisible(bool(shown))


def _english_country(address: Address) -> str:
    from seller_desk.core.base.language import speaking

    with speaking("en"):
        return country_name(address.country)


class PartSignals(QObject):
    """What every part tells the page."""

    finished = Signal(str, str)
    typed = Signal(str, str)
    accepted = Signal(str)
    row_added = Signal(str)
    row_removed = Signal(str, int)
    copied_representative = Signal()


class Part(Card):
    """The card of one section for one shape of the company (business type, number of rows, same address)."""

    def __init__(self, section: str, company: Company, signals: PartSignals) -> None:
        self._count = Label(role="caption", token="text2")
        super().__init__(_(SECTIONS[section]), self._count)
        self.section = section
        self.fields: dict[str, BoundField] = {}
        self.previews: list[AddressPreview] = []
        self._signals = signals
        self._company = company
        self._build()

    def show_company(
        self, company: Company, state: SectionState, bound: Callable[[BoundField], None]
    ) -> None:
        """Fill every field (by `bound`), the previews and the count."""
        if state.total:
            words = _("{done} of {total} done").format(done=state.done, total=state.total)
            self._count.setText(words)
        for field in self.fields.values():
            bound(field)
        for preview in self.previews:
            preview.show_company(company)

    def _build(self) -> None:
        if self.section in _INTROS:
            self.body.addWidget(Label(_(_INTROS[self.section]), token="text2", wrap=True))
        asked = fields_asked(self._company.entity_kind, self.section)
        for name, home in LISTS.items():
            if home == self.section:
                single = [one for one in asked if "*" not in one.path]
                if single and self.section == "tax":
                    self._group(single, "")
                    self.body.addWidget(line())
                self._list(name, [one for one in asked if one.path.startswith(f"{name}.")])
                if single and self.section != "tax":
                    self.body.addWidget(line())
                    self._group(single, "")
                return
        if self.section == "addresses":
            self._addresses(asked)
            return
        plain = [one for one in asked if "_address" not in one.path]
        self._group(plain, "")
        homes = [one for one in asked if "_address" in one.path]
        if homes:
            self.body.addWidget(line())
            self._address("legal_representative.residential_address", homes, "")

    def _addresses(self, asked: list[CompanyField]) -> None:
        self._address("registered_address", asked, "")
        self.body.addWidget(line())
        same = field_of("operating_same")
        assert same is not None
        self._group([same], "")
        if not self._company.operating_same:
            self._address("operating_address", asked, "")

    def _address(self, path: str, asked: Iterable[CompanyField], row: str) -> None:
        """Chinese at the left, English at the right, the preview below."""
        pattern = path if not row else path.replace(f".{row}.", ".*.")
        title = _ADDRESS_TITLES[path.rpartition(".")[2]]
        columns = QHBoxLayout()
        columns.setSpacing(16)
        for suffix, language in (("", _("Chinese")), ("_en", _("English"))):
            fields = [one for one in asked if one.path.startswith(f"{pattern}{suffix}.")]
            if not fields:
                continue
            side = QVBoxLayout()
            side.setSpacing(12)
            side.addWidget(Label(f"{_(title)} · {language}", role="strong"))
            grid = _grid()
            self._fill(grid, fields, row)
            side.addLayout(grid)
            side.addStretch(1)
            columns.addLayout(side, 1)
        self.body.addLayout(columns)
        if not row:
            preview = AddressPreview(path)
            self.previews.append(preview)
            self.body.addWidget(preview)

    def _list(self, name: str, asked: list[CompanyField]) -> None:
        title, add = _ROWS[name]
        for index in range(len(getattr(self._company, name))):
            head = QHBoxLayout()
            head.addWidget(Label(_(title).format(n=index + 1), role="strong"))
            head.addStretch(1)
            remove = link_button(_("Remove"), _Emit(self._signals.row_removed, name, index))
            remove.setAccessibleName(f"{_('Remove')} {_(title).format(n=index + 1)}")
            head.addWidget(remove)
            self.body.addLayout(head)
            self._group([one for one in asked if "_address" not in one.path], str(index))
            homes = [one for one in asked if ".residential_address." in one.path]
            if homes:
                self._address(f"{name}.{index}.residential_address", homes, str(index))
            self.body.addWidget(line())
        buttons = QHBoxLayout()
        buttons.addWidget(secondary_button(_(add), "ph.plus", _Emit(self._signals.row_added, name), small=True))  # fmt: skip
        if name == "owners" and self._company.legal_representative.name_zh:
            copy = secondary_button(_("Add the legal representative"), "", _Emit(self._signals.copied_representative), small=True)  # fmt: skip
            buttons.addWidget(copy)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def _group(self, fields: Iterable[CompanyField], row: str) -> None:
        grid = _grid()
        self._fill(grid, fields, row)
        self.body.addLayout(grid)

    def _fill(self, grid: QGridLayout, fields: Iterable[CompanyField], row: str) -> None:
        """Two columns; wide fields take both."""
        line_number, column = 0, 0
        for field in fields:
            path = field.path.replace("*", row) if row else field.path
            bound = BoundField(field, path)
            bound.finished.connect(self._signals.finished)
            bound.typed.connect(self._signals.typed)
            bound.accepted.connect(self._signals.accepted)
            self.fields[path] = bound
            if path.rpartition(".")[2] in _WIDE:
                line_number += 1 if column else 0
                grid.addWidget(bound, line_number, 0, 1, 2)
                line_number, column = line_number + 1, 0
            else:
                grid.addWidget(bound, line_number, column)
                line_number, column = (line_number + 1, 0) if column else (line_number, 1)


class _Emit:
    """Emits a signal with fixed values; holds nothing else."""

    def __init__(self, signal: object, *values: object) -> None:
        self._signal, self._values = signal, values

    def __call__(self) -> None:
        self._signal.emit(*self._values)  # type: ignore[attr-defined]


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(12)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, 1)
    return grid


def shape(company: Company, section: str) -> tuple[object, ...]:
    """What a part is built for: if this changes it is built anew."""
    rows = tuple(len(getattr(company, name)) for name, home in LISTS.items() if home == section)
    return (
        company.entity_kind,
        rows,
        company.operating_same if section == "addresses" else None,
        bool(company.legal_representative.name_zh) if section == "owners" else None,
    )


def parts_of(kind: str) -> list[str]:
    """The parts that this business type is asked for, in order."""
    return [section for section in SECTIONS if fields_asked(kind, section)]


def section_of(path: str) -> str:
    """The part where a field stands; the first one for an unknown path."""
    known = field_of(path)
    if known:
        return known.section
    first = path.partition(".")[0]
    return LISTS.get(first, "addresses" if "address" in first else "names")


class PartHolder(QWidget):
    """The place where a part's card stands; keeps one card per part and shape."""

    def __init__(self, signals: PartSignals) -> None:
        super().__init__()
        self._signals = signals
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.part: Part | None = None
        self._shape: tuple[object, ...] = ()

    def show_part(self, section: str, company: Company) -> Part:
        """The card for this part, built anew only if it must be."""
        wanted = (section, *shape(company, section))
        if self.part is None or wanted != self._shape:
            before = self.part
            self.part = Part(section, company, self._signals)
            self._shape = wanted
            self._column.addWidget(self.part)
            if before is not None:
                self._column.removeWidget(before)
                before.hide()
                before.deleteLater()
        return self.part
