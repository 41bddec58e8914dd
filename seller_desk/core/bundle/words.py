"""Words that the field sheet, the report and the pages share."""

from datetime import date

from seller_desk.core.applications.form import FormRow, RowState
from seller_desk.core.base.findings import Severity, SourceNote
from seller_desk.core.base.language import N_, _, language
from seller_desk.core.rules.said import CONFIDENCE

SCRIPTS = {
    "zh": N_("Chinese"),
    "pinyin": N_("Pinyin"),
    "english": N_("English, or from the list"),
    "latin": N_("Latin letters"),
    "digits": N_("Digits"),
    "file": N_("File"),
}
UNDO = {"yes": N_("Cannot be changed after this step"), "no": "", "unknown": N_("Not known")}
SEVERITIES = {
    Severity.BLOCKER: N_("Blocker"),
    Severity.WARNING: N_("Warning"),
    Severity.HINT: N_("Hint"),
}
# The phases of a build, in order; progress names them so.
PHASES = (
    N_("Check again"), N_("Make copies"), N_("Write tables"), N_("Copy documents"), N_("Verify"),
)  # fmt: skip
CHECK, COPIES, TABLES, COPY, VERIFY = PHASES
AFTER_BUILDING = (
    N_("Open the folder and look over the file names"),
    N_("Fill in the platform's page from the field sheet"),
    N_("Upload in the order of the numbers"),
    N_("Come back and note the submission number"),
)


def script_text(row: FormRow) -> str:
    """In which letters the box is filled."""
    return _(SCRIPTS[row.field.script])


def undo_text(row: FormRow) -> str:
    """Whether the box can be changed after its step."""
    text = UNDO[row.field.irreversible]
    return _(text)


def value_text(row: FormRow) -> str:
    """What the sheet shows as the value."""
    if row.state is RowState.YOURSELF:
        return _("Type it yourself; never on this sheet")
    if row.state is RowState.OPEN:
        return _("As the platform asks on the screen")
    if row.state is RowState.MISSING:
        return _("May stay empty") if row.field.optional else _("Missing")
    return row.value


def note_text(row: FormRow) -> str:
    """The rule of the box and what is uncertain about it, one after the other."""
    parts = [part.text() for part in (row.field.rule, row.field.note) if part]
    if row.excess:
        parts.insert(0, _("{count} characters too long").format(count=row.excess))
    parts += [
        _("Another source says: {value} ({source})").format(
            value=other.said(), source=other.source.text()
        )
        for other in row.field.conflicts
    ]
    return _("; ").join(parts)


def source_text(source: SourceNote) -> str:
    """`Amazon help (2024-05, official)`."""
    return _("{title} ({as_of}, {confidence})").format(
        title=source.title,
        as_of=source.as_of or _("undated"),
        confidence=_(CONFIDENCE[source.confidence]),
    )


def day_text(day: date) -> str:
    """`12 月 8 日` or `8 Dec`."""
    return f"{day.month} 月 {day.day} 日" if language() == "zh" else f"{day.day} {day:%b}"
