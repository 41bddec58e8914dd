"""Which listings a bulk edit or an export is about: ticked, searched for, or by what their fields hold."""

import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.listings.bulk.fields import Field, field_of, shown
from seller_desk.core.listings.model import Listing

_SIGNS = re.compile(r"^(.+?)(!=|!~|<=|>=|=|~|<|>)(.*)$", re.DOTALL)
# Not editable in bulk, but a listing can be found by them.
_FOUND_BY = frozenset({"sku", "parent_sku", "gtin"})
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """All that is said must hold; nothing said: every listing. `where`: conditions such as `brand=ACME`, `price>20`,
    `title~box`, `gtin=` (empty). `ids` None: not chosen one by one.
    """

    ids: list[str] | None = None
    words: str = ""
    where: list[str] = []


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of a field with a text or a number."""

    field: Field | str
    sign: str
    value: str
    number: Decimal | None = None

    def holds(self, listing: Listing) -> bool:
        """Whether the listing is meant."""
        if isinstance(self.field, str):
            found: Any = getattr(listing, self.field)
        else:
            found = self.field.get(listing)
        if self.sign in _COMPARE:
            return (
                self.number is not None
                and isinstance(found, Decimal | int)
                and _COMPARE[self.sign](found, self.number)
            )
        if self.number is not None and isinstance(found, Decimal | int):
            return (found == self.number) is (self.sign == "=")
        text = shown(found).casefold()
        if self.sign in ("~", "!~"):
            return (self.value in text) is (self.sign == "~")
        return (text == self.value) is (self.sign == "=")


def condition_of(text: str) -> Condition:
    """`FIELD=VALUE`, also with != ~ !~ < <= > >=. UsageProblem for anything else."""
    match = _SIGNS.match(text.strip())
    if not match:
        raise UsageProblem(
            _("“{text}” is no condition").format(text=text),
            _("Write FIELD=VALUE; also != < <= > >=, ~ for “contains”, !~ for “does not”."),
        )
    name, sign, value = match[1].strip(), match[2], match[3].strip().casefold()
    place: Field | str = name if name in _FOUND_BY else field_of(name)
    number = None
    if isinstance(place, Field) and place.numeric and value:
        parsed = _number(place, value)
        number = Decimal(parsed) if isinstance(parsed, Decimal | int) else None
        if number is None:
            raise UsageProblem(_("“{text}” is no condition").format(text=text))
    elif sign in _COMPARE:
        raise UsageProblem(_("{field} is no number").format(field=name))
    return Condition(place, sign, value, number)


def _number(place: Field, value: str) -> object:
    try:
        return place.parse(value)
    except ValueError:
        return None


def chosen(listings: Iterable[Listing], selection: Selection) -> Iterable[Listing]:
    """Those of the listings that are meant; the words were looked for by whoever reads them from the store."""
    ids = None if selection.ids is None else frozenset(selection.ids)
    conditions: Sequence[Condition] = [condition_of(one) for one in selection.where]
    for one in listings:
        if ids is not None and one.id not in ids:
            continue
        if all(condition.holds(one) for condition in conditions):
            yield one
