"""SHA-256 in a second thread, many files one after the other, without waiting at the end of each.

Buffers go round: read into one, hand it over, take the next free one. Fresh memory for every piece would cost more
than hashing it.
"""

import queue
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from hashlib import sha256
from typing import IO

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _

# Smaller ones cost more in handing over than they save in the processor's cache (measured).
PIECE = 1 << 20
_BUFFERS = 6
_Job = tuple[bytearray | None, memoryview | None, Future[str] | None]


class Hasher:
    """Feed pieces, then `finish` a file; its digest comes when the thread gets there. Use as a context manager."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._free: queue.SimpleQueue[bytearray] = queue.SimpleQueue()
        for _number in range(_BUFFERS):
            self._free.put(bytearray(PIECE))
        self._thread = threading.Thread(target=self._run, name="packet-hash", daemon=True)

    def __enter__(self) -> "Hasher":
        self._thread.start()
        return self

    def __exit__(self, *_rest: object) -> None:
        self._jobs.put(None)
        self._thread.join()

    def pieces(self, source: IO[bytes]) -> Iterator[memoryview]:
        """The content of `source` in pieces; each is hashed, and may be used until the next is asked for."""
        while True:
            buffer, size = self._free.get(), 0
            try:
                # Files, zip members and BytesIO all have it; typeshed's IO does not.
                size = source.readinto(buffer)  # type: ignore[attr-defined]
            finally:
                if not size:
                    self._free.put(buffer)
            if not size:
                return
            piece = memoryview(buffer)[:size]
            self._jobs.put((buffer, piece, None))
            # Back in `_free` as soon as it is hashed, but nobody takes it from there before the next turn.
            yield piece

    def finish(self) -> "Future[str]":
        """The digest of all pieces since the last `finish`; its `result` raises DeskError if hashing them failed."""
        digest: Future[str] = Future()
        self._jobs.put((None, None, digest))
        return digest

    def _run(self) -> None:
        hashed = sha256()
        failed: BaseException | None = None
        while (job := self._jobs.get()) is not None:
            buffer, piece, digest = job
            try:
                if piece is not None and failed is None:
                    hashed.update(piece)
            except BaseException as problem:  # noqa: BLE001 - a thread that ends would leave its users waiting for ever
                failed = problem
            if buffer is not None:
                self._free.put(buffer)
            if digest is not None:
                _answer(digest, hashed.hexdigest(), failed)
                hashed, failed = sha256(), None


def _answer(digest: "Future[str]", text: str, failed: BaseException | None) -> None:
    if failed is None:
        digest.set_result(text)
        return
    problem = DeskError(
        _("The hash of a file could not be computed"),
        _("The computer may be out of memory. Close other programs and try again."),
    )
    problem.__cause__ = failed
    digest.set_exception(problem)
