"""The closer look at documents (`media.study`), taken in the background and kept by content and version.

Nothing of it is in the database: undo and redo know nothing of it, and what an older version measured is simply not
found under the new one's name, so it is measured anew.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from seller_desk.core.base.errors import Cancelled
from seller_desk.core.base.files import sha256_of
from seller_desk.core.base.progress import Progress, Stop, never, silent
from seller_desk.core.documents.inspect import seen_closer
from seller_desk.core.documents.model import Document, Inspection
from seller_desk.core.documents.quality_model import Study
from seller_desk.core.media.study_mark import UNMEASURED, VERSION
from seller_desk.core.media.worker import WorkerPool
from seller_desk.core.store.readings import Readings

_READER = f"study-{VERSION}"


class CloserLook:
    """Takes closer looks and remembers them. Safe from several threads. `kept` None keeps none on disk."""

    def __init__(
        self,
        kept: Readings | None,
        pool: Callable[[], WorkerPool],
        path: Callable[[Document], Path],
    ) -> None:
        self._kept, self._pool, self._path = kept, pool, path
        self._known: dict[str, Study] = {}
        self._lock = threading.Lock()

    def seen(self, document: Document, found: Inspection) -> Inspection:
        """The inspection with what the closer look added, if it was taken."""
        study = self._of(document.sha256)
        return found if study is None else seen_closer(found, study)

    def waiting(self, documents: Iterable[Document]) -> list[Document]:
        """Those that were not looked at by this version, each content once."""
        return list(
            {
                one.sha256: one
                for one in documents
                if not one.inspection.get("code") and self._of(one.sha256) is None
            }.values()
        )

    def look(
        self,
        documents: Sequence[Document],
        *,
        report: Progress = silent,
        stop: Stop = never,
        at_once: int = 0,
    ) -> int:
        """Look at these, the waiting ones only; how many were. Raises Cancelled; what was done by then is kept.

        `at_once`: files at a time; 0 = as many as there are workers.
        """
        waiting = self.waiting(documents)
        paths = [self._path(one) for one in waiting]
        for number, (document, study) in enumerate(
            zip(waiting, self._each(paths, stop, at_once), strict=True)
        ):
            self._keep(document.sha256, study)
            report(number + 1, len(waiting), document.name)
        return len(waiting)

    def inspections(
        self, found: Sequence[tuple[Path, Inspection]], *, stop: Stop = never
    ) -> Iterator[tuple[Path, Inspection]]:
        """Inspections of files that are no documents, with the closer look; looks kept before are taken from there."""
        names = [_hash(path) if one.usable else "" for path, one in found]
        new = [n for n, name in enumerate(names) if name and self._of(name) is None]
        studies = self._each([found[n][0] for n in new], stop)
        for number, study in zip(new, studies, strict=True):
            self._keep(names[number], study)
        for name, (path, one) in zip(names, found, strict=True):
            study_or_none = self._of(name) if name else None
            yield path, one if study_or_none is None else seen_closer(one, study_or_none)

    def _each(self, paths: Sequence[Path], stop: Stop, at_once: int = 0) -> Iterator[Study]:
        if not paths:
            return
        pool = self._pool()

        def one(path: Path) -> Study:
            if stop():
                return Study(code=UNMEASURED)
            return _converted(pool.run("study", str(path)))

        with ThreadPoolExecutor(at_once or pool.size, thread_name_prefix="study") as threads:
            for study in threads.map(one, paths):
                if stop():
                    threads.shutdown(cancel_futures=True)
                    raise Cancelled
                yield study

    def _of(self, sha256: str) -> Study | None:
        with self._lock:
            known = self._known.get(sha256)
        if known is not None or self._kept is None:
            return known
        data = self._kept.get(sha256, _READER)
        if data is None:
            return None
        try:
            study = msgspec.json.decode(data, type=Study)
        except msgspec.MsgspecError:
            return None
        with self._lock:
            self._known[sha256] = study
        return study

    def _keep(self, sha256: str, study: Study) -> None:
        with self._lock:
            self._known[sha256] = study
        # What could not be measured here may be on another day.
        if self._kept is not None and study.code != UNMEASURED:
            self._kept.put(sha256, _READER, msgspec.json.encode(study))


def _hash(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        return ""


def _converted(answer: dict[str, object]) -> Study:
    try:
        return msgspec.convert(answer, Study)
    except msgspec.ValidationError:
        return Study(code=UNMEASURED)
