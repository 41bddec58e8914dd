"""Fill from a document: what it says beside what the company has, taken one by one or all at once."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _, ngettext
from seller_desk.core.company.fill_catalogue import fill_kinds
from seller_desk.core.company.model import Company
from seller_desk.core.documents.model import Document
from seller_desk.core.services.filling import Filling, Offer
from seller_desk.ui.pages.company.fill.offer_row import OfferRow
from seller_desk.ui.pages.company.fill.original import OriginalWindow
from seller_desk.ui.pages.company.fill.work import Read, ReadFor, TakeIn
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import (
    Card,
    Choice,
    Label,
    Notice,
    line,
    link_button,
    secondary_button,
    tool_button,
)

_FILTER = "*.jpg *.jpeg *.png *.pdf *.tif *.tiff *.webp *.bmp *.gif *.avif *.heic"
WIDTH, NARROW, WIDE_PAGE = 304, 272, 790
_PLACES = {
    "legal_representative": N_("Legal representative"),
    "owners": N_("Owner {n}"),
    "bank_accounts": N_("Account {n}"),
}
# Which documents fill which part first.
KINDS = {
    "names": ("business_licence", "hk_incorporation", "hk_business_registration"),
    "addresses": ("business_licence", "hk_business_registration", "utility_bill"),
    "representative": ("id_card", "passport"),
    "owners": ("id_card", "passport"),
    "tax": ("customs_record", "tax_certificate"),
    "bank": ("bank_statement", "account_permit", "card_statement"),
}


class FillPanel(Card):
    """Beside the part in view. `took` carries the path of a field that got a value; `closed` when it is put away."""

    took = Signal(str)
    closed = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__(padding=16)
        self._context = context
        self._read: Read | None = None
        self._filling = Filling("", ())
        self._company = Company(id="")
        self._place = ""
        self._job: Job | None = None
        self.body.setSpacing(8)
        self.body.setContentsMargins(16, 8, 16, 12)
        head = QHBoxLayout()
        head.addWidget(Label(_("Fill from a document"), role="h3"), 1)
        head.addWidget(tool_button("ph.x", _("Close"), self.close_panel))
        self.body.addLayout(head)
        self.document = Choice(name=_("Document"))
        self.document.setMinimumWidth(80)
        self.document.chosen.connect(self._on_document)
        self.body.addWidget(self.document)
        self.place = Choice(name=_("Whose values these are"))
        self.place.setMinimumWidth(80)
        self.place.chosen.connect(self._on_place)
        self.body.addWidget(self.place)
        self.says = Label(role="caption", token="text2", wrap=True)
        self.body.addWidget(self.says)
        self.notice = Notice("", tone="caution")
        self.notice.hide()
        self.body.addWidget(self.notice)
        self.body.addWidget(line())
        self._holder = QWidget()
        self._holder.setProperty("scrollbody", True)
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 6, 0)
        self._rows.setSpacing(0)
        self._area = QScrollArea()
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._holder)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setMinimumHeight(current().px(330))
        self.body.addWidget(self._area, 1)
        foot = QHBoxLayout()
        self.every = secondary_button("", "", self._on_every)
        self.original = link_button(_("See the page"), self._on_original)
        foot.addWidget(self.every)
        foot.addStretch(1)
        foot.addWidget(self.original)
        self.body.addLayout(foot)
        self.other = link_button(_("Choose a file"), self.ask, "ph.upload-simple")
        self.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_rows()

    def fit(self, page_width: int) -> None:
        """As wide as the page allows: beside it the part keeps room for its longest number."""
        self.setFixedWidth(current().px(WIDTH if page_width >= WIDE_PAGE else NARROW))

    # -- opening --------------------------------------------------------------------------------------

    def open_for(self, section: str) -> None:
        """The document that fills this part, else any; without one a file is asked for."""
        kinds = KINDS.get(section, ())
        documents = self._fill_documents()
        self.show()
        if not documents:
            self.ask()
            return
        wanted = next((one for one in documents if one.kind in kinds), documents[0])
        self.open_document(wanted)

    def ask(self) -> None:
        """Let the seller choose a file."""
        pictures = _("Pictures and PDFs") + f" ({_FILTER})"
        path = self._context.ask.file(_("Fill from a document"), pictures)
        if path is not None:
            self.open_file(path)
        elif self._read is None:
            self.close_panel()

    def open_file(self, path: Path) -> None:
        """Take a file in, and fill from it."""
        self.show()
        self._wait(_("Adding documents"))
        work = TakeIn(self._context.desk, self._context.need_company(), path)
        job = self._context.runner.start(work, lane=Lane.STORE, title=_("Adding documents"))
        job.done.connect(self._on_taken_in)
        job.failed.connect(self._on_failed)

    def open_document(self, document: Document) -> None:
        """Read this one; what was read before is there at once."""
        self.show()
        self._fill_choice(document)
        self._wait(_("It is being read."))
        if self._job is not None:
            self._job.cancel()
        work = ReadFor(self._context.desk, document)
        self._job = self._context.runner.start(work, lane=Lane.READ, title=_("Reading documents"))
        self._job.done.connect(self._on_read)
        self._job.failed.connect(self._on_failed)

    def show_company(self, company: Company) -> None:
        """The company as it is now: what is taken shows as taken."""
        other = company.id != self._company.id
        self._company = company
        if other and self._read is not None and self._read.document.company_id != company.id:
            self.close_panel()
        elif self._read is not None and not self.isHidden():
            self._offer()

    def close_panel(self) -> None:
        """Put it away."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._read = None
        self.hide()
        self.closed.emit()

    # -- showing --------------------------------------------------------------------------------------

    def _fill_documents(self) -> list[Document]:
        context = self._context
        every = context.desk.documents.list(context.company_id) if context.company_id else []
        return [one for one in every if one.kind in fill_kinds()]

    def _fill_choice(self, document: Document) -> None:
        every = self._fill_documents()
        if all(one.id != document.id for one in every):
            every.append(document)
        self.document.set_options([(one.id, one.name) for one in every])
        self.document.set_current(document.id)

    def _wait(self, says: str) -> None:
        self._read = None
        self.notice.hide()
        self.says.setText(says)
        self.place.hide()
        self._filling = Filling("", ())
        self._show_rows()

    def _offer(self) -> None:
        assert self._read is not None
        read = self._read
        places = self._filling.places
        place = self._place if self._place in places or not places else ""
        filling = self._context.desk.filling.offers(
            self._company, read.document.kind, read.fields, place
        )
        self._filling, self._place = filling, filling.place
        self.place.set_options([(one, _place_name(one)) for one in filling.places])
        self.place.set_current(filling.place)
        self.place.setVisible(len(filling.places) > 1)
        count = len(filling.offers)
        self.says.setText(
            ngettext("{n} value read", "{n} values read", count).format(n=count)
            if count
            else _("Nothing in it belongs to the company.")
        )
        self._show_rows()

    def _show_rows(self) -> None:
        at = self._area.verticalScrollBar().value()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        crops = self._read.crops if self._read else {}
        for number, offer in enumerate(self._filling.offers):
            row = OfferRow(offer, crops.get(offer.field))
            row.taken.connect(self._on_take)
            if number:
                self._rows.addWidget(line())
            self._rows.addWidget(row)
        self._rows.addStretch(1)
        self._area.verticalScrollBar().setValue(at)
        left = len(self._left())
        words = ngettext("Take the other {n}", "Take the other {n}", left).format(n=left)
        self.every.setText(words if left < len(self._filling.offers) else _("Take all"))
        self.every.setVisible(left > 0)
        self.original.setVisible(self._read is not None)

    def _left(self) -> list[Offer]:
        return [one for one in self._filling.offers if one.state != "same"]

    # -- answers --------------------------------------------------------------------------------------

    @Slot(object)
    def _on_taken_in(self, document: Document) -> None:
        self._context.changed()
        self.open_document(document)

    @Slot(object)
    def _on_read(self, read: Read) -> None:
        self._job = None
        self._read, self._place = read, ""
        desk = self._context.desk
        stored = desk.documents.get(read.document.id)
        if stored.kind == "unknown" and read.reading.kind.kind != "unknown":
            desk.recognition.name_kinds([(stored, read.reading.kind)])
            self._context.changed()
        self._fill_choice(read.document)
        self._offer()

    @Slot(object)
    def _on_failed(self, problem: object) -> None:
        self._job = None
        self.says.setText("")
        if isinstance(problem, DeskError):
            self.notice.set_text(problem.title, problem.advice)
            self.notice.show()

    @Slot(str)
    def _on_document(self, document_id: str) -> None:
        self.open_document(self._context.desk.documents.get(document_id))

    @Slot(str)
    def _on_place(self, place: str) -> None:
        self._place = place
        self._offer()

    @Slot(str)
    def _on_take(self, field: str) -> None:
        self._take([one for one in self._filling.offers if one.field == field])

    def _on_every(self) -> None:
        self._take(self._left())

    def _take(self, offers: Sequence[Offer]) -> None:
        if not offers:
            return
        desk = self._context.desk
        self._company = desk.filling.take(self._context.company_id, offers, self._filling.place)
        self._context.changed()
        self.took.emit(offers[0].path)

    def _on_original(self) -> None:
        if self._read is not None:
            OriginalWindow(self._context, self._read, self).show()


def _place_name(place: str) -> str:
    name, _dot, index = place.partition(".")
    return _(_PLACES[name]).format(n=int(index) + 1) if index else _(_PLACES[name])
