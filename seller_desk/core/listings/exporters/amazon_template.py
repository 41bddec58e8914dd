"""Reading the seller's own Amazon template, both layouts, without changing a thing in its head.

The head says itself where keys, labels and data are (attributeRow, labelRow, dataRow in its settings). The rows above
the data are kept exactly and written out again: they carry the seller's own ids.
"""

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import TooLargeError, in_use, read_ordinary
from seller_desk.core.base.language import _
from seller_desk.core.media.encodings import western_or_japanese

_NUMBER = {
    "attributeRow": re.compile(r"attributeRow=(\d+)"),
    "labelRow": re.compile(r"labelRow=(\d+)"),
    "dataRow": re.compile(r"dataRow=(\d+)"),
}
_SELECTOR = re.compile(r"\[([^\]=]+)(?:=([^\]]*))?\]")
_STATED = re.compile(r"primaryMarketplaceId=(?:amzn1\.mp\.o\.)?([A-Z0-9]+)")
MOST_HEAD_ROWS = 40
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column by its key. `path` is the key without selectors, `selectors` what stood in brackets."""

    index: int
    key: str
    path: str
    selectors: dict[str, str]
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmazonTemplate:
    """`head` is every row above the data, as cells; `raw_head` its exact text where the template was text.

    `encoding` is that of a text template; what is written keeps it, so that the head stays the same byte for byte.
    `choices`: words of a column's drop-down, in the template's language; only a workbook has them.
    """

    name: str
    layout: str
    head: tuple[tuple[str, ...], ...]
    raw_head: str
    columns: tuple[TemplateColumn, ...]
    marketplace: str
    language: str
    encoding: str = "utf-8"
    choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def encoded(self, text: str) -> bytes:
        """The file's bytes; UTF-8 where a listing has characters that the template's encoding lacks."""
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError:
            return text.encode("utf-8")


@dataclass(frozen=True, slots=True)
class Head:
    """What the first row of a template says: layout, the rows of keys, labels and data (from 1), the marketplace's id."""

    legacy: bool
    key_row: int
    label_row: int
    data_row: int
    marketplace: str
    settings: str


def head_of(first: str) -> Head | None:
    """Read a template's first row, its cells joined; None where it is another table's."""
    settings = unquote(first)
    legacy = "TemplateType=" in first
    if not legacy and "attributeRow=" not in settings:
        return None
    stated = _STATED.search(settings)
    return Head(
        legacy=legacy,
        key_row=_setting(settings, "attributeRow", 3 if legacy else 5),
        label_row=_setting(settings, "labelRow", 2 if legacy else 4),
        data_row=_setting(settings, "dataRow", 4 if legacy else 7),
        marketplace=stated[1] if stated else "",
        settings=settings,
    )


def path_of(key: str) -> str:
    """An attribute's path without its selectors; a legacy field name as it is."""
    return _SELECTOR.sub("", key).strip()


def read_template(path: Path) -> AmazonTemplate:
    """Read a .txt, .xlsx or .xlsm template. Raises DeskError if it is none."""
    try:
        data = read_ordinary(path, MOST_BYTES)
    except TooLargeError as problem:
        raise _no_template(path) from problem
    except OSError as problem:
        raise in_use(path) from problem
    if data.startswith(b"PK"):
        name, rows = _workbook_rows(path, data)
        understood = _understood(path, rows, [], "utf-8")
        return replace(understood, choices=_choices(path, data, name))
    return _understood(path, *_text_rows(data))


def _understood(
    path: Path, rows: Sequence[Sequence[str]], raw: Sequence[str], encoding: str
) -> AmazonTemplate:
    said = head_of("\t".join(rows[0]) if rows else "")
    if said is None:
        raise _no_template(path)
    keys_at, labels_at, data_at = said.key_row, said.label_row, said.data_row
    if not 0 < keys_at < data_at <= min(len(rows) + 1, MOST_HEAD_ROWS):
        raise _no_template(path)
    labels = rows[labels_at - 1] if labels_at <= len(rows) else ()
    columns = tuple(
        _column(index, key.strip(), labels[index] if index < len(labels) else "")
        for index, key in enumerate(rows[keys_at - 1])
        if key.strip()
    )
    if not columns:
        raise _no_template(path)
    return AmazonTemplate(
        name=path.name,
        layout="legacy" if said.legacy else "new",
        head=tuple(tuple(row) for row in rows[: data_at - 1]),
        raw_head="".join(raw[: data_at - 1]),
        columns=columns,
        marketplace=said.marketplace or _marketplace(columns),
        language=_value(said.settings, "contentLanguageTag") or _language_of(columns),
        encoding=encoding,
    )


