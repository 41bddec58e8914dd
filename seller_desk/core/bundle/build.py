"""Writing a packet: one zip, whole or not at all, the same bytes for the same input.

Dates come from the application's last change, names are sorted as planned, permissions and system are fixed.
Each file is hashed by a second thread while it is copied; the finished zip is read again and verified before it gets
its name.
"""

import os
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO

from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import atomic_file, disk_says
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop, check_stop
from seller_desk.core.bundle import bag, words
from seller_desk.core.bundle.hashing import Hasher
from seller_desk.core.bundle.plan import BundlePlan, Entry
from seller_desk.core.bundle.verify import verify_stream

_FIRST_ZIP_DAY = date(1980, 1, 1)
# Opens an original by its SHA-256.
Opener = Callable[[str], IO[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A packet on disk: the SHA-256 of its tag manifest (which covers every file), its size, each payload path's hash."""

    sha256: str
    size: int
    contents: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What bag-info.txt says. `stamp` is the day of the last change; it also dates every file in the zip."""

    organisation: str
    identifier: str
    stamp: date


def build(
    plan: BundlePlan, target: Path, label: Label, opener: Opener, report: Progress, stop: Stop
) -> Built:
    """Write the packet to `target`, which must not exist.

    Raises DeskError (target exists, disk full, an original damaged, the zip does not verify) or Cancelled; in both
    cases nothing is left under the target's name.
    """
    _check_space(plan, target)
    total = 2 * plan.size
    with atomic_file(target) as handle:
        contents, seal = _Writer(handle, plan, label, opener, stop).write_all(report, total)
        handle.flush()
        # The disk may take its time while we read what it was given.
        with ThreadPoolExecutor(1) as syncing:
            synced = syncing.submit(os.fsync, handle.fileno())
            _verify(handle, plan, partial(_step, report, plan.size, total, stop), target)
            synced.result()
        size = handle.seek(0, os.SEEK_END)
    return Built(sha256=seal, size=size, contents=contents)


def _verify(
    handle: IO[bytes], plan: BundlePlan, watch: Callable[[int], None], target: Path
) -> None:
    """Read the zip again: every planned file is there, and its bytes are those that were hashed (by CRC)."""
    handle.seek(0)
    found = verify_stream(handle, watch, deep=False)
    if not found.ok or (found.files, found.bytes) != (len(plan.entries), plan.size):
        raise DeskError(
            _("The packet did not verify and was not kept"),
            found.problems[0].message if found.problems else "",
            file=target,
        )


def _step(report: Progress, before: int, total: int, stop: Stop, done: int) -> None:
    check_stop(stop)
    report(min(before + done, total), total, _(words.VERIFY))


def _check_space(plan: BundlePlan, target: Path) -> None:
    folder = target.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    needed = plan.size + plan.size // 50 + (1 << 20)
    if system.free_bytes(folder) < needed:
        raise DeskError(
            _("Not enough space on the disk"),
            _("{size} MB are needed; choose another disk or make room.").format(
                size=needed // 1_000_000 + 1
            ),
            file=target,
        )


class _Writer:
    """The zip being written."""

    def __init__(
        self,
        handle: IO[bytes],
        plan: BundlePlan,
        label: Label,
        opener: Opener,
        stop: Stop,
    ) -> None:
        self._handle = handle
        self._plan = plan
        self._label = label
        self._opener = opener
        self._stop = stop
        self._done = 0
        self._waiting: deque[tuple[Entry, Future[str]]] = deque()
        self._contents: dict[str, str] = {}

    def write_all(self, report: Progress, total: int) -> tuple[dict[str, str], str]:
        """Payload, then tag files; (payload path -> hash, SHA-256 of the last tag file)."""
        plan = self._plan
        with zipfile.ZipFile(self._handle, "w", allowZip64=True) as archive:
            with Hasher() as hasher:
                for entry in plan.entries:
                    what = f"{_(words.COPY)}: {entry.name}"
                    watch = partial(self._tell, report, total, what)
                    self._waiting.append((entry, self._copy(archive, entry, hasher, watch)))
                    self._collect(wait=False)
                self._collect(wait=True)
            contents = self._contents
            payload = [(bag.PAYLOAD + path, digest) for path, digest in contents.items()]
            info = bag.info(
                organisation=self._label.organisation,
                identifier=self._label.identifier,
                stamp=self._label.stamp,
                size=plan.size,
                files=len(plan.entries),
            )
            tags = bag.tag_files(payload, info)
            for name, data in tags:
                archive.writestr(self._info(name, len(data), deflate=True), data)
        return contents, sha256(tags[-1][1]).hexdigest()

    def _copy(
        self,
        archive: zipfile.ZipFile,
        entry: Entry,
        hasher: Hasher,
        watch: Callable[[], None],
    ) -> Future[str]:
        source = self._opener(entry.blob) if entry.blob else BytesIO(entry.data)
        member = self._info(bag.PAYLOAD + entry.path, entry.size, deflate=entry.compressed)
        copied = 0
        with source, archive.open(member, "w") as writer:
            for piece in _read(source, entry, hasher):
                check_stop(self._stop)
                writer.write(piece)
                copied += len(piece)
                self._done += len(piece)
                watch()
        if copied != entry.size:
            raise _damaged(entry)
        return hasher.finish()

    def _collect(self, *, wait: bool) -> None:
        """Take the digests that are there, all of them if `wait`; DeskError for an original that is not what it was."""
        while self._waiting and (wait or self._waiting[0][1].done()):
            entry, found = self._waiting.popleft()
            digest = found.result()
            if entry.blob and digest != entry.blob:
                raise _damaged(entry)
            self._contents[entry.path] = digest

    def _tell(self, report: Progress, total: int, what: str) -> None:
        report(self._done, total, what)

    def _info(self, name: str, size: int, *, deflate: bool) -> zipfile.ZipInfo:
        day = max(self._label.stamp, _FIRST_ZIP_DAY)
        member = zipfile.ZipInfo(
            f"{self._plan.top}/{name}", (day.year, day.month, day.day, 0, 0, 0)
        )
        member.compress_type = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
        member.create_system = 3
        member.external_attr = 0o100644 << 16
        # Known beforehand, so that a member above 2 GiB gets its zip64 header.
        member.file_size = size
        return member


def _read(source: IO[bytes], entry: Entry, hasher: Hasher) -> Iterator[memoryview]:
    """The pieces of an original; DeskError that names it where the disk does not give them."""
    try:
        yield from hasher.pieces(source)
    except OSError as problem:
        raise DeskError(
            _("{name} cannot be read").format(name=entry.name),
            disk_says(problem),
            file=entry.name,
        ) from problem


def _damaged(entry: Entry) -> DeskError:
    return DeskError(
        _("{name} is damaged in the data folder").format(name=entry.name),
        _("Add the original again."),
        file=entry.name,
    )
