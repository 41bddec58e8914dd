"""Pages drawn for the eye, and repairs of documents: geometry only. Originals stay; every repair is one undo step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _
from seller_desk.core.documents.inspect import inspection_of, to_cache
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.repair.apply import plain
from seller_desk.core.documents.repair.model import Origin, Step
from seller_desk.core.documents.results import PageImage
from seller_desk.core.media.worker import WorkerPool
from seller_desk.core.services.documents_reading import ReadingService
from seller_desk.core.services.names import new_id
from seller_desk.core.store.store import Store

_PAGES = 200


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What would help a page: `skew` in degrees clockwise (0: straight), the paper's corners if it lies on a ground.

    `scan`: there are pixels to straighten; a PDF page of text has none.
    """

    skew: float
    corners: tuple[tuple[float, float], ...]
    scan: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A repaired file: its bytes and type (`jpg`, `png`, `tiff`, `pdf`)."""

    data: bytes
    type: str


class Locked(DeskError):
    """No password was given, or one that does not open the file."""


class RepairService:
    """Draws and repairs. Safe from several threads; files are opened in worker processes."""

    def __init__(
        self,
        store: Store,
        pool: Callable[[], WorkerPool],
        reading: ReadingService,
        today: Callable[[], date],
    ) -> None:
        self._store = store
        self._pool = pool
        self._reading = reading
        self._today = today

    # -- looking ------------------------------------------------------------------------------------

    def picture(
        self, document: Document, page: int, side: int, steps: Sequence[Step] = ()
    ) -> PageImage:
        """Page `page` (from 1) after these steps, long side at most `side` pixels. DeskError if it cannot be drawn."""
        password = self._reading.password_of(document.sha256)
        answer = self._pool().run(
            "draw", str(self._path(document.sha256)), page, side, password, plain(steps, page)
        )
        if answer.get("code"):
            title = _("{name} cannot be shown").format(name=document.name)
            raise DeskError(title, _(str(answer["reason"])))
        return PageImage(answer["jpg"], answer["width"], answer["height"])

    def suggest(self, document: Document, page: int) -> Suggestion:
        """What would help this page. DeskError if it does not open."""
        password = self._reading.password_of(document.sha256)
        return suggestion(self._pool(), self._path(document.sha256), page, password)

    def originals(self, document: Document) -> Sequence[Document]:
        """The untouched originals, each as the document that it would be; none where this is one."""
        return [_back(document, one) for one in document.made_from]

    # -- repairing ----------------------------------------------------------------------------------

    def repair(self, document_id: str, steps: Sequence[Step]) -> Document:
        """The document with these steps applied to what it shows now. DeskError where a page cannot take them.

        Steps are always made anew from the original, so that repairing twice costs sharpness once.
        """
        document = self._get(document_id)
        every = [*document.repairs, *steps]
        anew = len(document.made_from) == 1 and bool(document.repairs)
        source = document.made_from[0].sha256 if anew else document.sha256
        password = self._reading.password_of(source)
        wanted = every if anew else steps
        made = repaired(self._pool(), self._path(source), wanted, password)
        changed = self._with(document, made, origins=document.made_from or [_origin(document)])
        return self._save(
            N_("Repair a document"), [msgspec.structs.replace(changed, repairs=every)]
        )

    def merge(self, first_id: str, second_id: str, *, one_page: bool = False) -> Document:
        """Two documents as one of two pages, or on one page; the second goes, its original stays as origin."""
        first, second = self._get(first_id), self._get(second_id)
        made = merged(
            self._pool(),
            [self._path(first.sha256), self._path(second.sha256)],
            [self._reading.password_of(one.sha256) for one in (first, second)],
            one_page=one_page,
        )
        origins = [
            *(first.made_from or [_origin(first)]),
            *(second.made_from or [_origin(second)]),
        ]
        changed = self._with(first, made, origins=origins)
        sides = {first.side, second.side}
        side = "both" if sides == {"front", "back"} else first.side
        changed = msgspec.structs.replace(changed, side=side, repairs=[])
        return self._save(N_("Merge documents"), [changed], gone=second.id)

    def split(self, document_id: str) -> Sequence[Document]:
        """Each page as a document of its own; the first keeps the entry. DeskError where there is only one page."""
        document = self._get(document_id)
        password = self._reading.password_of(document.sha256)
        parts = split(self._pool(), self._path(document.sha256), password)
        origins = document.made_from or [_origin(document)]
        stem = Path(document.name).stem
        every = []
        for number, made in enumerate(parts, start=1):
            part = self._with(document, made, origins=origins, name=f"{stem}-{number}.{made.type}")
            kept = document.id if number == 1 else new_id()
            every.append(msgspec.structs.replace(part, id=kept, side="", repairs=[], confirmed={}))
        self._save(N_("Split a document"), every)
        return every

    def restore(self, document_id: str) -> Sequence[Document]:
        """Back to the untouched originals: one document for each, the first in this entry. DeskError if there are none."""
        document = self._get(document_id)
        if not document.made_from:
            raise DeskError(
                _("{name} is an original already").format(name=document.name),
                _("Nothing was changed."),
            )
        every = [
            msgspec.structs.replace(one, id=new_id() if number else document.id)
            for number, one in enumerate(self.originals(document))
        ]
        self._save(N_("Back to the original"), every)
        return every

    # -- helpers ------------------------------------------------------------------------------------

    def _path(self, sha256: str) -> Path:
        return self._store.blobs.path(sha256)

    def _get(self, document_id: str) -> Document:
        with self._store.read() as work:
            found = work.documents.get(document_id)
        if found is None:
            raise DeskError(_("This document is no longer there"), _("Choose another."))
        return found

    def _with(
        self, document: Document, made: Made, *, origins: Sequence[Origin], name: str = ""
    ) -> Document:
        """The document with this content; content first, its row later."""
        sha256, size = self._store.blobs.put_bytes(made.data)
        found = inspection_of(self._pool().run("look", str(self._path(sha256))))
        return msgspec.structs.replace(
            document,
            name=name or f"{Path(document.name).stem}.{made.type}",
            sha256=sha256,
            size=size,
            inspection=to_cache(found),
            made_from=list(origins),
        )

    def _save(self, label: str, documents: Sequence[Document], *, gone: str = "") -> Document:
        with self._store.work(label) as work:
            work.documents.save_many(documents)
            if gone:
                work.documents.delete(gone)
        return documents[0]


def _origin(document: Document) -> Origin:
    return Origin(
        name=document.name,
        sha256=document.sha256,
        size=document.size,
        side=document.side,
        inspection=document.inspection,
    )


def _back(document: Document, origin: Origin) -> Document:
    return msgspec.structs.replace(
        document,
        name=origin.name,
        sha256=origin.sha256,
        size=origin.size,
        side=origin.side,
        inspection=origin.inspection,
        made_from=[],
        repairs=[],
    )


# -- files, as the terminal repairs them ------------------------------------------------------------------------


def suggestion(pool: WorkerPool, path: Path, page: int = 1, password: str = "") -> Suggestion:
    """What would help this page of a file. DeskError if it does not open."""
    answer = _asked(pool, path, "suggest", str(path), page, password)
    corners = tuple((float(x), float(y)) for x, y in answer["corners"] or ())
    return Suggestion(float(answer["skew"]), corners, bool(answer["scan"]))


def repaired(pool: WorkerPool, path: Path, steps: Sequence[Step], password: str = "") -> Made:
    """The file after these steps. DeskError where that is not possible."""
    pages = {one.page for one in steps}
    numbers = range(1, _PAGES + 1) if 0 in pages else sorted(pages)
    by_page = {number: plain(steps, number) for number in numbers}
    answer = _asked(pool, path, "repair", str(path), by_page, password)
    return Made(answer["data"], answer["type"])


def merged(
    pool: WorkerPool, paths: Sequence[Path], passwords: Sequence[str], *, one_page: bool
) -> Made:
    """Files in order as one. DeskError where one does not open."""
    names = [str(path) for path in paths]
    answer = _asked(pool, paths[0], "merge", names, list(passwords), one_page)
    return Made(answer["data"], answer["type"])


def split(pool: WorkerPool, path: Path, password: str = "") -> Sequence[Made]:
    """Each page as a file. DeskError where there is only one."""
    answer = _asked(pool, path, "split", str(path), password)
    return [Made(part, answer["type"]) for part in answer["parts"]]


def _asked(pool: WorkerPool, path: Path, job: str, *arguments: Any) -> dict[str, Any]:
    answer = pool.run(job, *arguments)
    if answer.get("code"):
        kind = Locked if answer["code"] == "encrypted" else DeskError
        raise kind(
            _("This cannot be repaired"),
            _("{reason}. Nothing was changed.").format(reason=_(str(answer["reason"]))),
            file=path,
        )
    return answer
