"""Small pictures for lists."""

from seller_desk.core.listings.images import MAX_PIXELS, formats


def small_picture(data: bytes, side: int) -> bytes:
    """A PNG that fits into a square of `side` pixels; empty if the picture cannot be drawn."""
    from io import BytesIO

    from PIL import Image, ImageOps

    try:
        picture = Image.open(BytesIO(data), formats=formats())
        if picture.width * picture.height > MAX_PIXELS:
            return b""
        picture.draft("RGB", (side, side))
        small = ImageOps.exif_transpose(picture).convert("RGBA")
        small.thumbnail((side, side))
        target = BytesIO()
        small.save(target, "PNG")
    except (MemoryError, Exception):  # noqa: BLE001 - decoders raise whatever a hostile file makes them
        return b""
    return target.getvalue()
