"""Files that are being written, under names that tell whose they are: `.seller-desk-<machine>-<process>-<chance>.part`.

Where a file can be written without a name there are none of these for long. Elsewhere a killed process leaves one;
the next one to write into that folder removes it, and never one of a living process or another machine.
"""

import contextlib
import os
import platform
import re
import secrets
from hashlib import blake2b
from pathlib import Path
from typing import IO

_NAME = re.compile(
    r"\.seller-desk-(?P<machine>[0-9a-f]{8})-(?P<process>\d{1,10})-[0-9a-f]{8}\.part"
)
_swept: set[Path] = set()


def new_name(folder: Path) -> Path:
    """Where this process may write in this folder."""
    return folder / f".seller-desk-{_machine()}-{os.getpid()}-{secrets.token_hex(4)}.part"


def create(part: Path) -> IO[bytes]:
    """A new file, its owner's only."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(part, flags, 0o600), "w+b")


def sweep(folder: Path) -> None:
    """Remove what killed processes of this machine left in this folder; looks once in a process's life."""
    if folder in _swept:
        return
    _swept.add(folder)
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _left_behind(entry.name):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()


def _left_behind(name: str) -> bool:
    match = _NAME.fullmatch(name)
    if match is None or match["machine"] != _machine():
        return False
    import psutil

    return not psutil.pid_exists(int(match["process"]))


def _machine() -> str:
    """A mark of this machine that does not tell its name: a folder may be shared, process numbers are not."""
    return blake2b(platform.node().encode("utf-8", "replace"), digest_size=4).hexdigest()
