"""CSV files as they come: in any encoding of `encodings`; separated by comma, semicolon, tab or bar.

Read line by line, so that a file of any length takes the same memory.
"""

import csv
import io
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from seller_desk.core.media.encodings import encoding_of
from seller_desk.core.media.rows import Known, Row, SheetFile

SEPARATORS = (",", "\t", ";", "|")
_SAMPLE_LINES = 30
_SAMPLE_MOST = 1 << 20
_FIELD_MOST = 16 * 1024 * 1024


class _Text:
    """The lines of a text file, as often as they are asked for."""

    def __init__(self, path: Path, encoding: str, *, nulls: bool) -> None:
        self._path, self._encoding, self._nulls = path, encoding, nulls

    def lines(self) -> Generator[str]:
        """Every line with its ending. OSError if the file went away meanwhile."""
        with self._path.open(encoding=self._encoding, errors="replace", newline="") as handle:
            if self._nulls:
                for line in handle:
                    yield line.replace("\x00", "")
            else:
                yield from handle


def open_csv(path: Path, known: Known, encoding: str = "", separator: str = "") -> SheetFile:
    """Read a file that is no workbook. Raises DeskError for bytes that are no text either.

    `encoding` and `separator` overrule what we would choose.
    """
    name, unsure, nulls = encoding_of(path, encoding)
    text = _Text(path, name, nulls=nulls)
    separator = separator or _separator(_sample(text), known)
    return SheetFile(
        path=path,
        format="csv",
        encoding=name,
        unsure=unsure,
        delimiter=separator,
        source=lambda _name: _records(text, separator),
    )


def _sample(text: _Text) -> str:
    with closing(text.lines()) as lines:
        return "".join(islice(lines, _SAMPLE_LINES))[:_SAMPLE_MOST]


def _separator(sample: str, known: Known) -> str:
    """The separator that makes most known headers, then the most even columns."""
    if sample[:5].casefold().startswith("sep=") and len(sample) > 4:
        return sample[4]

    def rank(separator: str) -> tuple[int, int]:
        rows = [row for row in _parsed(sample, separator) if row]
        widths = [len(row) for row in rows]
        common = max(set(widths), key=widths.count) if widths else 0
        even = widths.count(common) * common if common > 1 else 0
        return max(map(known, rows), default=0), even

    return max(SEPARATORS, key=rank)


def _parsed(text: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(_FIELD_MOST)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return []


def _records(text: _Text, separator: str) -> Iterator[Row]:
    """Every record with its number. If the last one is an unclosed quotation, its lines come one by one."""
    csv.field_size_limit(_FIELD_MOST)
    reader = csv.reader(text.lines(), delimiter=separator)
    number = line = 0
    held: Row | None = None
    held_line = 0
    try:
        for cells in reader:
            if held is not None:
                yield held
            number += 1
            if number == 1 and len(cells) <= 2 and cells and cells[0].casefold().startswith("sep="):
                cells = []
            held, held_line, line = Row(number, cells), line, reader.line_num
    except csv.Error:
        # A cell beyond any sensible size: what comes after it cannot be told apart.
        if held is not None:
            yield held
        yield from _broken(text, line, number + 1)
        return
    if held is None:
        return
    if line - held_line > 1 and _unclosed(text, held_line, separator):
        yield from _broken(text, held_line, held.number)
    else:
        yield held


def _unclosed(text: _Text, line: int, separator: str) -> bool:
    rest = islice(text.lines(), line, None)
    try:
        for _record in csv.reader(rest, delimiter=separator, strict=True):
            pass
    except csv.Error as problem:
        return "unexpected end" in str(problem)
    return False


def _broken(text: _Text, line: int, number: int) -> Iterator[Row]:
    for offset, raw in enumerate(islice(text.lines(), line, None)):
        if raw.strip():
            yield Row(number + offset, [raw.strip()], open_quote=number)
