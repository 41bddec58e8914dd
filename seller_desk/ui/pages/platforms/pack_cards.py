"""Cards of the tab "Sources": what changed, packs of others, own values."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.applications.effects import Effects
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.lists import listed
from seller_desk.core.platforms.own_values import OwnValue, key_name, own_text
from seller_desk.core.rules.catalogs import category_name
from seller_desk.core.rules.compare import Change
from seller_desk.core.rules.shelf import Origin
from seller_desk.core.rules.sources import entry_name
from seller_desk.core.services.rule_packs import PackInfo
from seller_desk.ui.shell.rule_news import headline
from seller_desk.ui.widgets import (
    Card,
    IconLabel,
    Label,
    Notice,
    line,
    link_button,
    secondary_button,
)

_TOP = Qt.AlignmentFlag.AlignTop
_MOST = 30
_MARKS = {"added": "ph.plus", "removed": "ph.minus", "changed": "ph.arrow-right"}


class _Rows(QVBoxLayout):
    """Rows that are made anew as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._held: QWidget | None = None

    def anew(self, *, spacing: int) -> QVBoxLayout:
        """An empty column in the place of the last one."""
        if self._held is not None:
            self.removeWidget(self._held)
            self._held.hide()
            self._held.deleteLater()
        self._held = QWidget()
        column = QVBoxLayout(self._held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing)
        self.addWidget(self._held)
        return column


class NewsCard(Card):
    """What moved, old -> new, and whom it concerns. `seen` fires when the seller has read it."""

    seen = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self.whom = Label("", token="text2", wrap=True)
        self.body.addWidget(self.whom)
        self._rows = _Rows()
        self.body.addLayout(self._rows)
        buttons = QHBoxLayout()
        self.button = secondary_button(_("Got it"), "ph.check", self.seen.emit)
        buttons.addWidget(self.button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.hide()

    def show_news(self, found: Effects | None, names: dict[str, str]) -> None:
        """These changes; None hides the card."""
        self.setVisible(found is not None)
        if found is None:
            return
        assert self.title_label is not None
        title, whom = headline(found, names)
        self.title_label.setText(title)
        for one in found.applications:
            of = listed(names.get(site, site) for site in one.application.sites)
            count = len(one.changes)
            whom += "\n" + _("{application}: {changes}").format(
                application=of,
                changes=ngettext("{n} change", "{n} changes", count).format(n=count),
            )
        self.whom.setText(whom)
        column = self._rows.anew(spacing=6)
        for change in found.changes[:_MOST]:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(IconLabel(_MARKS[change.kind], "text2", 14), 0, _TOP)
            said = change.now or change.was
            if change.kind == "changed":
                said = f"{change.was} → {change.now}"
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Label(said, wrap=True, selectable=True))
            about = _about(change, names)
            words.addWidget(Label(about, role="caption", token="text2", wrap=True))
            row.addLayout(words, 1)
            column.addLayout(row)
        rest = len(found.changes) - _MOST
        if rest > 0:
            words_more = ngettext("and {n} more change", "and {n} more changes", rest)
            column.addWidget(Label(words_more.format(n=rest), role="caption", token="text2"))


def _about(change: Change, names: dict[str, str]) -> str:
    """`listing.title.max; Amazon US; from 2026-07-27`; many sites of a platform are counted."""
    sites = change.entry.applies_to.site
    where = listed(names.get(site, site) for site in sites)
    if len(sites) > 3:
        where = ngettext("{n} site", "{n} sites", len(sites)).format(n=len(sites))
        where = f"{change.platform}, {where}"
    start = change.entry.effective_from
    parts = [entry_name(change.entry), where or change.platform]
    if start is not None:
        parts.append(_("from {day}").format(day=start.isoformat()))
    return _("; ").join(part for part in parts if part)


