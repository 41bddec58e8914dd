"""`seller-desk documents render`: copies of files as a site wants them, or watermarked for an agent."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from seller_desk.cli.noted import writer
from seller_desk.cli.session import current, day_of
from seller_desk.core.base.days import today
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _, language
from seller_desk.core.base.progress import never
from seller_desk.core.base.wording import finding_json, wording
from seller_desk.core.company.model import ENTITY_KINDS
from seller_desk.core.documents.files import expand
from seller_desk.core.documents.kinds import known_kind
from seller_desk.core.documents.rules import Case

if TYPE_CHECKING:
    from seller_desk.core.services.loose_copies import Rendered, Target


def render(
    files: Annotated[list[Path], typer.Argument(help="Files and folders")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the copies")],
    site: Annotated[str, typer.Option("--site", help="Such as amazon.us: clean copies")] = "",
    purpose: Annotated[
        str, typer.Option("--for", help="Name and purpose, such as 'Agent Li / VAT': watermarked")
    ] = "",
    kind: Annotated[
        str, typer.Option("--kind", help="Kind of document; recognised by reading if not given")
    ] = "",
    day: Annotated[str, typer.Option("--date", help="YYYY-MM-DD on the watermark")] = "",
    entity: Annotated[str, typer.Option("--entity", help="Business type")] = "mainland_company",
    clean: Annotated[
        bool, typer.Option("--clean", help="With --for: no watermark, identity papers too")
    ] = False,
) -> None:
    """Make copies: clean ones for a site, watermarked ones for everybody else. Originals stay as they are."""
    from seller_desk.core.services.documents_reading import ReadingService
    from seller_desk.core.services.loose_copies import recognised
    from seller_desk.core.services.loose_copies import render as render_files
    from seller_desk.core.store.readings import Readings

    if kind:
        known_kind(kind)
    target = _target(site, purpose, day, entity, clean=clean)
    paths = list(dict.fromkeys(file for path in files for file in (expand([path]) or [path])))
    folder = current().folder
    service = ReadingService(Readings(folder.readings) if folder.database.exists() else None)
    try:
        found = recognised(paths, kind, service, for_site=bool(site))
        rendered = render_files(
            found, target, out, lambda: service, stop=never, write=writer("copies")
        )
    finally:
        service.close()
    refused = [one for one in rendered if one.outcome.refused is not None]
    if refused:
        current().exit_code = 3 if len(refused) == len(rendered) else 1
    lines: list[str] = []
    for one in rendered:
        lines += _lines(one)
    current().emit({"site": site, "for": purpose, "files": _files_json(rendered)}, lines)


def _target(site: str, purpose: str, day: str, entity: str, *, clean: bool) -> "Target":
    from seller_desk.core.documents.renditions.agent import stamp_lines
    from seller_desk.core.documents.renditions.model import Purpose
    from seller_desk.core.services.loose_copies import Target

    book = current().rules()
    if entity not in ENTITY_KINDS:
        raise UsageProblem(
            _("There is no business type “{kind}”").format(kind=entity),
            _("There are: {kinds}").format(kinds=", ".join(ENTITY_KINDS)),
        )
    if site and purpose:
        raise UsageProblem(
            _("A copy is either for a site or for somebody else"),
            _("Give --site for a platform, --for for an agent: the two copies differ."),
        )
    if not site and not purpose:
        raise UsageProblem(
            _("For whom are the copies?"),
            _("--site amazon.us makes clean ones, --for 'name / purpose' watermarked ones."),
        )
    if clean and not purpose:
        raise UsageProblem(
            _("--clean belongs to --for"), _("Copies for a site are clean in any case.")
        )
    on = day_of(day) or today()
    if site:
        book.site(site)
        return Target(book=book, case=Case(kind="", site=site, on=on, entity=entity))
    given = Purpose(text=purpose, on=on, language=language())
    if not clean:
        stamp_lines(given)
    return Target(book=book, purpose=given, clean=clean)


def _files_json(rendered: "list[Rendered]") -> list[dict[str, object]]:
    """One entry for each input; those that were merged name the same copies."""
    from seller_desk.core.documents.renditions.words import change_json, file_json, offer_json

    entries: list[dict[str, object]] = []
    for one in rendered:
        result = one.outcome
        copies = [
            file_json(file, str(path)) for file, path in zip(result.files, one.written, strict=True)
        ]
        findings = [finding_json(result.refused)] if result.refused else []
        entries += [
            {
                "file": str(file.path),
                "kind": file.kind,
                "side": file.side,
                "merged_with": [str(other.path) for other in one.files if other is not file],
                "copies": copies,
                "changes": [change_json(change) for change in result.changes],
                "offers": [offer_json(offer) for offer in result.offers],
                "findings": findings,
            }
            for file in one.files
        ]
    return entries


def _lines(one: "Rendered") -> list[str]:
    from seller_desk.core.documents.renditions.words import change_text, offer_text

    result = one.outcome
    lines = [" + ".join(str(file.path) for file in one.files)]
    lines += [f"  -> {path}" for path in one.written]
    if result.refused is not None:
        said = wording(result.refused)
        lines.append(f"  x {said.title}")
        lines += [f"      {said.detail}"] if said.detail else []
    else:
        for change in result.changes:
            source = f"  ({change.source.title})" if change.source else ""
            lines.append(f"     {change_text(change)}{source}")
    lines += [f"  > {offer_text(offer)}" for offer in result.offers]
    return lines
