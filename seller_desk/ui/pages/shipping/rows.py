"""Short lists of a template that are edited in rows: services (how fast) and surcharges."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.base.money import decimal_of
from seller_desk.core.shipping.model import GOODS, LEVELS, Surcharge, Tier
from seller_desk.core.shipping.wording import GOODS_NAMES, SURCHARGE_KINDS, level_name
from seller_desk.ui.widgets import Choice, Label, link_button, tool_button
from seller_desk.ui.widgets.layouts import clear


class RowList(QWidget):
    """Rows of editors with a button to take each away, and a link that adds one. `edited` fires with all records."""

    edited = Signal(list)

    def __init__(self, add_text: str) -> None:
        super().__init__()
        self._records: list[msgspec.Struct] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._column.addLayout(self._rows)
        row = QHBoxLayout()
        row.addWidget(link_button(add_text, self._on_add, "ph.plus"))
        row.addStretch(1)
        self._column.addLayout(row)

    def heads(self) -> list[tuple[str, int]]:
        """(head, share of the width) of each editor."""
        raise NotImplementedError

    def editors(self, record: msgspec.Struct, number: int) -> list[QWidget]:
        """The editors of one row."""
        raise NotImplementedError

    def fresh(self) -> msgspec.Struct:
        """A new record."""
        raise NotImplementedError

    def show_records(self, records: list[msgspec.Struct]) -> None:
        """Show these without telling."""
        if records == self._records and self._rows.count():
            return
        self._records = list(records)
        clear(self._rows)
        if records:
            self._rows.addWidget(
                self._row([Label(text, role="caption", token="text2") for text, _n in self.heads()])
            )
        for number, record in enumerate(records):
            self._rows.addWidget(self._row(self.editors(record, number), number))

    def put(self, number: int, **values: object) -> None:
        """Change one record and tell."""
        changed = msgspec.structs.replace(self._records[number], **values)
        if changed != self._records[number]:
            self._records[number] = changed
            self.edited.emit(list(self._records))

    def _row(self, editors: list[QWidget], number: int | None = None) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for editor, (name, share) in zip(editors, self.heads(), strict=True):
            if number is not None:
                editor.setAccessibleName(f"{name} {number + 1}")
            row.addWidget(editor, share)
        if number is None:
            row.addSpacing(34)
        else:
            row.addWidget(
                tool_button(
                    "ph.trash",
                    _("Remove row {n}").format(n=number + 1),
                    partial(self._remove, number),
                )
            )
        return made

    def _on_add(self) -> None:
        records = [*self._records, self.fresh()]
        self.show_records(records)
        self.edited.emit(records)

    def _remove(self, number: int) -> None:
        records = [one for position, one in enumerate(self._records) if position != number]
        self.show_records(records)
        self.edited.emit(records)


def text_editor(value: str, take: Callable[[str], None], hint: str = "") -> QLineEdit:
    """A line that hands over its text when it is left."""
    edit = QLineEdit(value)
    edit.setPlaceholderText(hint)
    edit.editingFinished.connect(_Take(edit, take))
    return edit


def number_editor(
    value: Decimal | int | None, take: Callable[[Decimal | None], None], hint: str = ""
) -> QLineEdit:
    """A line for a number of nothing or more; what is none goes back to what was there."""
    shown = "" if value is None else f"{Decimal(value).normalize():f}"
    edit = QLineEdit(shown)
    edit.setPlaceholderText(hint)
    edit.editingFinished.connect(_TakeNumber(edit, take))
    return edit


class _Take:
    """Hands over the text of a line, once it has changed."""

    def __init__(self, edit: QLineEdit, take: Callable[[str], None]) -> None:
        self._edit, self._take, self._before = edit, take, edit.text()

    def __call__(self) -> None:
        text = self._edit.text().strip()
        if text != self._before:
            self._before = text
            self._take(text)


class _TakeNumber:
    """Hands over the number of a line, once it has changed; None for an empty one."""

    def __init__(self, edit: QLineEdit, take: Callable[[Decimal | None], None]) -> None:
        self._edit, self._take, self._before = edit, take, edit.text()

    def __call__(self) -> None:
        text = self._edit.text().strip()
        if text == self._before:
            return
        try:
            value = decimal_of(text) if text else None
            if value is not None and value < 0:
                raise ValueError(text)
        except ValueError:
            self._edit.setText(self._before)
            return
        self._before = text
        self._take(value)


class TierList(RowList):
    """The services of a template."""

    def __init__(self) -> None:
        super().__init__(_("Add a service"))

    def heads(self) -> list[tuple[str, int]]:
        """Name, speed, days."""
        return [(_("Service"), 3), (_("Speed"), 2), (_("Days from"), 1), (_("Days to"), 1)]

    def editors(self, record: msgspec.Struct, number: int) -> list[QWidget]:
        """The editors of one service."""
        assert isinstance(record, Tier)
        level = Choice([(one, level_name(one)) for one in LEVELS])
        level.set_current(record.level)
        level.chosen.connect(partial(self._level, number))
        return [
            text_editor(record.name, partial(self._name, number), record.id),
            level,
            number_editor(record.days_min, partial(self._days, number, "days_min")),
            number_editor(record.days_max, partial(self._days, number, "days_max")),
        ]

    def fresh(self) -> Tier:
        """A standard service with an id of its own."""
        known = {one.id for one in self._records if isinstance(one, Tier)}
        number = next(n for n in range(1, len(known) + 2) if f"service{n}" not in known)
        return Tier(id=f"service{number}", name=level_name("standard"))

    def _name(self, number: int, text: str) -> None:
        self.put(number, name=text)

    def _level(self, number: int, level: str) -> None:
        self.put(number, level=level)

    def _days(self, number: int, field: str, value: Decimal | None) -> None:
        self.put(number, **{field: None if value is None else int(value)})


class SurchargeList(RowList):
    """The surcharges of a template."""

    def __init__(self) -> None:
        super().__init__(_("Add a surcharge"))

    def heads(self) -> list[tuple[str, int]]:
        """Name, kind, amount, goods, remote."""
        return [
            (_("Name"), 3),
            (_("Kind"), 3),
            (_("Amount or %"), 2),
            (_("Goods"), 3),
            (_("Remote only"), 2),
        ]

    def editors(self, record: msgspec.Struct, number: int) -> list[QWidget]:
        """The editors of one surcharge."""
        assert isinstance(record, Surcharge)
        kind = Choice([(one, _(name)) for one, name in SURCHARGE_KINDS.items()])
        kind.set_current(record.kind)
        kind.chosen.connect(partial(self._kind, number))
        goods = Choice([("", _("All goods")), *((one, _(GOODS_NAMES[one])) for one in GOODS)])
        goods.set_current(record.goods[0] if record.goods else "")
        goods.chosen.connect(partial(self._goods, number))
        remote = QCheckBox()
        remote.setChecked(record.remote_only)
        remote.toggled.connect(partial(self._remote, number))
        percent = record.kind.startswith("percent")
        amount = record.rate * 100 if percent else record.amount
        return [
            text_editor(record.name, partial(self._name, number), "fuel"),
            kind,
            number_editor(amount, partial(self._amount, number)),
            goods,
            remote,
        ]

    def fresh(self) -> Surcharge:
        """A fuel surcharge, the commonest."""
        return Surcharge(name="fuel", kind="percent_of_freight")

    def _name(self, number: int, text: str) -> None:
        if text:
            self.put(number, name=text)

    def _kind(self, number: int, kind: str) -> None:
        self.put(number, kind=kind)

    def _goods(self, number: int, goods: str) -> None:
        self.put(number, goods=[goods] if goods else [])

    def _remote(self, number: int, remote: bool) -> None:
        self.put(number, remote_only=remote)

    def _amount(self, number: int, value: Decimal | None) -> None:
        record = self._records[number]
        assert isinstance(record, Surcharge)
        if record.kind.startswith("percent"):
            self.put(number, rate=(value or Decimal(0)) / 100)
        else:
            self.put(number, amount=value or Decimal(0))
