"""Synthetic documents: an invented licence, cards, bills; every defect made on purpose. Stamped SPECIMEN."""

import io

from PIL import Image, ImageDraw, ImageFilter, ImageFont


def licence(width=3508, *, ground=(252, 249, 238)):
    """An A4 landscape licence: double frame, title, printed lines, a red seal."""
    height = round(width * 210 / 297)
    scale = width / 3508
    page = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(page)
    for inset, thick in ((90, 14), (130, 5)):
        box = [inset * scale, inset * scale, width - inset * scale, height - inset * scale]
        draw.rectangle(box, outline=(190, 150, 70), width=max(1, round(thick * scale)))
    draw.text(
        (1150 * scale, 300 * scale), "BUSINESS LICENCE", font=_font(130 * scale), fill=(20, 20, 20)
    )
    for number in range(12):
        text = f"{number + 1:02d}  Specimen Trading Shenzhen  91440300MA5SPECIM{number}  0123456789"
        place = (260 * scale, (700 + number * 105) * scale)
        draw.text(place, text, font=_font(52 * scale), fill=(35, 35, 35))
    seal = [2600 * scale, 1800 * scale, 3100 * scale, 2300 * scale]
    draw.ellipse(seal, outline=(200, 30, 30), width=max(2, round(18 * scale)))
    draw.text((2660 * scale, 2010 * scale), "SPECIMEN", font=_font(80 * scale), fill=(200, 30, 30))
    return page


def card(width=1011):
    """An identity card of 85.6 x 54 mm, 300 dpi by default, with print and a portrait."""
    height = round(width * 54 / 85.6)
    scale = width / 1011
    page = Image.new("RGB", (width, height), (214, 228, 240))
    draw = ImageDraw.Draw(page)
    for number, text in enumerate(
        ("Name  SPECIMEN", "Sex  F", "Born  1990 01 01", "Address  No. 1 Sample Road")
    ):
        draw.text(
            (70 * scale, (70 + 90 * number) * scale),
            text,
            font=_font(40 * scale),
            fill=(20, 30, 60),
        )
    draw.text(
        (180 * scale, 520 * scale), "11010119900101000X", font=_font(48 * scale), fill=(10, 10, 10)
    )
    draw.rectangle([680 * scale, 120 * scale, 930 * scale, 450 * scale], fill=(150, 110, 90))
    return page


def on_ground(picture, size, at, ground=(120, 124, 130)):
    """The picture lying on a larger, plain ground."""
    page = Image.new("RGB", size, ground)
    page.paste(picture, at)
    return page


def blurred(picture, radius=7.0):
    return picture.filter(ImageFilter.GaussianBlur(radius * picture.width / 3508))


def jpeg(picture, *, quality=88, **options):
    return _saved(picture, "JPEG", quality=quality, **options)


def png(picture, **options):
    return _saved(picture, "PNG", **options)


def photo(picture, *, orientation=1):
    """A JPEG with a camera's EXIF."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Specimen", "Specimen Phone 9", orientation
    exif.get_ifd(0x8769).update({0x829A: 0.01, 0x829D: 1.8})
    return jpeg(picture, exif=exif)


def scan_pdf(*pictures, dpi=300.0):
    """A PDF of scanned pages."""
    first, *rest = pictures
    return _saved(first, "PDF", save_all=True, append_images=rest, resolution=dpi)


def drawn_pdf(*texts, password=None):
    """A PDF that a program drew, one page a text; `password` is needed to open it."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    for text in texts:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        stream.set_data(b"BT /F1 18 Tf 60 760 Td (" + text.encode() + b") Tj ET" if text else b"")
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password is not None:
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    data = target.getvalue()
    if password is None:
        assert len(PdfReader(io.BytesIO(data)).pages) == len(texts)
    return data


def _saved(picture, form, **options):
    target = io.BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()


def _font(size):
    return ImageFont.load_default(max(6, round(size)))
