"""Drawn papers through the reader, and what it got right: fields, kinds, places."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from seller_desk.core.documents.reading.model import Reading
from seller_desk.core.services.documents_reading import ReadingService
from tests.specimens.layouts import Layouts, drawn, seed_of
from tests.specimens.noise import LEVELS, taken
from tests.specimens.pen import Truth

__all__ = ["LEVELS", "Score", "read_drawn", "same"]


def same(name: str, one: str, other: str) -> bool:
    """Equal but for width of signs and spaces; commas between the lines of an address, and the number of signs that
    hide figures of a card, are no part of the value."""
    return _plain(name, one) == _plain(name, other)


def _plain(name: str, text: str) -> str:
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if name == "account":
        text = re.sub(r"[*X]+", "****", text)
    return text.replace(",", "") if name == "address" else text


@dataclass
class Score:
    """Shares over all papers added; places are judged on clean scans only by whoever adds them."""

    right: int = 0
    asked: int = 0
    known: int = 0
    papers: int = 0
    hit: int = 0
    aimed: int = 0
    wrong: list[str] = field(default_factory=list)
    wrong_kinds: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)

    def add(self, name: str, truth: Truth, reading: Reading) -> None:
        """One paper."""
        self.papers += 1
        kind = (reading.kind.kind, reading.kind.side)
        self.known += kind == (truth.kind, truth.side)
        if kind != (truth.kind, truth.side):
            self.wrong_kinds.append(f"{name}: {kind}")
        for key, wanted in truth.fields.items():
            self.asked += 1
            found = reading.field(key)
            good = found is not None and same(key, found.value, wanted)
            self.right += good
            if not good:
                self.wrong.append(f"{name}.{key}: {wanted} / {found and found.value}")
            elif key in truth.places:
                self._place(f"{name}.{key}", truth.places[key], found.box)

    def _place(self, name: str, wanted: tuple[int, ...], box: tuple[int, ...]) -> None:
        """The middle of one lies in the other: photographs move things by a few per cent of the page."""
        self.aimed += 1
        room = 0.08 * max(1600, wanted[0] + wanted[2])
        x, y = wanted[0] + wanted[2] / 2, wanted[1] + wanted[3] / 2
        good = (
            box[0] - room <= x <= box[0] + box[2] + room
            and box[1] - room <= y <= box[1] + box[3] + room
        )
        self.hit += good
        if not good:
            self.misplaced.append(f"{name}: {wanted} / {box}")

    @property
    def fields(self) -> float:
        """Share of fields that are right."""
        return self.right / max(1, self.asked)

    @property
    def kinds(self) -> float:
        """Share of papers whose kind and side are right."""
        return self.known / max(1, self.papers)

    @property
    def placed(self) -> float:
        """Share of right fields that stand where they were drawn."""
        return self.hit / max(1, self.aimed)


def read_drawn(
    layouts: Layouts, level: str, folder: Path, turn: int = 0
) -> Iterator[tuple[str, Truth, Reading]]:
    """Every layout as this device takes it, read; places of the truth in the pixels of what was read (no noise moves
    a clean scan; a photograph is scaled to its own size, and moves things by a few per cent)."""
    service = ReadingService(None)
    try:
        for name in layouts:
            sheet = drawn(name, turn)
            image = taken(sheet.image, level, seed_of(name, turn))
            path = folder / f"{name}.{level}.jpg"
            image.save(path, quality=92)
            across, down = image.width / sheet.image.width, image.height / sheet.image.height
            truth = Truth(
                sheet.truth.kind,
                sheet.truth.side,
                sheet.truth.fields,
                _scaled(sheet.truth.places, across, down),
            )
            yield name, truth, service.read(path)
    finally:
        service.close()


def _scaled(places: Mapping[str, tuple[int, ...]], across: float, down: float):
    return {
        key: (round(x * across), round(y * down), round(w * across), round(h * down))
        for key, (x, y, w, h) in places.items()
    }
