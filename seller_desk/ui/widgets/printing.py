"""A page of ours on paper: as a PDF, through the system's printer."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from seller_desk.core.base.language import _
from seller_desk.ui.theme import current

_STYLE = """
body { margin: 0; } td, th { text-align: left; } th { color: #4a5160; font-weight: bold; }
.quiet { color: #4a5160; } .warn { color: #8a4b00; } a { color: #2f54c8; text-decoration: none; }
"""


@dataclass(frozen=True, slots=True)
class Print:
    """HTML for A4. `points`: size of its text; `style`: sizes of the rest; `across`: the long side lies."""

    html: bytes
    title: str
    points: float
    style: str
    across: bool = False

    def pdf(self) -> bytes:
        """As a PDF."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageLayout(self._layout())
        writer.setTitle(self.title)
        self._document().print_(writer)
        del writer
        return bytes(buffer.data().data())

    def print_out(self) -> str | None:
        """The system's print dialog: what to say of it, empty where the seller changed their mind; None where nothing prints."""
        try:
            from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
        except ImportError:
            return None
        if not QPrinterInfo.availablePrinterNames():
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(self._layout())
        if QPrintDialog(printer).exec() != QPrintDialog.DialogCode.Accepted:
            return ""
        self._document().print_(printer)
        return _("Sent to the printer")

    def _layout(self) -> QPageLayout:
        lies = QPageLayout.Orientation
        # The document keeps margins of its own.
        return QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            lies.Landscape if self.across else lies.Portrait,
            QMarginsF(0, 0, 0, 0),
            QPageLayout.Unit.Millimeter,
        )

    def _document(self) -> QTextDocument:
        """With sizes for paper: what is measured in pixels would shrink with the printer's dots."""
        document = QTextDocument()
        font = current().font("body")
        font.setPointSizeF(self.points)
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(_STYLE + self.style)
        html = re.sub(r"<style>.*?</style>", "", self.html.decode("utf-8"), flags=re.DOTALL)
        document.setHtml(html)
        return document
