"""Finding codes of files read in: product sheets, and the reports that platforms send back."""

from seller_desk.core.base.code_text import CodeText
from seller_desk.core.base.language import N_

IMPORT_CODES: dict[str, CodeText] = {
    "import.row_invalid": CodeText(N_("A row could not be taken"), (N_("{detail}"),)),
    "import.column_unknown": CodeText(N_("A column that we do not know"), (N_("{detail}"),)),
    "import.encoding_unsure": CodeText(
        N_("The file's encoding is not certain"), (N_("Read as {measured}; look at the preview"),)
    ),
    "import.hidden_sheets": CodeText(
        N_("The workbook has hidden sheets"), (N_("Not read: {detail}"),)
    ),
    "import.hidden_sheet_read": CodeText(
        N_("The sheet that is read is hidden"),
        (N_("“{detail}” is the only one with headers that we know"),),
    ),
    "import.merged_cells": CodeText(
        N_("The sheet has merged cells"),
        (N_("{measured} areas; a value merged over rows is taken for each of them"),),
    ),
    "import.macros": CodeText(
        N_("The workbook holds macros"), (N_("They were not run, only its cells are read"),)
    ),
    "report.error": CodeText(N_("{label}: error {measured}"), (N_("{detail}"),)),
    "report.warning": CodeText(N_("{label}: warning {measured}"), (N_("{detail}"),)),
    "report.info": CodeText(N_("{label}: note {measured}"), (N_("{detail}"),)),
    "report.sku_unknown": CodeText(
        N_("{label}: there is no such listing here"),
        (N_("The report names this SKU; it was deleted or never imported"),),
    ),
}
