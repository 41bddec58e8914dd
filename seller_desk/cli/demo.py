"""`seller-desk demo --out DIR`: the whole main job on the sample company, ending in verified zips."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.session import current
from seller_desk.core.applications.model import Application
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import unique_name
from seller_desk.core.base.findings import Finding, blockers, by_weight
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.base.wording import finding_json, wording
from seller_desk.core.desk import Desk, open_desk

app = typer.Typer(add_completion=False)


class DemoPlatform(StrEnum):
    """Platforms that the sample company applies to."""

    AMAZON = "amazon"
    EBAY = "ebay"


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the packets; made if it is not there")],
    application: Annotated[
        DemoPlatform | None, typer.Option(help="Only this one; otherwise both")
    ] = None,
) -> None:
    """Company, documents, listings, shipping and packets of the sample company, within a minute.

    Works in a data folder of its own that is gone afterwards, unless --data-dir names one. Nothing is overwritten.
    """
    session = current()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise DeskError(
            _("{name} is no folder that we can write to").format(name=out.name),
            _("Choose another folder with --out."),
            file=out,
        ) from problem
    with _desk(out.resolve()) as desk:
        company_id = desk.sample.open(report=_tell)
        wanted = [
            one
            for one in desk.applications.list(company_id)
            if application is None or one.platform == application
        ]
        # The first application comes last, so that its packet is the last line.
        built = [_build(desk, one, out.resolve()) for one in reversed(wanted)]
    findings = list(dict.fromkeys(one for _path, found in built for one in found))
    document = {
        "bundle": str(built[-1][0]),
        "bundles": [str(path) for path, _found in built],
        "accepted_blockers": len(blockers(findings)),
        "findings": [finding_json(one) for one in by_weight(findings)],
    }
    lines = [line for path, found in built for line in [*_lines(found), str(path)]]
    session.emit(document, lines)


@contextmanager
def _desk(out: Path) -> Iterator[Desk]:
    """The desk of --data-dir, else one in a folder that is removed afterwards."""
    from seller_desk.core.accounts.vault import SessionVault

    session = current()
    if session.data_dir is not None:
        yield session.desk(write=True)
        return
    with (
        tempfile.TemporaryDirectory(prefix=".demo-", dir=out, ignore_cleanup_errors=True) as folder,
        open_desk(DataFolder(Path(folder)), write=True, vault=SessionVault()) as desk,
    ):
        yield desk


def _build(desk: Desk, application: Application, out: Path) -> tuple[Path, list[Finding]]:
    taken = {path.name.casefold() for path in out.iterdir()}
    name = unique_name(f"chengwan-{application.sites[0].replace('.', '-')}.zip", taken)
    target = out / name
    _tell(0, 0, _("Building {name}").format(name=name))
    record, findings, _omissions = desk.bundles.build(application.id, target, accept_blockers=True)
    checked = desk.bundles.verify(target)
    if record is None or not checked.ok:
        raise DeskError(
            _("The packet {name} did not pass its own check").format(name=name),
            "; ".join(one.message for one in checked.problems),
            file=target,
        )
    return target, list(findings)


def _lines(findings: list[Finding]) -> list[str]:
    stops = blockers(findings)
    said = ngettext(
        "{count} blocker, put into the sample on purpose and accepted; the report states it.",
        "{count} blockers, put into the sample on purpose and accepted; the report states them.",
        len(stops),
    ).format(count=len(stops))
    rest = [f"  {wording(one).sentence}" for one in by_weight(findings)]
    return ["", said, *rest]


def _tell(_done: int, _total: int, what: str) -> None:
    """Progress goes to stderr: stdout holds the result only."""
    if what and not current().as_json:
        sys.stderr.write(f"... {what}\n")
