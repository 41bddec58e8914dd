"""The fields that a column of a sheet may be mapped to, as a choice."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.listings.fields import FIELD_LABELS, PART_LABELS
from seller_desk.core.listings.importers.columns import HELPERS
from seller_desk.core.listings.part_values import PARTS
from seller_desk.ui.widgets.edits import Choice


def field_options(used: list[str]) -> list[tuple[str, str]]:
    """(field, words) for the choice of a column's field; special ones that are in use are among them."""
    plain = [
        (name, _(label))
        for name, label in {**FIELD_LABELS, **HELPERS}.items()
        if not name.endswith(("_g", "_mm")) and name not in ("bullets", "images", "category_id")
    ]
    numbered = [
        (f"{name}.{n}", f"{_(FIELD_LABELS[name])} {n}")
        for name in ("bullets", "images")
        for n in range(1, 10)
    ]
    numbered += [
        (f"option_{part}.{n}", words.format(n=n))
        for n in range(1, 4)
        for part, words in (("name", _("Option {n} name")), ("value", _("Option {n} value")))
    ]
    numbered += [(name, _(PART_LABELS[name])) for name in PARTS]
    known = {name for name, _words in (*plain, *numbered)}
    special = [
        (field, field.partition(":")[2] or field)
        for field in dict.fromkeys(used)
        if field and field not in known
    ]
    return [("", _("Leave out")), *plain, *numbered, *special]


def in_cell(choice: Choice) -> QWidget:
    """The choice with air around it."""
    cell = QWidget()
    row = QHBoxLayout(cell)
    row.setContentsMargins(4, 4, 4, 4)
    row.addWidget(choice)
    return cell
