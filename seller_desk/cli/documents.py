"""`seller-desk documents`: take documents in, list them, check and read files without taking them in."""

from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.documents_certificate import certificate
from seller_desk.cli.documents_dates import add_dates
from seller_desk.cli.documents_match import link_translations, match, original_of
from seller_desk.cli.documents_read import read
from seller_desk.cli.documents_recognise import recognised, recognised_json, recognised_lines
from seller_desk.cli.documents_render import render
from seller_desk.cli.documents_repair import repair
from seller_desk.cli.session import current, day_of, finding_lines, table
from seller_desk.core.base.days import today
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import Finding, by_weight
from seller_desk.core.base.language import N_, _, ngettext
from seller_desk.core.base.wording import finding_json
from seller_desk.core.company.model import ENTITY_KINDS
from seller_desk.core.documents.files import expand
from seller_desk.core.documents.kinds import SIDES, kind_name, known_kind
from seller_desk.core.documents.model import Document, Inspection
from seller_desk.core.documents.rules import Case
from seller_desk.core.documents.validity import Dates
from seller_desk.core.rules.book import RuleBook

app = typer.Typer(no_args_is_help=True)

Files = Annotated[list[Path], typer.Argument(help="Files and folders")]
Kind = Annotated[str, typer.Option("--kind", help="Kind of document (see: rules ids)")]
Day = Annotated[str, typer.Option(help="YYYY-MM-DD")]


@app.callback()
def documents() -> None:
    """Documents: add, list, check, read, match."""


app.command()(read)
app.command()(match)
add_dates(app)
app.command()(repair)
app.command()(render)
app.command()(certificate)


@app.command()
def add(
    files: Files,
    kind: Kind = "unknown",
    application: Annotated[str, typer.Option("--application", help="Only for this one")] = "",
    company: Annotated[
        str, typer.Option("--company", help="Id or name; default: the one in view")
    ] = "",
    translation_of: Annotated[
        str, typer.Option("--translation-of", help="Id or file name of the original")
    ] = "",
    read_them: Annotated[
        bool, typer.Option("--read/--no-read", help="Read them where no kind is given")
    ] = True,
) -> None:
    """Take files in; folders with all files below them. Without --kind they are read and named. Nothing is added twice."""
    known_kind(kind)
    desk = current().desk(write=True)
    chosen = desk.companies.find(company)
    if application:
        with desk.store.read() as work:
            if work.applications.get(application) is None:
                raise UsageProblem(
                    _("There is no application “{id}”").format(id=application),
                    _("See: seller-desk application list"),
                )
    original = original_of(desk, chosen.id, translation_of) if translation_of else ""
    taken = desk.documents.add(chosen.id, files, kind=kind, application_id=application or None)
    if not taken.added and not taken.duplicates:
        path, reason = taken.refused[0] if taken.refused else (files[0], N_("No file is in it"))
        raise DeskError(_("Nothing could be added"), _(reason), file=path)
    if original:
        link_translations(desk, taken, original)
    if taken.refused:
        current().exit_code = 1
    named = recognised(desk, taken.added) if read_them else {}
    current().emit(
        {
            "added": [
                {**_document_json(named[one.id][0]), **recognised_json(named[one.id][1])}
                if one.id in named
                else _document_json(one)
                for one in taken.added
            ],
            "duplicates": [
                {"file": str(path), "document": one.id, "name": one.name}
                for path, one in taken.duplicates
            ],
            "refused": [{"file": str(path), "reason": _(why)} for path, why in taken.refused],
        },
        [
            ngettext("{n} document added", "{n} documents added", len(taken.added)).format(
                n=len(taken.added)
            ),
            *recognised_lines(named),
            *(
                _("{name} is already there").format(name=path.name)
                for path, _one in taken.duplicates
            ),
            *(
                _("{name} was not added: {reason}").format(name=path.name, reason=_(why))
                for path, why in taken.refused
            ),
        ],
    )


