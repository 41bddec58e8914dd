"""Copies of pictures and PDF pages, made by a recipe. Runs inside a worker process; returns plain values.

Pixels stay as they are wherever type and layout allow it: a JPEG that goes into a PDF is not compressed again. The same
recipe and files give the same bytes.
"""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from seller_desk.core.base.language import N_
from seller_desk.core.media import pdf, pdf_write, picture
from seller_desk.core.media.look import MAX_BYTES, MAX_PAGES
from seller_desk.core.media.private import stripped
from seller_desk.core.media.private_pdf import blanked
from seller_desk.core.media.recipe import Leaf, Made, Recipe
from seller_desk.core.media.sniff import HEAD_BYTES, PDF, PICTURES, type_of
from seller_desk.core.media.stamp import stamped
from seller_desk.core.media.trouble import MediaProblem

if TYPE_CHECKING:
    from PIL.Image import Image

# JPEG quality where a type is changed and nothing asks for less: no eye and no reader tells it from the original.
FINE_QUALITY = 95
# A stacked page's gap between two pictures, of its width.
_GAP_SHARE = 0.03
_TOO_MANY = N_("It has more pages than are turned into pictures")


class _Opened(NamedTuple):
    data: bytes
    kind: str


def remake(recipe: Recipe) -> Made:
    """The files; trouble with an original is in the result, never raised."""
    try:
        return _Maker(recipe).made()
    except MediaProblem as problem:
        return Made(code=problem.code, reason=problem.reason)
    except MemoryError:
        return Made(code="unreadable", reason=N_("It needs more memory than we allow"))


def _opened(path: str) -> _Opened:
    try:
        with Path(path).open("rb") as handle:
            data = handle.read(MAX_BYTES + 1)
    except FileNotFoundError as problem:
        raise MediaProblem(N_("There is no such file")) from problem
    except OSError as problem:
        raise MediaProblem(N_("The system cannot open it")) from problem
    if not data:
        raise MediaProblem(N_("Nothing is in it"), code="empty")
    if len(data) > MAX_BYTES:
        raise MediaProblem(N_("It is larger than 150 MB and was not opened"))
    kind = type_of(data[:HEAD_BYTES])
    if kind not in (PDF, *PICTURES):
        raise MediaProblem(N_("It is neither a picture that we open nor a PDF"))
    return _Opened(data, kind)


