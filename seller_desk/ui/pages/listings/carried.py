"""The files that are imported; what of the page goes on in another language or look, though its widgets are made anew."""

from PySide6.QtWidgets import QWidget

from seller_desk.core.services.listing_imports import ImportRequest
from seller_desk.ui.pages.listings.import_panel import ImportPanel

SHEETS = "(*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods)"


def looked_at(shown: QWidget | None) -> ImportRequest | None:
    """The file in the import panel and what the seller decided about it; None once it is being taken (such work has a title)."""
    if not isinstance(shown, ImportPanel) or (shown.job is not None and shown.job.title):
        return None
    return shown.request
