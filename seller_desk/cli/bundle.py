"""`seller-desk bundle build | verify | list`."""

from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.session import current, finding_lines, table
from seller_desk.core.base.findings import blockers
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import finding_json
from seller_desk.core.bundle.model import BundleRecord
from seller_desk.core.bundle.verify import verify as verify_file

app = typer.Typer(no_args_is_help=True)


@app.command()
def build(
    application: str,
    out: Annotated[Path, typer.Option(help="The zip to write; must not exist")],
    accept_blockers: Annotated[
        bool, typer.Option("--accept-blockers", help="Build all the same; the report says so")
    ] = False,
) -> None:
    """Build the packet of an application and verify it."""
    desk = current().desk(write=True)
    found = desk.applications.find(application)
    desk.read_papers(found.company_id, found.id)
    record, findings, omissions = desk.bundles.build(found.id, out, accept_blockers=accept_blockers)
    left_out = [f"! {one.site}: {one.text}" for one in omissions]
    document = {
        "bundle": _json(record) if record else None,
        "findings": [finding_json(one) for one in findings],
        "omissions": [{"site": one.site, "reason": one.text} for one in omissions],
    }
    if record is None:
        stops = blockers(findings)
        title = _("Not built: {count} blockers. --accept-blockers builds it all the same.")
        current().emit(document, [title.format(count=len(stops)), *finding_lines(stops), *left_out])
    else:
        current().emit(document, [*finding_lines(findings), *left_out, record.path])
    current().found(findings)


@app.command()
def verify(file: Path) -> None:
    """Check every byte of a packet. Exit 0: good; 1: problems; 3: no zip."""
    found = verify_file(file)
    counted = _("{files} files, {size} bytes").format(files=found.files, size=found.bytes)
    state = _("Verified: {counted}") if found.ok else _("Not good: {counted}")
    current().emit(
        found.to_json(),
        [state.format(counted=counted), *(f"x {one.message}" for one in found.problems)],
    )
    if not found.ok:
        current().exit_code = 1


@app.command("list")
def list_all(application: str) -> None:
    """The packets that were built for an application, newest first."""
    desk = current().desk(write=False)
    records = desk.bundles.history(desk.applications.find(application).id)
    rows = [(one.built_at, str(one.files), one.path) for one in records]
    head = (_("Built"), _("Files"), _("Where"))
    current().emit(
        {"bundles": [_json(one) for one in records]},
        table(head, rows) if rows else [_("No packet yet.")],
    )


def _json(record: BundleRecord) -> dict[str, object]:
    return {
        "id": record.id,
        "path": record.path,
        "sha256": record.sha256,
        "bytes": record.size,
        "files": record.files,
        "built_at": record.built_at,
        "accepted_blockers": record.accepted_blockers,
        "outcome": record.outcome,
        "submission": record.submission,
    }
