"""What the pages of the writing panel share."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import wording
from seller_desk.core.services.writing import Draft
from seller_desk.ui.pages.listings.writing.work import Quick
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.labels import IconLabel, Label

_PAUSE_MS = 350
_ICONS = {
    Severity.BLOCKER: ("ph.x-circle-fill", "bad"),
    Severity.WARNING: ("ph.warning-fill", "warn"),
    Severity.HINT: ("ph.lightbulb", "text2"),
}


class WritingPage(QWidget):
    """One text of the listing. `act` is what the panel's main button does on this page."""

    # Whether the main button can be pressed, or what it says, may be different now.
    changed = Signal()
    # Something was kept: what to say of it. The listing is read again.
    kept = Signal(str)
    # Whether the panel scrolls the page; one with a table of its own fills the room instead.
    scrolls = True

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self.context = context
        self.service = context.desk.writing
        self.draft: Draft | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(tokens.FIELD_GAP)

    def show_draft(self, draft: Draft) -> None:
        """Begin with this listing and site."""
        raise NotImplementedError

    def act_words(self) -> str:
        """What the main button says."""
        raise NotImplementedError

    def ready(self) -> bool:
        """Whether there is anything to do."""
        raise NotImplementedError

    def why_not(self) -> str:
        """Why the main button cannot be pressed, while `ready` is False."""
        return _("Nothing to write: the site shows just this already.")

    def act(self) -> None:
        """Do it; `kept` follows."""
        raise NotImplementedError


class CheckedPage(WritingPage):
    """A page whose texts are checked a moment after they change: what the site would mind, before anything is kept."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self._checking: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._check)

    def fields(self) -> dict[str, object]:
        """Fields of the site's side as they stand on the page."""
        raise NotImplementedError

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What the site would mind in them."""
        raise NotImplementedError

    def kept_words(self) -> str:
        """What to say when they were kept."""
        raise NotImplementedError

    @Slot()
    def _check(self) -> None:
        draft = self.draft
        if draft is None:
            return
        if self._checking is not None:
            self._checking.cancel()
        service, fields = self.service, self.fields()
        self._checking = self.context.runner.start(
            Quick(lambda: service.problems(draft.listing, draft.site, fields))
        )
        self._checking.done.connect(self._on_checked)

    @Slot(object)
    def _on_checked(self, findings: Sequence[Finding]) -> None:
        self._checking = None
        self.show_findings(findings)

    def _keep(self, fields: dict[str, object]) -> None:
        draft, service = self.draft, self.service
        if draft is None:
            return
        job = self.context.runner.start(
            Quick(lambda: service.keep_texts(draft.listing.id, draft.site, fields)),
            lane=Lane.STORE,
        )
        job.done.connect(self._on_kept)

    @Slot(object)
    def _on_kept(self, _listing: object) -> None:
        self.kept.emit(self.kept_words())


class Told(QWidget):
    """Lines with an icon: what was left out, what the site would mind. Empty, it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_lines(self, lines: Sequence[tuple[str, str, str, str]]) -> None:
        """Each line: icon, its colour, a bold word, and the rest."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in lines:
            self._column.addWidget(_Line(*one))
        self.setVisible(bool(lines))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What the site would mind, without the listing's name: it stands above."""
        lines = []
        for one in findings:
            said = wording(one)
            title = said.title.replace(one.subject.label, "", 1).strip(" :：") or said.title
            lines.append((*_ICONS[one.severity], title, said.detail))
        self.show_lines(lines)


class _Line(QWidget):
    def __init__(self, icon: str, token: str, head: str, rest: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = QVBoxLayout()
        mark.addSpacing(2)
        mark.addWidget(IconLabel(icon, token, 16))
        mark.addStretch(1)
        row.addLayout(mark)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(head, wrap=True, selectable=True))
        if rest:
            words.addWidget(Label(rest, role="caption", token="text2", wrap=True))
        row.addLayout(words, 1)


def excerpt(text: str) -> str:
    """A text for a line; a dash where there is none."""
    return text or _("nothing yet")
