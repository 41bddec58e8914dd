"""The goods themselves: batteries, contacts for product safety, customs, certificates. The same on every site."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding
from seller_desk.core.listings.model import Compliance, Listing
from seller_desk.ui.pages.listings.certificates import CertificatePicker
from seller_desk.ui.pages.listings.part_fields import COMPLIANCE
from seller_desk.ui.pages.listings.parts import PartForm, show_worst
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.labels import line

_CERTIFICATES = "compliance.certificates"


class GoodsForm(QWidget):
    """Editors of compliance. `edited` fires with the changed listing."""

    edited = Signal(object)
    asked_why = Signal(object)

    def __init__(self, documents: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._listing: Listing | None = None
        self._documents = documents
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.FIELD_GAP)
        self.part = PartForm("compliance", COMPLIANCE, _compliance, _with_compliance)
        self.part.edited.connect(self._on_edited)
        self.part.completed.connect(self._on_complete)
        self._found: Sequence[Finding] = ()
        column.addWidget(self.part)
        column.addStretch(1)

    @cached_property
    def certificates(self) -> CertificatePicker:
        """The picker below the fields, made when first asked for."""
        made = CertificatePicker()
        made.set_documents(self._documents)
        made.changed.connect(self._on_certificates)
        self.part.body.addWidget(line())
        self.part.body.addWidget(made)
        if self._listing is not None:
            made.show_linked(self._listing.compliance.certificates)
        return made

    @Slot()
    def _on_complete(self) -> None:
        """The picker stands below everything else."""
        self._show_certificates(self._found)

    def _show_certificates(self, found: Sequence[Finding]) -> None:
        if found:
            show_worst(self.certificates.row, found)
        else:
            self.certificates.row.clear_state()

    def show_listing(self, listing: Listing) -> None:
        """Fill every editor."""
        self._listing = listing
        self.part.show_listing(listing)
        if "certificates" in self.__dict__:
            self.certificates.show_linked(listing.compliance.certificates)

    def show_findings(self, by_field: Mapping[str, Sequence[Finding]]) -> None:
        """Under each field what is wrong with it."""
        self.part.show_findings(by_field)
        self._found = by_field.get(_CERTIFICATES, ())
        if "certificates" in self.__dict__:
            self._show_certificates(self._found)

    def editor_of(self, field: str) -> QWidget | None:
        """The editor of a field such as `compliance.hs_code`."""
        if field == _CERTIFICATES:
            self.part.complete()
            return self.certificates.choice
        return self.part.editor_of(field)

    @Slot(object)
    def _on_edited(self, listing: Listing) -> None:
        self._listing = listing
        self.edited.emit(listing)

    @Slot(object)
    def _on_certificates(self, ids: list[str]) -> None:
        if self._listing is None:
            return
        changed = msgspec.structs.replace(self._listing.compliance, certificates=ids)
        self._listing = _with_compliance(self._listing, changed)
        self.part.show_listing(self._listing)
        self.edited.emit(self._listing)


def _compliance(listing: Listing) -> Compliance:
    return listing.compliance


def _with_compliance(listing: Listing, part: Compliance) -> Listing:
    return msgspec.structs.replace(listing, compliance=part)
