"""Which rule packs the seller last saw: their versions and hashes in the store, their contents in a file beside."""

import contextlib
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from seller_desk.core.base import system
from seller_desk.core.base.files import write_atomic
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.rules.model import Pack

if TYPE_CHECKING:
    from seller_desk.core.store.store import Store

_SETTING = "rules.seen"
_FILE = "seen-packs.bin"
# Unpacked; a damaged file cannot fill the memory.
_MOST = 64 << 20


class SeenPacks:
    """What was seen last. The contents tell what a figure was before; without them only that packs changed is known."""

    def __init__(self, folder: DataFolder, store: "Callable[[], Store]") -> None:
        self._path = folder.rules / _FILE
        self._folder = folder
        self._store = store

    def marks(self) -> dict[str, str] | None:
        """Version and hash of each pack by its file; None if nothing was ever seen."""
        text = self._store().setting(_SETTING)
        if not text:
            return None
        try:
            return msgspec.json.decode(text, type=dict[str, str])
        except msgspec.MsgspecError:
            return None

    def packs(self) -> list[Pack] | None:
        """The packs as they were; None if the file is missing, damaged or of another shape."""
        try:
            unpacked = zlib.decompressobj().decompress(self._path.read_bytes(), _MOST)
            return msgspec.json.decode(unpacked, type=list[Pack])
        except (OSError, zlib.error, msgspec.MsgspecError):
            return None

    def keep(self, marks: Mapping[str, str], packs: Sequence[Pack]) -> None:
        """This is what the seller saw."""
        system.private_folder(self._folder.rules)
        # Without the copy the next change is told without its figures; no reason to trouble the seller.
        with contextlib.suppress(OSError):
            write_atomic(
                self._path, zlib.compress(msgspec.json.encode(list(packs)), 6), overwrite=True
            )
        self._store().set_setting(_SETTING, msgspec.json.encode(dict(marks)).decode())
