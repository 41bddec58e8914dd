"""Rules that changed since the seller last looked, and packs that were left out: told once, above the page."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from seller_desk.core.applications.effects import Effects
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.lists import listed
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.frame import Frame

if TYPE_CHECKING:
    from seller_desk.ui.shell.main_window import MainWindow

News = tuple[Effects | None, tuple[DeskError, ...]]


class RuleNews(QObject):
    """Outlives the frames in which it tells. `start` looks once, when the first page is filled."""

    def __init__(self, context: WindowContext, window: "MainWindow") -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._frame: Frame | None = None
        self._news: News = (None, ())
        self._asked = False

    def use(self, frame: Frame) -> None:
        """Tell here from now on."""
        self._frame = frame
        frame.news_seen.connect(self._on_seen)
        frame.news_wanted.connect(self._on_details)
        frame.panel.own_wanted.connect(self._on_own)
        self._tell()

    @Slot()
    def start(self) -> None:
        """Compare the packs with those that were seen, in the background, once a session."""
        if self._asked:
            return
        self._asked = True
        job = self._context.runner.start(partial(_look, self._context.desk), lane=Lane.STORE)
        job.done.connect(self._on_news)

    @Slot(object)
    def _on_news(self, found: News) -> None:
        self._news = found
        self._tell()

    def _tell(self) -> None:
        effects, broken = self._news
        if self._frame is None or (effects is None and not broken):
            return
        if broken:
            title = ngettext(
                "{n} rule pack is left out", "{n} rule packs are left out", len(broken)
            ).format(n=len(broken))
            self._frame.show_news(title, f"{broken[0].title}{_(': ')}{broken[0].advice}")
            return
        assert effects is not None
        names = {one.id: one.name.text() for one in self._context.desk.platforms.sites()}
        self._frame.show_news(*headline(effects, names))

    @Slot()
    def _on_seen(self) -> None:
        effects, _broken = self._news
        self._news = (None, ())
        if effects is not None:
            self._context.runner.start(partial(_seen, self._context.desk), lane=Lane.STORE)

    @Slot(str, str)
    def _on_own(self, key: str, site: str) -> None:
        """The editor of an own value, asked for beside a problem."""
        self._window.go("platforms")
        show = getattr(self._window.page(), "show_own", None)
        if show is not None:
            show(key, site)

    @Slot()
    def _on_details(self) -> None:
        self._window.go("platforms")
        show = getattr(self._window.page(), "show_tab", None)
        if show is not None:
            show("sources")


def headline(found: Effects, names: dict[str, str]) -> tuple[str, str]:
    """(`Rules of Amazon US changed`, `2 applications, 14 drafts affected`) in the language in use.

    Named are the sites of the seller's own applications, if any of them is concerned.
    """
    mine = {site for one in found.applications for site in one.application.sites}
    sites = [site for site in found.sites if site in mine] or found.sites
    shown = [names[site] for site in sites if site in names]
    if 0 < len(shown) <= 2:
        title = _("Rules of {sites} changed").format(sites=listed(shown))
    elif shown:
        title = _("Rules of {n} sites changed").format(n=len(shown))
    else:
        title = _("Rules changed")
    if not found.any:
        return title, _("None of your applications or drafts is affected.")
    count = len(found.applications)
    applications = ngettext("{n} application", "{n} applications", count).format(n=count)
    drafts = ngettext("{n} draft", "{n} drafts", found.drafts).format(n=f"{found.drafts:,}")
    return title, _("{applications}, {drafts} affected").format(
        applications=applications, drafts=drafts
    )


def _look(desk: Desk, _progress: Progress, _stop: Stop) -> News:
    return desk.rule_packs.news(), desk.rule_packs.broken()


def _seen(desk: Desk, _progress: Progress, _stop: Stop) -> None:
    desk.rule_packs.mark_seen()
