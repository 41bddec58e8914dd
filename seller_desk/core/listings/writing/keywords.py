"""Keyword sheets of the tools that sellers use, read by header aliases (`resources/catalogs/keyword_columns.toml`)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.base.toml_files import read_toml
from seller_desk.core.listings.importers.columns import plain
from seller_desk.core.listings.writing.model import Keyword
from seller_desk.core.listings.writing.sheets import cell, columns_of, headers_of
from seller_desk.core.listings.writing.words import normal
from seller_desk.core.media.rows import Row
from seller_desk.core.media.sheets import open_file

_TELL_EVERY = 2_000
_LONGEST = 200
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:[,. ][0-9]{3})+")
_MOST_NUMBER = 10**10
_HUNDRED = 100

NO_PHRASE = N_("There is no keyword in this row")
TOO_LONG = N_("This is a sentence, not a keyword")
NO_NUMBER = N_("“{cell}” is not a number of searches")


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that was not taken: its number as a spreadsheet shows it, why, and the cell."""

    row: int
    reason: str
    cell: str = ""

    def text(self) -> str:
        """Why, in the language in use."""
        return _(self.reason).format(cell=self.cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """What a file holds. `columns`: which of its headers is which value; `read` counts rows with anything in them."""

    format: str
    title: str
    columns: Mapping[str, str]
    read: int
    keywords: Sequence[Keyword]
    merged: int
    bad: Sequence[BadRow]
    others: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Catalogue:
    names: Mapping[str, str]
    empty: frozenset[str]
    formats: Sequence[tuple[str, str, frozenset[str]]]
    most: int


@cache
def _catalogue() -> _Catalogue:
    data = read_toml(resources_dir() / "catalogs" / "keyword_columns.toml").document
    names = {plain(name): one["field"] for one in data["column"] for name in one["names"]}
    formats = [
        (one["id"], one["title"], frozenset(plain(name) for name in one["names"]))
        for one in data["format"]
    ]
    return _Catalogue(names, frozenset(data["empty"]), formats, data["most_keywords"])


def format_title(name: str) -> str:
    """What a format is called: Helium 10 Cerebro. Product names are not translated."""
    return next((title for key, title, _names in _catalogue().formats if key == name), name)


def known_headers(cells: Sequence[str]) -> int:
    """How many of these cells are headers of keyword sheets; decides separator and header row."""
    names = _catalogue().names
    return sum(1 for cell in cells if cell.strip() and plain(cell) in names)


def read_keywords(
    path: Path, *, encoding: str = "", progress: Progress = silent, stop: Stop = never
) -> ReadSheet:
    """Keywords of a CSV file or workbook, each phrase once (its largest volume stays), in the file's order.

    Raises DeskError if the file cannot be read, has no column of keywords, or no usable row.
    """
    file = open_file(path, known_headers, encoding)
    _known, name, header = next(headers_of(file, known_headers))
    columns = columns_of(header.cells, _catalogue().names)
    if "keyword" not in columns:
        raise DeskError(
            _("{name} has no column of keywords").format(name=path.name),
            _("Expected headers: {names}").format(
                names="Keyword Phrase, Keyword, Search Term, 关键词"
            ),
            file=path,
        )
    reader = _Reader(columns)
    for row in file.rows(name, header.number):
        if reader.read % _TELL_EVERY == 0:
            check_stop(stop)
            progress(reader.read, 0, "")
        reader.take(row)
    if not reader.found:
        raise DeskError(
            _("{name} holds no keyword that can be used").format(name=path.name),
            reader.bad[0].text() if reader.bad else "",
            file=path,
        )
    return _sheet(header.cells, columns, reader)


def _sheet(headers: Sequence[str], columns: Mapping[str, int], reader: "_Reader") -> ReadSheet:
    own = frozenset(plain(header) for header in headers if header.strip())
    form, title = _format_of(own)
    taken = set(columns.values())
    return ReadSheet(
        format=form,
        title=title,
        columns={field: headers[at].strip() for field, at in columns.items()},
        read=reader.read,
        keywords=list(reader.found.values()),
        merged=reader.merged,
        bad=reader.bad,
        others=[one.strip() for at, one in enumerate(headers) if one.strip() and at not in taken],
    )


class _Reader:
    """Takes rows one after the other."""

    def __init__(self, columns: Mapping[str, int]) -> None:
        self._columns = columns
        self._empty, self._most = _catalogue().empty, _catalogue().most
        self.found: dict[str, Keyword] = {}
        self.bad: list[BadRow] = []
        self.read = self.merged = 0

    def take(self, row: Row) -> None:
        """One row: kept, joined with the same phrase before, or told."""
        self.read += 1
        cells = {field: cell(row, at) for field, at in self._columns.items()}
        text = cells["keyword"]
        if not text or text in self._empty:
            self.bad.append(BadRow(row=row.number, reason=NO_PHRASE))
            return
        if len(text) > _LONGEST:
            self.bad.append(BadRow(row=row.number, reason=TOO_LONG))
            return
        try:
            numbers = {
                field: self._number(cells.get(field, "")) for field in ("volume", "competing")
            }
        except ValueError as problem:
            self.bad.append(BadRow(row=row.number, reason=NO_NUMBER, cell=str(problem)))
            return
        one = Keyword(text=text, competition=self._competition(cells), **numbers)
        self._keep(one, row.number)

    def _keep(self, one: Keyword, row: int) -> None:
        key = normal(one.text)
        before = self.found.get(key)
        if before is not None:
            self.merged += 1
            if (before.volume or 0) >= (one.volume or 0):
                return
        elif len(self.found) >= self._most:
            raise DeskError(
                _("More than {most} keywords").format(most=f"{self._most:,}"),
                _("Filter the sheet in the tool that made it, then export again."),
                row=row,
            )
        self.found[key] = one

    def _number(self, cell: str) -> int | None:
        text = cell.strip().removeprefix(">").removeprefix("<").strip()
        if text in self._empty:
            return None
        text = text.removesuffix(".0")
        if not _WHOLE.fullmatch(text):
            raise ValueError(cell)
        value = int(re.sub(r"[,. ]", "", text))
        if value >= _MOST_NUMBER:
            raise ValueError(cell)
        return value

    def _competition(self, cells: Mapping[str, str]) -> int | None:
        """A score from 0 (easy) to 100; a tool that tells how easy it is counts the other way. Words and odd cells: none."""
        for field, turned in (("competition", False), ("ease", True)):
            try:
                value = self._number(cells.get(field, ""))
            except ValueError:
                continue
            if value is not None and value <= _HUNDRED:
                return _HUNDRED - value if turned else value
        return None


def _format_of(headers: frozenset[str]) -> tuple[str, str]:
    """The tool whose own headers are all there; else a plain list."""
    for key, title, names in _catalogue().formats:
        if names <= headers:
            return key, title
    return "list", ""


def ranked(keywords: Iterable[Keyword]) -> list[Keyword]:
    """Most searched first; what nobody counted last, in the sheet's order."""
    by_volume: Callable[[Keyword], int] = lambda one: -1 if one.volume is None else one.volume  # noqa: E731
    return sorted(keywords, key=by_volume, reverse=True)
