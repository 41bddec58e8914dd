"""The platform's registration form filled with what we know: one row a box, in the form's order.

The value is what to type there, so it does not depend on the window's language: Chinese boxes get Chinese, all
others Latin letters. Card data and passwords never have a value.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from seller_desk.core.applications import boxes
from seller_desk.core.applications.model import Application
from seller_desk.core.company.model import Company
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import FormField, SiteInfo


class RowState(StrEnum):
    """What the seller does with the box."""

    VALUE = "value"
    CHOOSE = "choose"
    FILE = "file"
    MISSING = "missing"
    OPEN = "open"
    YOURSELF = "yourself"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A box with the value to type. `alternative` is a second accepted form; `excess` characters are too many.

    VALUE: type it. CHOOSE: pick it from the platform's list. FILE: upload these. MISSING: we lack it.
    OPEN: the platform shows it first (a code from a postcard). YOURSELF: a secret, never held here.
    """

    field: FormField
    state: RowState
    value: str = ""
    alternative: str = ""
    excess: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormInput:
    """What the boxes are filled from. `files` maps a document kind to its names in the packet."""

    company: Company
    application: Application
    sites: Mapping[str, SiteInfo]
    files: Mapping[str, Sequence[str]]


def form_fields(
    rules: RuleBook, application: Application, company: Company, on: date
) -> list[FormField]:
    """The boxes of all sites of the application, in order, each once, as in force on that day."""
    seen: dict[str, FormField] = {}
    for site in application.sites:
        query = Query(site=site, on=on, entity=company.entity_kind)
        for field in rules.form_fields(query):
            seen.setdefault(field.id, field)
    order = {
        field.id: place
        for place, field in enumerate(
            field
            for pack in rules.packs
            if pack.platform == application.platform
            for field in pack.form_field
        )
    }
    return sorted(seen.values(), key=lambda field: order.get(field.id, 0))


def fill_form(fields: Iterable[FormField], given: FormInput) -> list[FormRow]:
    """One row a box."""
    return [_row(field, given) for field in fields]


def _row(field: FormField, given: FormInput) -> FormRow:
    if field.secret:
        return FormRow(field=field, state=RowState.YOURSELF)
    if field.choices:
        choice = field.choices.get(given.company.entity_kind) or field.choices.get("any")
        if choice is None:
            return FormRow(field=field, state=RowState.OPEN)
        text, other = (choice.zh, choice.en) if field.script == "zh" else (choice.en, choice.zh)
        return FormRow(field=field, state=RowState.CHOOSE, value=text, alternative=other)
    if field.script == "file":
        kinds = field.fill.removeprefix("document.").split("|")
        names = [name for kind in kinds for name in given.files.get(kind, ())]
        state = RowState.FILE if names else RowState.MISSING
        return FormRow(field=field, state=state, value=", ".join(names))
    if not field.fill:
        return FormRow(field=field, state=RowState.OPEN)
    value, alternative = boxes.resolve(field, given.company, given.application, given.sites)
    excess = max(0, len(value) - field.max_length) if field.max_length else 0
    return FormRow(
        field=field,
        state=RowState.VALUE if value else RowState.MISSING,
        value=value,
        alternative=alternative if alternative != value else "",
        excess=excess,
    )
