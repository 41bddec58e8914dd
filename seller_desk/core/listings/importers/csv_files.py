"""CSV files as they come: UTF-8 with or without mark, UTF-16, GB18030; comma, semicolon, tab or bar."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.listings.importers.columns import score
from seller_desk.core.listings.importers.sheets import (
    Row,
    Sheet,
    first_rows,
    header_among,
    headers_of,
)
from seller_desk.core.media.sniff import HEAD_BYTES, PDF, PICTURES, type_of

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEPARATORS = (",", "\t", ";", "|")
_SAMPLE_LINES = 30
_FIELD_MOST = 16 * 1024 * 1024
# Share of ordinary Chinese characters from which a text is surely GB18030 and not a Western code page.
_CHINESE_SHARE = 0.9
# Kana, Japanese signs and kanji, two or more in a row; half-width kana are what Chinese bytes look like.
_JAPANESE_RUN = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff5e]{2,}")
_JAPANESE_SHARE = 0.7
# A sheet in Chinese has few zeros between its characters, but its separators and SKUs have them.
_ZERO_SHARE = 0.2


def open_csv(path: Path, data: bytes, encoding: str = "") -> Sheet:
    """Read bytes that are no workbook. Raises DeskError for bytes that are no text either."""
    text, name, unsure = decode(data, encoding, path)
    text = text.replace("\x00", "")
    separator = _separator(text)

    def source() -> Iterator[Row]:
        return _records(text, separator)

    header = header_among(first_rows(source()), path)
    return Sheet(
        path=path,
        format="csv",
        encoding=name,
        unsure=unsure,
        delimiter=separator,
        names=(),
        name="",
        header_row=header.number,
        headers=headers_of(header),
        source=source,
    )


def decode(data: bytes, encoding: str, path: Path) -> tuple[str, str, bool]:
    """(text, encoding, whether it is a guess). A mark or valid UTF-8 is certain; so is plain ASCII."""
    if encoding:
        try:
            return data.decode(encoding), encoding, False
        except (UnicodeDecodeError, LookupError) as problem:
            raise DeskError(
                _("{name} is not written in {encoding}").format(name=path.name, encoding=encoding),
                _("Choose another encoding."),
                file=path,
            ) from problem
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name, False
    wide = _unmarked_utf16(data)
    if wide:
        return data.decode(wide, "replace"), wide, True
    if _binary(data):
        raise DeskError(
            _("{name} is not a sheet that this program reads").format(name=path.name),
            _("Save it as CSV or XLSX."),
            file=path,
        )
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    return _legacy(data)


def _unmarked_utf16(data: bytes) -> str:
    """Excel's "Unicode text" saved without a mark: the zeros of Latin letters all stand on one side."""
    first, second = data[:4000:2], data[1:4000:2]
    for name, zeros, others in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if zeros.count(0) > _ZERO_SHARE * len(zeros) and not others.count(0):
            return name
    return ""


def _legacy(data: bytes) -> tuple[str, str, bool]:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return western_or_japanese(data)
    foreign = [char for char in text if ord(char) > 127]
    usual = sum(1 for char in foreign if _usual(char))
    if usual >= len(foreign) * _CHINESE_SHARE:
        return text, "gb18030", False
    if usual >= len(foreign) * 0.5:
        return text, "gb18030", True
    return western_or_japanese(data)


def western_or_japanese(data: bytes) -> tuple[str, str, bool]:
    """(text, encoding, True) of bytes in neither Unicode nor Chinese.

    Japanese stands in runs of kana and everyday kanji; what Western letters would make of it stands alone.
    """
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252", True
    foreign = sum(1 for char in text if ord(char) > 127)
    in_runs = sum(len(run) for run in _JAPANESE_RUN.findall(text))
    name = "cp932" if in_runs >= _JAPANESE_SHARE * foreign else "cp1252"
    return data.decode(name, "replace"), name, True


def _usual(char: str) -> bool:
    """One of the 6,763 characters and signs of everyday Chinese (GB 2312)."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _binary(data: bytes) -> bool:
    head = data[:4096]
    # "BM" alone says nothing: a header may begin with it.
    if type_of(data[:HEAD_BYTES]) in {PDF, *PICTURES} - {"bmp"}:
        return True
    return sum(1 for byte in head if byte < 9 or 13 < byte < 32) > max(1, len(head) // 20)


def _separator(text: str) -> str:
    """The separator that makes most known headers, then the most even columns."""
    sample = "\n".join(islice(io.StringIO(text), _SAMPLE_LINES))
    if sample[:5].casefold().startswith("sep=") and len(sample) > 4:
        return sample[4]

    def rank(separator: str) -> tuple[int, int]:
        rows = [row for row in _parsed(sample, separator) if row]
        widths = [len(row) for row in rows]
        common = max(set(widths), key=widths.count) if widths else 0
        even = widths.count(common) * common if common > 1 else 0
        return max((score(row) for row in rows), default=0), even

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