class _Maker:
    """One recipe being followed."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._held: dict[str, _Opened] = {}
        self._sizes: list[tuple[int, int]] = []
        self._lossy = False

    def made(self) -> Made:
        """The files."""
        recipe = self._recipe
        if len(recipe.leaves) > MAX_PAGES:
            raise MediaProblem(_TOO_MANY)
        if recipe.layout == "stacked":
            files = [self._saved([self._stacked()], recipe.leaves[0].dpi)]
        elif recipe.layout == "each" or (
            len(recipe.leaves) == 1 and recipe.target not in (PDF, "tiff")
        ):
            files = [self._single(leaf) for leaf in recipe.leaves]
        elif recipe.target == PDF:
            files = [self._pdf()]
        else:
            pages = [self._pixels(leaf) for leaf in recipe.leaves]
            files = [self._saved(pages, recipe.leaves[0].dpi)]
        return Made(files=tuple(files), sizes=tuple(self._sizes), lossy=self._lossy)

    def _open(self, path: str) -> _Opened:
        if path not in self._held:
            self._held[path] = _opened(path)
        return self._held[path]

    @property
    def _untouched(self) -> bool:
        """Whether pixels may go in as they are encoded."""
        recipe = self._recipe
        return not (recipe.quality or recipe.scale < 1 or recipe.stamp)

    def _single(self, leaf: Leaf) -> bytes:
        """One picture file of one leaf."""
        held = self._open(leaf.path)
        if held.kind == self._recipe.target and self._untouched:
            image = picture.open_picture(held.data, held.kind)
            plain = stripped(held.data, held.kind, leaf.dpi)
            if plain is not None and picture.header(image)["orientation"] == 1:
                picture.check_pixels(image)
                self._sizes.append(image.size)
                return plain
        return self._saved([self._pixels(leaf)], leaf.dpi)

    def _pixels(self, leaf: Leaf) -> "Image":
        """The leaf's picture, upright, scaled, stamped."""
        from PIL import Image

        held = self._open(leaf.path)
        if held.kind == PDF:
            made = self._drawn(held, leaf)
            self._lossy = True
        else:
            image = picture.open_picture(held.data, held.kind)
            if leaf.page > 1:
                _seek(image, leaf.page)
            made = picture.upright(image, leaf.side or max(image.size))
        if self._recipe.scale < 1:
            size = tuple(max(1, round(side * self._recipe.scale)) for side in made.size)
            made = made.resize((size[0], size[1]), Image.Resampling.LANCZOS)
            self._lossy = True
        if self._recipe.stamp is not None:
            made = stamped(made, self._recipe.stamp.lines, self._recipe.stamp.font)
        return made

    def _drawn(self, held: _Opened, leaf: Leaf) -> "Image":
        document = pdf.open_pdf(held.data)
        try:
            if not 1 <= leaf.page <= len(document):
                raise MediaProblem(N_("It has no page"), code="empty")
            return pdf.render(document, leaf.page - 1, min(leaf.side or pdf.MAX_SIDE, 10_000))
        finally:
            with pdf.LOCK:
                document.close()

    def _stacked(self) -> "Image":
        """All leaves below each other, as wide as the widest."""
        from PIL import Image

        parts = [self._pixels(leaf) for leaf in self._recipe.leaves]
        width = max(part.width for part in parts)
        parts = [
            part
            if part.width == width
            else part.resize(
                (width, round(part.height * width / part.width)), Image.Resampling.LANCZOS
            )
            for part in parts
        ]
        gap = max(1, round(width * _GAP_SHARE))
        height = sum(part.height for part in parts) + gap * (len(parts) - 1)
        if width * height > picture.MAX_PIXELS:
            raise MediaProblem(N_("Too many pixels"), code="too_many_pixels")
        mode = "RGB" if any(part.mode == "RGB" for part in parts) else "L"
        page = Image.new(mode, (width, height), "white")
        top = 0
        for part in parts:
            page.paste(part, (0, top))
            top += part.height + gap
        return page

    def _saved(self, pages: "list[Image]", dpi: float) -> bytes:
        """These pictures in the target's type."""
        recipe = self._recipe
        self._sizes += [page.size for page in pages]
        if recipe.target == PDF:
            writer = self._writer()
            for page in pages:
                pdf_write.add_sheet(writer, self._sheet(page, dpi * recipe.scale, as_jpeg=True))
            return pdf_write.written(writer)
        target = io.BytesIO()
        options = _dpi_tag(dpi * recipe.scale)
        mark = recipe.stamp.mark if recipe.stamp else ""
        if recipe.target == "jpg":
            self._lossy = True
            if mark:
                options["comment"] = mark
            _to_jpeg(pages[0], target, recipe.quality or FINE_QUALITY, **options)
        elif recipe.target == "png":
            if mark:
                from PIL.PngImagePlugin import PngInfo

                options["pnginfo"] = PngInfo()
                options["pnginfo"].add_text("Comment", mark)
            pages[0].save(target, "PNG", compress_level=6, **options)
        elif recipe.target == "tiff":
            pages[0].save(
                target,
                "TIFF",
                compression="tiff_lzw",
                save_all=True,
                append_images=pages[1:],
                **options,
            )
        else:
            raise MediaProblem(N_("No copy of this type is made"))
        return target.getvalue()

    def _writer(self) -> Any:
        writer = pdf_write.new_writer()
        if self._recipe.stamp:
            pdf_write.set_mark(writer, self._recipe.stamp.mark)
        return writer

    def _pdf(self) -> bytes:
        """A PDF: its own pages as they are, pictures each on a page."""
        writer = self._writer()
        for leaf in self._recipe.leaves:
            held = self._open(leaf.path)
            if held.kind == PDF and self._untouched:
                self._append(writer, held.data, leaf.page)
                continue
            sheet = self._as_it_is(leaf, held)
            if sheet is None:
                lossy_source = held.kind in ("jpg", "webp", "heic", "avif", PDF)
                page = self._pixels(leaf)
                sheet = self._sheet(page, leaf.dpi * self._recipe.scale, as_jpeg=lossy_source)
            self._sizes.append(sheet.size)
            pdf_write.add_sheet(writer, sheet)
        return pdf_write.written(writer)

    def _append(self, writer: Any, data: bytes, number: int) -> None:
        from pypdf import PdfReader

        try:
            pages = PdfReader(io.BytesIO(blanked(data)), strict=False).pages
            chosen = list(pages) if number == 0 else [pages[number - 1]]
            for page in chosen:
                writer.add_page(page)
                self._sizes.append((round(page.mediabox.width), round(page.mediabox.height)))
        except MemoryError:
            raise
        except Exception as problem:
            raise MediaProblem(N_("The PDF is damaged")) from problem

    def _as_it_is(self, leaf: Leaf, held: _Opened) -> pdf_write.Sheet | None:
        """A JPEG as a PDF page without decoding it; None where it has to be."""
        if held.kind != "jpg" or not self._untouched:
            return None
        image = picture.open_picture(held.data, held.kind)
        picture.check_pixels(image)
        about = picture.header(image)
        turned = {1: 0, 3: 180, 6: 90, 8: 270}.get(about["orientation"])
        if image.mode not in ("L", "RGB") or turned is None:
            return None
        plain = stripped(held.data, "jpg") or held.data
        grey = image.mode == "L"
        return pdf_write.Sheet(plain, True, image.size, grey, dpi=leaf.dpi, turned=turned)

    def _sheet(self, page: "Image", dpi: float, *, as_jpeg: bool) -> pdf_write.Sheet:
        quality = self._recipe.quality
        target = io.BytesIO()
        grey = page.mode == "L"
        if quality or as_jpeg:
            self._lossy = True
            _to_jpeg(page, target, quality or FINE_QUALITY)
            return pdf_write.Sheet(target.getvalue(), True, page.size, grey, dpi=dpi)
        page.save(target, "PNG", compress_level=6)
        return pdf_write.Sheet(target.getvalue(), False, page.size, grey, dpi=dpi)


def _seek(image: "Image", number: int) -> None:
    try:
        image.seek(number - 1)
    except (EOFError, OSError, ValueError, SyntaxError) as problem:
        raise MediaProblem(N_("A page is damaged")) from problem


def _to_jpeg(page: "Image", target: io.BytesIO, quality: int, **options: Any) -> None:
    """Full colour resolution at fine quality: red seals over black print stay sharp."""
    finest = 0 if quality >= 90 else 2
    page.save(target, "JPEG", quality=quality, subsampling=finest, optimize=True, **options)


def _dpi_tag(dpi: float) -> dict[str, Any]:
    return {"dpi": (round(dpi), round(dpi))} if dpi else {}
