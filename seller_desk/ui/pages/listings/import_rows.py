"""The import panel's rows: how many come in, which do not and why, and what to know of the file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from seller_desk.core.base.findings import Severity
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.wording import wording
from seller_desk.core.listings.importers.run import parents_text
from seller_desk.core.services.listing_imports import ImportReport
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import secondary_button
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.labels import Label
from seller_desk.ui.widgets.tables import make_table

_SHOWN_ROWS = 200
_SHOWN_NOTES = 4
# Said by a notice of its own above the cards.
_SAID_ABOVE = frozenset({"import.encoding_unsure"})


class ImportRows(Card):
    """`save` is the button for the rows that were not taken; its panel connects it."""

    def __init__(self) -> None:
        super().__init__(_("Rows"), padding=16)
        self.counts = Label(role="strong", wrap=True)
        self.body.addWidget(self.counts)
        self.rejected = QTableWidget(0, 2)
        make_table(self.rejected, name=_("Rows that cannot be taken"), row_height=tokens.ROW)
        self.rejected.setHorizontalHeaderLabels([_("Row"), _("Reason")])
        self.rejected.horizontalHeader().setStretchLastSection(True)
        self.rejected.setColumnWidth(0, 64)
        self.rejected.setWordWrap(True)
        self.body.addWidget(self.rejected, 100)
        self._more = Label(role="caption", token="text2", wrap=True)
        self.body.addWidget(self._more)
        self.save = secondary_button("", "ph.floppy-disk")
        self.save.setToolTip(
            _("The same columns with the reason beside each row: mend it and import it again")
        )
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.notes = Label(role="caption", token="text2", wrap=True)
        self.body.addWidget(self.notes)
        # Takes the room while no row was rejected.
        self.body.addStretch(1)

    def show_report(self, report: ImportReport) -> None:
        """Counts, the first rows that were not taken, and what the file holds besides."""
        outcome = report.outcome
        self.counts.setText(
            _("{read} rows: {new} new, {updated} updated, {rejected} not taken").format(
                read=outcome.read,
                new=outcome.new,
                updated=outcome.updated,
                rejected=len(outcome.rejected),
            )
        )
        shown = outcome.rejected[:_SHOWN_ROWS]
        self.rejected.setRowCount(len(shown))
        for place, problem in enumerate(shown):
            number = QTableWidgetItem(str(problem.row))
            number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.rejected.setItem(place, 0, number)
            reason = QTableWidgetItem(problem.text())
            reason.setToolTip(problem.text())
            self.rejected.setItem(place, 1, reason)
        self.rejected.setVisible(bool(shown))
        rest = len(outcome.rejected) - len(shown)
        self._more.setText(
            _("And {n} more").format(n=rest)
            if rest > 0
            else _("Blank cells leave alone what is there; [clear] empties it.")
        )
        # Where rows are listed they need the room.
        self._more.setVisible(rest > 0 or not shown)
        bad = len(outcome.rejected)
        self.save.setVisible(bad > 0)
        self.save.setText(
            ngettext("Save {n} row to mend", "Save {n} rows to mend", bad).format(n=bad)
        )
        made = [parents_text(outcome.parents)] if outcome.parents else []
        self.notes.setText("\n".join([*made, *_notes(report)]))
        self.notes.setVisible(bool(self.notes.text()))


def _notes(report: ImportReport) -> list[str]:
    """The findings of the file, columns that nobody knows in one line."""
    unknown = [one.detail for one in report.findings if one.code == "import.column_unknown"]
    lines = [
        wording(one).sentence
        for one in report.findings
        if one.code not in _SAID_ABOVE and one.code != "import.column_unknown"
        if one.severity is not Severity.BLOCKER
    ]
    if unknown:
        more = len(unknown) - _SHOWN_NOTES
        names = _(", ").join(unknown[:_SHOWN_NOTES])
        lines.append(
            _("Left out, because nobody knows these columns: {names} and {n} more").format(
                names=names, n=more
            )
            if more > 0
            else _("Left out, because nobody knows these columns: {names}").format(names=names)
        )
    return lines
