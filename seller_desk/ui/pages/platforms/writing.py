"""The comparison on paper and in files: XLSX, HTML, PDF, the printer."""

from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.platforms.exports import Comparison, page, workbook
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.printing import Print

_SIZES = """
h1 { font-size: 14pt; } h2 { font-size: 10pt; } h3 { font-size: 8.5pt; } td, th { padding: 2px 6px; }
.sites { page-break-before: always; }
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
    return _on_paper(given).pdf()


def _print(context: WindowContext, given: Comparison) -> str:
    """The system's print dialog; a PDF where nothing prints."""
    said = _on_paper(given).print_out()
    if said is not None:
        return said
    written = write_out(context, given, "pdf")
    return written or _("No printer is set up; the comparison can be written as a PDF.")


def _on_paper(given: Comparison) -> Print:
    return Print(page(given), _("Sites compared"), 7.5, _SIZES, across=True)
