"""Open tables that sellers and carriers send: CSV in any usual encoding, XLSX, XLS, ODS. Cells come out as text.

Nothing is understood here: no header is looked for and no row is left out.
"""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import TooLargeError, disk_says, read_ordinary
from seller_desk.core.base.language import _
from seller_desk.core.media.workbook_size import refuse_scattered

MAX_BYTES = 100 * 1024 * 1024
# A workbook that unpacks to more than this is no price list and no catalogue of ours.
MAX_UNPACKED_BYTES = 1024 * 1024 * 1024
_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name (empty for CSV) and its rows of text cells; `rows[0]` is row 1 of the file."""

    name: str
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file's tables. `encoding` is empty for workbooks; `encoding_sure` is False where it was guessed."""

    sheets: list[Sheet]
    encoding: str = ""
    encoding_sure: bool = True


def read_sheets(path: Path) -> SheetFile:
    """Every table of the file. Raises DeskError where it is missing, too large, locked or no table at all."""
    try:
        data = read_ordinary(path, MAX_BYTES)
    except TooLargeError as problem:
        raise DeskError(
            _("{name} is too large").format(name=path.name),
            _("At most {limit} MB are read.").format(limit=MAX_BYTES // 1024 // 1024),
            file=path,
        ) from problem
    except PermissionError as problem:
        raise DeskError(
            _("{name} cannot be opened").format(name=path.name),
            _("Close it in Excel or WPS, then try again."),
            file=path,
        ) from problem
    except OSError as problem:
        raise DeskError(
            _("{name} cannot be opened").format(name=path.name),
            disk_says(problem),
            file=path,
        ) from problem
    if path.suffix.lower() in _WORKBOOKS or data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        return SheetFile(_workbook(data, path))
    text, encoding, sure = decoded(data)
    if "\x00" in text:
        raise _no_table(path)
    return SheetFile([Sheet("", _csv_rows(text, path))], encoding, sure)


def decoded(data: bytes) -> tuple[str, str, bool]:
    """The text of these bytes, the encoding's name, and whether there was no doubt."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding, True
    try:
        return data.decode("utf-8"), "utf-8", True
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return _guessed(data)
    return text, "gb18030", _everyday_chinese(text)


def _everyday_chinese(text: str) -> bool:
    """GB18030 decodes nearly anything; only the characters of GB 2312 show that it was meant."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _guessed(data: bytes) -> tuple[str, str, bool]:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    encoding = best.encoding if best else "latin-1"
    return data.decode(encoding, errors="replace"), encoding, False


def _csv_rows(text: str, path: Path) -> list[list[str]]:
    head = text[:8192]
    delimiter = max(",;\t", key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as problem:
        raise _no_table(path) from problem


def _workbook(data: bytes, path: Path) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        if data[:2] == b"PK":
            _refuse_bomb(data, path)
            refuse_scattered(path, data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            Sheet(
                name,
                [
                    [_text(cell) for cell in row]
                    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                ],
            )
            for name in book.sheet_names
        ]
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile) as problem:
        raise _no_table(path) from problem


def _refuse_bomb(data: bytes, path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
            raise _no_table(path)


def _no_table(path: Path) -> DeskError:
    return DeskError(
        _("{name} is no table that can be read").format(name=path.name),
        _("Save it as XLSX or CSV, without a password, and try again."),
        file=path,
    )


def _text(cell: object) -> str:
    """A cell as a person sees it: 98 and not 98.0, ISO dates, no trailing blanks."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return str(cell).strip()