@app.command("list")
def list_(
    application: Annotated[str, typer.Option("--application")] = "",
    company: Annotated[
        str, typer.Option("--company", help="Id or name; default: the one in view")
    ] = "",
) -> None:
    """Documents that were taken in, and what the application asks for."""
    desk = current().desk(write=False)
    chosen = desk.companies.find(company)
    found = desk.documents.list(chosen.id, application or None)
    states = desk.documents.requirements(chosen.id, application or None)
    current().emit(
        {
            "documents": [_document_json(one) for one in found],
            "requirements": [
                {
                    "id": one.requirement.id,
                    "group": one.requirement.group,
                    "kinds": one.requirement.kinds,
                    "state": one.state,
                    "documents": [document.id for document in one.documents],
                    "findings": [finding_json(finding) for finding in one.findings],
                }
                for one in states
            ],
        },
        table(
            [_("Document"), _("Kind"), _("Side"), _("Valid until"), _("State")],
            [
                (
                    one.name,
                    kind_name(one.kind),
                    _(SIDES.get(one.side, "")),
                    one.valid_until.isoformat() if one.valid_until else "",
                    _("void since {day}").format(day=one.void_on) if one.void_on else "",
                )
                for one in found
            ],
        ),
    )


@app.command()
def check(
    files: Files,
    kind: Kind = "unknown",
    site: Annotated[str, typer.Option("--site", help="Such as amazon.us")] = "",
    planned_date: Day = "",
    issued_on: Day = "",
    valid_until: Day = "",
    valid_from: Day = "",
    entity: Annotated[str, typer.Option("--entity", help="Business type")] = "mainland_company",
) -> None:
    """Check files for a site on a day. Needs no company and changes nothing."""
    known_kind(kind)
    book = current().rules()
    if site:
        book.site(site)
    if entity not in ENTITY_KINDS:
        raise UsageProblem(
            _("There is no business type “{kind}”").format(kind=entity),
            _("There are: {kinds}").format(kinds=", ".join(ENTITY_KINDS)),
        )
    case = Case(kind=kind, site=site, on=day_of(planned_date) or today(), entity=entity)
    dates = Dates(
        issued_on=day_of(issued_on), valid_from=day_of(valid_from), valid_until=day_of(valid_until)
    )
    results = _checked(files, case, dates, book)
    usable = [found for _path, found, _findings in results if found.usable]
    for _path, found, findings in results:
        current().found(findings)
        if not found.usable:
            current().exit_code = max(current().exit_code, 1)
    if not usable:
        current().exit_code = 3
    lines: list[str] = []
    for path, _found, findings in results:
        lines += [str(path), *(f"  {line}" for line in finding_lines(findings))]
    current().emit(
        {
            "files": [
                {"file": str(path), "findings": [finding_json(one) for one in findings]}
                for path, _found, findings in results
            ]
        },
        lines,
    )


def _checked(
    paths: list[Path], case: Case, dates: Dates, book: RuleBook
) -> list[tuple[Path, Inspection, list[Finding]]]:
    from seller_desk.core.documents.inspect import inspect_files
    from seller_desk.core.documents.judge import Scan, judge, side_findings
    from seller_desk.core.media.worker import WorkerPool
    from seller_desk.core.services.closer_look import CloserLook

    files = [file for path in paths for file in (expand([path]) or [path])]
    files = list(dict.fromkeys(files))
    scans = []
    with WorkerPool(min(2, len(files))) as pool:
        closer = CloserLook(None, lambda: pool, lambda one: Path(one.name))
        for path, found in closer.inspections(list(inspect_files(files, pool))):
            label = path.name if case.kind == "unknown" else kind_name(case.kind)
            scans.append(
                Scan(name=path.name, found=found, dates=dates, label=label, file=str(path))
            )
    sides = side_findings(scans, case, book)
    results = []
    for path, scan in zip(files, scans, strict=True):
        own = [one for one in sides if one.place.file == scan.file]
        results.append((path, scan.found, by_weight([*judge(scan, case, book), *own])))
    return results


def _document_json(one: Document) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "name": one.name,
        "side": one.side,
        "sha256": one.sha256,
        "size": one.size,
        "issued_on": one.issued_on.isoformat() if one.issued_on else None,
        "valid_from": one.valid_from.isoformat() if one.valid_from else None,
        "valid_until": one.valid_until.isoformat() if one.valid_until else None,
        "applications": one.application_ids,
        "void_on": one.void_on.isoformat() if one.void_on else None,
        "void_reason": one.void_reason,
        "certificate": one.certificate,
        "translation_of": one.translation_of,
    }
