"""What the page does away from the window's thread: read a packet, build it, verify one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from seller_desk.core.applications.model import Application
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop, check_stop
from seller_desk.core.bundle.model import BundleRecord
from seller_desk.core.bundle.problems import Verification
from seller_desk.core.desk import Desk
from seller_desk.core.services.bundles import BuildResult, BundleService, PlannedBundle
from seller_desk.core.store.exports import newest_of_each, of_packet, state_words, states


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows of an application."""

    planned: PlannedBundle
    name: str
    history: list[BundleRecord] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


class Reader:
    """Reads one application's packet, away from the window's thread."""

    def __init__(
        self, bundles: BundleService, name_of: Callable[[Application], str], application_id: str
    ) -> None:
        self._bundles, self._name_of, self._id = bundles, name_of, application_id

    def __call__(self, _report: Progress, _stop: Stop) -> View:
        packet = self._bundles.plan(self._id)
        history = list(self._bundles.history(self._id))
        changed = self._bundles.changed_since(history[0], packet.plan) if history else []
        name = self._name_of(packet.overview.application)
        return View(packet, name, history, [entry.name for entry in changed])


class Builder:
    """Builds, away from the window's thread."""

    def __init__(self, desk: Desk, application: Application, target: Path, *, accept: bool) -> None:
        self._desk, self._application = desk, application
        self._target, self._accept = target, accept

    def __call__(self, report: Progress, stop: Stop) -> BuildResult:
        self._desk.read_papers(self._application.company_id, self._application.id, stop)
        return self._desk.bundles.build(
            self._application.id,
            self._target,
            accept_blockers=self._accept,
            report=report,
            stop=stop,
        )


class Verifier:
    """Verifies, away from the window's thread."""

    def __init__(self, bundles: BundleService, path: Path) -> None:
        self._bundles, self._path = bundles, path

    def __call__(self, _report: Progress, _stop: Stop) -> Verification:
        return self._bundles.verify(self._path)


class Watcher:
    """Reads the written packets again, away from the window's thread: by record id, what became of each, in words."""

    def __init__(self, records: Sequence[BundleRecord]) -> None:
        self._records = records

    def __call__(self, _report: Progress, stop: Stop) -> dict[str, str]:
        # Newest first comes in; of two in one second the later one wrote the file that is there.
        files = [of_packet(one) for one in reversed(self._records)]
        found = {one.id: _("Replaced by a later one") for one in files}
        for record in newest_of_each(files):
            check_stop(stop)
            found[record.id] = state_words(next(iter(states([record]))))
        return found
