"""Closer looks at product pictures (`media.closer`), taken in the reading worker and kept by content and by what looked."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from seller_desk.core.base.files import sha256_of
from seller_desk.core.base.progress import Stop, never
from seller_desk.core.listings.pictures.look import VERSION, Look
from seller_desk.core.store.readings import Readings

if TYPE_CHECKING:
    from seller_desk.core.media.reading_worker import ReadingWorker


class PictureLooks:
    """Takes looks and remembers them. Safe from several threads, which wait for the one worker. `kept` None keeps none
    on disk."""

    def __init__(self, kept: Readings | None, worker: "Callable[[], ReadingWorker]") -> None:
        self._kept, self._worker = kept, worker
        self._known: dict[str, Look] = {}
        self._lock = threading.Lock()

    def known(self, sha256: str) -> Look | None:
        """What is known of this content; None if nobody looked, or an older version did."""
        with self._lock:
            known = self._known.get(sha256)
        if known is not None or self._kept is None:
            return known
        data = self._kept.get(sha256, _reader())
        if data is None:
            return None
        try:
            found = msgspec.json.decode(data, type=Look)
        except msgspec.MsgspecError:
            return None
        with self._lock:
            self._known[sha256] = found
        return found

    def look(self, path: Path, sha256: str = "", stop: Stop = never) -> Look:
        """Look at this file unless it is known; trouble with it is in the look. Raises Cancelled."""
        try:
            name = sha256 or sha256_of(path)
        except OSError:
            return Look(code="unreadable")
        known = self.known(name)
        if known is not None:
            return known
        found = msgspec.convert(self._worker().closer(str(path), stop), Look)
        if not found.code:
            with self._lock:
                self._known[name] = found
            if self._kept is not None:
                self._kept.put(name, _reader(), msgspec.json.encode(found))
        return found


def _reader() -> str:
    from seller_desk.core.media import ocr

    try:
        return f"picture-{VERSION}-{ocr.model_id()}"
    except FileNotFoundError:
        # An installation without the reader looks at nothing, and keeps nothing.
        return f"picture-{VERSION}"
