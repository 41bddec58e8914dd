"""TOML files that people write: read with a bound, and refused with the line that is wrong."""

import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import disk_says
from seller_desk.core.base.language import _

try:
    # The same parser compiled: a third of the time, which the start feels.
    from tomli import TOMLDecodeError, loads
except ImportError:  # pragma: no cover - where no compiled one is to be had
    from tomllib import TOMLDecodeError, loads  # type: ignore[assignment]

# Far more than any company, template or rule pack; a device or a film is not read to its end.
MAX_BYTES = 4 << 20


class TomlFile(NamedTuple):
    """What the file says, and its text, in which callers look for lines."""

    document: dict[str, Any]
    text: str


def read_toml(
    path: Path, *, parse_float: Callable[[str], Any] = float, limit: int = MAX_BYTES
) -> TomlFile:
    """The file's values. DeskError with file and line: cannot be read, too large, not UTF-8, not TOML."""
    text = _text_of(path, limit)
    try:
        return TomlFile(loads(text, parse_float=parse_float), text)
    except TOMLDecodeError as problem:
        match = re.search(r"line (\d+)", str(problem))
        line = int(match[1]) if match else text.count("\n") + 1
        raise DeskError(
            _("{name}, line {line}: not valid TOML").format(name=path.name, line=line),
            _('Texts and dates need their form: name = "text", day = 2027-01-18; each key once.'),
            file=path,
            row=line,
        ) from problem
    except RecursionError as problem:
        raise DeskError(
            _("{name}: lists within lists without end").format(name=path.name), file=path
        ) from problem


def _text_of(path: Path, limit: int) -> str:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise DeskError(_("{name} is not a file").format(name=path.name), file=path)
        with path.open("rb") as handle:
            data = handle.read(limit + 1)
    except OSError as problem:
        raise DeskError(
            _("{name} cannot be read").format(name=path.name), disk_says(problem), file=path
        ) from problem
    if len(data) > limit:
        raise DeskError(
            _("{name} is too large").format(name=path.name),
            _("At most {size} MB.").format(size=limit >> 20),
            file=path,
        )
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise DeskError(
            _("{name}, line {line}: not UTF-8").format(name=path.name, line=line),
            _("Save the file as UTF-8 in your editor."),
            file=path,
            row=line,
        ) from problem
