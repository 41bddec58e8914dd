"""The word in a watermarked copy's own data: what is made of such a file carries it on. Runs inside a worker."""

import io
import struct
import zlib
from collections.abc import Sequence
from typing import Any

from seller_desk.core.media import pdf, pdf_write, picture
from seller_desk.core.media.look import opened
from seller_desk.core.media.sniff import PDF

# Every mark of ours begins so; what others write there is private and stays behind.
_OURS = "seller-desk:"
_PNG_HEAD = 8 + 25


def carried(made: dict[str, Any], source: str | Sequence[str], *rest: Any) -> dict[str, Any]:
    """A repair's answer (`data` or `parts`, and `type`), marked if one of its sources is. `rest` as the job takes it:
    the password of one source, or a list of them, is found among it."""
    if "type" not in made:
        return made
    paths = [source] if isinstance(source, str) else source
    one = next((word for word in rest if isinstance(word, str)), "")
    mark = mark_of(paths, next((words for words in rest if isinstance(words, list)), [one]))
    if not mark:
        return made
    if "parts" in made:
        return {**made, "parts": [marked(part, made["type"], mark) for part in made["parts"]]}
    return {**made, "data": marked(made["data"], made["type"], mark)}


def mark_of(paths: Sequence[str], passwords: Sequence[str] = ()) -> str:
    """The first mark of ours that one of these files carries; empty if none does. Raises MediaProblem."""
    for number, path in enumerate(paths):
        found = _read(path, passwords[number] if number < len(passwords) else "")
        if found.startswith(_OURS):
            return found
    return ""


def marked(data: bytes, kind: str, mark: str) -> bytes:
    """The file with this mark and the same pages, pixel for pixel."""
    if kind == PDF:
        from pypdf import PdfReader

        writer = pdf_write.new_writer()
        writer.append(PdfReader(io.BytesIO(data)))
        pdf_write.set_mark(writer, mark)
        return pdf_write.written(writer)
    text = mark.encode("ascii")
    if text in data[:4096]:
        return data
    if kind == "jpg":
        return data[:2] + b"\xff\xfe" + struct.pack(">H", len(text) + 2) + text + data[2:]
    if kind == "png":
        body = b"tEXtComment\0" + text
        chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
        return data[:_PNG_HEAD] + chunk + data[_PNG_HEAD:]
    return data


def _read(path: str, password: str) -> str:
    kind, data = opened(path)
    if kind != PDF:
        return str(picture.header(picture.open_picture(data, kind))["comment"])
    document = pdf.open_pdf(data, password)
    try:
        return pdf.keywords(document)
    finally:
        with pdf.LOCK:
            document.close()
