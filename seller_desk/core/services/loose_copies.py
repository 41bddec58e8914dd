"""Copies of loose files: what `documents render` does. Needs no company, keeps nothing, changes no original."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import refuse_taken, sha256_of, write_atomic
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.documents.inspect import inspect_files
from seller_desk.core.documents.kinds import KINDS
from seller_desk.core.documents.model import Inspection
from seller_desk.core.documents.reading.watermark import marked, watermarked
from seller_desk.core.documents.renditions.agent import agent_plan, is_identity
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


class _Made(NamedTuple):
    """A paper's files, what came of them, the bytes that were made, and where each original lies, both by SHA-256."""

    files: list[LooseFile]
    outcome: Outcome
    data: dict[str, bytes]
    sources: dict[str, Path]


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
    paths: Sequence[Path],
    kind: str,
    reading: ReadingService,
    stop: Stop = never,
    *,
    for_site: bool = False,
) -> list[LooseFile]:
    """What the files are: measured, and read where their kind or side is not said.

    `for_site`: papers that show who somebody is are read in any case: a watermarked copy that lost its mark on the way
    says so in its text.
    """
    closely = for_site and is_identity(kind or "unknown")
    files = []
    with WorkerPool(min(2, max(1, len(paths)))) as pool:
        for path, found in inspect_files(paths, pool, stop=stop):
            own, side = kind or "unknown", ""
            sided = kind in KINDS and KINDS[kind].two_sided and len(paths) > 1
            if found.usable and (not kind or sided or closely):
                read = reading.read(path, kind=kind, stop=stop)
                if watermarked(line.text for line in read.lines):
                    found = marked(found)
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
    made: list[_Made] = []
    maker = CopyMaker(reading, None)
    try:
        papers = _papers(files, target)
        for number, group in enumerate(papers):
            check_stop(stop)
            report(number, len(papers), group[0].path.name)
            planned = target.plan(_paper(group))
            kept, data = maker.make(planned, stop)
            sources = {one.sha256: Path(one.path) for one in planned.paper.originals}
            made.append(_Made(group, outcome(planned, kept), data, sources))
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
    made: Sequence[_Made],
    forbidden: str,
    out: Path,
    write: Callable[[Path, bytes], object],
) -> list[Rendered]:
    taken: set[str] = set()
    waiting: list[tuple[Path, bytes]] = []
    rendered = []
    number = 0
    for one in made:
        places = []
        for file in one.outcome.files:
            number += 1
            target = out / copy_name(number, one.files[0].kind, file, forbidden, taken)
            content = _content(file, one)
            if not _is_there(target, content):
                refuse_taken(target)
                waiting.append((target, content))
            places.append(target)
        rendered.append(Rendered(tuple(one.files), one.outcome, tuple(places)))
    for target, content in waiting:
        write(target, content)
    return rendered


def _is_there(target: Path, content: bytes) -> bool:
    """Whether the very same copy lies there already."""
    try:
        return target.is_file() and target.read_bytes() == content
    except OSError:
        return False


def _content(file: CopyFile, made: _Made) -> bytes:
    """The bytes of a copy: made ones, or the original's own. Files are told apart by content: two may have one name."""
    if not file.as_is:
        return made.data[file.sha256]
    path = made.sources[file.sha256]
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise DeskError(
            _("{name} is gone").format(name=path.name), _("It was there a moment ago."), file=path
        ) from problem
    return content
