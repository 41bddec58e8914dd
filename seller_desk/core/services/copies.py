"""Copies of the company's documents: for an application's packet, and for everybody who is no platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from seller_desk.core.applications.model import Application
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.base.wording import wording
from seller_desk.core.bundle import words
from seller_desk.core.bundle.plan import Omission, chosen_documents
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.renditions.agent import agent_plan, guard_agent
from seller_desk.core.documents.renditions.make import MadeCopy
from seller_desk.core.documents.renditions.mended import MENDABLE, as_hint, mended_codes
from seller_desk.core.documents.renditions.model import (
    AgentCopy,
    CopyFile,
    CopyPlan,
    Paper,
    PlatformCopy,
    Purpose,
)
from seller_desk.core.documents.renditions.names import copy_name
from seller_desk.core.documents.renditions.outcome import Kept, as_is, expected, outcome
from seller_desk.core.documents.renditions.papers import papers_of
from seller_desk.core.documents.renditions.plan import plan
from seller_desk.core.documents.renditions.wishes import FORBIDDEN
from seller_desk.core.documents.views import View
from seller_desk.core.documents.void import standing
from seller_desk.core.services.copy_maker import CopyMaker
from seller_desk.core.services.copy_papers import PaperMaker, wishes_of
from seller_desk.core.services.parts import Parts
from seller_desk.core.store.copies import MadeCopies


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCopy:
    """A paper of an application's packet: its plan, and the copy as far as it is known.

    `copy.files` with an empty hash are still to be made (`ready` is then False). `group` is the requirement's.
    """

    group: str
    plan: CopyPlan
    copy: PlatformCopy
    ready: bool

    @property
    def paper(self) -> Paper:
        """What it is made from."""
        return self.plan.paper


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that was written."""

    path: Path
    size: int


