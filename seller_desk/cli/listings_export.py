"""`seller-desk listings export`, `formats` and `presets`: upload files, what is known of each kind, exports under a name."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from seller_desk.cli.listings_edit import ids_of
from seller_desk.cli.listings_import import mapping_of
from seller_desk.cli.session import current, table
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.files import write_atomic
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.bulk.selection import Selection
from seller_desk.core.listings.exporters.result import (
    PARENT_NOT_CARRIED,
    PROOFS,
    ExportResult,
    report_bytes,
)
from seller_desk.core.services.export_presets import ExportPreset
from seller_desk.core.services.listing_exports import FORMATS, ExportRequest
from seller_desk.core.services.listing_templates import FORMAT, TemplateChoices, template_json

_SHOWN = 30
Many = list[str] | None
Company = Annotated[str, typer.Option(help="Id or name; default: the one in view")]


def export(
    out: Annotated[Path, typer.Option(help="The file to write")],
    format_: Annotated[
        str, typer.Option("--format", help="Kind of file; an unknown one names them all")
    ] = "",
    preset: Annotated[str, typer.Option(help="Everything as kept under this name")] = "",
    save_preset: Annotated[str, typer.Option(help="Keep all of this under a name")] = "",
    template: Annotated[Path | None, typer.Option(help="Your own template, as downloaded")] = None,
    site: Annotated[str, typer.Option(help="Site id, such as ebay.us")] = "",
    seller_id: Annotated[str, typer.Option(help="Merchant token, for amazon_json")] = "",
    ship_from: Annotated[str, typer.Option(help="Country of the goods, for ebay-category")] = "CN",
    all_: Annotated[bool, typer.Option("--all", help="Also listings with blockers")] = False,
    where: Annotated[Many, typer.Option(help="FIELD=VALUE; also != < > and ~ (contains)")] = None,
    search: Annotated[str, typer.Option(help="Words in SKU, title or GTIN")] = "",
    sku: Annotated[Many, typer.Option(help="Only these SKUs")] = None,
    map_: Annotated[Many, typer.Option("--map", help="COLUMN=field; remembered")] = None,
    sheet: Annotated[str, typer.Option(help="Sheet of the template")] = "",
    header_row: Annotated[int, typer.Option(min=0, help="Its row of headers")] = 0,
    data_row: Annotated[int, typer.Option(min=0, help="Its first row of data")] = 0,
    replace: Annotated[
        bool, typer.Option(help="Instead of the rows there, not below them")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(help="A sheet of what was left out and why")
    ] = None,
    company: Company = "",
) -> None:
    """Write an upload file; says what was left out and why."""
    desk = current().desk(write=bool(save_preset))
    owner = desk.companies.find(company).id
    selection = Selection(words=search, where=list(where or []), ids=ids_of(owner, sku))
    if preset:
        request = desk.listings.presets.get(owner, preset).request
        # What is said beside the preset wins over it.
        said: dict[str, object] = {
            "format": format_,
            "site": site,
            "template": template,
            "seller_id": seller_id,
            "selection": selection if selection != Selection() else None,
        }
        request = msgspec.structs.replace(request, **{k: v for k, v in said.items() if v})
    elif not format_:
        raise UsageProblem(
            _("Which kind of file?"),
            _("Name it with --format: {names}").format(names=", ".join(FORMATS)),
        )
    else:
        request = ExportRequest(
            format=format_,
            site=site,
            template=template,
            only_ready=not all_,
            seller_id=seller_id,
            ship_from=ship_from.strip().upper(),
            choices=TemplateChoices(
                mapping=mapping_of(map_),
                sheet=sheet,
                header_row=header_row,
                data_row=data_row,
                replace=replace,
            ),
            selection=selection,
        )
    result = desk.listings.export(owner, request, out)
    if report is not None:
        write_atomic(report, report_bytes(result))
    if save_preset:
        desk.listings.presets.save(owner, save_preset, request)
    current().emit(_export_json(result, out, report), _export_lines(result, out))
    if any(one.reason != PARENT_NOT_CARRIED for one in result.left_out):
        current().exit_code = 1


def formats() -> None:
    """The kinds of upload files, and how far it is known that a platform takes each."""
    document = {
        "formats": [
            {
                "format": name,
                "label": _(one.label),
                "platform": one.platform,
                "ending": one.ending,
                "own_template": one.own_template,
                "proof": one.proof,
                "proof_text": _(PROOFS[one.proof]),
            }
            for name, one in FORMATS.items()
        ]
    }
    rows = [(name, _(one.label), _(PROOFS[one.proof])) for name, one in FORMATS.items()]
    current().emit(document, table((_("Format"), _("Name"), _("What is known of it")), rows))


def presets(
    forget: Annotated[str, typer.Option(help="Remove the preset of this name")] = "",
    company: Company = "",
) -> None:
    """Exports kept under a name."""
    desk = current().desk(write=bool(forget))
    owner = desk.companies.find(company).id
    if forget:
        desk.listings.presets.forget(owner, forget)
    found = desk.listings.presets.list(owner)
    rows = [(one.name, _(FORMATS[one.request.format].label), one.request.site) for one in found]
    head = (_("Name"), _("Format"), _("Site"))
    lines = table(head, rows) if rows else [_("No export preset is kept.")]
    current().emit({"presets": [_preset_json(one) for one in found]}, lines)


def _preset_json(one: ExportPreset) -> dict[str, object]:
    request = one.request
    return {
        "name": one.name,
        "format": request.format,
        "site": request.site,
        "template": str(request.template) if request.template else None,
        "only_ready": request.only_ready,
        "selection": msgspec.to_builtins(request.selection),
    }


def _export_json(result: ExportResult, out: Path, report: Path | None) -> dict[str, object]:
    return {
        **(template_json(result) if result.format == FORMAT else {}),
        "format": result.format,
        "proof": FORMATS[result.format].proof,
        "file": str(out),
        "report": str(report) if report else None,
        "written": result.written,
        "left_out": [{"sku": one.sku, "reason": one.text()} for one in result.left_out],
        "notes": [{"sku": one.sku, "note": one.text()} for one in result.notes],
    }


def _export_lines(result: ExportResult, out: Path) -> list[str]:
    lines = [
        ngettext(
            "{count} listing written to {file}",
            "{count} listings written to {file}",
            result.written,
        ).format(count=result.written, file=out)
    ]
    lines.append(_(PROOFS[FORMATS[result.format].proof]))
    for title, notes in ((_("Left out"), result.left_out), (_("To look at"), result.notes)):
        if notes:
            lines.append(f"{title}: {len(notes)}")
            lines += [f"  {one.sku or '-'}: {one.text()}" for one in notes[:_SHOWN]]
    return lines
