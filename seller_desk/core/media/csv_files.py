"""CSV files as they come: in any encoding of `encodings`; separated by comma, semicolon, tab or bar."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from seller_desk.core.media.encodings import decode
from seller_desk.core.media.rows import Known, Row, SheetFile

_SEPARATORS = (",", "\t", ";", "|")
_SAMPLE_LINES = 30
_FIELD_MOST = 16 * 1024 * 1024


def open_csv(path: Path, data: bytes, known: Known, encoding: str = "") -> SheetFile:
    """Read bytes that are no workbook. Raises DeskError for bytes that are no text either."""
    text, name, unsure = decode(data, encoding, path)
    text = text.replace("\x00", "")
    separator = _separator(text, known)
    return SheetFile(
        path=path,
        format="csv",
        encoding=name,
        unsure=unsure,
        delimiter=separator,
        source=lambda _name: _records(text, separator),
    )


def _separator(text: str, known: Known) -> str:
    """The separator that makes most known headers, then the most even columns."""
    sample = "\n".join(islice(io.StringIO(text), _SAMPLE_LINES))
    if sample[:5].casefold().startswith("sep=") and len(sample) > 4:
        return sample[4]

    def rank(separator: str) -> tuple[int, int]:
        rows = [row for row in _parsed(sample, separator) if row]
        widths = [len(row) for row in rows]
        common = max(set(widths), key=widths.count) if widths else 0
        even = widths.count(common) * common if common > 1 else 0
        return max(map(known, rows), default=0), even

    return max(_SEPARATORS, key=rank)


def _parsed(text: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(_FIELD_MOST)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return []


def _records(text: str, separator: str) -> Iterator[Row]:
    """Every record with its number. If the last one is an unclosed quotation, its lines come one by one."""
    csv.field_size_limit(_FIELD_MOST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
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


def _unclosed(text: str, line: int, separator: str) -> bool:
    rest = "".join(islice(io.StringIO(text, newline=""), line, None))
    try:
        for _record in csv.reader(io.StringIO(rest, newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as problem:
        return "unexpected end" in str(problem)
    return False


def _broken(text: str, line: int, number: int) -> Iterator[Row]:
    for offset, raw in enumerate(islice(io.StringIO(text, newline=""), line, None)):
        if raw.strip():
            yield Row(number + offset, [raw.strip()], open_quote=number)
