"""Making a planned copy: bytes, and what really changed. Made smaller only as far as every read field stays equal."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

import msgspec

from seller_desk.core.base.language import N_
from seller_desk.core.base.progress import Stop, check_stop, never
from seller_desk.core.documents.reading.model import Reading
from seller_desk.core.documents.renditions.leaves import drawn_side
from seller_desk.core.documents.renditions.model import (
    CopyFile,
    CopyPlan,
    Output,
)
from seller_desk.core.documents.renditions.outcome import Kept, Smaller, as_is
from seller_desk.core.media.recipe import Leaf, Made, Recipe
from seller_desk.core.media.sniff import PDF

# JPEG qualities tried, finest first; below the last, print gets a halo.
_QUALITIES = (90, 84, 78, 70, 62)
# Readings are slow: so many candidates that fit are read again at most.
_MOST_READ = 3
# Where nothing was recognised as a field, this share of the characters has to be read as before.
_SAME_SHARE = 0.985
_TOO_LARGE = N_("It cannot be made small enough for the platform without losing what it says")
_DRAWN = N_("It is too large, and its pages are no scans: nothing can be saved without loss")


@dataclass(frozen=True, slots=True)
class Shop:
    """What making needs: a worker that follows recipes, and a reader of files and of bytes for a kind of paper."""

    remake: Callable[[Recipe], Made]
    read_file: Callable[[str, str], Reading]
    read_bytes: Callable[[bytes, str], Reading]


class MadeCopy(NamedTuple):
    """A Kept and the bytes of what was made, by SHA-256."""

    kept: Kept
    data: dict[str, bytes]


class _RefusedError(Exception):
    def __init__(self, reason: str, *offers: str, lasting: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offers = offers
        self.lasting = lasting


def make(plan: CopyPlan, shop: Shop, stop: Stop = never) -> MadeCopy:
    """Follow the plan. A refusal leaves no file; Cancelled goes through."""
    if plan.refused is not None:
        return MadeCopy(Kept(), {})
    files: list[CopyFile] = []
    data: dict[str, bytes] = {}
    smaller: list[Smaller] = []
    try:
        for output in plan.outputs:
            check_stop(stop)
            files += _Making(plan, output, shop, data, smaller, stop).files()
    except _RefusedError as problem:
        kept = Kept(reason=problem.reason, offers=list(problem.offers), lasting=problem.lasting)
        return MadeCopy(kept, {})
    return MadeCopy(Kept(files=files, smaller=smaller), data)


class _Making:
    """One output."""

    def __init__(
        self,
        plan: CopyPlan,
        output: Output,
        shop: Shop,
        data: dict[str, bytes],
        smaller: list[Smaller],
        stop: Stop,
    ) -> None:
        self._plan = plan
        self._output = output
        self._shop = shop
        self._data = data
        self._smaller_files = smaller
        self._stop = stop

    def files(self) -> list[CopyFile]:
        output = self._output
        if output.as_is and not self._over(output.size):
            return [as_is(output.originals[0])]
        if not output.as_is:
            made = self._made(output.recipe)
            if not any(self._over(len(one)) for one in made.files) and (
                not (output.verify and made.lossy)
                or self._says_the_same(self._original_reading(), made)
            ):
                return self._kept(made, output.recipe)
        made, recipe = self._smaller()
        return self._kept(made, recipe)

    def _over(self, size: int) -> bool:
        return self._plan.limit is not None and size >= self._plan.limit

    def _made(self, recipe: Recipe) -> Made:
        made = self._shop.remake(recipe)
        check_stop(self._stop)
        if made.code:
            raise _RefusedError(made.reason)
        return made

    def _kept(self, made: Made, recipe: Recipe) -> list[CopyFile]:
        output = self._output
        files = []
        each = len(made.files) > 1
        dpi = round(min((leaf.dpi for leaf in recipe.leaves), default=0) * recipe.scale)
        for number, data in enumerate(made.files):
            sha256 = hashlib.sha256(data).hexdigest()
            self._data[sha256] = data
            sizes = [made.sizes[number]] if each else list(made.sizes)
            files.append(
                CopyFile(
                    sha256=sha256,
                    size=len(data),
                    type=output.type,
                    pages=len(sizes),
                    sizes=sizes,
                    dpi=dpi,
                    side="both" if output.merged else output.originals[0].side,
                    name=output.originals[0].name,
                )
            )
        return files

    def _smaller(self) -> tuple[Made, Recipe]:
        """The first candidate under the limit that still says the same."""
        output = self._output
        if not output.shrinks:
            raise _RefusedError(_DRAWN, "save_smaller", lasting=True)
        wanted: Reading | None = None
        readings = 0
        for recipe in self._candidates():
            made = self._made(recipe)
            if any(self._over(len(one)) for one in made.files):
                continue
            wanted = wanted or self._original_reading()
            readings += 1
            if self._says_the_same(wanted, made):
                self._note(made, recipe, wanted)
                return made, recipe
            if readings == _MOST_READ:
                break
        raise _RefusedError(_TOO_LARGE, "scan_again", lasting=True)

    def _candidates(self) -> Iterator[Recipe]:
        """Fewer bytes step by step: first finer compression, then fewer pixels (never below the required dpi)."""
        output = self._output
        leaves = tuple(self._drawn_leaves())
        base = msgspec.structs.replace(output.recipe, leaves=leaves)
        if output.type in ("png", "tiff") and self._plan.limit is not None:
            # Lossless types: fewer pixels are the only way.
            for scale in self._scales():
                if scale < 1:
                    yield msgspec.structs.replace(base, scale=scale)
            return
        scales = self._scales()
        for quality in _QUALITIES[:2]:
            yield msgspec.structs.replace(base, quality=quality)
        for scale in scales[1:]:
            yield msgspec.structs.replace(base, quality=90, scale=scale)
        for quality in _QUALITIES[1:]:
            yield msgspec.structs.replace(base, quality=quality, scale=scales[-1])

    def _scales(self) -> list[float]:
        floor = self._output.floor
        if floor > 0.97:
            return [1.0]
        return [1.0, round((1 + floor) / 2, 3), floor]

    def _drawn_leaves(self) -> Iterator[Leaf]:
        """A PDF that went in whole, page by page."""
        by_path = {one.path: one for one in self._output.originals}
        for leaf in self._output.recipe.leaves:
            one = by_path[leaf.path]
            if leaf.page or one.found.type != PDF:
                yield leaf
                continue
            for page in one.found.pages:
                yield Leaf(
                    path=leaf.path,
                    page=page.number,
                    side=drawn_side(page),
                    dpi=page.image_dpi or 0.0,
                )

    def _original_reading(self) -> Reading:
        kind = self._plan.paper.kind
        readings = [self._shop.read_file(one.path, kind) for one in self._output.originals]
        for one in readings:
            if one.code:
                raise _RefusedError(one.reason)
        return readings[0] if len(readings) == 1 else _together(readings)

    def _says_the_same(self, wanted: Reading, made: Made) -> bool:
        kind = self._plan.paper.kind
        readings = [self._shop.read_bytes(one, kind) for one in made.files]
        check_stop(self._stop)
        again = readings[0] if len(readings) == 1 else _together(readings)
        return same_reading(wanted, again)

    def _note(self, made: Made, recipe: Recipe, wanted: Reading) -> None:
        self._smaller_files.append(
            Smaller(
                file=self._output.originals[0].name,
                before=self._output.size,
                after=sum(map(len, made.files)),
                scale=recipe.scale,
                dpi=min((leaf.dpi for leaf in recipe.leaves), default=0.0),
                fields=[one.name for one in wanted.fields],
            )
        )


def same_reading(before: Reading, after: Reading) -> bool:
    """Whether every field says what it said; without fields, whether nearly every character does."""
    if after.code:
        return False
    if before.fields:
        again = {one.name: _plain(one.value) for one in after.fields}
        return all(again.get(one.name) == _plain(one.value) for one in before.fields)
    one, other = ("\n".join(line.text for line in reading.lines) for reading in (before, after))
    if not one.strip():
        # Nothing was legible before: nothing proves that the copy is as good.
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_SHARE


def _plain(value: str) -> str:
    """Without spaces and the width of signs, on which reading the very same print twice may differ."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", value))


def _together(readings: list[Reading]) -> Reading:
    """The fields and pages of several files as one; the first file's value of a field stands."""
    fields = {one.name: one for reading in reversed(readings) for one in reading.fields}
    return Reading(
        kind=readings[0].kind,
        fields=list(fields.values()),
        pages=[page for reading in readings for page in reading.pages],
        pages_total=sum(one.pages_total for one in readings),
        code=next((one.code for one in readings if one.code), ""),
    )
