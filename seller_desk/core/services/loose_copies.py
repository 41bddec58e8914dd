"""Copies of loose files: what `documents render` does. Needs no company, keeps nothing, changes no original."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import refuse_taken, sha256_of, write_atomic
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.documents.inspect import inspect_files
from seller_desk.core.documents.kinds import KINDS
from seller_desk.core.documents.model import Inspection
from seller_desk.core.documents.renditions.agent import agent_plan
from seller_desk.core.documents.renditions.model import CopyFile, CopyPlan, Original, Paper, Purpose
from seller_desk.core.documents.renditions.names import copy_name
from seller_desk.core.documents.renditions.outcome import Outcome, outcome
from seller_desk.core.documents.renditions.papers import papers_of
from seller_desk.core.documents.renditions.plan import plan
from seller_desk.core.documents.renditions.wishes import Wishes, gathered
from seller_desk.core.documents.rules import Case, CaseRules
from seller_desk.core.media.worker import WorkerPool
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.copy_maker import CopyMaker
from seller_desk.core.services.documents_reading import ReadingService


@dataclass(frozen=True, slots=True)
class LooseFile:
    """A file with what it was recognised as."""

    path: Path
    found: Inspection
    kind: str
    side: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A paper, its files, and what was written (`written[n]` belongs to `outcome.files[n]`)."""

    files: tuple[LooseFile, ...]
    outcome: Outcome
    written: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """For which site (with its case), or for which purpose. `clean`: no watermark for an agent, as the seller asked."""

    book: RuleBook
    case: Case | None = None
    purpose: Purpose | None = None
    clean: bool = False

    def wishes(self, kind: str) -> Wishes:
        """What the site asks of this kind."""
        assert self.case is not None
        from dataclasses import replace

        return gathered([CaseRules(self.book, replace(self.case, kind=kind))])

    def plan(self, paper: Paper) -> CopyPlan:
        """The copy of this paper."""
        if self.purpose is not None:
            return agent_plan(paper, self.purpose, clean=self.clean)
        return plan(paper, self.wishes(paper.kind))

    @property
    def forbidden(self) -> str:
        """Characters that names may not have there."""
        return self.wishes("").forbidden_characters if self.case else ""


def recognised(
    paths: Sequence[Path], kind: str, reading: ReadingService, stop: Stop = never
) -> list[LooseFile]:
    """What the files are: measured, and read where their kind or side is not said."""
    files = []
    with WorkerPool(min(2, max(1, len(paths)))) as pool:
        for path, found in inspect_files(paths, pool, stop=stop):
            own, side = kind or "unknown", ""
            sided = kind in KINDS and KINDS[kind].two_sided and len(paths) > 1
            if found.usable and (not kind or sided):
                read = reading.read(path, kind=kind, stop=stop)
                if not read.code:
                    own, side = kind or read.kind.kind, read.kind.side
            files.append(LooseFile(path, found, own, side))
    return files


def render(
    files: Sequence[LooseFile],
    target: Target,
    out: Path,
    reading: Callable[[], ReadingService],
    report: Progress = silent,
    stop: Stop = never,
    write: Callable[[Path, bytes], object] = write_atomic,
) -> list[Rendered]:
    """Make the copies and `write` them into `out`. DeskError where a name is taken by something else: nothing is overwritten."""
    made: list[tuple[list[LooseFile], Outcome, dict[str, bytes]]] = []
    maker = CopyMaker(reading, None)
    try:
        papers = _papers(files, target)
        for number, group in enumerate(papers):
            check_stop(stop)
            report(number, len(papers), group[0].path.name)
            planned = target.plan(_paper(group))
            kept, data = maker.make(planned, stop)
            made.append((group, outcome(planned, kept), data))
    finally:
        maker.close()
    return _written(made, target.forbidden, out, write)


def _papers(files: Sequence[LooseFile], target: Target) -> list[list[LooseFile]]:
    if target.case is None:
        return [[one] for one in files]
    kinds = dict.fromkeys(one.kind for one in files)
    return papers_of(files, {kind: target.wishes(kind).joined for kind in kinds})


def _paper(group: Sequence[LooseFile]) -> Paper:
    originals = tuple(
        Original(
            name=one.path.name,
            path=str(one.path),
            sha256=_hash(one.path),
            found=one.found,
            size=one.found.size,
            side=one.side,
            document_id=str(one.path),
        )
        for one in group
    )
    kind = group[0].kind
    joined = tuple(one.kind for one in group[1:] if one.kind != kind)
    return Paper(kind=kind, originals=originals, label=group[0].path.name, joined=joined)


def _hash(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        return ""


def _written(
    made: Sequence[tuple[list[LooseFile], Outcome, dict[str, bytes]]],
    forbidden: str,
    out: Path,
    write: Callable[[Path, bytes], object],
) -> list[Rendered]:
    taken: set[str] = set()
    waiting: list[tuple[Path, bytes]] = []
    rendered = []
    number = 0
    for group, result, data in made:
        places = []
        for file in result.files:
            number += 1
            target = out / copy_name(number, group[0].kind, file, forbidden, taken)
            content = _content(file, group, data)
            if not _is_there(target, content):
                refuse_taken(target)
                waiting.append((target, content))
            places.append(target)
        rendered.append(Rendered(tuple(group), result, tuple(places)))
    for target, content in waiting:
        write(target, content)
    return rendered


def _is_there(target: Path, content: bytes) -> bool:
    """Whether the very same copy lies there already."""
    try:
        return target.is_file() and target.read_bytes() == content
    except OSError:
        return False


def _content(file: CopyFile, group: Sequence[LooseFile], data: dict[str, bytes]) -> bytes:
    if not file.as_is:
        return data[file.sha256]
    path = next(one.path for one in group if one.path.name == file.name)
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise DeskError(
            _("{name} is gone").format(name=path.name), _("It was there a moment ago."), file=path
        ) from problem
    return content
