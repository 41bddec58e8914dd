"""Product pictures drawn by us: household goods on pure white, and on purpose bad ones."""

from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
COLOURS: dict[str, Colour] = {
    "Blue": (118, 160, 180),
    "Green": (124, 178, 146),
    "Sand": (186, 156, 124),
    "Purple": (140, 124, 178),
    "Pink": (184, 116, 158),
    "Grey": (128, 134, 142),
}


@dataclass(frozen=True)
class Picture:
    """A drawn product: `shape` box, jar, lid, rack, bag or tray; `fill` is its share of the longer side."""

    shape: str = "box"
    colour: Colour = COLOURS["Blue"]
    size: int = 1600
    background: Colour = WHITE
    fill: float = 0.94
    count: int = 1
    border: int = 0
    transparent: bool = False

    def draw(self) -> Image.Image:
        """The picture, RGB (RGBA if transparent)."""
        side = self.size
        image = Image.new("RGB", (side, side), self.background)
        reach = side * self.fill / 2
        frame = (side / 2 - reach, side / 2 - reach, side / 2 + reach, side / 2 + reach)
        product = _product(self.shape, self.colour, self.count, side, frame)
        image.paste(product.convert("RGB"), (0, 0), product.getchannel("A"))
        if self.border:
            pen = ImageDraw.Draw(image)
            pen.rectangle((0, 0, side - 1, side - 1), outline=(40, 40, 40), width=self.border)
        if self.transparent:
            clear = Image.new("RGBA", (side, side), (255, 255, 255, 0))
            clear.alpha_composite(product)
            return clear
        return image


def shade(colour: Colour, factor: float) -> Colour:
    """Lighter (>1) or darker (<1)."""
    red, green, blue = (min(250, max(0, round(part * factor))) for part in colour)
    return red, green, blue


class _Pen:
    """Draws in fractions of the frame on a canvas of twice the size (smooth edges)."""

    def __init__(self, side: int, frame: tuple[float, float, float, float]) -> None:
        self.image = Image.new("RGBA", (side * 2, side * 2), (255, 255, 255, 0))
        self.pen = ImageDraw.Draw(self.image)
        self.left, self.top = frame[0] * 2, frame[1] * 2
        self.width, self.height = (frame[2] - frame[0]) * 2, (frame[3] - frame[1]) * 2

    def _box(self, x: float, y: float, right: float, bottom: float) -> tuple[float, ...]:
        return (
            self.left + x * self.width,
            self.top + y * self.height,
            self.left + right * self.width,
            self.top + bottom * self.height,
        )

    def block(self, x, y, right, bottom, colour, radius=0.02) -> None:
        """A rounded block, lighter above than below."""
        box = self._box(x, y, right, bottom)
        self.pen.rounded_rectangle(box, radius * self.width, fill=(*shade(colour, 0.86), 255))
        inner = (box[0], box[1], box[2], box[1] + (box[3] - box[1]) * 0.82)
        self.pen.rounded_rectangle(inner, radius * self.width, fill=(*colour, 255))

    def shine(self, x, y, right, bottom, colour) -> None:
        """A bright streak."""
        self.pen.rounded_rectangle(
            self._box(x, y, right, bottom), 0.015 * self.width, fill=(*shade(colour, 1.28), 255)
        )

    def disc(self, x, y, right, bottom, colour) -> None:
        """An ellipse."""
        self.pen.ellipse(self._box(x, y, right, bottom), fill=(*colour, 255))


def _product(shape, colour, count, side, frame) -> Image.Image:
    pen = _Pen(side, frame)
    {"box": _box, "jar": _jar, "lid": _lid, "rack": _rack, "bag": _bag, "tray": _tray}[shape](
        pen, colour, count
    )
    # Each shape is stretched to fill its frame: `fill` is then the share that checks measure on both sides.
    box = tuple(round(edge) for edge in frame)
    cut = pen.image.crop(pen.image.getchannel("A").getbbox())
    small = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    small.paste(cut.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.LANCZOS), box[:2])
    # Half-transparent rims would leave off-white pixels around the product: keep the alpha crisp.
    alpha = small.getchannel("A").filter(ImageFilter.MedianFilter(3))
    small.putalpha(alpha.point(lambda value: 255 if value > 127 else 0))
    return small


def _box(pen: _Pen, colour: Colour, count: int) -> None:
    pen.block(0.02, 0.3, 0.98, 0.98, colour, 0.06)
    pen.block(0.0, 0.16, 1.0, 0.36, shade(colour, 1.2), 0.05)
    pen.block(0.4, 0.04, 0.6, 0.17, shade(colour, 0.7), 0.03)
    pen.shine(0.08, 0.48, 0.13, 0.8, colour)
    for number in range(1, count):
        x = 0.02 + 0.96 * number / count
        pen.block(x - 0.006, 0.4, x + 0.006, 0.94, shade(colour, 0.72), 0.004)


def _jar(pen: _Pen, colour: Colour, count: int) -> None:
    width = 1 / count
    for number in range(count):
        left, top = number * width + 0.01, 0.02 + 0.12 * number
        pen.block(left, top + 0.1, left + width - 0.02, 1.0, shade(colour, 1.12), 0.04)
        pen.block(left + 0.02, top, left + width - 0.04, top + 0.12, shade(colour, 0.66), 0.02)
        pen.shine(left + 0.04, top + 0.22, left + 0.07, 0.84, colour)


def _lid(pen: _Pen, colour: Colour, count: int) -> None:
    for number in range(count):
        drop = number * 0.14
        pen.disc(0.0, 0.08 + drop, 1.0, 0.62 + drop, shade(colour, 0.74))
        pen.disc(0.0, 0.04 + drop, 1.0, 0.56 + drop, colour)
        pen.disc(0.12, 0.1 + drop, 0.88, 0.48 + drop, shade(colour, 1.16))


def _rack(pen: _Pen, colour: Colour, count: int) -> None:
    for number in range(count):
        top = 0.16 + number * 0.84 / count
        pen.block(0.0, top + 0.84 / count - 0.05, 1.0, top + 0.84 / count, shade(colour, 0.7), 0.01)
        for item in range(4):
            x = 0.06 + item * 0.23
            pen.block(
                x, top, x + 0.18, top + 0.84 / count - 0.06, shade(colour, 0.9 + item * 0.1), 0.02
            )
    for x in (0.0, 0.96):
        pen.block(x, 0.02, x + 0.04, 1.0, shade(colour, 0.62), 0.01)


def _bag(pen: _Pen, colour: Colour, count: int) -> None:
    for number in range(min(count, 3)):
        shift = number * 0.07
        pen.block(
            0.0 + shift, 0.16 + shift, 0.84 + shift, 0.84 + shift, shade(colour, 1.2 - shift), 0.05
        )
        pen.block(0.0 + shift, 0.08 + shift, 0.84 + shift, 0.18 + shift, shade(colour, 0.75), 0.02)
    pen.shine(0.1 + shift, 0.4 + shift, 0.16 + shift, 0.7 + shift, colour)


def _tray(pen: _Pen, colour: Colour, count: int) -> None:
    pen.block(0.0, 0.14, 1.0, 0.92, shade(colour, 0.8), 0.04)
    for row in range(2):
        for column in range(count):
            width = 0.92 / count
            x, y = 0.04 + column * width, 0.19 + row * 0.34
            pen.block(x + 0.01, y, x + width - 0.01, y + 0.31, shade(colour, 1.18), 0.03)