def _column(index: int, key: str, label: str) -> TemplateColumn:
    selectors = dict(_SELECTOR.findall(key))
    return TemplateColumn(index, key, path_of(key), selectors, " ".join(label.split()))


def _setting(settings: str, name: str, otherwise: int) -> int:
    match = _NUMBER[name].search(settings)
    return int(match[1]) if match else otherwise


def _value(settings: str, name: str) -> str:
    query = settings.partition("settings=")[2]
    return next(iter(parse_qs(query).get(name, [])), "")


def _marketplace(columns: Sequence[TemplateColumn]) -> str:
    """The only one that the columns name; "" where there are several."""
    named = sorted({column.selectors.get("marketplace_id", "") for column in columns} - {""})
    return named[0] if len(named) == 1 else ""


def _language_of(columns: Sequence[TemplateColumn]) -> str:
    tags = {column.selectors.get("language_tag", "") for column in columns} - {""}
    return tags.pop() if len(tags) == 1 else ""


def _text_rows(data: bytes) -> tuple[list[list[str]], list[str], str]:
    text, encoding = _decoded(data)
    # Head rows of text templates have no quoted line breaks: a line is a row.
    lines = io.StringIO(text, newline="").readlines()[:MOST_HEAD_ROWS]
    rows = [next(csv.reader([line.rstrip("\r\n")], delimiter="\t"), []) for line in lines]
    return rows, lines, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # Without "utf-16" itself, which drops the mark and chooses an order of its own.
        name = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        return data.decode(name, "replace"), name
    name = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        return data.decode(name), name
    except UnicodeDecodeError:
        return western_or_japanese(data)[:2]


def _choices(path: Path, data: bytes, sheet: str) -> dict[int, tuple[str, ...]]:
    """Words of the drop-downs of this sheet by column from 0; none where the package cannot be looked into."""
    from seller_desk.core.listings.exporters.drop_downs import resolve
    from seller_desk.core.listings.exporters.template_book import open_book

    try:
        book = open_book(path, data)
    except DeskError:
        return {}
    resolve(book, data)
    shape = next((one.scan for one in book.sheets if one.name == sheet), None)
    found: dict[int, tuple[str, ...]] = {}
    for one in shape.choices if shape is not None else ():
        for place in one.areas if one.words else ():
            for column in range(place.left, place.right + 1):
                found.setdefault(column, one.words)
    return found


def _workbook_rows(path: Path, data: bytes) -> tuple[str, list[list[str]]]:
    """The name of the sheet that is the template, and its first rows."""
    import warnings

    from seller_desk.core.media.workbook_files import refuse_bomb

    refuse_bomb(path, data)
    with warnings.catch_warnings():
        # openpyxl says which parts (drop-downs, macros) it does not keep; we write none of them.
        warnings.simplefilter("ignore")
        try:
            import openpyxl

            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                rows = _head_rows(sheet)
                first = "\t".join(rows[0]) if rows else ""
                if "TemplateType=" in first or "attributeRow" in unquote(first):
                    return sheet.title, rows
        except DeskError:
            raise
        except Exception as problem:
            raise _no_template(path) from problem
    raise _no_template(path)


def _head_rows(sheet: Any) -> list[list[str]]:
    if not hasattr(sheet, "iter_rows"):
        return []
    rows = [
        ["" if cell is None else str(cell) for cell in row]
        for row in sheet.iter_rows(max_row=MOST_HEAD_ROWS, values_only=True)
    ]
    for row in rows:
        while row and not row[-1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _no_template(path: Path) -> DeskError:
    return DeskError(
        _("{name} is not an Amazon listing template").format(name=path.name),
        where_to_get_one(),
        file=path,
    )


def where_to_get_one() -> str:
    """Where the seller downloads a template."""
    return _(
        "In Seller Central open Catalog, Add Products via Upload, Download spreadsheet; choose your product type "
        "and site, and pass that file on as the template."
    )
