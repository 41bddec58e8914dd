"""Whose identity documents are whose: the legal representative's and each owner's rows stay apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from seller_desk.core.documents.match.compare import compare
from seller_desk.core.documents.match.latin import Romaniser
from seller_desk.core.documents.match.model import Column, Said

_IDENTITY = ("id_card", "passport")
_SAME = ("identical", "formatting", "script", "romanised", "name_order", "abbreviation")


@dataclass(slots=True)
class Person:
    """A person (`name` empty: the legal representative) with the columns that speak of them."""

    name: str = ""
    columns: list[Column] = field(default_factory=list)


def sorted_out(
    columns: Sequence[Column], owners: Sequence[dict[str, Said]], romaniser: Romaniser
) -> list[Person]:
    """The legal representative first, then the owners who have documents of their own.

    A side without a name goes with the legal representative, unless the seller said whose it is or several people are there.
    """
    names = [one["legal_representative"].value for one in owners if "legal_representative" in one]
    whose = {one.key: _owner(one, columns, names, romaniser) for one in columns}
    several = any(name for name in whose.values())
    people = [Person()]
    for column in columns:
        nameless = column.kind in _IDENTITY and "name" not in column.fields and not column.person
        if whose[column.key] or (nameless and several):
            continue
        people[0].columns.append(column)
    for name, told in zip(
        names, [one for one in owners if "legal_representative" in one], strict=True
    ):
        own = [one for one in columns if whose[one.key] == name]
        if not own:
            continue
        company = next((one for one in columns if one.source == "company"), None)
        if company is not None:
            own.append(msgspec.structs.replace(company, fields=told))
        people.append(Person(name, own))
    return people


def _owner(
    column: Column, columns: Sequence[Column], names: Sequence[str], romaniser: Romaniser
) -> str:
    """The owner whose identity document this is; empty for the legal representative's and all other documents."""
    if column.source != "document" or column.kind not in _IDENTITY:
        return ""
    if column.person:
        return column.person if column.person in names else ""
    name = column.fields.get("name")
    if name is None or _is(name, _representatives(columns), romaniser):
        return ""
    return next((one for one in names if _is(name, [one], romaniser)), "")


def _representatives(columns: Sequence[Column]) -> list[str]:
    found = []
    for column in columns:
        wanted = "legal_representative"
        if wanted in column.fields and column.kind in ("business_licence", "account_permit", ""):
            found.append(column.fields[wanted].value)
    return found


def _is(name: Said, others: Sequence[str], romaniser: Romaniser) -> bool:
    return any(
        compare("person", name, Said(value=one), romaniser).difference in _SAME for one in others
    )
