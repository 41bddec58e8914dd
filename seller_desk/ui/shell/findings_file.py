"""Findings as bytes and back, so that what was seen is there again at the next start.

A finding's measures are of many types; each is written with a letter that names its type, and anything else is refused.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from seller_desk.core.base.findings import Finding, Measure, Place, Severity, SourceNote, Subject
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.money import Money


class Row(msgspec.Struct, frozen=True, array_like=True):
    """One finding; `sources` are numbers in the table of sources, which few findings have for themselves."""

    code: str
    severity: Severity
    subject: Subject
    place: Place | None
    measured: list[Any] | None
    required: list[Any] | None
    fix: str
    site: str
    detail: str
    sources: list[int]


class Findings(msgspec.Struct, frozen=True, array_like=True):
    """Many findings with the sources that they share."""

    rows: list[Row]
    sources: list[SourceNote]


class Writer:
    """Gives every finding a number, the same object the same one. TypeError for a measure of an unknown type."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._sources: dict[SourceNote, int] = {}
        self._numbers: dict[int, int] = {}
        # Kept, so that no other object gets the identity of one that is gone.
        self._held: list[Finding] = []

    def numbers(self, findings: Iterable[Finding]) -> list[int]:
        """The numbers of these findings."""
        return [self.number(one) for one in findings]

    def number(self, one: Finding) -> int:
        """The number of this finding."""
        found = self._numbers.get(id(one))
        if found is not None:
            return found
        self._held.append(one)
        self._rows.append(
            Row(
                one.code,
                one.severity,
                one.subject,
                one.place if one.place != _NOWHERE else None,
                _written(one.measured),
                _written(one.required),
                one.fix,
                one.site,
                one.detail,
                [self._sources.setdefault(note, len(self._sources)) for note in one.sources],
            )
        )
        self._numbers[id(one)] = len(self._rows) - 1
        return len(self._rows) - 1

    def table(self) -> Findings:
        """All of them, in the order of their numbers."""
        return Findings(self._rows, list(self._sources))


def findings_of(table: Findings) -> list[Finding]:
    """The findings in the order of their numbers. ValueError, IndexError or ArithmeticError for a damaged table."""
    notes = [tuple(table.sources[number] for number in row.sources) for row in table.rows]
    return [_finding(row, sources) for row, sources in zip(table.rows, notes, strict=True)]


def _finding(row: Row, sources: tuple[SourceNote, ...]) -> Finding:
    return Finding(
        code=row.code,
        severity=row.severity,
        subject=row.subject,
        place=row.place or _NOWHERE,
        measured=_read(row.measured),
        required=_read(row.required),
        fix=row.fix,
        site=row.site,
        detail=row.detail,
        sources=sources,
    )


_NOWHERE = Place()


def _written(value: Measure) -> list[Any] | None:
    if value is None:
        return None
    letter = _LETTERS.get(type(value))
    if letter is None:
        raise TypeError(f"a measure of type {type(value).__name__}")
    if isinstance(value, Quantity):
        return [letter, str(value.value), value.unit, isinstance(value.value, int)]
    if isinstance(value, Money):
        return [letter, str(value.amount), value.currency]
    if isinstance(value, tuple):
        return [letter, *value]
    # As text: the file's own integers end at 64 bits.
    return [letter, str(value)]


_LETTERS: dict[type, str] = {
    Quantity: "q", Money: "m", date: "d", str: "s", int: "i", Decimal: "n", tuple: "t"
}  # fmt: skip


def _read(parts: Sequence[Any] | None) -> Measure:
    if parts is None:
        return None
    letter, *values = parts
    make = _MAKERS.get(letter)
    if make is None:
        raise ValueError(f"no measure: {letter!r}")
    return make(*values)


def _quantity(value: str, unit: str, whole: bool) -> Quantity:
    return Quantity(int(value) if whole else Decimal(value), unit)


_MAKERS: dict[str, Callable[..., Measure]] = {
    "q": _quantity,
    "m": lambda amount, currency: Money(Decimal(amount), currency),
    "d": date.fromisoformat,
    "s": str,
    "i": int,
    "n": Decimal,
    "t": lambda *words: words,
}
