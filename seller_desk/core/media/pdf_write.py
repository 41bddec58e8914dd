"""A PDF of pictures, each on a page of its own size: JPEGs go in as they are, others as a PNG's data. No dates, no names.

pypdf writes it; the same pictures give the same bytes.
"""

import io
from typing import Any, NamedTuple

_POINTS = 72.0
# A picture whose size on paper nobody knows: its long side as long as that of A4.
_LONG_POINTS = 841.89
_PNG_START = 8


class Sheet(NamedTuple):
    """A page: an encoded JPEG (RGB or grey) or PNG without transparency, its pixels, dots an inch (0 = unknown)."""

    data: bytes
    jpeg: bool
    size: tuple[int, int]
    grey: bool
    bits: int = 8
    dpi: float = 0.0
    turned: int = 0


def new_writer() -> Any:
    """An empty PDF that names no program and no day."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.metadata = None
    return writer


def written(writer: Any) -> bytes:
    """Its bytes."""
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def placed(writer: Any, part: Any) -> Any:
    """Put a part into the PDF; what the others refer to it by."""
    # pypdf's recipes for pages made by hand call this; a public name for it does not exist.
    return writer._add_object(part)  # noqa: SLF001


def add_sheet(writer: Any, sheet: Sheet) -> None:
    """One more page."""
    from pypdf import PageObject
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        DictionaryObject,
        FloatObject,
        NameObject,
        NumberObject,
    )

    width, height = sheet.size
    factor = _POINTS / sheet.dpi if sheet.dpi else _LONG_POINTS / max(width, height)
    across, down = round(width * factor, 2), round(height * factor, 2)
    picture = _picture(sheet)
    content = DecodedStreamObject()
    content.set_data(f"q {across} 0 0 {down} 0 0 cm /P Do Q".encode())
    page = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Page"),
            NameObject("/MediaBox"): ArrayObject(
                [NumberObject(0), NumberObject(0), FloatObject(across), FloatObject(down)]
            ),
            NameObject("/Resources"): DictionaryObject(
                {
                    NameObject("/XObject"): DictionaryObject(
                        {NameObject("/P"): placed(writer, picture)}
                    )
                }
            ),
            NameObject("/Contents"): placed(writer, content),
        }
    )
    if sheet.turned:
        page[NameObject("/Rotate")] = NumberObject(sheet.turned)
    made = PageObject()
    made.update(page)
    writer.add_page(made)


def _picture(sheet: Sheet) -> Any:
    """The page's picture as a PDF holds it."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

    width, height = sheet.size
    picture = StreamObject()
    picture.set_data(sheet.data if sheet.jpeg else png_data(sheet.data))
    colours = NameObject("/DeviceGray" if sheet.grey else "/DeviceRGB")
    picture.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(width),
            NameObject("/Height"): NumberObject(height),
            NameObject("/ColorSpace"): colours,
            NameObject("/BitsPerComponent"): NumberObject(sheet.bits),
            NameObject("/Filter"): NameObject("/DCTDecode" if sheet.jpeg else "/FlateDecode"),
        }
    )
    if not sheet.jpeg:
        picture[NameObject("/DecodeParms")] = DictionaryObject(
            {
                NameObject("/Predictor"): NumberObject(15),
                NameObject("/Colors"): NumberObject(1 if sheet.grey else 3),
                NameObject("/BitsPerComponent"): NumberObject(sheet.bits),
                NameObject("/Columns"): NumberObject(width),
            }
        )
    return picture


def png_data(data: bytes) -> bytes:
    """The compressed rows of a PNG: a PDF takes them as they are."""
    at, rows = _PNG_START, []
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IDAT":
            rows.append(data[at + 8 : at + 8 + length])
        at += 12 + length
    return b"".join(rows)


def set_mark(writer: Any, mark: str) -> None:
    """A word in the PDF's own data."""
    writer.add_metadata({"/Keywords": mark})
