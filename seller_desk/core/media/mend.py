"""Product pictures made fit for a site: on white, square, filling, in sRGB, small enough. Runs inside a worker process.

Steps are done in one order, whatever was asked first, each on the picture as the one before left it. The product's own
pixels are moved and scaled, never repainted. What could not be done is said in `notes`, not passed over.
"""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from seller_desk.core.base.language import N_
from seller_desk.core.media import colours, ground, picture
from seller_desk.core.media.look import MAX_BYTES
from seller_desk.core.media.pixels import box_of, darker_than, flattened
from seller_desk.core.media.sniff import HEAD_BYTES, PICTURES, type_of
from seller_desk.core.media.trouble import MediaProblem

if TYPE_CHECKING:
    from PIL.Image import Image

# In this order.
STEPS = ("srgb", "flatten", "white", "crop", "square", "resize", "compress")
# More needs more memory than a worker has, for two copies in RGB.
MOST_PIXELS = 60_000_000
# JPEG without colour subsampling: no eye tells it from the original.
FINE_QUALITY, LEAST_QUALITY = 95, 60
_WHITE = (255, 255, 255)
_OBJECT_BELOW = 250
# A little more than asked, so that rounding does not fall short.
_FILL_MARGIN = 0.015
_LONG_SHARE = 0.97


