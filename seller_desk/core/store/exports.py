"""Files written for the seller: what, when, where to, and their hash, so that a later change of one is noticed.

A record is outside the undo journal: taking back an edit does not unwrite a file.
"""

import contextlib
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import sha256_of, write_atomic
from seller_desk.core.base.language import N_, _
from seller_desk.core.bundle.model import BundleRecord

# What a record's file is now.
SAME, CHANGED, MISSING, UNREADABLE = "same", "changed", "missing", "unreadable"
_WORDS = {
    SAME: N_("Unchanged since it was written"),
    CHANGED: N_("Changed since it was written"),
    MISSING: N_("No longer where it was written"),
    UNREADABLE: N_("Cannot be read"),
}
PACKET = "packet"
# What was written, by its id in the record: the words for it.
KINDS = {
    "listings": N_("Listings"),
    "pictures": N_("Pictures of listings"),
    "plan": N_("Plan of pictures and A+ content"),
    "shipping": N_("Shipping sheet"),
    "comparison": N_("Comparison of sites"),
    "calendar": N_("Calendar of the launch"),
    "dates": N_("Calendar of documents"),
    "interview": N_("Interview sheet"),
    "copies": N_("Copies of documents"),
    "repair": N_("Repaired file"),
    PACKET: N_("Packet"),
}


class ExportRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One file as it was written. `sha256` is of its bytes, of a packet its seal (see `BundleRecord`). `what` is a key of `KINDS`; `at` is UTC, ISO 8601; `path` absolute; `size` in bytes."""

    id: str
    company_id: str = ""
    at: str = ""
    what: str = ""
    format: str = ""
    path: str = ""
    sha256: str = ""
    size: int = 0

    @property
    def name(self) -> str:
        """The file's name."""
        return Path(self.path).name


@dataclass(frozen=True, slots=True)
class ExportState:
    """A written file and what it is now: SAME, CHANGED, MISSING or UNREADABLE."""

    record: ExportRecord
    state: str


def state_words(one: ExportState) -> str:
    """What became of the file, in words."""
    return _(_WORDS[one.state])


def write_bytes(
    target: Path, data: bytes, *, company_id: str, what: str, form: str, overwrite: bool = False
) -> ExportRecord:
    """Write these bytes whole or not at all; the record of it, still to be kept (see `Store.write_out`)."""
    write_atomic(target, data, overwrite=overwrite)
    return ExportRecord(
        id=secrets.token_hex(16),
        company_id=company_id,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        what=what,
        format=form,
        path=str(target.absolute()),
        sha256=sha256(data).hexdigest(),
        size=len(data),
    )


def not_noted(target: Path, problem: DeskError) -> DeskError:
    """The file is there, its record is not."""
    return DeskError(
        _("{name} is written, but could not be noted in the history").format(name=target.name),
        f"{problem.title}. {problem.advice}".strip(),
        file=target,
    )


def newest_of_each(records: Iterable[ExportRecord]) -> Sequence[ExportRecord]:
    """The last record of each path: an earlier one was replaced by it, which is no change from outside."""
    last: dict[str, ExportRecord] = {}
    for one in records:
        if one.path not in last or one.at >= last[one.path].at:
            last[one.path] = one
    return list(last.values())


def states(
    records: Iterable[ExportRecord], *, read_at_most: int | None = None
) -> Iterator[ExportState]:
    """Each file as it is now. Of files above `read_at_most` bytes only the size counts (of packets the seal, too)."""
    for one in newest_of_each(records):
        yield ExportState(one, _state(one, read_at_most))


def written(connection: sqlite3.Connection) -> list[ExportRecord]:
    """All that was ever written, packets too, straight from the file. Rows that are no records are told by `health`."""
    found: list[ExportRecord] = []
    known = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    for table, read in (("export_record", _export), ("bundle_record", _packet)):
        # A backup may have a schema from before this table.
        if table in known:
            for (body,) in connection.execute(
                f'SELECT CAST(body AS BLOB) FROM "{table}" ORDER BY rowid'
            ):
                with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError):
                    found.append(read(body))
    return found


def of_packet(one: BundleRecord) -> ExportRecord:
    """A packet as one more written file."""
    return ExportRecord(
        id=one.id,
        company_id=one.company_id,
        at=one.built_at,
        what=PACKET,
        format="zip",
        path=one.path,
        sha256=one.sha256,
        size=one.size,
    )


def _holds(path: Path, one: ExportRecord, read_at_most: int | None) -> bool:
    """Whether the file's bytes are those that were written, as far as they are read. OSError."""
    from seller_desk.core.bundle.verify import verify

    whole = read_at_most is None or one.size <= read_at_most
    if one.what == PACKET:
        # Its seal covers every file inside, so that the zip is sound and bears this seal.
        return _seal_of_packet(path) == one.sha256 and (not whole or verify(path).ok)
    return not whole or sha256_of(path) == one.sha256


def _seal_of_packet(path: Path) -> str:
    import zipfile
    import zlib

    from seller_desk.core.bundle import bag

    try:
        with zipfile.ZipFile(path) as archive:
            name = next(one for one in archive.namelist() if one.endswith(f"/{bag.TAG_MANIFEST}"))
            return sha256(archive.read(name)).hexdigest()
    except (zipfile.BadZipFile, zlib.error, StopIteration, ValueError, NotImplementedError):
        return ""


def _export(body: bytes) -> ExportRecord:
    return msgspec.json.decode(body, type=ExportRecord)


def _packet(body: bytes) -> ExportRecord:
    return of_packet(msgspec.json.decode(body, type=BundleRecord))


def _state(one: ExportRecord, read_at_most: int | None) -> str:
    path = Path(one.path)
    try:
        if path.stat().st_size != one.size:
            return CHANGED
        return SAME if _holds(path, one, read_at_most) else CHANGED
    except (FileNotFoundError, NotADirectoryError):
        return MISSING
    except OSError:
        return UNREADABLE
