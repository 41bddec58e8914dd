"""Hostile files are opened in worker processes: capped memory, a time limit for each file, killed and replaced when stuck.

A worker is spawned (never forked), imports no Qt, prints nothing, and answers with plain values. Workers are kept
between files, so that a thousand small files cost a thousand looks, not a thousand processes.
"""

import contextlib
import logging
import multiprocessing
import os
import queue
import sys
import threading
import time
import types
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from seller_desk.core.base import system
from seller_desk.core.base.errors import Cancelled
from seller_desk.core.base.language import N_
from seller_desk.core.base.progress import Stop, never

SECONDS_PER_FILE = 8.0
# Address space on Linux; elsewhere the parent watches resident memory.
MEMORY_MB = 800
# Whole pages at full resolution, and many of them.
SECONDS_TO_REPAIR = 60.0
REPAIRS = ("suggest", "repair", "merge", "split")
SLOW = (*REPAIRS, "mend")
_START_SECONDS = 30.0
_WATCH_SECONDS = 0.25

TOO_SLOW = N_("It takes too long to open")
TOO_LARGE = N_("It needs more memory than we allow")
CRASHED = N_("It cannot be opened safely")


_starting = threading.Lock()


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Start a process that does not run the program's main script again: a worker needs none of it (nor its Qt)."""
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def silence() -> None:
    """C libraries write complaints of broken files to the terminal's own streams; a worker has nothing to say there.

    Nor does it hurry: two of them read pages for minutes on a computer that may have two cores.
    """
    system.in_background()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        for stream in (1, 2):
            with contextlib.suppress(OSError):
                os.dup2(nowhere.fileno(), stream)
    logging.disable(logging.CRITICAL)


def serve(pipe: Connection) -> None:
    """A worker's life: answer jobs until the pipe closes."""
    silence()
    from seller_desk.core.media import look

    with contextlib.suppress(ImportError):
        import PIL.Image
        import pypdfium2  # noqa: F401 - loaded before memory is capped

        PIL.Image.preinit()
    system.limit_memory(MEMORY_MB)
    pipe.send(("ready", None))
    while True:
        try:
            job, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = _answer(look, job, arguments, pipe)
            pipe.send(("done", answer))
        except MemoryError:
            pipe.send(("done", {"code": "unreadable", "reason": TOO_LARGE}))
        except Exception:  # noqa: BLE001 - whatever a broken file does, the batch goes on
            pipe.send(("done", {"code": "unreadable", "reason": CRASHED}))


def _answer(look: Any, job: str, arguments: tuple[Any, ...], pipe: Connection) -> dict[str, Any]:
    if job == "look":

        def part(found: dict[str, Any]) -> None:
            pipe.send(("part", found))

        return dict(look.look(*arguments, part))
    if job == "study":
        from seller_desk.core.media import study

        return dict(study.study(*arguments))
    if job == "mend":
        from seller_desk.core.media.mend import mend_file

        return {"made": mend_file(*arguments)}
    if job == "remake":
        from seller_desk.core.media.remake import remake

        return {"made": remake(*arguments)}
    if job in REPAIRS:
        from seller_desk.core.media import repair

        return repair.answer(job, *arguments)
    return dict(look.draw(*arguments))


class Worker:
    """One process and its pipe; used by one thread at a time. It is killed above `memory_mb` of resident memory."""

    def __init__(
        self,
        target: Callable[[Connection], None] = serve,
        *,
        memory_mb: int = MEMORY_MB,
        name: str = "media",
    ) -> None:
        self._memory_mb = memory_mb
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=target, args=(theirs,), daemon=True, name=name)
        with _without_main():
            self._process.start()
        theirs.close()
        self.alive = self._receive(time.monotonic() + _START_SECONDS)[0] == "ready"

    def run(
        self, job: str, arguments: tuple[Any, ...], seconds: float, stop: Stop = never
    ) -> dict[str, Any]:
        """The answer; after a time-out, a crash or too much memory, what was known by then, with a reason.

        Asked to stop, it ends the process and raises Cancelled.
        """
        known: dict[str, Any] = {}
        deadline = time.monotonic() + seconds
        try:
            self._pipe.send((job, arguments))
        except OSError:
            self.kill()
            return {"code": "unreadable", "reason": CRASHED}
        while True:
            word, value = self._receive(deadline, stop)
            if word == "stopped":
                self.kill()
                raise Cancelled
            if word == "done":
                return dict(value)
            if word == "part":
                known = dict(value)
                continue
            self.kill()
            if known:
                return {**known, "incomplete": str(value)}
            return {"code": "unreadable", "reason": str(value)}

    def _receive(self, deadline: float, stop: Stop = never) -> tuple[str, Any]:
        while True:
            try:
                if self._pipe.poll(min(_WATCH_SECONDS, max(0.0, deadline - time.monotonic()))):
                    word, value = self._pipe.recv()
                    return str(word), value
            except (EOFError, OSError):
                return "gone", CRASHED
            if stop():
                return "stopped", ""
            if time.monotonic() >= deadline:
                return "slow", TOO_SLOW
            if self.memory() > self._memory_mb * 1024 * 1024:
                return "large", TOO_LARGE

    def memory(self) -> int:
        """Resident bytes of the process now; 0 if it is gone."""
        import psutil

        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def kill(self) -> None:
        """End the process now."""
        self.alive = False
        self._process.kill()
        self._process.join(2)
        self._pipe.close()


class WorkerPool:
    """Up to `size` workers, started when needed. Safe from several threads; `close` when done."""

    def __init__(self, size: int = 2, *, seconds: float = SECONDS_PER_FILE) -> None:
        self.size = size
        self._seconds = seconds
        self._slots = threading.BoundedSemaphore(size)
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()

    def run(self, job: str, *arguments: Any) -> dict[str, Any]:
        """One job, waiting for a free worker. Never raises for what the file does.

        A process that died need not be the file's fault: a fresh one has one more try.
        """
        with self._slots:
            answer, died = self._once(job, arguments)
            return self._once(job, arguments, Worker())[0] if died else answer

    def _once(
        self, job: str, arguments: tuple[Any, ...], worker: Worker | None = None
    ) -> tuple[dict[str, Any], bool]:
        """The answer, and whether the process died over it."""
        if worker is None:
            try:
                worker = self._idle.get_nowait()
            except queue.Empty:
                worker = Worker()
        started = worker.alive
        if not started:
            worker.kill()
            return {"code": "unreadable", "reason": CRASHED}, True
        seconds = SECONDS_TO_REPAIR if job in SLOW else self._seconds
        answer = worker.run(job, arguments, seconds)
        crashed = CRASHED in (answer.get("reason"), answer.get("incomplete"))
        return answer, not self._given_back(worker) and crashed

    def _given_back(self, worker: Worker) -> bool:
        """Keep it for the next file, if it lives."""
        if worker.alive:
            self._idle.put(worker)
        return worker.alive

    def each(
        self,
        paths: Sequence[Path],
        *,
        stop: Stop = never,
    ) -> Iterator[tuple[Path, dict[str, Any]]]:
        """A look at each file, in order, `size` at once. Raises Cancelled when asked to stop."""

        def one(path: Path) -> dict[str, Any]:
            return {} if stop() else self.run("look", str(path))

        with ThreadPoolExecutor(self.size, thread_name_prefix="media") as threads:
            for path, answer in zip(paths, threads.map(one, paths), strict=True):
                if stop():
                    threads.shutdown(cancel_futures=True)
                    raise Cancelled
                yield path, answer

    def close(self) -> None:
        """End idle workers."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().kill()

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(self, *_rest: object) -> None:
        self.close()
