"""`seller-desk documents match`: whether documents, the company data and a form say the same."""

from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.documents_read import stdin_password
from seller_desk.cli.session import current, finding_lines, table
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.progress import never, silent
from seller_desk.core.base.wording import finding_json
from seller_desk.core.desk import Desk
from seller_desk.core.documents.files import expand
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.documents.match.model import QUIET, Cell, Column, Mark, Matrix, Row
from seller_desk.core.documents.match.names import fact_name, said_difference
from seller_desk.core.documents.reading.model import Reading
from seller_desk.core.documents.results import Taken

_LONGEST = 44


def match(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders; none: the company's documents and its data"),
    ] = None,
    site: Annotated[str, typer.Option("--site", help="Such as amazon.us")] = "",
    application: Annotated[str, typer.Option("--application", help="With its form")] = "",
    company: Annotated[
        str, typer.Option("--company", help="Id or name; default: the one in view")
    ] = "",
    password_stdin: Annotated[
        bool,
        typer.Option("--password-stdin", help="Take the password of locked PDFs from stdin"),
    ] = False,
) -> None:
    """Compare what documents say, fact by fact. Files alone need no company; nothing is changed."""
    if password_stdin and not files:
        raise UsageProblem(
            _("--password-stdin goes with files only"),
            _("The password of a document that was added is asked for in the window."),
        )
    if files and (company or application):
        raise UsageProblem(
            _("Files are compared with each other only"),
            _("Leave out the files to compare the company's documents with its data."),
        )
    if files:
        password = stdin_password() if password_stdin else ""
        matrix, findings, failed = _of_files(files, site, password)
    else:
        matrix, findings, failed = _of_company(company, application, site)
    current().found(findings)
    if failed:
        current().exit_code = max(current().exit_code, 1)
    current().emit(
        {
            "facts": [_row_json(matrix, row) for row in matrix.rows],
            "columns": [_column_json(one) for one in matrix.columns],
            "unread": [*matrix.unread, *(str(path) for path, _reading in failed)],
            "findings": [finding_json(one) for one in findings],
        },
        [*_lines(matrix), *_unread(matrix, failed), "", *finding_lines(findings)],
    )


def original_of(desk: Desk, company_id: str, text: str) -> str:
    """The id of the document meant by an id, the beginning of one, or a file name. DeskError if none or several fit."""
    every = desk.documents.list(company_id)
    for fits in (
        [one for one in every if one.id == text],
        [one for one in every if text == one.name],
        [one for one in every if one.id.startswith(text)],
    ):
        if len(fits) == 1:
            return fits[0].id
        if fits:
            raise DeskError(
                _("“{text}” fits several documents").format(text=text),
                _("Name one by its id: {known}").format(known=listed(one.id for one in fits)),
            )
    raise DeskError(
        _("No document is called “{text}”").format(text=text), _("See: seller-desk documents list")
    )


def link_translations(desk: Desk, taken: Taken, original: str) -> None:
    """What was added, or was there already, is the translation of this document. Results show the link."""
    for number, one in enumerate(taken.added):
        taken.added[number] = desk.matching.link_translation(one.id, original)
    for number, (path, one) in enumerate(taken.duplicates):
        taken.duplicates[number] = (path, desk.matching.link_translation(one.id, original))


def _of_files(
    files: list[Path], site: str, password: str
) -> tuple[Matrix, list[Finding], list[tuple[Path, Reading]]]:
    from seller_desk.core.base.days import today
    from seller_desk.core.services.documents_matching import compare_files
    from seller_desk.core.services.documents_reading import ReadingService, reading_findings
    from seller_desk.core.store.readings import Readings

    folder = current().folder
    known = folder.database.exists()
    book = current().rules()
    if site:
        book.site(site)
    paths = list(dict.fromkeys(file for path in files for file in (expand([path]) or [path])))
    service = ReadingService(Readings(folder.readings) if known else None)
    try:
        readings = list(service.each(paths, password=password, report=silent, stop=never))
    finally:
        service.close()
    failed = [(path, reading) for path, reading in readings if reading.code]
    if len(failed) == len(readings):
        path, reading = failed[0] if failed else (files[0], Reading())
        raise DeskError(
            _("Nothing could be read"), _(reading.reason) if reading.reason else "", file=path
        )
    matrix, findings = compare_files(readings, book, today(), site=site)
    unread = [one for path, reading in failed for one in reading_findings(path, reading)]
    return matrix, [*findings, *unread], failed


def _of_company(
    company: str, application: str, site: str
) -> tuple[Matrix, list[Finding], list[tuple[Path, Reading]]]:
    desk = current().desk(write=False)
    chosen = desk.companies.find(company)
    if site:
        desk.rules().site(site)
    wanted = desk.applications.find(application, chosen.id).id if application else None
    if wanted is None and site:
        # The form of the site, with the planned day where there is an application for it.
        here = [one for one in desk.applications.list(chosen.id) if site in one.sites]
        wanted = here[0].id if here else None
    unread = desk.recognition.unread(chosen.id)
    if unread:
        desk.recognition.recognise(unread)
    matrix = desk.matching.matrix(chosen.id, wanted, site=site)
    return matrix, desk.matching.findings(chosen.id, wanted, site=site), []


