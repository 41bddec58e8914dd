"""The field sheet: every box of the platform's form in order, with what to type and what it must equal."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from seller_desk.core.applications.form import FormRow
from seller_desk.core.base.language import N_, _, speaking
from seller_desk.core.bundle import words
from seller_desk.core.bundle.xlsx import normalised

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = (
    N_("No."), N_("Step"), N_("Box"), N_("What to type"), N_("Other form"), N_("Letters"),
    N_("Must equal"), N_("Rule"), N_("Can it be undone"), N_("Source"),
)  # fmt: skip
_WIDTHS = (5, 22, 28, 38, 30, 16, 34, 52, 18, 40)
SHEETS = (("zh", "中文"), ("en", "English"))


def sheet_table(rows: Sequence[FormRow]) -> list[list[str]]:
    """The sheet as text in the language in use, headings first."""
    return [[_(heading) for heading in HEADINGS]] + [
        _cells(number, row) for number, row in enumerate(rows, start=1)
    ]


def sheet_xlsx(rows: Sequence[FormRow], stamp: date) -> bytes:
    """The sheet as a workbook, one page in Chinese and one in English; the same rows give the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    moment = datetime(stamp.year, stamp.month, stamp.day)  # noqa: DTZ001 - a date without a place
    book.properties.created = book.properties.modified = moment
    book.properties.creator = "Seller Desk"
    for place, (language, title) in enumerate(SHEETS):
        page = book.active if place == 0 else book.create_sheet()
        assert page is not None
        page.title = title
        with speaking(language):
            _write(page, sheet_table(rows), [row.field.irreversible == "yes" for row in rows])
    buffer = BytesIO()
    book.save(buffer)
    return normalised(buffer.getvalue(), stamp)


def _cells(number: int, row: FormRow) -> list[str]:
    field = row.field
    return [
        str(number),
        field.step_label.text(),
        f"{field.label.zh} / {field.label.en}",
        words.value_text(row),
        row.alternative,
        words.script_text(row),
        field.must_match.text() if field.must_match else "",
        words.note_text(row),
        words.undo_text(row),
        words.source_text(field.source_note()),
    ]


def _write(page: "Worksheet", table: list[list[str]], final: list[bool]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    mark = PatternFill("solid", fgColor="FFF1DC")
    for line, cells in enumerate(table, start=1):
        for column, text in enumerate(cells, start=1):
            cell = page.cell(line, column)
            # As text: a value that begins with + or = must never become a formula.
            cell.value, cell.data_type, cell.number_format = text, "s", "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if line == 1 or column == 4:
                cell.font = Font(bold=True)
            if line > 1 and final[line - 2]:
                cell.fill = mark
    for column, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "E2"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
