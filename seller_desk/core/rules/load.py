"""Reading rule packs from TOML: strict, with the file and line of what is wrong."""

import re
from pathlib import Path

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.toml_files import read_toml
from seller_desk.core.rules.model import Pack

_STEP = re.compile(r"\.([a-z_]+)|\[(\d+)\]")


def pack_files(*extra: Path) -> list[Path]:
    """Every pack file: the shipped ones, then those in the folders of `extra`, by name."""
    folders = [resources_dir() / "rules", *extra]
    return [
        path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*.toml"))
    ]


def load_pack(path: Path) -> Pack:
    """One pack. Raises DeskError with file and line for a file that is no UTF-8 TOML, unknown keys and wrong types."""
    document, text = read_toml(path)
    try:
        return msgspec.convert(document, Pack, strict=False)
    except msgspec.ValidationError as problem:
        raise _refused(path, _line_of(text, str(problem)), str(problem)) from problem


def _refused(path: Path, line: int | None, reason: str) -> DeskError:
    where = f"{path.name}:{line}" if line else path.name
    return DeskError(
        _("Rule pack {where} is not valid").format(where=where), reason, file=path, row=line
    )


def _line_of(text: str, problem: str) -> int | None:
    """The line where the array entry named by msgspec's path (`$.fee[2].rate`) begins, or of its key."""
    match = re.search(r"`\$([^`]*)`", problem)
    steps = _STEP.findall(match[1]) if match else []
    lines = text.splitlines()
    start = 0
    if len(steps) >= 2 and steps[0][0] and steps[1][1]:
        heads = [n for n, line in enumerate(lines) if line.strip() == f"[[{steps[0][0]}]]"]
        if int(steps[1][1]) < len(heads):
            start = heads[int(steps[1][1])]
    unknown = re.search(r"unknown field `([^`]+)`", problem)
    wanted = unknown[1] if unknown else next((name for name, _i in reversed(steps) if name), "")
    for number in range(start, len(lines)):
        if number > start and lines[number].startswith("[["):
            break
        if re.match(rf"\s*{re.escape(wanted)}\s*=", lines[number]):
            return number + 1
    return start + 1
