"""What is wrong with a rule pack beyond its grammar: unknown ids, tables with holes, missing sources."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.rules.community import ARRAYS, community_problems
from seller_desk.core.rules.entry_checks import entry_problems
from seller_desk.core.rules.load import load_pack
from seller_desk.core.rules.model import Pack
from seller_desk.core.rules.refusals import PackProblem, line_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong in a pack file; `line` and `key` (`fact[2].value`) where they are known."""

    file: str
    message: str
    line: int | None = None
    key: str = ""


def lint(
    paths: Iterable[Path], on: date, beside: Iterable[Pack] = ()
) -> tuple[list[Pack], list[Problem]]:
    """The packs that can be read, and every problem of all of them.

    `beside`: packs that are in use too; their sites may be named, and not declared again.
    """
    others = list(beside)
    packs: list[Pack] = []
    problems: list[Problem] = []
    read: list[tuple[Path, Pack]] = []
    for path in paths:
        try:
            pack = load_pack(path)
        except DeskError as trouble:
            problems.append(_unreadable(path, trouble))
            continue
        packs.append(pack)
        read.append((path, pack))
    sites = {site.id: site.currency for pack in (*others, *packs) for site in pack.site}
    for path, pack in read:
        lines = _heads(path)
        rest = (*others, *(one for file, one in read if file != path))
        problems.extend(_of_outsider(path, pack, rest))
        problems.extend(
            Problem(
                file=str(path),
                message=message,
                line=lines.get((array, number)),
                key=f"{array}[{number}]",
            )
            for array, number, message in _of_pack(pack, sites, on)
        )
    return packs, problems


def _of_outsider(path: Path, pack: Pack, others: Iterable[Pack]) -> Iterator[Problem]:
    """What a pack that was not shipped may not say beside the others; `rules add` refuses it."""
    if path.resolve().is_relative_to(resources_dir().resolve()):
        return
    platforms = {site.id: one.platform for one in others for site in one.site}
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    for key, message in community_problems(pack, platforms):
        yield Problem(
            file=str(path),
            message=message,
            line=line_of(text, f"`$.{key}`") if key else None,
            key=key,
        )


def _unreadable(path: Path, trouble: DeskError) -> Problem:
    if isinstance(trouble, PackProblem):
        return Problem(file=str(path), message=trouble.advice, line=trouble.row, key=trouble.key)
    # What the parser said is of more use to an author of packs than an advice for everybody.
    said = str(trouble.__cause__ or "") or trouble.advice or trouble.title
    return Problem(file=str(path), message=said, line=trouble.row)


def _heads(path: Path) -> dict[tuple[str, int], int]:
    """(array, number of the entry) -> the line of its `[[array]]`."""
    found: dict[tuple[str, int], int] = {}
    counts: dict[str, int] = {}
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.fullmatch(r"\s*\[\[(\w+)\]\]\s*(#.*)?", text)
        if match:
            name = match[1]
            found[name, counts.get(name, 0)] = number
            counts[name] = counts.get(name, 0) + 1
    return found


def _of_pack(pack: Pack, sites: dict[str, str], on: date) -> Iterator[tuple[str, int, str]]:
    for array in ARRAYS:
        for number, entry in enumerate(getattr(pack, array)):
            for message in entry_problems(entry, sites, on):
                yield array, number, message
