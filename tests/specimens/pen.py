"""Drawing of invented papers in millimetres: text with its truth, seals, codes, tables, faces.

A value drawn with `val` is remembered with its field, its truth and its place, so that a drawing says itself what is
to be read from it, and where. Nothing here knows the reader.
"""

import random
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_ROOTS = ("/usr/share/fonts", "/usr/local/share/fonts", str(Path.home() / ".fonts"))
_FACES = {
    "sans": ("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "wqy-zenhei.ttc"),
    "bold": ("NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold.otf", "wqy-zenhei.ttc"),
    "serif": ("NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "wqy-zenhei.ttc"),
    "serifbold": ("NotoSerifCJK-Bold.ttc", "NotoSansCJK-Bold.ttc", "wqy-zenhei.ttc"),
    "latin": ("LiberationSans-Regular.ttf", "DejaVuSans.ttf"),
    "latinbold": ("LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf"),
    "roman": ("LiberationSerif-Regular.ttf", "DejaVuSerif.ttf"),
    "romanbold": ("LiberationSerif-Bold.ttf", "DejaVuSerif-Bold.ttf"),
    "mono": ("LiberationMono-Regular.ttf", "DejaVuSansMono.ttf"),
    "monobold": ("LiberationMono-Bold.ttf", "DejaVuSansMono-Bold.ttf"),
}
# In Noto's collections: Japanese, Korean, simplified, traditional, Hong Kong.
_SIMPLIFIED, _HONG_KONG = 2, 4
INK, GREY, RED, BLUE = (34, 34, 38), (112, 114, 120), (205, 38, 34), (30, 70, 140)


class NoFont(RuntimeError):
    """The machine has no Chinese font: the tests fail with these words instead of testing nothing."""


@cache
def _files() -> dict[str, Path]:
    return {
        path.name: path for root in _ROOTS for path in Path(root).rglob("*.*") if path.is_file()
    }


@cache
def typeface(name: str, pixels: int, hong_kong: bool = False) -> ImageFont.FreeTypeFont:
    """A face of `_FACES` at this height."""
    for candidate in (*_FACES[name], *(_FACES["sans"] if "lat" in name or "m" in name else ())):
        path = _files().get(candidate)
        if path is not None:
            index = (_HONG_KONG if hong_kong else _SIMPLIFIED) if "Noto" in candidate else 0
            index = index if path.suffix == ".ttc" else 0
            return ImageFont.truetype(str(path), max(5, pixels), index=index)
    raise NoFont("A Chinese font is needed to draw specimens: apt-get install fonts-noto-cjk")


@dataclass
class Truth:
    """What a paper says: fields of the public ids; `places` in pixels of the drawing [x, y, w, h]."""

    kind: str
    side: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[int, int, int, int]] = field(default_factory=dict)


class Sheet:
    """A paper of width x height millimetres."""

    def __init__(
        self,
        kind: str,
        width: float,
        height: float,
        *,
        dpi: int = 200,
        paper: tuple[int, int, int] = (252, 251, 247),
        face: str = "sans",
        side: str = "",
        hong_kong: bool = False,
    ) -> None:
        self.dpi, self.face, self.width, self.height = dpi, face, width, height
        self.hong_kong = hong_kong
        self.image = Image.new("RGB", (self.px(width), self.px(height)), paper)
        self.pen = ImageDraw.Draw(self.image)
        self.truth = Truth(kind, side)

    def px(self, millimetres: float) -> int:
        """Pixels of a length."""
        return round(millimetres * self.dpi / 25.4)

    def t(self, x: float, y: float, words: str, size: float = 3.5, face: str = "", **style):
        """Words with their upper left corner (or `anchor`) at x, y; the box in pixels."""
        font = typeface(face or self.face, self.px(size), self.hong_kong)
        anchor = style.get("anchor", "la")
        self.pen.text(
            (self.px(x), self.px(y)), words, fill=style.get("colour", INK), font=font, anchor=anchor
        )
        left, top, right, bottom = self.pen.textbbox(
            (self.px(x), self.px(y)), words, font=font, anchor=anchor
        )
        return int(left), int(top), int(right - left), int(bottom - top)

    def spread(self, x: float, y: float, width: float, words: str, size: float = 3.5, **style):
        """A label justified over `width`, as official forms do."""
        step = (width - size) / max(1, len(words) - 1)
        for number, char in enumerate(words):
            self.t(x + number * step, y, char, size, style.get("face", ""), **style)

    def val(
        self, name: str, x: float, y: float, words: str, size: float = 3.5, face: str = "", **style
    ):
        """A value of a field; its truth is `truth` or the words."""
        truth = style.pop("truth", words)
        width = style.pop("width", 0.0)
        if width:
            box = self.para(x, y, words, size, width, face, **style)
        else:
            box = self.t(x, y, words, size, face, **style)
        self.truth.fields[name] = truth
        self.truth.places[name] = box

    def para(
        self, x: float, y: float, words: str, size: float, width: float, face: str = "", **style
    ):
        """Words broken at `width` millimetres (Chinese anywhere, others between words); the box in pixels."""
        font = typeface(face or self.face, self.px(size), self.hong_kong)
        lead = style.pop("lead", 1.5)
        limit = self.px(width)
        lines, line = [], ""
        parts = list(words) if any("\u4e00" <= c <= "\u9fff" for c in words) else words.split(" ")
        glue = "" if len(parts) == len(words) else " "
        for part in parts:
            longer = line + (glue if line else "") + part
            if line and font.getlength(longer) > limit:
                lines.append(line)
                line = part
            else:
                line = longer
        lines.append(line)
        boxes = [
            self.t(x, y + number * size * lead, one, size, face, **style)
            for number, one in enumerate(lines)
        ]
        left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
        right, bottom = max(b[0] + b[2] for b in boxes), max(b[1] + b[3] for b in boxes)
        return left, top, right - left, bottom - top

    def box(self, x: float, y: float, width: float, height: float, **style) -> None:
        """A rectangle."""
        self.pen.rectangle(
            (self.px(x), self.px(y), self.px(x + width), self.px(y + height)),
            fill=style.get("fill"),
            outline=style.get("outline"),
            width=max(1, self.px(style.get("line", 0.3))),
        )

    def line(self, x: float, y: float, to_x: float, to_y: float, colour=GREY, wide: float = 0.2):
        """A line."""
        ends = (self.px(x), self.px(y), self.px(to_x), self.px(to_y))
        self.pen.line(ends, fill=colour, width=max(1, self.px(wide)))

    def frame(self, inset: float, colour=(196, 160, 90), line: float = 1.2) -> None:
        """A border along the page."""
        self.box(
            inset,
            inset,
            self.width - 2 * inset,
            self.height - 2 * inset,
            outline=colour,
            line=line,
        )

    def seal(self, x: float, y: float, radius: float, ring: str, strength: int = 170) -> None:
        """A round red seal over what is there, words around a star."""
        side = self.px(2 * radius)
        layer = Image.new("L", (side, side), 0)
        pen = ImageDraw.Draw(layer)
        line = max(2, side // 40)
        pen.ellipse((line, line, side - line, side - line), outline=strength, width=line)
        font = typeface("serif", max(6, round(side * 0.13)))
        arc = 250.0
        for number, char in enumerate(ring):
            turn = -arc / 2 + arc * number / max(1, len(ring) - 1)
            tile = Image.new("L", (side, side), 0)
            ImageDraw.Draw(tile).text(
                (side / 2, side * 0.1), char, fill=strength, font=font, anchor="mt"
            )
            tile = tile.rotate(-turn, resample=Image.Resampling.BICUBIC)
            layer.paste(strength, (0, 0), tile)
        pen.text(
            (side / 2, side / 2),
            "★",
            fill=strength,
            font=typeface("sans", round(side * 0.28)),
            anchor="mm",
        )
        at = (self.px(x - radius), self.px(y - radius))
        self.image.paste(Image.new("RGB", (side, side), RED), at, layer)

    def qr(self, x: float, y: float, size: float, seed: int = 1) -> None:
        """Squares that look like a two-dimensional code and hold nothing."""
        rng, cells = random.Random(seed), 29
        step = size / cells
        for row in range(cells):
            for column in range(cells):
                corner = min(row, cells - 1 - row) < 7 and min(column, cells - 1 - column) < 7
                if not corner and rng.random() < 0.5:
                    self.box(x + column * step, y + row * step, step, step, fill=INK)
        for cx, cy in ((0, 0), (cells - 7, 0), (0, cells - 7)):
            self.box(x + cx * step, y + cy * step, 7 * step, 7 * step, outline=INK, line=step)
            self.box(x + (cx + 2) * step, y + (cy + 2) * step, 3 * step, 3 * step, fill=INK)

    def face_at(self, x: float, y: float, width: float, height: float) -> None:
        """A silhouette: nobody's face."""
        self.box(x, y, width, height, fill=(216, 226, 234))
        middle = x + width / 2
        head = (
            self.px(middle - width / 4),
            self.px(y + height * 0.12),
            self.px(middle + width / 4),
            self.px(y + height * 0.56),
        )
        self.pen.ellipse(head, fill=(148, 160, 174))
        body = (
            self.px(x + 1),
            self.px(y + height * 0.6),
            self.px(x + width - 1),
            self.px(y + height * 1.4),
        )
        self.pen.pieslice(body, 180, 360, fill=(118, 132, 148))
        # What the silhouette hung over the picture's lower edge.
        self.box(x, y + height, width, height * 0.42, fill=self.image.getpixel((3, 3)))

    def waves(self, colour=(226, 232, 240), step: float = 3.0) -> None:
        """A pale pattern behind everything."""
        import math

        across = range(0, self.image.width, 8)
        for row in range(round(self.height / step)):
            points = [
                (at, self.px(row * step) + self.px(1.2) * math.sin(at / self.px(9) + row))
                for at in across
            ]
            self.pen.line(points, fill=colour, width=1)

    def table(self, x: float, y: float, widths, rows, size: float = 3.0, row: float = 7.0, **style):
        """Rows of cells with lines; the lower edge in millimetres."""
        for number, cells in enumerate(rows):
            at = x
            for width, words in zip(widths, cells, strict=True):
                self.box(at, y + number * row, width, row, outline=style.get("colour", GREY))
                self.t(at + 1.2, y + number * row + (row - size) / 2 - 0.4, words, size)
                at += width
        return y + len(rows) * row
