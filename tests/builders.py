"""Builders of synthetic files for tests: `a_document("id_card", side="front").blurred().write(folder)`.

Every page is stamped SPECIMEN/样本; see packaging/specimens.py for what is invented and why it belongs to nobody.
"""

import io
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pictures
import specimens
from PIL import Image, ImageDraw, ImageFilter

Facts = specimens.Facts


@dataclass(frozen=True)
class DocumentBuilder:
    """A synthetic document. Each method returns a changed copy; `content()` or `write()` ends the chain."""

    kind: str = "business_licence"
    side: str = ""
    dpi: int = 300
    facts: Facts = field(default_factory=Facts)
    format: str = "JPEG"
    quality: int = 85
    name: str = ""
    pages: int = 1
    says_dpi: int | None = -1
    defects: frozenset[str] = frozenset()
    locked: str = ""

    def _with(self, *defects: str, **changes) -> "DocumentBuilder":
        return replace(self, defects=self.defects | set(defects), **changes)

    def at_dpi(self, dpi: int, *, says: int | None = -1) -> "DocumentBuilder":
        """Scanned at `dpi`; `says` is what the file claims (None: nothing)."""
        return self._with(dpi=dpi, says_dpi=says)

    def saying(self, **facts) -> "DocumentBuilder":
        """Other facts on the paper, such as `person_zh=`."""
        return self._with(facts=replace(self.facts, **facts))

    def issued(self, day: date) -> "DocumentBuilder":
        """Issued on that day."""
        return self.saying(issued_on=day)

    def valid(self, start: date, end: date | None) -> "DocumentBuilder":
        """Valid from and until (None: no end)."""
        return self.saying(valid_from=start, valid_until=end)

    def named(self, name: str) -> "DocumentBuilder":
        """Under this file name."""
        return self._with(name=name)

    def as_png(self) -> "DocumentBuilder":
        """A PNG."""
        return self._with(format="PNG")

    def as_pdf(self, pages: int = 1) -> "DocumentBuilder":
        """A PDF of that many pages."""
        return self._with(format="PDF", pages=pages)

    def blurred(self) -> "DocumentBuilder":
        """Out of focus: small print cannot be read."""
        return self._with("blurred")

    def grey(self) -> "DocumentBuilder":
        """Not in colour."""
        return self._with("grey")

    def cut(self) -> "DocumentBuilder":
        """The right part of the paper is missing."""
        return self._with("cut")

    def rotated(self, degrees: float = 90) -> "DocumentBuilder":
        """Turned."""
        return self._with(f"rotated:{degrees}")

    def screenshot(self) -> "DocumentBuilder":
        """As a phone's screen shows it: screen size, status bar, PNG without resolution."""
        return self._with("screenshot", format="PNG", says_dpi=None)

    def with_empty_page(self) -> "DocumentBuilder":
        """A PDF with an empty last page."""
        return self._with("empty_page", format="PDF")

    def with_password(self, word: str = "secret") -> "DocumentBuilder":
        """A PDF that needs a password."""
        return self._with(format="PDF", locked=word)

    def image(self, page: int = 1) -> Image.Image:
        """One page with its defects."""
        many = self.pages > 1 or self.kind in ("bank_statement", "card_statement")
        side = str(page) if many else self.side
        image = specimens.draw(self.kind, side, dpi=self.dpi, facts=self.facts)
        for defect in sorted(self.defects):
            image = _damage(image, defect, self.dpi)
        return image

    def content(self) -> bytes:
        """The file's content."""
        said = self.dpi if self.says_dpi == -1 else self.says_dpi
        resolution = {"dpi": (said, said)} if said else {}
        if self.format == "PDF":
            return self._pdf()
        buffer = io.BytesIO()
        quality = {"quality": self.quality} if self.format == "JPEG" else {}
        self.image().save(buffer, self.format, **quality, **resolution)
        return buffer.getvalue()

    def _pdf(self) -> bytes:
        sheets = [self.image(number + 1) for number in range(self.pages)]
        if "empty_page" in self.defects:
            sheets.append(Image.new("RGB", sheets[0].size, (255, 255, 255)))
        return specimens.pdf_of(sheets, self.dpi, quality=self.quality, password=self.locked)

    def file_name(self) -> str:
        """The given name, or one made of kind and side."""
        ending = {"JPEG": "jpg", "PNG": "png", "PDF": "pdf"}[self.format]
        return self.name or "-".join(part for part in (self.kind, self.side) if part) + f".{ending}"

    def write(self, folder: Path) -> Path:
        """Write it into `folder`; the path."""
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / self.file_name()
        target.write_bytes(self.content())
        return target


