"""What the tab lets run in the background: callables without any widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.bundle.pages import size_text
from seller_desk.core.desk import Desk
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.renditions.model import CopyFile, Original, Purpose
from seller_desk.core.documents.renditions.names import copy_name
from seller_desk.core.documents.renditions.words import type_name
from seller_desk.core.documents.results import PageImage
from seller_desk.core.services.copies import PlannedCopy, Saved
from seller_desk.ui.widgets.viewer import Paper, Shape

_A4 = (1240, 1754)


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One paper of the list: its planned copy and the names of the copy's files."""

    planned: PlannedCopy
    names: tuple[str, ...]

    @property
    def key(self) -> str:
        """The first document's id."""
        return self.planned.paper.document_ids[0]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the tab shows of an application: its name, the copies, all documents of the company."""

    name: str
    rows: tuple[CopyRow, ...]
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class LoadCopies:
    """Reads it; with `make`, makes what is still to be made."""

    desk: Desk
    company_id: str
    application_id: str | None
    make: bool = False

    def __call__(self, progress: Progress, stop: Stop) -> Loaded:
        desk = self.desk
        documents = tuple(desk.documents.list(self.company_id))
        if not self.application_id:
            return Loaded("", (), documents)
        application = desk.applications.get(self.application_id)
        planned = desk.copies.of(application)
        if self.make:
            planned = desk.copies.make(application, planned, progress, stop)
        forbidden = desk.copies.forbidden(application)
        taken: set[str] = set()
        rows, number = [], 0
        for one in planned:
            names = []
            for file in one.copy.files:
                number += 1
                names.append(copy_name(number, one.paper.kind, file, forbidden, taken))
            rows.append(CopyRow(one, tuple(names)))
        return Loaded(desk.applications.names(application)[0], tuple(rows), documents)


@dataclass(frozen=True, slots=True)
class SaveCopies:
    """Writes an application's copies into a folder."""

    desk: Desk
    application_id: str
    folder: Path

    def __call__(self, progress: Progress, stop: Stop) -> list[Saved]:
        return self.desk.copies.save(self.application_id, self.folder, progress, stop)


@dataclass(frozen=True, slots=True)
class SaveForAgent:
    """Writes copies for an agent into a folder."""

    desk: Desk
    documents: tuple[Document, ...]
    purpose: Purpose
    folder: Path
    clean: bool

    def __call__(self, progress: Progress, stop: Stop) -> tuple[list[Saved], list[Finding]]:
        return self.desk.copies.save_for_agent(
            self.documents, self.purpose, self.folder, clean=self.clean, report=progress, stop=stop
        )


@dataclass(frozen=True, slots=True)
class AgentWish:
    """What the seller entered for an agent's copies."""

    documents: tuple[Document, ...]
    text: str
    on: date
    language: str
    clean: bool


def original_facts(originals: Sequence[Original]) -> str:
    """`HEIC · 3024 × 4032 px · 300 dpi · 2.4 MB`."""
    first = originals[0]
    page = first.found.pages[0] if first.found.pages else None
    size = (
        (page.image if page.width_pt is not None else (page.width, page.height)) if page else None
    )
    dpi = round(page.tag_dpi or page.image_dpi or 0) if page else 0
    total = sum(one.size for one in originals)
    return _facts(
        first.found.type, size, dpi, sum(one.found.pages_total for one in originals), total
    )


def copy_facts(file: CopyFile) -> str:
    """The same of a file of a copy."""
    size = file.sizes[0] if file.sizes and file.pages == 1 else None
    return _facts(file.type, size, file.dpi, file.pages, file.size)


def _facts(kind: str, size: tuple[int, int] | None, dpi: int, pages: int, total: int) -> str:
    parts = [type_name(kind)]
    if size and size[0]:
        parts.append(f"{size[0]} × {size[1]} px")
    if dpi:
        parts.append(f"{dpi} dpi")
    if pages > 1:
        parts.append(ngettext("{n} page", "{n} pages", pages).format(n=pages))
    parts.append(size_text(total))
    return " · ".join(parts)


def original_paper(desk: Desk, originals: Sequence[Original]) -> Paper:
    """The originals' pages, one after the other."""
    places = [
        (one.path, number + 1, _shape(one, number))
        for one in originals
        for number in range(max(1, one.found.pages_total))
    ]
    return _paper(desk, originals[0].name, "o", [one.sha256 for one in originals], places)


def copy_paper(desk: Desk, row: CopyRow) -> Paper | None:
    """The copy's pages; None while it is not made."""
    files = row.planned.copy.files
    if not files or not row.planned.ready:
        return None
    originals = {one.sha256: one for one in row.planned.paper.originals}
    places = []
    for file in files:
        original = originals.get(file.sha256)
        path = original.path if original else str(desk.copies.path_of(file.sha256) or "")
        for number in range(max(1, file.pages)):
            shape = (
                _shape(original, number)
                if original
                else file.sizes[number]
                if number < len(file.sizes)
                else _A4
            )
            places.append((path, number + 1, shape))
    return _paper(desk, row.names[0], "c", [file.sha256 for file in files], places)


def _shape(one: Original, number: int) -> tuple[int, int]:
    page = one.found.pages[number] if number < len(one.found.pages) else None
    return (page.width, page.height) if page is not None and page.width else _A4


def _paper(
    desk: Desk,
    name: str,
    what: str,
    hashes: list[str],
    places: list[tuple[str, int, tuple[int, int]]],
) -> Paper:
    shapes = tuple(Shape(*shape) for _path, _page, shape in places)
    return Paper(f"{what}:{':'.join(hashes)}", name, shapes, partial(_draw, desk, name, places))


def _draw(
    desk: Desk,
    name: str,
    places: list[tuple[str, int, tuple[int, int]]],
    page: int,
    side: int,
) -> PageImage:
    path, number, _shape_of = places[page - 1]
    answer = desk.documents.pool.run("draw", path, number, side)
    if answer.get("code"):
        raise DeskError(_("{name} cannot be shown").format(name=name), _(str(answer["reason"])))
    return PageImage(answer["jpg"], answer["width"], answer["height"])
