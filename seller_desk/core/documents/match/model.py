"""Records of a comparison: what was said where, how two writings differ, and the matrix of all facts."""

import msgspec

Box = tuple[int, int, int, int]

# Public ids, the gravest last: a row has the difference of its worst cell.
DIFFERENCES = (
    "identical",
    "formatting",
    "absent",
    "script",
    "romanised",
    "name_order",
    "abbreviation",
    "misread",
    "part_missing",
    "different",
)
# The evidence of a difference that is none to rely on: an English name need not sound like the Chinese one.
BY_EYE = "by_eye"
# Differences that say nothing against a document: layout of the same characters, or nothing to compare.
QUIET = ("identical", "formatting", "absent")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Characters `start` to `end` of a value that differ.

    `kind`: `other` (others stand there in the other value), `extra` (only here), `missing` (nothing here, `text` is
    what the other has), `format` (the same written otherwise).
    """

    start: int
    end: int
    kind: str
    text: str = ""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """How two values differ, with the places in both. `evidence` says why it is taken for a misreading
    (`check_digit`, `unsure`), or that only the eye can compare it (`by_eye`: a Chinese and an English name);
    `reversed` that a romanised name stands in the other order.
    """

    difference: str
    left: tuple[Mark, ...] = ()
    right: tuple[Mark, ...] = ()
    evidence: str = ""
    reversed: bool = False

    def turned(self) -> "Comparison":
        """The same seen from the other side."""
        return msgspec.structs.replace(self, left=self.right, right=self.left)


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A value with where it stands and how surely it was read.

    `source`: `read` (from the page), `confirmed` (by the seller), `typed` (company data, form), `sought` (found in a
    translation). `confidence` is the field's, `line` the least of its lines. `corrected`: what was read before a check
    digit decided. `others` are further values that would be as right (an operating address beside the registered one).
    """

    value: str
    source: str = "read"
    confidence: float = 1.0
    line: float = 1.0
    corrected: str = ""
    page: int | None = None
    box: Box | None = None
    page_size: tuple[int, int] | None = None
    turned: int = 0
    below: str = ""
    others: tuple[str, ...] = ()


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """Where values come from: a document (`kind`, `file`, perhaps `document_id`), the company data, or a form.

    `source`: `document`, `company`, `form`, `translation`. `label` is a name in the language in use for the last three.
    """

    key: str
    source: str = "document"
    kind: str = ""
    side: str = ""
    file: str = ""
    document_id: str = ""
    person: str = ""
    label: str = ""
    fields: dict[str, Said] = {}


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one column says of a fact, compared with the row's measure. Marks: in its own value, in the measure.

    `base`: it is the measure itself. `applies` is False where such a document never says this.
    """

    column: str
    value: str = ""
    difference: str = "absent"
    severity: str = ""
    said: Said | None = None
    marks: tuple[Mark, ...] = ()
    base_marks: tuple[Mark, ...] = ()
    evidence: str = ""
    reversed: bool = False
    base: bool = False
    applies: bool = True


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One fact: its worst difference and severity (`blocker`, `warning`, `hint` or empty), a cell for each column.

    `person` names whose it is where it is not the legal representative's; `private` values are masked on screen.
    """

    fact: str
    difference: str = "identical"
    severity: str = ""
    base: str = ""
    person: str = ""
    private: bool = False
    cells: list[Cell] = []

    def cell(self, column: str) -> Cell | None:
        """The cell of this column."""
        return next((one for one in self.cells if one.column == column), None)


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """All facts over all columns. `unread` names the documents that could not take part yet."""

    columns: list[Column] = []
    rows: list[Row] = []
    unread: list[str] = []

    def column(self, key: str) -> Column | None:
        """The column with this key."""
        return next((one for one in self.columns if one.key == key), None)