def _damage(image: Image.Image, defect: str, dpi: int) -> Image.Image:
    name, _, value = defect.partition(":")
    if name == "blurred":
        return image.filter(ImageFilter.GaussianBlur(max(2.0, dpi / 40)))
    if name == "grey":
        return image.convert("L")
    if name == "cut":
        return image.crop((0, 0, round(image.width * 0.72), image.height))
    if name == "rotated":
        return image.rotate(float(value), expand=True, fillcolor="white")
    if name == "screenshot":
        screen = Image.new("RGB", (1080, 2400), (18, 18, 20))
        shown = image.convert("RGB").resize((1080, round(1080 * image.height / image.width)))
        screen.paste(shown.crop((0, 0, 1080, min(shown.height, 2100))), (0, 160))
        pen = ImageDraw.Draw(screen)
        pen.text((40, 40), "10:32", fill="white", font=specimens.font(44))
        pen.rectangle((980, 48, 1040, 76), outline="white", width=4)
        return screen
    return image


def a_document(kind: str = "business_licence", side: str = "") -> DocumentBuilder:
    """A good document of that kind."""
    return DocumentBuilder(kind=kind, side=side)


@dataclass(frozen=True)
class PictureBuilder:
    """A product picture: good unless changed."""

    picture: pictures.Picture = field(default_factory=pictures.Picture)
    format: str = "JPEG"
    cmyk: bool = False

    def _with(self, **changes) -> "PictureBuilder":
        return replace(self, picture=replace(self.picture, **changes))

    def sized(self, pixels: int) -> "PictureBuilder":
        """A square of that side."""
        return self._with(size=pixels)

    def on(self, red: int, green: int, blue: int) -> "PictureBuilder":
        """On this background."""
        return self._with(background=(red, green, blue))

    def filling(self, share: float) -> "PictureBuilder":
        """The product takes this share of the side."""
        return self._with(fill=share)

    def bordered(self, pixels: int = 12) -> "PictureBuilder":
        """With a dark frame around it."""
        return self._with(border=pixels)

    def transparent(self) -> "PictureBuilder":
        """A PNG without a background."""
        return replace(self._with(transparent=True), format="PNG")

    def in_cmyk(self) -> "PictureBuilder":
        """With a printer's colours."""
        return replace(self, cmyk=True)

    def as_png(self) -> "PictureBuilder":
        """A PNG."""
        return replace(self, format="PNG")

    def content(self) -> bytes:
        """The file's content."""
        image = self.picture.draw()
        if self.cmyk:
            image = image.convert("CMYK")
        buffer = io.BytesIO()
        image.save(buffer, self.format, **({"quality": 90} if self.format == "JPEG" else {}))
        return buffer.getvalue()

    def write(self, folder: Path, name: str = "") -> Path:
        """Write it into `folder`; the path."""
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / (name or f"picture.{self.format.lower().replace('jpeg', 'jpg')}")
        target.write_bytes(self.content())
        return target


def a_picture(shape: str = "box") -> PictureBuilder:
    """A good main picture."""
    return PictureBuilder(pictures.Picture(shape=shape))
