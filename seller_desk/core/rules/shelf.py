"""The packs that the seller added: files in the data folder, each with a note of where it came from and when."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.files import disk_says, read_ordinary, safe_name, write_atomic
from seller_desk.core.base.language import _
from seller_desk.core.rules.community import MAX_PACK_BYTES

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")
_NOTE, _GONE = ".origin.json", ".removed"


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where an added pack came from (the file's path as it was), when, and what it was by its SHA-256."""

    path: str = ""
    added_on: date
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder of added packs. A pack's name is its file's, without the ending."""

    folder: Path

    def file(self, name: str) -> Path:
        """Where the pack of this name lies. UsageProblem for what is no name (`../x`, `a/b`, `con`)."""
        if not _NAME.fullmatch(name) or safe_name(f"{name}.toml") != f"{name}.toml":
            raise UsageProblem(
                _("“{name}” cannot be the name of a pack").format(name=name),
                _("Small letters, digits, - and _, at most 50."),
            )
        return self.folder / f"{name}.toml"

    def names(self) -> list[str]:
        """The packs that lie here, also those that cannot be read."""
        if not self.folder.is_dir():
            return []
        return [
            path.relative_to(self.folder).as_posix().removesuffix(".toml")
            for path in sorted(self.folder.rglob("*.toml"))
        ]

    def origin(self, path: Path) -> Origin:
        """The note beside the file; for a file put here by hand only its own day."""
        try:
            return msgspec.json.decode(_note_of(path).read_bytes(), type=Origin)
        except (OSError, msgspec.MsgspecError):
            try:
                stamp = path.stat().st_mtime
            except OSError:
                stamp = 0.0
            return Origin(added_on=datetime.fromtimestamp(stamp, UTC).astimezone().date())

    def put(self, name: str, data: bytes, origin: Path, today: date, *, replace: bool) -> Path:
        """Keep the pack's bytes under this name. DeskError if it is taken and not to be replaced."""
        target = self.file(name)
        if target.exists() and not replace:
            raise DeskError(
                _("A pack named “{name}” is there already").format(name=name),
                _("Give it another name, or replace the one that is there."),
                file=target,
            )
        system.private_folder(self.folder)
        write_atomic(target, data, overwrite=True)
        note = Origin(path=str(origin), added_on=today, sha256=hashlib.sha256(data).hexdigest())
        write_atomic(_note_of(target), msgspec.json.encode(note), overwrite=True)
        return target

    def take_away(self, name: str) -> Path:
        """The pack no longer counts; its file stays beside, under the returned name. DeskError if there is none."""
        path = self.folder / f"{name}.toml"
        if name not in self.names():
            raise DeskError(
                _("There is no added pack “{name}”").format(name=name), _("See rules list.")
            )
        kept = path.with_name(path.name + _GONE)
        try:
            path.replace(kept)
            _note_of(path).unlink(missing_ok=True)
        except OSError as problem:
            raise DeskError(
                _("{name} cannot be removed").format(name=path.name), disk_says(problem), file=path
            ) from problem
        return kept


def name_from(path: Path) -> str:
    """The name that a file's pack gets: its own in small letters, what does not fit left out."""
    stem = path.name.removesuffix(_GONE)
    stem = stem.removesuffix(Path(stem).suffix) if Path(stem).suffix else stem
    name = re.sub(r"[^a-z0-9_-]+", "-", stem.casefold()).strip("-_")[:50].strip("-_")
    return name or "pack"


def bytes_of(path: Path) -> bytes:
    """The file's bytes, bounded. DeskError for what is no readable ordinary file of a pack's size."""
    try:
        return read_ordinary(path, MAX_PACK_BYTES)
    except OSError as problem:
        if type(problem).__name__ == "TooLargeError":
            raise DeskError(
                _("{name} is too large").format(name=path.name),
                _("At most {size} MB.").format(size=MAX_PACK_BYTES >> 20),
                file=path,
            ) from problem
        raise DeskError(
            _("{name} cannot be read").format(name=path.name), disk_says(problem), file=path
        ) from problem


def _note_of(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".toml") + _NOTE)