def _row_json(matrix: Matrix, row: Row) -> dict[str, object]:
    told: dict[str, object] = {
        "fact": row.fact,
        "label": fact_name(row.fact),
        "difference": row.difference,
        "severity": row.severity,
        "base": row.base,
        "cells": [_cell_json(matrix, one) for one in row.cells],
    }
    if row.person:
        told["person"] = row.person
    return told


def _cell_json(matrix: Matrix, cell: Cell) -> dict[str, object]:
    column = matrix.column(cell.column)
    said = cell.said
    told: dict[str, object] = {
        "file": column.file if column else "",
        "column": cell.column,
        "value": cell.value,
        "difference": cell.difference,
        "severity": cell.severity,
        "words": said_difference(cell),
        "applies": cell.applies,
    }
    if said is not None:
        told["source"] = said.source
        told["confidence"] = said.confidence
        if said.page is not None and said.box is not None:
            told |= {"page": said.page, "box": list(said.box)}
            told |= {"page_size": list(said.page_size)} if said.page_size else {}
        if said.corrected:
            told["corrected"] = said.corrected
    if cell.marks:
        told["marks"] = [_mark_json(one) for one in cell.marks]
    if cell.base_marks:
        told["base_marks"] = [_mark_json(one) for one in cell.base_marks]
    if cell.evidence:
        told["evidence"] = cell.evidence
    return told


def _mark_json(one: Mark) -> dict[str, object]:
    told: dict[str, object] = {"start": one.start, "end": one.end, "kind": one.kind}
    return told | ({"text": one.text} if one.text else {})


def _column_json(one: Column) -> dict[str, object]:
    return {
        "column": one.key,
        "source": one.source,
        "kind": one.kind,
        "side": one.side,
        "file": one.file,
        "label": column_name(one),
    }


def column_name(one: Column) -> str:
    """What a column is called: the kind of document, or the company data and the form."""
    if one.label:
        return one.label
    return one.file if one.kind in ("", "unknown") else kind_name(one.kind)


def _lines(matrix: Matrix) -> list[str]:
    """A block a fact: what each column says, and how it differs. Fits 80 columns."""
    if not matrix.rows:
        return [_("Nothing to compare yet.")]
    lines: list[str] = []
    for row in matrix.rows:
        person = f" ({row.person})" if row.person else ""
        lines += ["", f"{fact_name(row.fact)}{person}: {_row_words(row)}"]
        shown = [one for one in row.cells if one.applies]
        if all(one.difference in QUIET and one.value for one in shown):
            shown = [one for one in shown if one.base]
        lines += [
            f"  {line}"
            for line in table(
                [_("Where"), _("Value"), _("Difference")],
                [_cells(matrix, one) for one in shown],
            )
        ]
    return lines[1:]


def _row_words(row: Row) -> str:
    differing = [one for one in row.cells if one.applies and one.difference == row.difference]
    words = said_difference(differing[0]) if differing else ""
    count = sum(one.applies and bool(one.value) for one in row.cells)
    if row.difference == "identical":
        return _("the same in {n} places").format(n=count)
    return words


def _cells(matrix: Matrix, cell: Cell) -> tuple[str, str, str]:
    column = matrix.column(cell.column)
    name = column_name(column) if column else cell.column
    if (
        column
        and column.file
        and any(one.key != column.key and column_name(one) == name for one in matrix.columns)
    ):
        name = column.file
    words = _("reference") if cell.base else said_difference(cell)
    return _short(name, 16), _short(_marked(cell), _LONGEST), words


def _marked(cell: Cell) -> str:
    """The value with what differs in brackets: [市] differs or is too much, [-市] is missing."""
    text, at = "", 0
    for one in sorted(cell.marks, key=lambda mark: mark.start):
        if one.kind == "format" or one.start < at:
            continue
        inside = f"-{one.text}" if one.kind == "missing" else cell.value[one.start : one.end]
        text += f"{cell.value[at : one.start]}[{inside}]"
        at = one.end
    return text + cell.value[at:]


def _short(value: str, longest: int) -> str:
    """At most this wide; a Chinese character takes two columns. Cut in the middle of what is the same."""
    if _wide(value) <= longest:
        return value
    at = value.find("[")
    start = max(0, at - 8) if at > 8 else 0
    out = "…" if start else ""
    for char in value[start:]:
        if _wide(out + char) > longest - 1:
            return out + "…"
        out += char
    return out


def _wide(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _unread(matrix: Matrix, failed: list[tuple[Path, Reading]]) -> list[str]:
    names = [*matrix.unread, *(path.name for path, _reading in failed)]
    return [_("Not read: {name}").format(name=name) for name in names]
