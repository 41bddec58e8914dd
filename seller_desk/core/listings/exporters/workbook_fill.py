"""Filling cells of one sheet inside a workbook's package. Nothing else of the file changes by a byte.

Texts are written as inline strings, so the shared strings stay as they are, and an inline string is never a formula:
"=1+1" stays these four signs. Numbers have a dot whatever the machine's language. Cells keep the style they had; a new
row takes those of the first row of data. Cells with formulas are left alone: another part of the file lists them.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.listings.exporters.package import Package
from seller_desk.core.listings.exporters.sheet_scan import (
    LAST_ROW,
    Area,
    Cell,
    Scan,
    SheetRow,
    area,
    column_letters,
    scan,
    whole_row,
)

Value = str | Decimal | int | dt.date
LONGEST_TEXT = 32_767
# Signs that XML 1.0 cannot hold, and halves of signs.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """Which cell styles show text as typed, and which show dates; `from_1904`: days count from there."""

    text: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    from_1904: bool = False


@dataclass(slots=True)
class Filled:
    """What became of the records: first and last row written, and (row, column) of formulas that were left."""

    first: int = 0
    last: int = 0
    formulas: list[tuple[int, int]] = field(default_factory=list)
    cleared: int = 0


class SheetFiller:
    """One sheet of an opened package. `first_row`: where data begins, below the head; `known`: what a scan of it said."""

    def __init__(
        self,
        package: Package,
        part: str,
        first_row: int,
        styles: Styles | None = None,
        known: Scan | None = None,
    ) -> None:
        self._package, self._part = package, part
        self._xml = package.read(part)
        self._scan = known or scan(package.path, self._xml)
        self._first = first_row
        self._styles = styles or Styles()
        colon = self._scan.name.rpartition(":")[0]
        self._prefix = f"{colon}:" if colon else ""
        self._model = self._model_row()

    def fill(
        self, records: Sequence[Mapping[int, Value]], *, replace: bool = False
    ) -> tuple[bytes, Filled]:
        """The file with these records (values by column from 0), and what became of them.

        Without `replace` they go below the last row that shows anything. DeskError beyond the last row of a sheet.
        """
        rows = self._scan.rows
        filled = [row.number for row in rows if row.filled and row.number >= self._first]
        first = self._first if replace or not filled else max(filled) + 1
        last = first + len(records) - 1
        if last > LAST_ROW:
            raise DeskError(
                _("{name} has no room for so many listings").format(name=self._package.path.name),
                _("Export them in parts."),
                file=self._package.path,
            )
        done = Filled(first, last)
        cuts = list(self._cuts(records, first, replace, done))
        right = max((max(one) for one in records if one), default=0)
        cuts += self._dimension(last if records else 0, right)
        return self._package.with_parts({self._part: _spliced(self._xml, cuts)}), done

    def _model_row(self) -> tuple[Mapping[str, str], dict[int, str]]:
        """Attributes and styles that a new row takes: those of the first row of data, else the columns' styles."""
        found = next((row for row in self._scan.rows if row.number >= self._first), None)
        if found is not None:
            found = self._whole(found)
            kept = {k: v for k, v in found.attributes.items() if k not in ("r", "spans", "hidden")}
            return kept, {one.column: one.style for one in found.cells if one.style}
        styles = {
            column: style
            for start, end, style in self._scan.column_styles
            for column in range(start, min(end, start + 1000) + 1)
        }
        return {}, styles

    def _whole(self, row: SheetRow) -> SheetRow:
        return whole_row(self._package.path, self._xml, row)

    def _cuts(
        self, records: Sequence[Mapping[int, Value]], first: int, replace: bool, done: Filled
    ) -> Iterator[tuple[int, int, bytes]]:
        """(start, end, what stands there now), in order. New rows go before the first row with a higher number."""
        written = 0
        pending: list[bytes] = []
        scanned: Scan = self._scan
        for row in scanned.rows:
            if row.number < first:
                continue
            while written < len(records) and first + written < row.number:
                pending.append(self._new_row(first + written, records[written]))
                written += 1
            if pending:
                yield row.start, row.start, b"".join(pending)
                pending.clear()
            if written < len(records) and first + written == row.number:
                yield row.start, row.end, self._old_row(row, records[written], done)
                written += 1
            elif replace and row.filled:
                yield row.start, row.end, self._old_row(row, {}, done)
        for place in range(written, len(records)):
            pending.append(self._new_row(first + place, records[place]))
        if not pending:
            return
        text = b"".join(pending)
        start, end = scanned.inside
        if scanned.closed:
            name = scanned.name.encode()
            yield start, end, b"<" + name + b">" + text + b"</" + name + b">"
        else:
            yield end, end, text

    def _new_row(self, number: int, record: Mapping[int, Value]) -> bytes:
        attributes, styles = self._model
        columns = sorted({*record, *styles})
        cells = [
            self._cell(number, column, styles.get(column, ""), record.get(column))
            for column in columns
        ]
        return self._row(number, attributes, cells)

    def _old_row(self, row: SheetRow, record: Mapping[int, Value], done: Filled) -> bytes:
        whole = self._whole(row)
        there = {one.column: one for one in whole.cells}
        _attributes, model = self._model
        cells = []
        for column in sorted({*record, *there}):
            old = there.get(column)
            if old is not None and old.formula:
                cells.append(self._kept(row.number, old))
                if column in record:
                    done.formulas.append((row.number, column))
                continue
            style = old.style if old is not None else model.get(column, "")
            done.cleared += bool(old is not None and old.filled)
            cells.append(self._cell(row.number, column, style, record.get(column)))
        attributes = {k: v for k, v in whole.attributes.items() if k not in ("r", "spans")}
        return self._row(row.number, attributes, cells)

    def _kept(self, number: int, cell: Cell) -> str:
        """A cell as it was; with its place, where the file left that to the order."""
        text = self._xml[cell.start : cell.end].rstrip().decode("utf-8")
        name = f"<{self._prefix}c"
        head = text[: text.index(">")]
        if not re.search(r"\sr\s*=", head):
            text = f'{name} r="{column_letters(cell.column)}{number}"' + text[len(name) :]
        return text

    def _row(self, number: int, attributes: Mapping[str, str], cells: Sequence[str]) -> bytes:
        rest = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
        row = f"{self._prefix}row"
        return f'<{row} r="{number}"{rest}>{"".join(cells)}</{row}>'.encode()

    def _cell(self, number: int, column: int, style: str, value: Value | None) -> str:
        name = f"{self._prefix}c"
        head = f'<{name} r="{column_letters(column)}{number}"'
        if style:
            head += f" s={quoteattr(style)}"
        if value is None or value == "":
            return f"{head}/>" if style else ""
        plain = self._plain(style, value)
        if isinstance(plain, str):
            p = self._prefix
            said = _LOOKS_ESCAPED.sub("_x005F_", escape(legal(plain)))
            return f'{head} t="inlineStr"><{p}is><{p}t xml:space="preserve">{said}</{p}t></{p}is></{name}>'
        return f"{head}><{self._prefix}v>{plain:f}</{self._prefix}v></{name}>"

    def _plain(self, style: str, value: Value) -> str | Decimal:
        """Text, or a number as the sheet keeps it."""
        if isinstance(value, str):
            return value
        if isinstance(value, dt.date):
            if style not in self._styles.dates:
                return value.isoformat()
            begin = dt.date(1904, 1, 1) if self._styles.from_1904 else dt.date(1899, 12, 30)
            return Decimal((value - begin).days)
        number = Decimal(value)
        if style in self._styles.text or not number.is_finite():
            return f"{number:f}"
        return number

    def _dimension(self, last: int, right: int) -> list[tuple[int, int, bytes]]:
        """The stated extent, grown where the records need it; a file that states none gets none."""
        stated = self._scan.dimension
        if stated is None or not last:
            return []
        was = area(stated[2]) or Area(1, 0, 1, 0)
        if was.bottom >= last and was.right >= right:
            return []
        left, end = column_letters(was.left), column_letters(max(was.right, right))
        ref = f"{left}{was.top}:{end}{max(was.bottom, last)}"
        return [(stated[0], stated[1], f'<{self._scan.dimension_name} ref="{ref}"/>'.encode())]


def legal(text: str) -> str:
    """What a cell can hold: one kind of line break, no control signs."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _spliced(xml: bytes, cuts: Sequence[tuple[int, int, bytes]]) -> Iterator[bytes]:
    at = 0
    for start, end, made in sorted(cuts, key=lambda one: one[:2]):
        yield xml[at:start]
        yield made
        at = end
    yield xml[at:]
