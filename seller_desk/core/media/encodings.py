"""Which encoding a text file is in: UTF-8 with or without mark, UTF-16, GB18030, Japanese, a Western code page."""

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.media.sniff import HEAD_BYTES, PDF, PICTURES, type_of

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Share of ordinary Chinese characters from which a text is surely GB18030 and not a Western code page.
_CHINESE_SHARE = 0.9
# Kana, Japanese signs and kanji, two or more in a row; half-width kana are what Chinese bytes look like.
_JAPANESE_RUN = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff5e]{2,}")
_JAPANESE_SHARE = 0.7
# A sheet in Chinese has few zeros between its characters, but its separators and SKUs have them.
_ZERO_SHARE = 0.2


# Of a longer file this much is looked at where its encoding has to be guessed.
_LOOKED_AT = 8 * 1024 * 1024
_PIECE = 1 << 20


def encoding_of(path: Path, encoding: str = "") -> tuple[str, bool, bool]:
    """(encoding, whether it is a guess, whether stray zeros are in it) of a text file of any length.

    `encoding` overrules what we would choose. DeskError where it does not fit, or for bytes that are no text.
    """
    with path.open("rb") as handle:
        head = handle.read(_LOOKED_AT)
    if len(head) < _LOOKED_AT:
        name, unsure = decode(head, encoding, path)[1:]
        return name, unsure, _strays(name, [head])
    if not encoding and not any(head.startswith(mark) for mark, _name in _MARKS):
        encoding = "" if _unmarked_utf16(head) else _whole(path, "utf-8")
    elif encoding and not _whole(path, encoding):
        raise _not_in(path, encoding)
    if encoding:
        return encoding, False, _strays(encoding, _pieces(path))
    # Cut behind a line, so that no character is halved.
    name, unsure = decode(head[: head.rfind(b"\n") + 1] or head, "", path)[1:]
    unsure = unsure or not _whole(path, name)
    return name, unsure, _strays(name, _pieces(path))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as handle:
        while piece := handle.read(_PIECE):
            yield piece


def _whole(path: Path, encoding: str) -> str:
    """The encoding if all of the file is written in it, else ""."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        for piece in _pieces(path):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except (UnicodeDecodeError, LookupError):
        return ""
    return encoding


def _strays(encoding: str, pieces: Iterable[bytes]) -> bool:
    """Zeros in a text whose characters have none."""
    return not encoding.startswith(("utf-16", "utf-32")) and any(b"\x00" in one for one in pieces)


def decode(data: bytes, encoding: str, path: Path) -> tuple[str, str, bool]:
    """(text, encoding, whether it is a guess). A mark or valid UTF-8 is certain; so is plain ASCII."""
    if encoding:
        try:
            return data.decode(encoding), encoding, False
        except (UnicodeDecodeError, LookupError) as problem:
            raise _not_in(path, encoding) from problem
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


def _not_in(path: Path, encoding: str) -> DeskError:
    return DeskError(
        _("{name} is not written in {encoding}").format(name=path.name, encoding=encoding),
        _("Choose another encoding."),
        file=path,
    )


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
