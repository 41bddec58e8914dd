"""Fixing a picture, in the table's place: what to do on the left, before and after on the right; nothing is kept until
the seller uses it, and the original stays one click away."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Severity
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import wording
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.pictures.fixes import NOTES, STEP_NAMES, recipe_for
from seller_desk.core.media.mend import STEPS
from seller_desk.core.services.picture_mending import Mending
from seller_desk.ui.pages.listings.panels import Catalogue, ListingPanel
from seller_desk.ui.pages.listings.picture_view import PictureView, measured_words
from seller_desk.ui.pages.listings.picture_work import (
    MakePreview,
    PictureSubject,
    Preview,
    UsePictures,
)
from seller_desk.ui.pages.listings.pictures import shares_of
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.buttons import primary_button, secondary_button
from seller_desk.ui.widgets.card import Card, Notice, scrolling
from seller_desk.ui.widgets.field import FieldRow
from seller_desk.ui.widgets.labels import Label

_PIXELS = 960
_PAUSE_MS = 250


class PictureFixPanel(ListingPanel):
    """One picture at a time; it opens with a `PictureSubject`."""

    def __init__(self, context: WindowContext, catalogue: Catalogue) -> None:
        super().__init__(context, catalogue)
        self._service = context.desk.pictures
        self._subject: PictureSubject | None = None
        self._listing: Listing | None = None
        self._job: Job | None = None
        self._using: Job | None = None
        self.mending: Mending | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._head())
        self.notice = Notice("", tone="alarm")
        self.notice.hide()
        column.addWidget(self.notice)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self._choices(), 2)
        body.addWidget(self._pictures(), 5)
        column.addLayout(body, 1)

    def _head(self) -> Card:
        card = Card(padding=16)
        head = QHBoxLayout()
        head.setSpacing(12)
        self._name = Label(role="h3")
        head.addWidget(self._name)
        self._facts = Label(role="caption", token="text2", wrap=True)
        head.addWidget(self._facts, 1)
        self.cancel = secondary_button(_("Cancel"), "", self._on_cancel)
        head.addWidget(self.cancel)
        self.use = primary_button(_("Use this picture"), "ph.check", self._on_use)
        head.addWidget(self.use)
        card.body.addLayout(head)
        return card

    def _choices(self) -> Card:
        card = Card(_("What to do"), padding=16)
        inner = QWidget()
        inner.setProperty("scrollbody", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.steps: dict[str, QCheckBox] = {}
        for step in STEPS:
            box = QCheckBox(_(STEP_NAMES[step]))
            box.toggled.connect(self._on_choice)
            self.steps[step] = box
            column.addWidget(box)
        self.side = QLineEdit()
        self.side.setAccessibleName(_("Long side in pixels"))
        self.side.textEdited.connect(self._on_choice)
        column.addWidget(FieldRow(_("Long side in pixels"), self.side))
        self.enlarge = QCheckBox(_("Enlarge small pictures too"))
        self.enlarge.toggled.connect(self._on_choice)
        column.addWidget(self.enlarge)
        self.every = QCheckBox(_("The same for all pictures"))
        column.addWidget(self.every)
        self.notes = Label(role="caption", token="text2", wrap=True)
        column.addWidget(self.notes)
        column.addStretch(1)
        area = scrolling(inner)
        bar = area.verticalScrollBar().sizeHint().width()
        # Wide enough for its longest words: it scrolls up and down only.
        area.setMinimumWidth(inner.minimumSizeHint().width() + bar + 8)
        card.body.addWidget(area, 1)
        return card

    def _pictures(self) -> Card:
        card = Card(padding=16)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.before, self.after = PictureView(_("Before")), PictureView(_("After"))
        self._before_words = Label(role="caption", token="text2", wrap=True)
        self._after_words = Label(role="caption", token="text2", wrap=True)
        for title, view, words in (
            (_("Before"), self.before, self._before_words),
            (_("After"), self.after, self._after_words),
        ):
            side = QVBoxLayout()
            side.setSpacing(6)
            side.addWidget(Label(title, role="strong"))
            side.addWidget(view, 1)
            side.addWidget(words)
            row.addLayout(side, 1)
        card.body.addLayout(row, 1)
        self.left = Label(role="caption", wrap=True)
        card.body.addWidget(self.left)
        return card

    # -- what the seller does --------------------------------------------------------------------------

    def open(self, subject: object = None) -> bool:
        """Begin with the steps that the site asks for."""
        if not isinstance(subject, PictureSubject):
            return False
        try:
            listing = self._service.get(subject.listing_id)
        except DeskError:
            return False
        if not 0 <= subject.number < len(listing.images):
            return False
        self._subject, self._listing, self.mending = subject, listing, None
        image = listing.images[subject.number]
        self._name.setText(_("Fix the picture {name}").format(name=image.name or listing.sku))
        self._facts.setText(f"{listing.sku} · {subject.site_name}")
        asked = set(self._service.plan(listing, subject.number, subject.site))
        if image.original is not None:
            # It starts from the original again: what was done stays chosen.
            asked |= set(image.original.steps)
        for step, box in self.steps.items():
            box.blockSignals(True)
            box.setChecked(step in asked)
            box.blockSignals(False)
        recipe = recipe_for(self._service.limits(subject.site), STEPS)
        self.side.setText(str(recipe.side or ""))
        self.every.setVisible(len(listing.images) > 1)
        self.every.setChecked(False)
        self.enlarge.setChecked(False)
        for view in (self.before, self.after):
            view.show_picture(b"", [])
        self._words(None)
        self._make()
        return True

    def carry(self) -> object:
        """The same picture again."""
        return self._subject

    @Slot()
    def _on_choice(self) -> None:
        self.use.setEnabled(False)
        self._pause.start()

    def chosen(self) -> tuple[str, ...]:
        """The steps that are ticked."""
        return tuple(step for step, box in self.steps.items() if box.isChecked())

    def _side(self) -> int:
        text = self.side.text().strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0

    @Slot()
    def _make(self) -> None:
        if self._subject is None or self._listing is None:
            return
        if self._job is not None:
            self._job.cancel()
        self.use.setEnabled(False)
        limits = self._service.limits(self._subject.site)
        self._job = self.context.runner.start(
            MakePreview(
                self._service,
                self._listing,
                self._subject.number,
                limits,
                self.chosen(),
                self._side(),
                self.enlarge.isChecked(),
                _PIXELS,
            )
        )
        self._job.done.connect(self._on_made)
        self._job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_made(self, made: Preview) -> None:
        self._job = None
        self.mending = made.mending
        self.before.show_picture(made.before, shares_of(made.mending.minded))
        self.after.show_picture(made.after, shares_of(made.mending.left))
        self._words(made.mending)
        self.use.setEnabled(made.mending.changed)

    def _words(self, mending: Mending | None) -> None:
        self.notice.setVisible(mending is not None and bool(mending.mended.code))
        if mending is None:
            for label in (self._before_words, self._after_words, self.left, self.notes):
                label.setText("")
            return
        if mending.mended.code:
            self.notice.set_text(_("This picture cannot be changed"), _(mending.mended.reason))
        self._before_words.setText(measured_words(mending.before))
        self._after_words.setText(
            measured_words(mending.after) if mending.changed else _("as it was")
        )
        done = _(", ").join(_(STEP_NAMES[step]) for step in mending.mended.done)
        notes = [_(NOTES[one.code]).format(value=one.value) for one in mending.mended.notes]
        said = [_("Done: {steps}").format(steps=done)] if done else []
        self.notes.setText("\n".join([*said, *notes]))
        rest = [one for one in mending.left if one.severity is not Severity.HINT]
        problems = _("; ").join(
            wording(one).title.partition(": ")[2] or wording(one).title for one in rest
        )
        self.left.set_token("ok" if not rest else "warn")
        self.left.setText(
            _("Still a problem: {problems}").format(problems=problems)
            if rest
            else _("Nothing is left for this site to mind")
        )

    def _on_use(self) -> None:
        if self.mending is None or self._listing is None or self._subject is None:
            return
        number = self._subject.number
        further = []
        if self.every.isChecked():
            images = self._listing.images
            further = [n for n, one in enumerate(images) if n != number and one.sha256]
        self.use.setEnabled(False)
        self._using = self.context.runner.start(
            UsePictures(
                self._service,
                self._listing,
                {number: self.mending},
                further,
                self._service.limits(self._subject.site),
                self.chosen(),
                self._side(),
                self.enlarge.isChecked(),
            ),
            lane=Lane.STORE,
            title=_("Fixing pictures"),
        )
        self._using.done.connect(self._on_used)
        self._using.failed.connect(self._on_failed)

    @Slot(object)
    def _on_used(self, _listing: Listing) -> None:
        self._using = None
        self.done.emit(_("Fixed; the original is kept, Ctrl+Z brings it back"))

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        self._job = self._using = None
        if isinstance(problem, DeskError):
            self.notice.set_text(problem.title, problem.advice)
            self.notice.show()

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._pause.stop()
        self.closed.emit()
