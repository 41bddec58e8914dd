"""`seller-desk listings import` and `mappings`: product sheets in, and what is remembered of their columns."""

import re
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.session import current, finding_lines, table
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.wording import finding_json, wording
from seller_desk.core.listings.importers.run import parents_text, row_finding
from seller_desk.core.listings.importers.values import COMMA, POINT
from seller_desk.core.services.listing_imports import ImportReport, ImportRequest

_SHOWN = 30
_DELIMITERS = {
    "comma": ",",
    "semicolon": ";",
    "tab": "\t",
    "\\t": "\t",
    "bar": "|",
    ",": ",",
    ";": ";",
    "|": "|",
}
Pairs = list[str] | None


def import_(
    file: Path,
    preset: Annotated[
        str, typer.Option(help="Named mapping: amazon, ebay-draft, shopify ...")
    ] = "",
    map_: Annotated[Pairs, typer.Option("--map", help="COLUMN=field; remembered")] = None,
    sheet: Annotated[str, typer.Option(help="Sheet of a workbook")] = "",
    encoding: Annotated[str, typer.Option(help="utf-8, gb18030 ... if we guess wrong")] = "",
    delimiter: Annotated[str, typer.Option(help="comma, semicolon, tab or bar")] = "",
    header_row: Annotated[int, typer.Option(min=0, help="The row of headers")] = 0,
    decimal: Annotated[str, typer.Option(help="point or comma before fractions")] = "",
    rows: Annotated[str, typer.Option(help="FROM-TO: only these rows of the file")] = "",
    site: Annotated[str, typer.Option(help="Texts and prices are those of this site")] = "",
    fix_out: Annotated[
        Path | None, typer.Option(help="Write the rows not taken, with reasons, here")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Only look, keep nothing")] = False,
    company: Annotated[str, typer.Option(help="Id or name; default: the one in view")] = "",
) -> None:
    """Take the rows of a product sheet. Blank cells leave alone what is there; [clear] empties it."""
    request = ImportRequest(
        path=file,
        preset=preset,
        sheet=sheet,
        encoding=encoding,
        mapping=mapping_of(map_) if map_ else None,
        separator=_delimiter(delimiter),
        header_row=header_row,
        decimal=_decimal(decimal),
        rows=_rows(rows),
        site=site,
    )
    desk = current().desk(write=not dry_run)
    owner = desk.companies.find(company).id
    run = desk.listings.preview if dry_run else desk.listings.import_file
    report = run(owner, request)
    fixes = ""
    if fix_out and report.rejected:
        desk.listings.write_fixes(owner, report, fix_out)
        fixes = str(fix_out)
    current().emit(_import_json(report, fixes), _import_lines(report, fixes))
    if report.rejected:
        current().exit_code = 1 if report.outcome.taken else 3


def mappings(
    forget: Annotated[str, typer.Option(help="Id or file name of one to forget")] = "",
) -> None:
    """The mappings of columns that are remembered, by the file they were made for."""
    desk = current().desk(write=bool(forget))
    desk.companies.find("")
    if forget:
        desk.listings.forget_mapping(forget)
    kept = desk.listings.mappings()
    document = {"mappings": [{"id": one.id, "file": one.file, "map": one.mapping} for one in kept]}
    lines = table(
        (_("Id"), _("File"), _("Columns")),
        [(one.id, one.file, str(len(one.mapping))) for one in kept],
    )
    current().emit(document, lines if kept else [_("No mapping is kept.")])


def mapping_of(pairs: Pairs) -> dict[str, str]:
    """COLUMN=field pairs; UsageProblem for what is none."""
    mapping: dict[str, str] = {}
    for pair in pairs or []:
        column, equals, field = pair.rpartition("=")
        if not equals or not column:
            raise UsageProblem(_("--map needs COLUMN=field, not “{pair}”").format(pair=pair))
        mapping[column] = field
    return mapping


def _delimiter(text: str) -> str:
    if text and text.casefold() not in _DELIMITERS:
        raise UsageProblem(_("--delimiter is comma, semicolon, tab or bar"))
    return _DELIMITERS.get(text.casefold(), "")


def _decimal(text: str) -> str:
    found = {"point": POINT, ".": POINT, "comma": COMMA, ",": COMMA, "": ""}.get(text.casefold())
    if found is None:
        raise UsageProblem(_("--decimal is point or comma"))
    return found


def _rows(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", text.strip())
    if not match or not 0 < int(match[1]) <= int(match[2]):
        raise UsageProblem(_("--rows needs FROM-TO, such as 2-300001"))
    return int(match[1]), int(match[2])


def _import_json(report: ImportReport, fixes: str) -> dict[str, object]:
    outcome, sheet = report.outcome, report.sheet
    return {
        "format": sheet.file.format,
        "layout": sheet.preset,
        "encoding": sheet.file.encoding,
        "delimiter": sheet.file.delimiter,
        "decimal": report.decimal,
        "sheet": sheet.name,
        "header_row": sheet.header_row,
        "remembered": report.kept,
        "columns": [
            {"header": column.header, "name": column.name, "field": column.field}
            for column in report.columns
        ],
        "read": outcome.read,
        "imported": outcome.taken,
        "new": outcome.new,
        "updated": outcome.updated,
        "parents_made": outcome.parents,
        "rejected": [
            {"row": one.row, "code": "import.row_invalid", "message": one.text()}
            for one in outcome.rejected
        ],
        "fix_file": fixes,
        "findings": [finding_json(one) for one in report.findings],
    }


def _import_lines(report: ImportReport, fixes: str) -> list[str]:
    outcome, sheet = report.outcome, report.sheet
    facts = [sheet.file.format.upper(), sheet.preset, sheet.file.encoding, sheet.name]
    facts.append(_("header in row {n}").format(n=sheet.header_row))
    if report.decimal:
        facts.append(_("decimal comma") if report.decimal == COMMA else _("decimal point"))
    if report.kept:
        facts.append(_("mapping of last time"))
    lines = [
        " · ".join(one for one in facts if one),
        _("{read} rows read: {new} new, {updated} updated, {rejected} rejected").format(
            read=outcome.read,
            new=outcome.new,
            updated=outcome.updated,
            rejected=len(outcome.rejected),
        ),
    ]
    if outcome.parents:
        lines.append(parents_text(outcome.parents))
    name = sheet.file.path.name
    lines += [
        _("Row {row}: {reason}").format(row=one.row, reason=wording(row_finding(name, one)).detail)
        for one in outcome.rejected[:_SHOWN]
    ]
    rest = len(outcome.rejected) - _SHOWN
    if rest > 0:
        lines.append(ngettext("and {n} more row", "and {n} more rows", rest).format(n=rest))
    if fixes:
        lines.append(_("The rows not taken are in {file}").format(file=fixes))
    return lines + (finding_lines(report.findings) if report.findings else [])
