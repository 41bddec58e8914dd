"""The tab "Sources": what changed, own values, packs of others, and every source with what rests on it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from seller_desk.core.applications.effects import Effects
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.core.services.rule_packs import PackMove
from seller_desk.ui.pages.platforms.pack_cards import NewsCard, OwnCard, PackCard
from seller_desk.ui.pages.platforms.source_list import SourceList
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.shell.tabbed import Panel
from seller_desk.ui.theme import tokens

_FILTER = "TOML (*.toml *.removed)"


class SourcesPanel(Panel):
    """Cards one below the other; adding and removing is done in the background and told here."""

    def __init__(self, context: WindowContext, page: StepPage) -> None:
        super().__init__(context, page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.CARD_GAP)
        self._moved: Effects | None = None
        self.news = NewsCard()
        self.news.seen.connect(self._on_seen)
        column.addWidget(self.news)
        names = {pack.platform: pack.name.text() for pack in reversed(self.desk.packs.packs)}
        names["general"] = _("Every platform")
        self.list = SourceList(names)
        self.list.opened.connect(context.open_source)
        column.addWidget(self.list)
        self.own = OwnCard()
        self.own.remove_asked.connect(self._on_restore)
        column.addWidget(self.own)
        self.packs = PackCard()
        self.packs.add_asked.connect(self._on_add)
        self.packs.remove_asked.connect(self._on_remove)
        column.addWidget(self.packs)
        column.addStretch(1)

    def refresh(self) -> None:
        """Read again."""
        packs = self.desk.rule_packs
        names = {one.id: one.name.text() for one in self.desk.platforms.sites()}
        self.news.show_news(self._moved or packs.peek(), names)
        self.own.show_values(self.desk.platforms.own_values(), names)
        self.packs.show_packs(
            [(name, info, packs.origin(name)) for name, info in packs.added()], packs.broken()
        )
        self.list.show_sources(packs.sources())

    @Slot()
    def _on_seen(self) -> None:
        self._moved = None
        self.desk.rule_packs.mark_seen()
        self.refresh()
        self.context.changed()

    @Slot(str)
    def _on_restore(self, override_id: str) -> None:
        self.desk.platforms.remove_override(override_id)
        self.refresh()
        self.context.changed()

    @Slot()
    def _on_add(self) -> None:
        path = self.context.ask.file(_("Add from a file"), _FILTER)
        if path is not None:
            self._start(partial(_add, self.desk, path), _("Reading the rule pack"))

    @Slot(str)
    def _on_remove(self, name: str) -> None:
        if self.context.ask.confirm(
            _("Remove {name}").format(name=name),
            _("Its figures are no longer used. The file is kept in the data folder."),
            _("Remove"),
        ):
            self._start(partial(_remove, self.desk, name), _("Removing the rule pack"))

    def _start(self, work: partial[PackMove], title: str) -> None:
        job = self.context.runner.start(work, lane=Lane.STORE, title=title)
        job.done.connect(self._on_moved)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_moved(self, moved: PackMove) -> None:
        self._moved = moved.effects if moved.effects.changes else None
        self.refresh()
        self.context.changed()

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, DeskError):
            self.packs.refuse(problem)


def _add(desk: Desk, path: Path, _progress: Progress, _stop: Stop) -> PackMove:
    return desk.rule_packs.add(path)


def _remove(desk: Desk, name: str, _progress: Progress, _stop: Stop) -> PackMove:
    return desk.rule_packs.remove(name)
