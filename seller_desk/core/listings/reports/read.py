"""Reading reports: Amazon's processing reports (text, workbook, JSON) and eBay's results."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import TooLargeError, in_use, read_ordinary
from seller_desk.core.base.findings import Severity
from seller_desk.core.base.language import _
from seller_desk.core.listings.importers.columns import plain
from seller_desk.core.listings.reports.fields import attribute_in, catalogue, field_of
from seller_desk.core.listings.reports.model import PlatformReport, ReportEntry
from seller_desk.core.media.rows import Row, SheetFile
from seller_desk.core.media.sheets import open_file

_MOST_JSON = 256 * 1024 * 1024
_MOST_ENTRIES = 300_000
_HEAD_ROWS = 40
_JSON = "amazon-json"
Kind = Mapping[str, Any]


def read_report(path: Path) -> PlatformReport:
    """Read a report. DeskError if the file is none that we know, damaged, or beyond 300,000 entries."""
    if _is_json(path):
        return _from_json(path)
    file = open_file(path, _score)
    found = _table(file)
    if found is None:
        raise _unknown(path)
    kind, name, header = found
    at = {role: _place(header, kind.get(role, ())) for role in _ROLES}
    above = list(islice(file.source(name), header.number - 1))
    entries: list[ReportEntry] = []
    for row in file.filled(name, header.number):
        entries += _entries(kind, at, row)
        if len(entries) > _MOST_ENTRIES:
            raise DeskError(
                _("{name} has more than {most} entries").format(
                    name=path.name, most=f"{_MOST_ENTRIES:,}"
                ),
                file=path,
            )
    return _report(
        path,
        kind,
        entries,
        _count(above, kind.get("processed", ())),
        _count(above, kind.get("successful", ())),
    )


_ROLES = (
    "row",
    "sku",
    "code",
    "type",
    "message",
    "field",
    "status",
    "count",
    "warning_code",
    "warning_message",
)


def _report(
    path: Path,
    kind: Kind,
    entries: Sequence[ReportEntry],
    processed: int | None,
    successful: int | None,
) -> PlatformReport:
    return PlatformReport(
        path=path,
        kind=kind["id"],
        platform=kind["platform"],
        format=kind["format"],
        proof=kind["proof"],
        source=kind["source"],
        entries=tuple(entries),
        processed=processed,
        successful=successful,
        titles=dict(kind["title"]),
    )


def _is_json(path: Path) -> bool:
    try:
        with path.open("rb") as handle:
            return handle.read(4096).lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"["))
    except FileNotFoundError:
        raise DeskError(_("There is no file {name}").format(name=path.name), file=path) from None
    except OSError as problem:
        raise in_use(path) from problem


def _kinds() -> list[Kind]:
    return list(catalogue()["report"])


def _score(cells: Sequence[str]) -> int:
    headers = {plain(cell) for cell in cells if cell}
    return max(
        sum(1 for names in kind.get("needs", ()) if any(plain(one) in headers for one in names))
        for kind in _kinds()
    )


def _table(file: SheetFile) -> tuple[Kind, str, Row] | None:
    """The kind, the sheet and the header of the report in this file; kinds that name SKUs come first."""
    for kind in sorted(_kinds(), key=lambda one: "sku" not in one):
        for name in file.names or ("",):
            for row in islice(file.source(name), _HEAD_ROWS):
                headers = {plain(cell) for cell in row.cells if cell}
                needs = kind.get("needs", ())
                if needs and all(any(plain(one) in headers for one in names) for names in needs):
                    return kind, name, row
    return None


def _place(header: Row, names: Sequence[str]) -> int:
    cells = [plain(cell) for cell in header.cells]
    return next((cells.index(plain(name)) for name in names if plain(name) in cells), -1)


def _entries(kind: Kind, at: Mapping[str, int], row: Row) -> Iterator[ReportEntry]:
    def cell(role: str) -> str:
        place = at[role]
        return row.cells[place].strip() if 0 <= place < len(row.cells) else ""

    number = cell("row")
    about = {
        "sku": cell("sku"),
        "row": int(number) if number.isdecimal() and len(number) < 10 else 0,
    }
    code, message, status = cell("code"), cell("message"), cell("status")
    done = status.casefold() in catalogue()["done"]["words"]
    if (code or message) and not (status and done and not code and not message):
        told = cell("type") or status
        count = cell("count")
        yield _entry(
            _severity(told),
            code,
            message,
            cell("field"),
            about,
            int(count) if count.isdecimal() and len(count) < 10 else 1,
        )
    elif status and not done:
        yield _entry(Severity.BLOCKER, code, status, "", about)
    if cell("warning_code") or cell("warning_message"):
        yield _entry(Severity.WARNING, cell("warning_code"), cell("warning_message"), "", about)


def _entry(
    severity: Severity,
    code: str,
    message: str,
    attribute: str,
    about: Mapping[str, Any],
    count: int = 1,
) -> ReportEntry:
    named = attribute or attribute_in(message)
    return ReportEntry(
        severity=severity,
        code=code,
        message=message,
        attribute=named,
        field=field_of(named, message),
        count=count,
        **about,
    )


def _severity(told: str) -> Severity:
    words = catalogue()["severity"]
    if told.casefold() in words["warning"]:
        return Severity.WARNING
    return Severity.HINT if told.casefold() in words["info"] else Severity.BLOCKER


def _count(above: Sequence[Row], names: Sequence[str]) -> int | None:
    """The number behind one of these words, in the lines above the header."""
    for row in above:
        text = " ".join(cell.strip() for cell in row.cells if cell.strip())
        for name in names:
            place = text.casefold().find(name)
            match = re.search(r"\d+", text[place + len(name) :]) if place >= 0 else None
            if match:
                return int(match[0])
    return None


def _from_json(path: Path) -> PlatformReport:
    kind = next(one for one in _kinds() if one["id"] == _JSON)
    try:
        document = json.loads(read_ordinary(path, _MOST_JSON).decode("utf-8-sig"))
    except TooLargeError as problem:
        raise DeskError(_("{name} is too large").format(name=path.name), file=path) from problem
    except OSError as problem:
        raise in_use(path) from problem
    except (ValueError, RecursionError) as problem:
        raise _unknown(path) from problem
    summary = document.get("summary") if isinstance(document, dict) else None
    if not isinstance(summary, dict) or not isinstance(document.get("header"), dict):
        raise _unknown(path)
    entries = [_json_entry(one) for one in _dicts(document.get("issues"))]
    for item in _dicts(document.get("items")):
        entries += [
            _json_entry({"sku": item.get("sku"), **one}) for one in _dicts(item.get("issues"))
        ]
    return _report(
        path,
        kind,
        entries[:_MOST_ENTRIES],
        _whole(summary.get("messagesProcessed")),
        _whole(summary.get("messagesAccepted")),
    )


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _json_entry(issue: Mapping[str, Any]) -> ReportEntry:
    names = issue.get("attributeNames")
    first = names[0] if isinstance(names, list) and names else ""
    about = {"sku": _text(issue.get("sku")), "row": _whole(issue.get("messageId")) or 0}
    return _entry(
        _severity(_text(issue.get("severity"))),
        _text(issue.get("code")),
        _text(issue.get("message")),
        _text(issue.get("attributeName")) or _text(first),
        about,
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _unknown(path: Path) -> DeskError:
    return DeskError(
        _("{name} is no report that this program knows").format(name=path.name),
        _(
            "It reads Amazon's processing reports (text, workbook, JSON of the listings feed) and eBay's upload results."
        ),
        file=path,
    )
