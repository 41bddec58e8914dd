"""One look at everything: the state of every step, how far applications are, what comes next. No Qt here.

A look at a large workspace takes a second, so what was seen is kept, in the process and between starts, together with
a mark of all that it depends on: the last change, what was read of papers, the day, the rule packs, the language, the
program. As long as the mark is the same, nobody looks again.
"""

import contextlib
import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from seller_desk import __version__
from seller_desk.core.applications.checklist import Action
from seller_desk.core.applications.reminders import Reminder
from seller_desk.core.base.language import language
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.core.services.applications import Overview
from seller_desk.core.store.readings import Readings
from seller_desk.ui.shell import looks_file
from seller_desk.ui.shell.survey import Survey, survey


@dataclass(frozen=True, slots=True)
class View:
    """All applications of the company, what to do next, and what runs out soon."""

    overviews: Sequence[Overview] = ()
    names: Sequence[tuple[str, str]] = ()
    actions: Sequence[Action] = ()
    reminders: Sequence[Reminder] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen for one company and one application in view."""

    survey: Survey
    view: View


class Looks:
    """Looks when something changed, and else gives what was seen before. Methods may be called from any thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._mark = ""
        self._last: Look | None = None

    def told(self, company_id: str, application_id: str | None) -> Survey | None:
        """States and counts as they were when somebody last looked at these data, however long ago; no findings.

        None where the data have changed since, as after a command of the terminal or a restore: old counts must not
        pass for those of now.
        """
        if not company_id:
            return None
        return looks_file.read_counts(
            self._desk.folder.looks, company_id, application_id, self._same_data
        )

    def _same_data(self, mark: str) -> bool:
        """Whether this program made that mark of the data as they are. The day and the packs take longer to compare."""
        version, _packs, change, *rest = [*mark.split("\n"), "", "", ""]
        same = version == __version__ and change == self._desk.store.last_change()
        return same and self._read_mark() in rest

    def look(
        self, company_id: str, application_id: str | None, progress: Progress, stop: Stop
    ) -> Look:
        """What is so now. Whoever asks while another thread looks waits for its answer.

        Only a look at which no step broke is kept.
        """
        with self._lock:
            mark = self._mark_of(company_id, application_id)
            if self._last is not None and mark == self._mark:
                return self._last
            seen = self._kept(mark) if self._last is None else None
            if seen is None:
                seen = _look(self._desk, company_id, application_id, progress, stop)
                if seen.survey.problems:
                    return seen
                if company_id:
                    self._keep(mark, seen)
            self._mark, self._last = mark, seen
            return seen

    def _kept(self, mark: str) -> Look | None:
        found = looks_file.read(self._desk.folder.looks, mark)
        return Look(found[0], View(*found[1:])) if found else None

    def _keep(self, mark: str, seen: Look) -> None:
        # It only saves time: a full disk is told by whatever needs the disk, and a type unknown to the file is not kept.
        with contextlib.suppress(OSError, TypeError):
            view = seen.view
            looks_file.write(
                self._desk.folder.looks,
                mark,
                looks_file.Kept(
                    seen.survey, view.overviews, view.names, view.actions, view.reminders
                ),
            )

    def _mark_of(self, company_id: str, application_id: str | None) -> str:
        """Everything that an answer depends on, as one text."""
        desk = self._desk
        parts = (
            __version__,
            _packs_mark(desk),
            desk.store.last_change(),
            desk.today().isoformat(),
            language(),
            company_id,
            application_id or "",
            self._read_mark(),
        )
        return "\n".join(parts)

    def _read_mark(self) -> str:
        """What was read of papers and seen in pictures is in no row of the database, and yet decides what is found."""
        return Readings(self._desk.folder.readings).mark()


def _look(
    desk: Desk, company_id: str, application_id: str | None, progress: Progress, stop: Stop
) -> Look:
    seen = survey(desk, company_id, application_id, progress, stop)
    overviews = seen.overviews
    names = [desk.applications.names(one.application) for one in overviews]
    actions = desk.applications.actions(overviews) if overviews else ()
    # Findings of applications that are not in view are needed for what comes next only.
    slim = [one._replace(by_step={}) for one in overviews]
    # Where a step broke its reminders would break, too, and its error is told already.
    whole = company_id and not seen.problems
    reminders = desk.document_dates.reminders(company_id) if whole else ()
    return Look(replace(seen, overviews=()), View(slim, names, actions, reminders))


def _packs_mark(desk: Desk) -> str:
    """Changes with every change of a rule pack or catalogue: names, sizes and times of their files."""
    told = hashlib.blake2b(digest_size=16)
    for folder in (resources_dir() / "rules", resources_dir() / "catalogs", desk.folder.rules):
        for path in sorted(folder.rglob("*.toml")) if folder.is_dir() else ():
            about = path.stat()
            told.update(
                f"{path.relative_to(folder)}\0{about.st_size}\0{about.st_mtime_ns}\n".encode()
            )
    return told.hexdigest()
