"""`company.toml`: a company's fields in a file, named as in the record.

A key that is absent leaves its field alone, an empty text clears it, a list replaces the list. An ID number with its
middle hidden (as `company show` prints it) stands for the number that is already stored and never deletes it.
"""

import re
import typing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.toml_files import read_toml
from seller_desk.core.company.fields import KIND_NAMES
from seller_desk.core.company.masking import fits_mask, is_masked
from seller_desk.core.company.model import Company
from seller_desk.core.company.tomllines import lines_of
from seller_desk.core.company.values import base_type, parse_date, parse_number

MAX_BYTES = 1 << 20
MAX_TEXT = 5000
# What the program keeps by itself.
_OURS = ("id", "sample", "origins")
_CHOICES = {
    "entity_kind": tuple(KIND_NAMES),
    "id_type": ("id_card", "passport"),
    "kind": ("vat", "eori"),
    "tax_status": ("", "general_vat_taxpayer", "small_scale_taxpayer"),
}
_CODES = {
    "country": r"[A-Z]{2}",
    "nationality": r"[A-Z]{2}",
    "birth_country": r"[A-Z]{2}",
    "bank_country": r"[A-Z]{2}",
    "currency": r"[A-Z]{3}",
    "capital_currency": r"[A-Z]{3}",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _Refused(Exception):
    """A value that does not fit, with its path."""

    def __init__(self, path: str, title: str, advice: str = "") -> None:
        super().__init__(title)
        self.path, self.title, self.advice = path, title, advice


def read_company_file(path: Path, company: Company) -> tuple[Company, list[str]]:
    """The company with the file's values on top, and the paths that the file names.

    Raises DeskError with file and line for a file that is no UTF-8 TOML, an unknown key or a value that does not fit.
    """
    document, text = read_toml(path, parse_float=Decimal, limit=MAX_BYTES)
    named: list[str] = []
    try:
        changed = _table(document, Company, company, "", named)
    except _Refused as problem:
        line = lines_of(text).get(problem.path) or _nearest(text, problem.path)
        raise DeskError(
            _("{name}, line {line}: {problem}").format(
                name=path.name, line=line, problem=problem.title
            ),
            problem.advice,
            file=path,
            row=line,
        ) from problem
    return typing.cast("Company", changed), named


def _nearest(text: str, path: str) -> int:
    """The line of the closest table around the path."""
    known = lines_of(text)
    while "." in path:
        path = path.rpartition(".")[0]
        if path in known:
            return known[path]
    return 1


def _table(given: dict[str, Any], kind: Any, before: Any, prefix: str, named: list[str]) -> Any:
    """A record of this type: `before` (a record or None) with the given keys on top."""
    fields = {one.name: one for one in msgspec.structs.fields(kind)}
    changes: dict[str, Any] = {}
    for key, value in given.items():
        path = f"{prefix}{key}"
        if key not in fields or (kind is Company and key in _OURS):
            raise _Refused(
                path,
                _("unknown key “{key}”").format(key=key),
                _("Known here: {known}").format(known=listed(_known(kind))),
            )
        old = getattr(before, key) if before is not None else None
        changes[key] = _value(value, fields[key].type, old, path, named)
    if before is not None:
        return msgspec.structs.replace(before, **changes)
    for name, one in fields.items():
        if one.required and name not in changes:
            raise _Refused(prefix.rstrip("."), _("“{key}” is missing").format(key=name))
    return kind(**changes)


def _known(kind: Any) -> list[str]:
    return [
        one.name
        for one in msgspec.structs.fields(kind)
        if not (kind is Company and one.name in _OURS)
    ]


def _value(value: Any, kind: Any, old: Any, path: str, named: list[str]) -> Any:
    base = base_type(kind)
    if base is list:
        return _rows(value, typing.get_args(kind)[0], old or [], path, named)
    if issubclass(base, msgspec.Struct):
        if not isinstance(value, dict):
            raise _Refused(path, _("a table is needed here: [{path}]").format(path=path))
        return _table(value, base, old if old is not None else base(), f"{path}.", named)
    named.append(path)
    key = path.rpartition(".")[2]
    if key in ("id_number", "account_number") and isinstance(value, str) and is_masked(value):
        return _kept(value, old, path)
    return _scalar(value, base, path)


def _kept(masked: str, old: Any, path: str) -> str:
    if isinstance(old, str) and fits_mask(masked.strip(), old):
        return old
    raise _Refused(
        path,
        _("a number with its middle hidden that is not the stored one"),
        _("Write the whole number, or leave the key out to keep what is stored."),
    )


def _rows(value: Any, kind: Any, old: list[Any], path: str, named: list[str]) -> list[Any]:
    if not isinstance(value, list):
        raise _Refused(path, _("a list is needed here: [[{path}]]").format(path=path))
    named.append(path)
    rows = []
    for index, given in enumerate(value):
        where = f"{path}.{index}"
        if not isinstance(given, dict):
            raise _Refused(where, _("a list is needed here: [[{path}]]").format(path=path))
        # A row with a hidden number takes it from the stored row that it stands for, wherever that was.
        before = _row_of(given, old, index)
        fresh = _table(
            {k: v for k, v in given.items() if not _hidden(k, v)}, kind, None, f"{where}.", []
        )
        for key, hidden in given.items():
            if _hidden(key, hidden):
                kept = _kept(hidden, getattr(before, key, None), f"{where}.{key}")
                fresh = msgspec.structs.replace(fresh, **{key: kept})
        rows.append(fresh)
    return rows


def _hidden(key: str, value: Any) -> bool:
    return key in ("id_number", "account_number") and isinstance(value, str) and is_masked(value)


def _row_of(given: dict[str, Any], old: list[Any], index: int) -> Any:
    """The stored row whose number the given row hides; the one at the same place before others."""
    for key, value in given.items():
        if _hidden(key, value):
            here = old[index : index + 1]
            for row in [*here, *old]:
                if fits_mask(value.strip(), getattr(row, key, "")):
                    return row
    return None


def _scalar(value: Any, base: type, path: str) -> Any:
    if base is bool:
        if isinstance(value, bool):
            return value
        raise _Refused(path, _("true or false is needed here"))
    if base is date:
        return _date(value, path)
    if base is Decimal:
        return _decimal(value, path)
    if not isinstance(value, str):
        raise _Refused(path, _("a text in quotes is needed here"))
    text = value.strip()
    key = path.rpartition(".")[2]
    if _CONTROL.search(text) or len(text) > MAX_TEXT:
        raise _Refused(path, _("control characters, or more than 5,000 characters"))
    choices = _CHOICES.get(key)
    if choices and text not in choices:
        raise _Refused(
            path,
            _("“{value}” is not known here").format(value=text),
            _("Known here: {known}").format(known=listed(one for one in choices if one)),
        )
    if key in _CODES and text and not re.fullmatch(_CODES[key], text):
        raise _Refused(
            path,
            _("“{value}” is not a code").format(value=text),
            _("Write CN for a country, CNY for a currency."),
        )
    return text


def _date(value: Any, path: str) -> date | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if value == "":
        return None
    try:
        if isinstance(value, str):
            return parse_date(value)
    except ValueError:
        pass
    raise _Refused(path, _("a date is needed here, such as 2027-01-18"))


def _decimal(value: Any, path: str) -> Decimal | None:
    if value == "":
        return None
    number: Decimal | None = None
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        number = Decimal(value)
    elif isinstance(value, str):
        try:
            number = parse_number(value)
        except ValueError:
            number = None
    top = Decimal(1) if path.endswith(".share") else Decimal(10) ** 15
    if number is None or not number.is_finite() or not 0 <= number <= top:
        advice = _('A share is a fraction: 0.25 or "25%".') if top == 1 else ""
        raise _Refused(path, _("a number is needed here"), advice)
    return number