class MendRecipe(msgspec.Struct, frozen=True, kw_only=True):
    """What to do. `fill` is the share of the area that the product should fill (0.85), `side` the wished long side,
    `most_bytes` the file's limit (0: none), `formats` what the site takes (first choice first; empty: any), `enlarge`
    allows to scale up."""

    steps: tuple[str, ...] = ()
    fill: float = 0.85
    side: int = 0
    most_bytes: int = 0
    formats: tuple[str, ...] = ()
    enlarge: bool = False


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What the seller should know of a step: `code` of NOTES, with a value."""

    step: str
    code: str
    value: str = ""


class Mended(msgspec.Struct, frozen=True, kw_only=True):
    """The new file, or why there is none. `done` are the steps that changed something."""

    data: bytes = b""
    format: str = ""
    width: int = 0
    height: int = 0
    done: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    code: str = ""
    reason: str = ""


def mend_file(path: str, recipe: MendRecipe) -> Mended:
    """The picture file after this recipe; trouble with it is in the result, never raised."""
    try:
        with Path(path).open("rb") as handle:
            data = handle.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            return Mended(
                code="unreadable", reason=N_("It is larger than 150 MB and was not opened")
            )
        return _Mender(data, recipe).made()
    except MediaProblem as problem:
        return Mended(code=problem.code, reason=problem.reason)
    except FileNotFoundError:
        return Mended(code="unreadable", reason=N_("There is no such file"))
    except OSError:
        return Mended(code="unreadable", reason=N_("The system cannot open it"))
    except MemoryError:
        return Mended(code="unreadable", reason=N_("It needs more memory than we allow"))


class _Mender:
    """One recipe being followed."""

    def __init__(self, data: bytes, recipe: MendRecipe) -> None:
        self._recipe = recipe
        self._done: list[str] = []
        self._notes: list[Note] = []
        if not data:
            raise MediaProblem(N_("Nothing is in it"), code="empty")
        self._kind = type_of(data[:HEAD_BYTES])
        if self._kind not in PICTURES:
            raise MediaProblem(N_("It is no picture that we open"))
        self._size = len(data)
        self._opened = picture.open_picture(data, self._kind)
        if self._opened.width * self._opened.height > MOST_PIXELS:
            raise MediaProblem(N_("Too many pixels"), code="too_many_pixels")

    def made(self) -> Mended:
        """The new file."""
        image = self._plain()
        for step in STEPS:
            if step in self._recipe.steps and step in _ACTS:
                image = _ACTS[step](self, image)
        data, format_name = self._saved(image)
        return Mended(
            data=data,
            format=format_name,
            width=image.width,
            height=image.height,
            done=tuple(self._done),
            notes=tuple(self._notes),
        )

    def _plain(self) -> "Image":
        """Upright RGB of eight bits on white. Every further step needs this, so it is done in any case."""
        opened = self._opened
        if getattr(opened, "is_animated", False):
            self._note("flatten", "first_frame")
        turn = picture.header(opened)["orientation"]
        try:
            opened.load()
            changed = colours.needs_conversion(opened)
            image = colours.to_srgb(opened)
            see_through, flat = flattened(image)
        except MemoryError:
            raise
        except Exception as problem:
            raise MediaProblem(N_("The picture is damaged")) from problem
        if changed:
            self._done.append("srgb")
        if see_through:
            self._done.append("flatten")
        ways = picture.turns()
        upright: Image = flat.transpose(ways[turn]) if turn in ways else flat
        return upright

    def _note(self, step: str, code: str, value: object = "") -> None:
        self._notes.append(Note(step=step, code=code, value=str(value)))

    def _white(self, image: "Image") -> "Image":
        white, left = ground.whitened(image)
        if white is not None:
            self._done.append("white")
        if left is not None:
            self._note("white", "not_white", "RGB {} {} {}".format(*left))
        return image if white is None else white

    def _crop(self, image: "Image") -> "Image":
        box = box_of(image, darker_than(_OBJECT_BELOW))
        if box is None or ground.rim_of(image) is not None:
            self._note("crop", "no_outline")
            return image
        wanted = min(0.99, self._recipe.fill + _FILL_MARGIN)
        square = "square" in self._recipe.steps
        left, top, right, bottom = _around(box, wanted, square=square)
        left, top = max(0, left), max(0, top)
        right, bottom = min(image.width, right), min(image.height, bottom)
        if (right - left) * (bottom - top) >= 0.98 * image.width * image.height:
            return image
        self._done.append("crop")
        return ground.without_tail(image.crop((left, top, right, bottom)), _OBJECT_BELOW)

    def _square(self, image: "Image") -> "Image":
        from PIL import Image

        if image.width == image.height:
            return image
        side = max(image.size)
        rim = ground.rim_of(image)
        padded = Image.new("RGB", (side, side), rim or _WHITE)
        padded.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
        self._done.append("square")
        return padded

    def _resize(self, image: "Image") -> "Image":
        from PIL import Image

        side, now = self._recipe.side, max(image.size)
        if not side or side == now:
            return image
        if side > now:
            if not self._recipe.enlarge:
                self._note("resize", "not_enlarged", now)
                return image
            self._note("resize", "enlarged", f"{side / now:.2f}")
        share = side / now
        size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
        self._done.append("resize")
        return image.resize(size, Image.Resampling.LANCZOS)

    def _saved(self, image: "Image") -> tuple[bytes, str]:
        """PNG stays PNG where that is taken and small enough; all else becomes a JPEG."""
        recipe = self._recipe
        formats = recipe.formats or ("jpeg", "png")
        if self._kind == "png" and "png" in formats:
            target = io.BytesIO()
            image.save(target, "PNG", compress_level=6)
            if not self._too_large(target):
                return target.getvalue(), "png"
        if self._kind not in ("jpg", "png"):
            self._note("compress", "new_type", self._kind)
        target = io.BytesIO()
        for quality in range(FINE_QUALITY, LEAST_QUALITY - 1, -5):
            target = io.BytesIO()
            image.save(target, "JPEG", quality=quality, subsampling=0)
            if not self._too_large(target):
                break
        else:
            self._note("compress", "still_large", len(target.getvalue()))
        if (
            len(target.getvalue()) < self._size
            and recipe.most_bytes
            and recipe.most_bytes < self._size
        ):
            self._done.append("compress")
            self._note("compress", "quality", quality)
        return target.getvalue(), "jpeg"

    def _too_large(self, target: io.BytesIO) -> bool:
        most = self._recipe.most_bytes
        return bool(most) and len(target.getvalue()) > most

    white, crop, square, resize = _white, _crop, _square, _resize


_ACTS: dict[str, Any] = {
    "white": _Mender.white,
    "crop": _Mender.crop,
    "square": _Mender.square,
    "resize": _Mender.resize,
}


def _around(
    box: tuple[int, int, int, int], wanted: float, *, square: bool
) -> tuple[int, int, int, int]:
    """The cut around a product's box that it fills by this share. Made square afterwards, a long thing cannot fill the
    area: then its long side does."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if square:
        longest = max(wide, high)
        side = max((wide * high / wanted) ** 0.5, longest / _LONG_SHARE)
        new_wide = new_high = side
    else:
        grow = (1 / wanted) ** 0.5
        new_wide, new_high = wide * grow, high * grow
    middle_x, middle_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    left, top = round(middle_x - new_wide / 2), round(middle_y - new_high / 2)
    return left, top, left + max(wide, round(new_wide)), top + max(high, round(new_high))
