"""The comparison on paper and in files: XLSX, HTML, PDF, the printer."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import write_atomic
from seller_desk.core.base.language import _
from seller_desk.core.platforms.exports import Comparison, page, workbook
from seller_desk.ui.shell.context import WindowContext

_MARGINS_MM = 12
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
        write_atomic(path, makers[form](given), overwrite=True)
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
    edge = _MARGINS_MM
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Landscape,
        QMarginsF(edge, edge, edge, edge),
        QPageLayout.Unit.Millimeter,
    )


def _document(given: Comparison) -> QTextDocument:
    document = QTextDocument()
    document.setHtml(page(given).decode("utf-8"))
    return document