class CopyService:
    """Use cases of copies. Safe from several threads; `close` ends its process."""

    def __init__(self, parts: Parts, maker: CopyMaker, kept: MadeCopies) -> None:
        self._parts = parts
        self._maker = maker
        self._kept = kept
        self._papers = PaperMaker(parts)

    def close(self) -> None:
        """End the process."""
        self._maker.close()

    def planned(
        self, application: Application, chosen: Sequence[tuple[str, Document]]
    ) -> list[PlannedCopy]:
        """The copies for these documents (with their groups, in order). Opens no file that was measured before."""
        groups = {one.id: group for group, one in chosen}
        planned = []
        every = [one for _group, one in chosen]
        for documents in papers_of(every, self._papers.joins(application, every)):
            paper, wishes = self._papers.for_application(application, documents)
            made = plan(paper, wishes)
            planned.append(self._known(application, groups[documents[0].id], made))
        return planned

    def make(
        self,
        application: Application,
        planned: Sequence[PlannedCopy],
        report: Progress = silent,
        stop: Stop = never,
    ) -> list[PlannedCopy]:
        """The same with everything made that was not yet. Raises Cancelled, DeskError (disk full)."""
        done = []
        waiting = sum(1 for one in planned if not one.ready)
        count = 0
        for one in planned:
            if one.ready:
                done.append(one)
                continue
            check_stop(stop)
            report(count, waiting, f"{_(words.COPIES)}: {_(one.paper.label)}")
            count += 1
            kept = self._maker.make(one.plan, stop).kept
            done.append(self._with(application, one.group, one.plan, kept))
        return done

    def make_all(
        self, application_id: str, report: Progress = silent, stop: Stop = never
    ) -> list[PlannedCopy]:
        """Every copy of an application's packet, made."""
        application = self._parts.applications.get(application_id)
        return self.make(application, self.of(application), report, stop)

    def of(self, application: Application) -> list[PlannedCopy]:
        """The copies of an application's packet, in the packet's order, as far as they are made."""
        return self.planned(application, self.chosen(application))

    def omissions(self, application: Application) -> list[Omission]:
        """Papers of which nothing may go into the packet, and why, in every language."""
        refused = [one.copy.refused for one in self.of(application) if not one.copy.files]
        return [
            Omission.saying(application.sites[0], partial(_sentence, one))
            for one in refused
            if one is not None
        ]

    def chosen(self, application: Application) -> list[tuple[str, Document]]:
        """Requirement group and document of everything that goes into the packet, in its order."""
        with self._parts.store.read() as work:
            found = work.documents.find(company_id=application.company_id)
        documents = standing(found, self._parts.applications.judged_on(application))
        return chosen_documents(
            self._parts.applications.requirements(application), documents, application.id
        )

    def forbidden(self, application: Application) -> str:
        """The characters that no file name may have there, whatever the kind."""
        rules, on = self._parts.rules(), self._parts.applications.judged_on(application)
        return wishes_of(rules, "", application.sites, on, "").forbidden_characters

    def save(
        self,
        application_id: str,
        folder: Path,
        report: Progress = silent,
        stop: Stop = never,
    ) -> list[Saved]:
        """Write an application's copies into a folder. DeskError where a name is taken; nothing is overwritten."""
        application = self._parts.applications.get(application_id)
        planned = self.make_all(application_id, report, stop)
        forbidden = self.forbidden(application)
        taken: set[str] = set()
        number, saved = 0, []
        for one in planned:
            for file in one.copy.files:
                number += 1
                name = copy_name(number, one.paper.kind, file, forbidden, taken)
                saved.append(self._write(file, folder / name, application.company_id))
        return saved

    def agent_copy(
        self,
        documents: Sequence[Document],
        purpose: Purpose,
        *,
        clean: bool = False,
        stop: Stop = never,
    ) -> tuple[AgentCopy, MadeCopy]:
        """A copy of one paper for an agent. `clean` only where the seller asked for a copy without a watermark."""
        paper = self._papers.of(documents)
        made_plan = agent_plan(paper, purpose, clean=clean)
        made = self._maker.make(made_plan, stop)
        files, changes, _offers, refused = outcome(made_plan, made.kept)
        copy = AgentCopy(
            paper=made_plan.paper,
            purpose=purpose,
            files=files,
            changes=changes,
            refused=refused,
            watermarked=not clean,
        )
        return copy, made

    def save_for_agent(
        self,
        documents: Sequence[Document],
        purpose: Purpose,
        folder: Path,
        *,
        clean: bool = False,
        report: Progress = silent,
        stop: Stop = never,
    ) -> tuple[list[Saved], list[Finding]]:
        """Write copies for an agent, numbered; what could not be made is told by a finding."""
        taken: set[str] = set()
        saved: list[Saved] = []
        refused: list[Finding] = []
        for number, one in enumerate(documents):
            check_stop(stop)
            report(number, len(documents), one.name)
            copy, _made = self.agent_copy([one], purpose, clean=clean, stop=stop)
            guard_agent(copy, clean=clean)
            refused += [copy.refused] if copy.refused else []
            for file in copy.files:
                name = copy_name(len(saved) + 1, one.kind, file, "", taken)
                saved.append(self._write(file, folder / name, one.company_id))
        report(len(documents), len(documents), "")
        return saved, refused

    def path_of(self, sha256: str) -> Path | None:
        """Where the bytes of a made copy lie; None if they are no copy."""
        path = self._kept.path(sha256)
        return path if path.exists() else None

    def softened(
        self, documents: Sequence[Document], view: View, found: list[Finding]
    ) -> list[Finding]:
        """These problems of the originals; hints only where the copy for the view's sites does not have them."""
        rules = self._parts.rules()
        by_id = {one.id: one for one in documents}
        codes: dict[str, frozenset[str]] = {}
        result = []
        for one in found:
            document = by_id.get(one.subject.id)
            if document is not None and one.site and one.code in MENDABLE:
                if document.id not in codes:
                    wishes = wishes_of(rules, document.kind, view.sites, view.on, view.entity)
                    paper = self._papers.of([document], untouched=wishes.processing == FORBIDDEN)
                    made = plan(paper, wishes)
                    codes[document.id] = mended_codes(made, self._maker.known(made))
                one = as_hint(one) if one.code in codes[document.id] else one
            result.append(one)
        return result

    def _write(self, file: CopyFile, target: Path, owner: str) -> Saved:
        source = self._source(file)
        try:
            data = source.read_bytes()
        except OSError as problem:
            raise DeskError(
                _("A document is missing from the data folder"),
                _("Add it again from your own copy."),
            ) from problem
        self._parts.store.write_out(
            target, data, company_id=owner, what="copies", form=target.suffix.lstrip(".")
        )
        return Saved(target, len(data))

    def _source(self, file: CopyFile) -> Path:
        path = self._parts.store.blobs.path(file.sha256)
        return path if file.as_is else self._kept.path(file.sha256)

    def _known(self, application: Application, group: str, made: CopyPlan) -> PlannedCopy:
        kept = self._maker.known(made)
        if kept is not None or made.refused is not None or made.passes:
            return self._with(application, group, made, kept or Kept(files=list(expected(made))))
        copy = PlatformCopy(
            paper=made.paper,
            sites=tuple(application.sites),
            files=expected(made),
            changes=made.changes,
            offers=made.offers,
        )
        return PlannedCopy(group=group, plan=made, copy=copy, ready=False)

    def _with(
        self, application: Application, group: str, made: CopyPlan, kept: Kept
    ) -> PlannedCopy:
        files, changes, offers, refused = outcome(made, kept)
        if refused is not None and refused.code != "document.watermarked_copy":
            # Nothing better can be made: the packet gets what the seller gave us.
            files = tuple(as_is(one) for one in made.paper.originals)
        copy = PlatformCopy(
            paper=made.paper,
            sites=tuple(application.sites),
            files=files,
            changes=changes,
            offers=offers,
            refused=refused,
        )
        return PlannedCopy(group=group, plan=made, copy=copy, ready=True)


def _sentence(finding: Finding) -> str:
    return wording(finding).sentence
