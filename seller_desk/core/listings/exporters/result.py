"""What an export did: rows written, and everything that was left out, with the reason."""

import csv
import io
from dataclasses import dataclass, field

from seller_desk.core.base.language import N_, _

NOT_READY = N_("It has problems that block this site")
PARENT_NOT_CARRIED = N_("A parent is no offer; this file carries each variation on its own")
LOCAL_PICTURE = N_("{count} pictures lie on this machine; the file takes web addresses only")
NO_PLACE = N_("The template has no column for {what}")
CHOOSE_IN_SHEET = N_("Choose {what} in the sheet: the list there is in the template's language")
EAN_NOT_UPC = N_("The EAN has no column in this file; add it in the draft")
REQUIRED_EMPTY = N_("Required column without value: {what}")
OTHER_CURRENCY = N_("The price is in {what}, not in the site's currency")

NO_COLUMN = N_("This format has no column for {what}")
OTHER_MONEY = N_("The price is in {what}; the other prices of this file are not")
NO_CURRENCY = N_("The price has no currency; the other prices of this file have one")
HTML_REMOVED = N_("HTML that this platform does not take was taken out of the description")
QUOTED = N_("An apostrophe stands before {what}, so that no spreadsheet takes it for a formula")
NO_TITLE_AT_ALL = N_("It has no title")
NO_OPTIONS = N_("Nothing says how this variation differs; its SKU stands for it")
TOO_LONG_ID = N_("The SKU is longer than {count} characters, the most for this platform")
NO_PRODUCT_TYPE = N_("It has no Amazon product type (attribute product_type)")
NO_SELLER_ID = N_("Write your merchant token into sellerId at the top, or name it with --seller-id")
NOT_OF_THE_FEED = N_("Amazon's feed could not take it: {what}")
TOO_MANY = N_("Beyond {count} listings: the rest needs a file of its own")
SAME_HANDLE = N_("Another product has the same handle {what}")

# How far it is known that a platform takes a format.
PROOFS = {
    "accepted": N_("An importer takes files of this format"),
    "header_seen": N_(
        "Its headers are those that the platform issues; no account has taken one yet"
    ),
    "documentation": N_("Made by the platform's documentation; no account has taken one yet"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something about one listing that did not go into the file. `what` and `count` fill the reason."""

    sku: str
    reason: str
    what: str = ""
    count: int = 0

    def text(self) -> str:
        """In the language in use."""
        return _(self.reason).format(what=_(self.what), count=self.count)


@dataclass(slots=True)
class ExportResult:
    """`left_out` listings have no row; `notes` are about rows that were written."""

    format: str
    data: bytes = b""
    written: int = 0
    left_out: list[Note] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


FORMULA_SIGNS = frozenset("=+-@\t\r\n")


def guarded(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula: an apostrophe before = + - @ and control characters."""
    return "'" + text if text[:1] in FORMULA_SIGNS else text


def report_bytes(result: ExportResult) -> bytes:
    """What was left out and what to look at, as a sheet to keep beside the file; UTF-8 with mark."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([_("SKU"), _("State"), _("Reason")])
    for words, notes in ((_("Left out"), result.left_out), (_("To look at"), result.notes)):
        writer.writerows([guarded(one.sku), words, one.text()] for one in notes)
    return buffer.getvalue().encode("utf-8-sig")


def one_line(text: str) -> str:
    """Line breaks and tabs as spaces: upload files hold one record a line."""
    return " ".join(text.split()) if any(char in text for char in "\r\n\t\v\f") else text
