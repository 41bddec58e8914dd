"""A forwarder's price list (CSV, XLSX) as a rate card. Every row becomes a band, a note, or a finding; none is lost.

One row is one country (or several) x one weight band. Empty country and service cells repeat the row above, as
merged cells do. Each table of a workbook is a service, unless a column names them. Sheets out of view are read only
where no sheet in view is a price table: they mostly hold last month's prices.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.base.language import _
from seller_desk.core.media.rows import Row, SheetFile
from seller_desk.core.media.sheets import open_file
from seller_desk.core.shipping import rate_cells
from seller_desk.core.shipping.model import RateCard
from seller_desk.core.shipping.rate_columns import Column, find_header, read_heads
from seller_desk.core.shipping.rate_table import RateRow, RateTable, RowProblem

_REPEATED = ("country", "area", "transit", "minimum", "step", "divisor")
_ALWAYS_REPEATED = ("service", "product_code", "goods", "currency")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRates:
    """What became of a file. `read` = rows below the heads that are not empty = imported + rejected + notes."""

    card: RateCard
    columns: list[Column]
    read: int
    imported: int
    findings: list[Finding]
    encoding: str = ""

    @property
    def rejected(self) -> list[Finding]:
        """The rows that could not be taken."""
        return [one for one in self.findings if one.code == "import.row_invalid"]


class _Sheet(NamedTuple):
    """A price table: the sheet's name (empty for CSV), its rows, which of them holds the heads."""

    name: str
    rows: list[Row]
    start: int


@dataclass(slots=True)
class _State:
    """What an import gathers."""

    label: str
    table: RateTable = field(default_factory=RateTable)
    columns: list[Column] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    read: int = 0
    titles: list[str] = field(default_factory=list)


def import_rates(
    path: Path,
    *,
    card_id: str,
    company_id: str,
    name: str = "",
    chosen: Mapping[str, str] | None = None,
) -> ImportedRates:
    """Read the file. `chosen` maps column heads to `rate_columns.FIELDS` where the seller knows better.

    Raises DeskError if no table in it has heads for country, weight and price, or no row can be used.
    """
    file = open_file(path, _known)
    state = _State(path.name)
    for sheet in _price_tables(file, chosen):
        _read_sheet(state, sheet, sheet.name if len(file.names) > 1 else path.stem, chosen)
    if not state.columns:
        raise DeskError(
            _("{name} has no price table").format(name=path.name),
            _("One row needs the heads of a country, a weight band and a price."),
            file=path,
        )
    return _result(state, path, file, card_id, company_id, name)


def _known(cells: Sequence[str]) -> int:
    return sum(1 for column in read_heads(cells) if column.field)


def _price_tables(file: SheetFile, chosen: Mapping[str, str] | None) -> list[_Sheet]:
    found = []
    for name in file.names or ("",):
        rows = list(file.rows(name))
        cells = [row.cells for row in rows]
        start = find_header(cells) if not chosen else _chosen_header(cells, chosen)
        if start is not None:
            found.append(_Sheet(name, rows, start))
    in_view = [one for one in found if one.name not in file.hidden]
    return in_view or found


def _chosen_header(rows: Sequence[Sequence[str]], chosen: Mapping[str, str]) -> int | None:
    """The row that holds the heads that the seller mapped."""
    for position, row in enumerate(rows):
        if set(chosen) <= {cell.strip() for cell in row}:
            return position
    return None


def _result(
    state: _State, path: Path, file: SheetFile, card_id: str, company_id: str, name: str
) -> ImportedRates:
    if not state.table.bands:
        first = state.findings[0].place.row if state.findings else None
        raise DeskError(
            _("No row of {name} could be taken").format(name=path.name),
            _("Compare its columns with the sample price list."),
            file=path,
            row=first,
        )
    if file.unsure:
        state.findings.append(_finding(state, "import.encoding_unsure", measured=file.encoding))
    title = " ".join([*state.titles, path.stem])
    card = RateCard(
        id=card_id,
        company_id=company_id,
        name=name or path.stem,
        carrier=name or path.stem,
        as_of=rate_cells.first_date(title),
        source_name=path.name,
        notes=state.notes,
        currency=state.table.currency or "CNY",
        tiers=state.table.tiers(),
        zones=state.table.zones(),
        rates=state.table.rates(),
    )
    return ImportedRates(
        card=card,
        columns=state.columns,
        read=state.read,
        imported=state.table.bands,
        findings=state.findings,
        encoding=file.encoding,
    )


def _read_sheet(
    state: _State, sheet: _Sheet, service: str, chosen: Mapping[str, str] | None
) -> None:
    head = sheet.rows[sheet.start]
    columns = read_heads(head.cells, chosen)
    state.titles += [cell for row in sheet.rows[: sheet.start] for cell in row.cells if cell]
    for column in columns:
        if not column.field:
            state.findings.append(
                _finding(
                    state,
                    "import.column_unknown",
                    row=head.number,
                    detail=column.head,
                    severity=Severity.HINT,
                )
            )
    if not state.columns:
        state.columns = columns
    before: dict[str, str] = {}
    for row in sheet.rows[sheet.start + 1 :]:
        state.read += 1
        cells = _cells(columns, row.cells)
        if row.open_quote or not (cells.get("weight") or cells.get("weight_to")):
            _note_or_problem(state, cells, row, sheet.name)
            continue
        _repeat(cells, before)
        before = dict(cells)
        try:
            state.table.add(RateRow(row.number, cells, columns, service))
        except RowProblem as problem:
            state.findings.append(
                _finding(
                    state,
                    "import.row_invalid",
                    row=row.number,
                    cell=sheet.name or None,
                    detail=problem.detail,
                )
            )


def _cells(columns: list[Column], row: Sequence[str]) -> dict[str, str]:
    """Texts by field; several columns of fees per parcel are kept apart by a blank and added up later."""
    cells: dict[str, str] = {}
    for column in columns:
        text = row[column.position].strip() if column.position < len(row) else ""
        if not column.field or not text:
            continue
        if column.field == "per_parcel" and "per_parcel" in cells:
            cells["per_parcel"] += " " + text
        else:
            cells.setdefault(column.field, text)
    return cells


def _repeat(cells: dict[str, str], before: dict[str, str]) -> None:
    names = _ALWAYS_REPEATED if cells.get("country") else (*_REPEATED, *_ALWAYS_REPEATED)
    for name in names:
        if not cells.get(name) and before.get(name):
            cells[name] = before[name]


def _note_or_problem(state: _State, cells: dict[str, str], row: Row, sheet: str) -> None:
    """A row without a weight is a remark, unless it may hold a price: then a rate would be lost."""
    text = " ".join(cell.strip() for cell in row.cells if cell.strip())
    if row.open_quote or cells.keys() & {"per_kg", "price", "first_price", "per_parcel"}:
        state.findings.append(
            _finding(
                state,
                "import.row_invalid",
                row=row.number,
                cell=sheet or None,
                detail=text[:120],
            )
        )
    else:
        state.notes.append(text)


def _finding(
    state: _State,
    code: str,
    *,
    row: int | None = None,
    cell: str | None = None,
    detail: str = "",
    measured: str | None = None,
    severity: Severity = Severity.WARNING,
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        subject=Subject(kind="import", label=state.label),
        place=Place(file=state.label, row=row, cell=cell),
        measured=measured,
        detail=detail,
    )
