"""`seller-desk listings report`: what a platform said of an upload, beside the listings that it is about."""

from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.session import current, finding_lines
from seller_desk.core.base.findings import Severity
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.wording import finding_json
from seller_desk.core.listings.exporters.result import PROOFS
from seller_desk.core.services.listing_exports import ExportRequest
from seller_desk.core.services.listing_reports import ReadBack

_SHOWN = 60


def report(
    file: Path,
    fix_out: Annotated[
        Path | None, typer.Option(help="Write the failing listings, as they are now, here")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", help="Of that file; default: what the report is about")
    ] = "",
    template: Annotated[Path | None, typer.Option(help="Your own template, for amazon")] = None,
    site: Annotated[str, typer.Option(help="Site id, such as ebay.us")] = "",
    seller_id: Annotated[str, typer.Option(help="Merchant token, for amazon_json")] = "",
    company: Annotated[str, typer.Option(help="Id or name; default: the one in view")] = "",
) -> None:
    """Read a platform's report of an upload. Exit 1 while it holds errors."""
    desk = current().desk(write=fix_out is not None)
    owner = desk.companies.find(company).id
    back = desk.listing_reports.read(owner, file)
    written = ""
    if fix_out is not None:
        request = ExportRequest(
            format=format_, site=site, template=template, only_ready=False, seller_id=seller_id
        )
        desk.listing_reports.write_fixes(owner, back, request, fix_out)
        written = str(fix_out)
    current().emit(_document(back, written), _lines(back, written))
    if any(one.severity is Severity.BLOCKER for one in back.findings):
        current().exit_code = 1


def _document(back: ReadBack, written: str) -> dict[str, object]:
    said = back.report
    return {
        "report": said.kind,
        "platform": said.platform,
        "proof": said.proof,
        "source": said.source,
        "processed": said.processed,
        "successful": said.successful,
        "entries": [
            {
                "sku": one.sku,
                "listing": back.listings.get(one.sku, ""),
                "row": one.row,
                "severity": str(one.severity),
                "code": one.code,
                "message": one.message,
                "attribute": one.attribute,
                "field": one.field,
                "count": one.count,
            }
            for one in said.entries
        ],
        "failing": back.failing(),
        "unknown": list(back.unknown),
        "without_sku": back.unplaced,
        "fix_file": written,
        "findings": [finding_json(one) for one in back.findings],
    }


def _lines(back: ReadBack, written: str) -> list[str]:
    said = back.report
    lines = [back.title, _(PROOFS[said.proof])]
    if said.processed is not None:
        lines.append(
            _("{processed} processed, {successful} successful").format(
                processed=said.processed,
                successful="-" if said.successful is None else said.successful,
            )
        )
    lines += finding_lines(back.findings[:_SHOWN]) if back.findings else [_("It holds no errors.")]
    rest = len(back.findings) - _SHOWN
    if rest > 0:
        lines.append(ngettext("and {n} more", "and {n} more", rest).format(n=rest))
    if back.unplaced:
        lines.append(
            ngettext("{n} entry names no SKU", "{n} entries name no SKU", back.unplaced).format(
                n=back.unplaced
            )
        )
    if written:
        lines.append(_("The failing listings are in {file}").format(file=written))
    return lines
