"""The comparison on paper and in files: XLSX, HTML, PDF, the printer."""

import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.platforms.exports import Comparison, page, workbook
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import current

_TEXT_POINTS = 7.5
_PAPER = """
body { margin: 0; } h1 { font-size: 14pt; } h2 { font-size: 10pt; } h3 { font-size: 8.5pt; }
td, th { padding: 2px 6px; text-align: left; } th { color: #4a5160; font-weight: bold; }
.quiet { color: #4a5160; } .warn { color: #8a4b00; } a { color: #2f54c8; text-decoration: none; }
"""
_FILTERS = {"xlsx": "*.xlsx", "html": "*.html", "pdf": "*.pdf"}


def write_out(context: WindowContext, given: Comparison, form: str) -> str:
    """Ask where to, and write; what to say of it, empty where the seller changed their mind."""
    if form == "print":
        return _print(context, given)
    name = f"seller-desk-{given.on.isoformat()}.{form}"
    path: Path | None = context.ask.save(_("Write the comparison"), name, _FILTERS[form])
    if path is None:
        return ""
    if path.suffix.lower() != f".{form}":
        path = path.with_name(f"{path.name}.{form}")
    makers = {"xlsx": workbook, "html": page, "pdf": pdf}
    try:
        # The file chooser has asked whether to replace.
        context.desk.store.write_out(
            path,
            makers[form](given),
            company_id=context.company_id,
            what="comparison",
            form=form,
            overwrite=True,
        )
    except DeskError as problem:
        return " ".join(part for part in (problem.title, problem.advice) if part)
    return _("Written: {name}").format(name=path.name)


def pdf(given: Comparison) -> bytes:
    """The page as a PDF, A4 across."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(_layout())
    writer.setTitle(_("Sites compared"))
    _document(given).print_(writer)
    del writer
    return bytes(buffer.data().data())


def _print(context: WindowContext, given: Comparison) -> str:
    """The system's print dialog; a PDF where the system has no printing."""
    try:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
    except ImportError:
        return write_out(context, given, "pdf")
    if not QPrinterInfo.availablePrinterNames():
        said = write_out(context, given, "pdf")
        return said or _("No printer is set up; the comparison can be written as a PDF.")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(_layout())
    if QPrintDialog(printer).exec() != QPrintDialog.DialogCode.Accepted:
        return ""
    _document(given).print_(printer)
    return _("Sent to the printer")


def _layout() -> QPageLayout:
    # The document keeps margins of its own.
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Landscape,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Millimeter,
    )


def _document(given: Comparison) -> QTextDocument:
    """The page with sizes for paper: what is measured in pixels would shrink with the printer's dots."""
    document = QTextDocument()
    font = current().font("body")
    font.setPointSizeF(_TEXT_POINTS)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_PAPER)
    html = page(given).decode("utf-8")
    document.setHtml(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))
    return document
