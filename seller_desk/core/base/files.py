"""Writing files: whole or not at all, under names that every system takes."""

import contextlib
import errno
import hashlib
import os
import re
import shutil
import stat
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from seller_desk.core.base import part_files, system
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _

_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"com{n}" for n in range(1, 10)),
    *(f"lpt{n}" for n in range(1, 10)),
}
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
MAX_NAME = 120
# What a disc says that cannot link: FAT, some network drives, or a system without /proc.
_NO_LINKS = (errno.EOPNOTSUPP, errno.ENOSYS, errno.EPERM, errno.EXDEV, errno.ENOENT, errno.EMLINK)


# What systems say in English, in our words.
_REASONS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EEXIST: N_("it is a file, not a folder"),
    errno.ENOTDIR: N_("a part of the path is a file, not a folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EACCES: N_("you have no permission"),
    errno.EPERM: N_("you have no permission"),
    errno.EROFS: N_("it can only be read from"),
    errno.ENOSPC: N_("it is full"),
    errno.EDQUOT: N_("it is full"),
    errno.EFBIG: N_("it takes no files of this size"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EINVAL: N_("a name with such characters is not possible"),
    errno.EIO: N_("it cannot be read or written any more"),
    errno.ELOOP: N_("a link leads back to itself"),
}


def disk_says(problem: OSError) -> str:
    """An advice with the reason why the disk refused, in the language in use where we know it."""
    known = _REASONS.get(problem.errno or 0)
    reason = _(known) if known else problem.strerror or str(problem)
    return _("The disk says: {reason}").format(reason=reason)


def refuse_taken(target: Path) -> None:
    """DeskError if something has this name already, or nothing ever can."""
    try:
        taken = target.exists() or target.is_symlink()
    except OSError as problem:
        raise DeskError(
            _("{name} cannot be written").format(name=_short(target.name)),
            disk_says(problem),
            file=target,
        ) from problem
    if taken:
        raise DeskError(
            _("{name} is already there").format(name=target.name),
            _("Choose another name; nothing was overwritten."),
            file=target,
        )


def _short(name: str) -> str:
    return name if len(name) <= MAX_NAME else name[:MAX_NAME] + "…"


@contextlib.contextmanager
def atomic_file(target: Path, *, overwrite: bool = False) -> Iterator[IO[bytes]]:
    """A binary file that appears under `target` only when the block ends well, on disk and whole.

    Raises DeskError if the target exists (and `overwrite` is not set), is held by another program, or the
    disk refuses; the temporary file is gone in every case, also when the process is killed where the system can do
    that (see `system.nameless_file`), else at the next writing into this folder.
    """
    if not overwrite:
        refuse_taken(target)
    with told_by_disk(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part_files.sweep(target.parent)
        handle = system.nameless_file(target.parent)
        part = part_files.new_name(target.parent)
        named = handle is None
        if handle is None:
            handle = part_files.create(part)
        try:
            with handle:
                yield handle
                handle.flush()
                os.fsync(handle.fileno())
                if not named and overwrite:
                    _give_name(handle, part)
                    named = True
                elif not named:
                    _give_final_name(handle, target)
            if named:
                system.replace_with_retry(part, target)
        except BaseException:
            # A full disk may refuse what is still to be flushed; the file goes all the same.
            with contextlib.suppress(OSError):
                handle.close()
            if named:
                part.unlink(missing_ok=True)
            raise
        system.sync_folder(target.parent)


def _give_final_name(handle: IO[bytes], target: Path) -> None:
    try:
        _give_name(handle, target)
    except FileExistsError:
        # Somebody was quicker.
        refuse_taken(target)
        raise


def _give_name(handle: IO[bytes], target: Path) -> None:
    """Name what was written without a name. Discs that have such files, but no second name for one, get a copy."""
    try:
        system.give_name(handle, target)
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
        part = part_files.new_name(target.parent)
        with part_files.create(part) as copy:
            try:
                handle.seek(0)
                shutil.copyfileobj(handle, copy, 1 << 20)
                copy.flush()
                os.fsync(copy.fileno())
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        system.replace_with_retry(part, target)


@contextlib.contextmanager
def told_by_disk(target: Path) -> Iterator[None]:
    """Trouble with the disk while `target` is written becomes a DeskError that names it."""
    try:
        yield
    except PermissionError as problem:
        raise DeskError(
            _("{name} cannot be written").format(name=target.name),
            _("Close it in Excel or WPS, or choose a folder that you may write to."),
            file=target,
        ) from problem
    except OSError as problem:
        raise DeskError(
            _("{name} cannot be written").format(name=_short(target.name)),
            disk_says(problem),
            file=target,
        ) from problem


def write_atomic(target: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write these bytes whole or not at all; see `atomic_file`."""
    with atomic_file(target, overwrite=overwrite) as handle:
        handle.write(data)


class TooLargeError(OSError):
    """A file has more bytes than the caller reads."""


def read_ordinary(path: Path, most: int) -> bytes:
    """The bytes of an ordinary file. OSError for folders, pipes and devices too; TooLargeError beyond `most` bytes."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "Is a directory", str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.ENODEV, "Not an ordinary file", str(path))
    with path.open("rb") as handle:
        data = handle.read(most + 1)
    if len(data) > most:
        raise TooLargeError(errno.EFBIG, "File too large", str(path))
    return data


def in_use(path: Path) -> DeskError:
    """What to say of a sheet that the system does not let us read: mostly it is open in another program."""
    return DeskError(
        _("{name} cannot be read").format(name=path.name),
        _("Close it in Excel or WPS, then try again."),
        file=path,
    )


def sha256_of(path: Path, watch: Callable[[int], None] | None = None) -> str:
    """Hex SHA-256 of a file, read in pieces; `watch` gets the bytes of each piece."""
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while piece := handle.read(1 << 20):
            digest.update(piece)
            if watch:
                watch(len(piece))
    return digest.hexdigest()


def safe_name(
    text: str, *, fallback: str = "file", forbidden: str = "", limit: int = MAX_NAME
) -> str:
    """A file name that Windows, macOS and Linux all take, as close to `text` as possible.

    `forbidden` holds further characters that a platform refuses; each becomes an underscore. The ending
    (".pdf") survives shortening to `limit` characters.
    """
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", text))
    name = "".join(
        "_" if char in forbidden or unicodedata.category(char) in ("Cf", "Cs", "Co") else char
        for char in name
    )
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 8 or not stem.strip(" ."):
        stem, ending = name, ""
    stem, ending = stem.strip(" ."), ending.strip(" .")
    room = limit - (len(ending) + 1 if ending else 0)
    stem = stem[:room].strip(" .") or fallback
    if stem.split(".")[0].strip().lower() in _RESERVED:
        stem = f"_{stem}"[:room]
    return f"{stem}.{ending}" if ending else stem


def unique_name(name: str, taken: set[str]) -> str:
    """`name`, or `name-2`, `name-3` ... so that no two differ only in case; adds its folded form to `taken`."""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem}-{number}" + (f".{ending}" if ending else "")
    taken.add(candidate.casefold())
    return candidate
