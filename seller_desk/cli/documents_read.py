"""`seller-desk documents read`: lines, kind and fields of files. Needs no company and changes nothing."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.session import current, finding_lines, table
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.progress import never, silent
from seller_desk.core.base.wording import finding_json
from seller_desk.core.documents.files import expand
from seller_desk.core.documents.kinds import SIDES, kind_name, known_kind
from seller_desk.core.documents.reading.model import FieldValue, PageText, Reading
from seller_desk.core.documents.reading.names import field_name

_LONGEST = 60


def read(
    files: Annotated[list[Path], typer.Argument(help="Files and folders")],
    kind: Annotated[
        str, typer.Option("--kind", help="Kind of document, where you know it (see: rules ids)")
    ] = "",
    again: Annotated[
        bool, typer.Option("--again", help="Read anew, whatever was read before")
    ] = False,
    password_stdin: Annotated[
        bool,
        typer.Option("--password-stdin", help="Take the password of locked PDFs from stdin"),
    ] = False,
) -> None:
    """Read papers: what kind they are and what they say. Works offline; changes nothing."""
    from seller_desk.core.services.documents_reading import ReadingService, reading_findings
    from seller_desk.core.store.readings import Readings

    if kind:
        known_kind(kind)
    password = stdin_password() if password_stdin else ""
    paths = list(dict.fromkeys(file for path in files for file in (expand([path]) or [path])))
    folder = current().folder
    # Kept only where a data folder exists already: none is made.
    service = ReadingService(Readings(folder.readings) if folder.database.exists() else None)
    try:
        readings = list(
            service.each(
                paths, kind=kind, password=password, again=again, report=silent, stop=never
            )
        )
    finally:
        service.close()
    lines: list[str] = []
    entries = []
    for path, reading in readings:
        findings = reading_findings(path, reading)
        if reading.code:
            current().exit_code = max(current().exit_code, 1)
        entries.append(
            {**reading_json(path, reading), "findings": [finding_json(one) for one in findings]}
        )
        lines += [str(path), *(f"  {line}" for line in _lines(reading))]
        lines += [f"  {line}" for line in finding_lines(findings)] if findings else []
    if all(reading.code for _path, reading in readings):
        current().exit_code = 3
    current().emit({"files": entries}, lines)


def stdin_password() -> str:
    """The first line of stdin. UsageProblem where stdin is the keyboard."""
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageProblem(
            _("The password is read from stdin only"),
            _("Pipe it in, so that it is neither on the screen nor in the history."),
        )
    return sys.stdin.readline().rstrip("\r\n")


def reading_json(path: Path, reading: Reading) -> dict[str, object]:
    """A file of `documents read` as the public document has it."""
    sizes = {page.number: list(page.size) for page in reading.pages}
    return {
        "file": str(path),
        "kind": reading.kind.kind,
        "side": reading.kind.side,
        "kind_confidence": reading.kind.confidence,
        "evidence": [
            {"text": one.text, "points": one.points, "page": one.page, "box": list(one.box)}
            for one in reading.kind.evidence
        ],
        "fields": {one.name: _field_json(one, sizes) for one in reading.fields},
        "lines": [
            {
                "text": line.text,
                "confidence": line.confidence,
                "page": line.page,
                "box": list(line.box),
                "page_size": sizes[line.page],
            }
            for line in reading.lines
        ],
        "pages": [_page_json(page) for page in reading.pages],
        "pages_total": reading.pages_total,
    }


def _field_json(one: FieldValue, sizes: dict[int, list[int]]) -> dict[str, object]:
    told: dict[str, object] = {
        "value": one.value,
        "confidence": one.confidence,
        "page": one.page,
        "box": list(one.box),
        "page_size": sizes[one.page],
    }
    if one.confirmed:
        told["confirmed"] = one.confirmed
    if one.corrected:
        told["corrected"] = one.corrected
    return told


def _page_json(page: PageText) -> dict[str, object]:
    return {
        "page": page.number,
        "page_size": list(page.size),
        "source": page.source,
        "turned": page.turned,
    }


def _lines(reading: Reading) -> list[str]:
    if reading.code:
        return []
    kind = kind_name(reading.kind.kind)
    if reading.kind.kind == "unknown":
        kind = _("Kind not recognised")
    side = _(SIDES[reading.kind.side]) if reading.kind.side in SIDES else ""
    count = len(reading.lines)
    read_lines = ngettext("{n} line read", "{n} lines read", count).format(n=count)
    head = " · ".join(part for part in (kind, side, read_lines) if part)
    if not reading.fields:
        return [head]
    return [
        head,
        *table(
            [_("Field"), _("Value"), _("Sure")],
            [
                (field_name(one.name), _short(one.value), f"{one.confidence:.0%}")
                for one in reading.fields
            ],
        ),
    ]


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
