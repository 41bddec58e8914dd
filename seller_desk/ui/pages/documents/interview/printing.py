"""The interview sheet on paper: PDF, the printer."""

import re

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from seller_desk.core.base.language import _
from seller_desk.ui.theme import current

_TEXT_POINTS = 9.5
_PAPER = """
body { margin: 0; } h1 { font-size: 15pt; } h2 { font-size: 11.5pt; }
td, th { padding: 3px 6px; text-align: left; } th { color: #4a5160; font-weight: bold; }
.quiet { color: #4a5160; font-size: 8pt; } .warn { color: #8a4b00; } a { color: #2f54c8; text-decoration: none; }
"""


def pdf(html: bytes) -> bytes:
    """The page as a PDF, A4 upright."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(_layout())
    writer.setTitle(_("Interview sheet"))
    _document(html).print_(writer)
    del writer
    return bytes(buffer.data().data())


def print_out(html: bytes) -> str | None:
    """The system's print dialog: what to say of it, empty where the seller changed their mind; None where nothing prints."""
    try:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
    except ImportError:
        return None
    if not QPrinterInfo.availablePrinterNames():
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(_layout())
    if QPrintDialog(printer).exec() != QPrintDialog.DialogCode.Accepted:
        return ""
    _document(html).print_(printer)
    return _("Sent to the printer")


def _layout() -> QPageLayout:
    # The document keeps margins of its own.
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Millimeter,
    )


def _document(html: bytes) -> QTextDocument:
    """The page with sizes for paper: what is measured in pixels would shrink with the printer's dots."""
    document = QTextDocument()
    font = current().font("body")
    font.setPointSizeF(_TEXT_POINTS)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_PAPER)
    text = re.sub(r"<style>.*?</style>", "", html.decode("utf-8"), flags=re.DOTALL)
    document.setHtml(text)
    return document
