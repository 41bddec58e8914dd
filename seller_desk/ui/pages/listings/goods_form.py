"""The goods themselves: batteries, contacts for product safety, customs, certificates. The same on every site."""

from collections.abc import Mapping, Sequence

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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.FIELD_GAP)
        self.part = PartForm("compliance", COMPLIANCE, _compliance, _with_compliance)
        self.part.edited.connect(self._on_edited)
        column.addWidget(self.part)
        column.addWidget(line())
        self.certificates = CertificatePicker()
        self.certificates.set_documents(documents)
        self.certificates.changed.connect(self._on_certificates)
        column.addWidget(self.certificates)
        column.addStretch(1)

    def show_listing(self, listing: Listing) -> None:
        """Fill every editor."""
        self._listing = listing
        self.part.show_listing(listing)
        self.certificates.show_linked(listing.compliance.certificates)

    def show_findings(self, by_field: Mapping[str, Sequence[Finding]]) -> None:
        """Under each field what is wrong with it."""
        self.part.show_findings(by_field)
        found = by_field.get(_CERTIFICATES, ())
        if found:
            show_worst(self.certificates.row, found)

    def editor_of(self, field: str) -> QWidget | None:
        """The editor of a field such as `compliance.hs_code`."""
        if field == _CERTIFICATES:
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
