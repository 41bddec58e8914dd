"""Reading and changing one value of a company under its dotted path, such as `owners.0.id_number`."""

import typing
from datetime import date
from decimal import Decimal, InvalidOperation
from types import UnionType
from typing import Any, cast

import msgspec

from seller_desk.core.company.model import Company

# One value of a company as a person types it and as the record holds it.
Value = str | bool | date | Decimal | None


def get_value(record: Any, path: str) -> Any:
    """What lies under the path; None where a list is shorter than the path wants. AttributeError for no such field."""
    for step in path.split("."):
        if isinstance(record, list):
            index = int(step)
            if not 0 <= index < len(record):
                return None
            record = record[index]
        elif record is None:
            return None
        else:
            record = getattr(record, step)
    return record


def with_value(company: Company, path: str, value: object) -> Company:
    """The company with this value under the path. IndexError where a list has no such row."""
    return cast("Company", _replaced(company, path.split("."), value))


def _replaced(record: Any, steps: list[str], value: object) -> Any:
    step, rest = steps[0], steps[1:]
    if isinstance(record, list):
        changed = list(record)
        index = int(step)
        changed[index] = _replaced(changed[index], rest, value) if rest else value
        return changed
    inner = _replaced(getattr(record, step), rest, value) if rest else value
    return msgspec.structs.replace(record, **{step: inner})


def type_of(path: str, record: Any = Company) -> Any:
    """The declared type under the path (`str`, `date | None`, `list[Person]` ...). KeyError for no such field."""
    kind: Any = record
    for step in path.split("."):
        if typing.get_origin(kind) is list:
            kind = typing.get_args(kind)[0]
            continue
        kind = {one.name: one.type for one in msgspec.structs.fields(kind)}[step]
    return kind


def base_type(kind: Any) -> type:
    """`date` of `date | None`."""
    if isinstance(kind, UnionType) or typing.get_origin(kind) is typing.Union:
        kind = next(one for one in typing.get_args(kind) if one is not type(None))
    return cast("type", typing.get_origin(kind) or kind)


def parse_text(path: str, text: str) -> Value:
    """What was typed, as the record holds it. ValueError where it is no date or number; empty dates are None."""
    kind = base_type(type_of(path))
    text = text.strip()
    if kind is date:
        return parse_date(text) if text else None
    if kind is Decimal:
        return parse_number(text) if text else None
    if kind is bool:
        return text.lower() in ("1", "true", "yes")
    return text


def parse_date(text: str) -> date:
    """2027-01-18, 2027/1/18, 2027.1.18, 20270118 or 2027年1月18日; ValueError otherwise."""
    digits = text
    for mark in "年月/.":
        digits = digits.replace(mark, "-")
    digits = digits.replace("日", "").strip()
    if digits.isdigit() and len(digits) == 8:
        digits = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    year, month, day = digits.split("-")
    if len(year.strip()) != 4:
        raise ValueError(text)
    return date(int(year), int(month), int(day))


def parse_number(text: str) -> Decimal:
    """`1,000,000` or `0.6` or `60%`; ValueError for anything that is not a number from nothing up."""
    plain = text.replace(",", "").replace("\N{FULLWIDTH COMMA}", "").replace(" ", "")
    percent = plain.endswith(("%", "\N{FULLWIDTH PERCENT SIGN}"))
    try:
        number = Decimal(plain[:-1] if percent else plain)
    except InvalidOperation as problem:
        raise ValueError(text) from problem
    if not number.is_finite() or number < 0:
        raise ValueError(text)
    return number / 100 if percent else number


def show_text(value: object) -> str:
    """A value as it stands in a field."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, ",f")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