class PackCard(Card):
    """Packs that the seller added, also those that cannot be used."""

    add_asked = Signal()
    remove_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Community packs"))
        self.body.addWidget(
            Label(
                _(
                    "Rule packs of others, as TOML files. Their figures are marked, never block, and do not replace what "
                    "a platform itself or two sources say."
                ),
                role="caption",
                token="text2",
                wrap=True,
            )
        )
        self.notice = Notice("", tone="alarm")
        self.notice.hide()
        self.body.addWidget(self.notice)
        self._rows = _Rows()
        self.body.addLayout(self._rows)
        buttons = QHBoxLayout()
        self.button = secondary_button(_("Add from a file"), "ph.plus", self.add_asked.emit)
        buttons.addWidget(self.button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def refuse(self, problem: DeskError) -> None:
        """Say why a pack cannot be taken."""
        self.notice.set_text(problem.title, problem.advice)
        self.notice.show()

    def show_packs(
        self,
        added: Sequence[tuple[str, PackInfo | None, Origin]],
        broken: Sequence[DeskError],
    ) -> None:
        """These packs, and why files are left out."""
        self.notice.hide()
        column = self._rows.anew(spacing=8)
        for trouble in broken:
            column.addWidget(Notice(trouble.title, trouble.advice, tone="caution"))
        for name, info, origin in added:
            column.addWidget(self._row(name, info, origin))
            column.addWidget(line())

    def _row(self, name: str, info: PackInfo | None, origin: Origin) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconLabel("ph.users-three", "text2", 16), 0, _TOP)
        words = QVBoxLayout()
        words.setSpacing(1)
        title = f"{info.pack.name.text()} {info.pack.version}" if info else name
        words.addWidget(Label(title, role="strong", wrap=True))
        told = _("added {day} from {path}").format(
            day=origin.added_on.isoformat(), path=origin.path or _("the folder itself")
        )
        if info and info.pack.author:
            told = f"{info.pack.author}{_('; ')}{told}"
        words.addWidget(Label(told, role="caption", token="text2", wrap=True))
        if info is None:
            words.addWidget(Label(_("Left out: see above"), role="caption", token="bad"))
        row.addLayout(words, 1)
        button = link_button(_("Remove"), partial(self.remove_asked.emit, name))
        button.setAccessibleName(_("Remove {name}").format(name=title))
        row.addWidget(button, 0, _TOP)
        return holder


class OwnCard(Card):
    """The seller's own values beside what the packs say now."""

    remove_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Your own values"))
        self._rows = _Rows()
        self.body.addLayout(self._rows)

    def show_values(self, own: Sequence[OwnValue], names: dict[str, str]) -> None:
        """These values."""
        column = self._rows.anew(spacing=8)
        if not own:
            how = _(
                "Open the source of any figure and use your own value; it stays through updates."
            )
            column.addWidget(Label(how, token="text2", wrap=True))
        for number, one in enumerate(own):
            if number:
                column.addWidget(line())
            column.addWidget(self._row(one, names))

    def _row(self, one: OwnValue, names: dict[str, str]) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconLabel("ph.pencil-simple", "text2", 16), 0, _TOP)
        words = QVBoxLayout()
        words.setSpacing(1)
        own = one.own
        title = f"{key_name(own.key)}{_(': ')}{own_text(own)}"
        words.addWidget(Label(title, role="strong", wrap=True))
        where = names.get(own.site, own.site) or _("all sites")
        category = category_name(own.category) if own.category else ""
        told = _("; ").join(
            part for part in (where, category, own.set_on.isoformat(), own.note, own.key) if part
        )
        words.addWidget(Label(told, role="caption", token="text2", wrap=True))
        if one.moved:
            said = _("the pack now says {value} ({before} when you set yours)").format(
                value=one.pack_says or _("nothing"), before=one.pack_said
            )
            mark = QHBoxLayout()
            mark.setSpacing(6)
            mark.addWidget(IconLabel("ph.warning-fill", "warn", 14), 0, _TOP)
            mark.addWidget(Label(said, role="caption", token="warn", wrap=True), 1)
            words.addLayout(mark)
        elif one.pack_says:
            said = _("the pack says {value}").format(value=one.pack_says)
            words.addWidget(Label(said, role="caption", token="text2", wrap=True))
        row.addLayout(words, 1)
        button = link_button(_("Back to the pack"), partial(self.remove_asked.emit, own.id))
        button.setAccessibleName(_("Take back your value of {key}").format(key=key_name(own.key)))
        row.addWidget(button, 0, _TOP)
        return holder
