"""XLSX, XLS and ODS through python-calamine. A zip that would unpack to more than any catalogue is refused unread."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.media.rows import Row, SheetFile
from seller_desk.core.media.workbook_extras import NOTHING, extras_of, picture_bytes
from seller_desk.core.media.workbook_size import Area, refuse_scattered

MOST_UNPACKED = 800 * 1024 * 1024
MOST_PARTS = 20_000
_SUSPECT_RATIO = 200
_SUSPECT_SIZE = 50 * 1024 * 1024
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_workbook(path: Path, data: bytes) -> SheetFile:
    """Open a workbook. Raises DeskError where it is locked, damaged, or would unpack beyond reason."""
    extras = NOTHING
    # An encrypted XLSX lies in an old container, under this name in its directory.
    if not data.startswith(b"PK") and _ENCRYPTED in data:
        raise _locked(path)
    if data.startswith(b"PK"):
        refuse_bomb(path, data)
        extras = extras_of(data, refuse_scattered(path, data))
    book = _book(path, data)
    held = _Held(book)
    shown = {str(one.name) for one in book.sheets_metadata if str(one.visible).endswith("Visible")}
    names = tuple(str(name) for name in book.sheet_names)
    return SheetFile(
        path=path,
        format=_format(path, data),
        names=names,
        hidden=frozenset(names) - shown,
        source=lambda name: _rows(held, name, path, extras.of(name).merged),
        extras=extras,
        picture=lambda part: picture_bytes(data, part),
    )


def refuse_bomb(path: Path, data: bytes) -> None:
    """DeskError for a zip whose parts would unpack beyond reason, or that is no whole zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as problem:
        raise _unreadable(path) from problem
    unpacked = sum(part.file_size for part in parts)
    suspect = any(
        part.file_size > _SUSPECT_SIZE
        and part.file_size > _SUSPECT_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS or suspect:
        raise DeskError(
            _("{name} unpacks to far more than a table needs").format(name=path.name),
            _("It was not opened. Save the rows you need as a new file."),
            file=path,
        )


def cell_text(value: Any) -> str:
    """A cell as the seller typed it: 1.0 is "1", long codes keep every digit, dates are ISO."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return str(value)


def _number_text(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    # A spreadsheet keeps 15 digits; more are the noise of binary fractions.
    number = Decimal(format(value, ".15g"))
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _book(path: Path, data: bytes) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as problem:
        raise _locked(path) from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise _unreadable(path) from problem


def _locked(path: Path) -> DeskError:
    return DeskError(
        _("{name} is locked with a password").format(name=path.name),
        _("Save a copy without a password."),
        file=path,
    )


def _unreadable(path: Path) -> DeskError:
    return DeskError(
        _("{name} is damaged or not a workbook").format(name=path.name),
        _("Open it in Excel or WPS and save it again as XLSX or CSV."),
        file=path,
    )


class _Held:
    """The sheet last asked for: the file is looked at several times before it is read."""

    def __init__(self, book: Any) -> None:
        self._book, self._name = book, ""
        self._sheet: Any = None

    def sheet(self, name: str) -> Any:
        """The sheet of this name, parsed."""
        if self._sheet is None or name != self._name:
            self._sheet, self._name = None, name
            self._sheet = self._book.get_sheet_by_name(name)
        return self._sheet


def _rows(held: _Held, name: str, path: Path, merged: Sequence[Area]) -> Iterator[Row]:
    from python_calamine import CalamineError

    try:
        sheet = held.sheet(name)
        start = sheet.start
        if start is None:
            return
        # calamine gives every row from the first, but leaves out empty columns on the left.
        left = [""] * start[1]
        rows = (
            Row(number, [*left, *map(cell_text, cells)])
            for number, cells in enumerate(sheet.iter_rows(), start=1)
        )
        tall = [area for area in merged if area[0] < area[2]]
        yield from _repeated(rows, tall) if tall else rows
    except (CalamineError, OSError, ValueError) as problem:
        raise _unreadable(path) from problem


def _repeated(rows: Iterator[Row], merged: Sequence[Area]) -> Iterator[Row]:
    """A value merged over several rows is the value of each of them."""
    starting: dict[int, list[Area]] = {}
    for area in merged:
        starting.setdefault(area[0], []).append(area)
    running: dict[int, tuple[int, str]] = {}
    for row in rows:
        cells = list(row.cells)
        for column, (last, text) in list(running.items()):
            if row.number > last:
                del running[column]
            elif column < len(cells) and not cells[column]:
                cells[column] = text
        for _top, column, last, _right in starting.get(row.number, ()):
            if column < len(cells) and cells[column]:
                running[column] = (last, cells[column])
        yield Row(row.number, cells)


def _format(path: Path, data: bytes) -> str:
    if data.startswith(b"PK"):
        return "ods" if path.suffix.casefold() == ".ods" else "xlsx"
    return "xls"
