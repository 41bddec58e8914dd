"""`seller-desk images`: check product pictures; needs no data folder."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.session import current, finding_lines
from seller_desk.core.base.days import today
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.files import TooLargeError, read_ordinary
from seller_desk.core.base.findings import Finding, Place, Subject
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.wording import finding_json
from seller_desk.core.listings.image_checks import ROLES, Role, check_image
from seller_desk.core.listings.images import ImageReport, inspect_image
from seller_desk.core.listings.limits import ImageLimits, image_limits
from seller_desk.core.rules.book import Query, RuleBook

app = typer.Typer(no_args_is_help=True)
MOST_BYTES = 100 * 1024 * 1024
CANNOT_READ = N_("The file is missing or cannot be read")
TOO_LARGE = N_("The file is larger than this program opens")


@app.callback()
def images() -> None:
    """Product pictures: check."""


@app.command()
def check(
    files: list[Path],
    site: Annotated[str, typer.Option(help="Site id, such as amazon.us")],
    role: Annotated[str, typer.Option(help="main or other")] = "main",
    planned_date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day you plan to submit")
    ] = None,
) -> None:
    """Measure pictures and check them against a site's rules."""
    book = RuleBook.load(current().folder.rules)
    book.site(site)
    chosen: Role | None = next((one for one in ROLES if one == role), None)
    if chosen is None:
        raise UsageProblem(
            _("There is no role “{role}”").format(role=role),
            _("There are: {roles}").format(roles=", ".join(ROLES)),
        )
    on = planned_date.date() if planned_date else today()
    limits = image_limits(book, Query(site=site, on=on))
    results = [(path, *_checked(path, limits, chosen)) for path in files]
    found = [one for _path, _report, findings in results for one in findings]
    document = {
        "files": [
            {
                "file": str(path),
                "width": report.width,
                "height": report.height,
                "format": report.format,
                "fill": str(round(report.fill, 4)),
                "findings": [finding_json(one) for one in findings],
            }
            for path, report, findings in results
        ]
    }
    lines = [
        line
        for path, _report, findings in results
        for line in (f"{path.name}:", *(f"  {one}" for one in finding_lines(findings)))
    ]
    current().emit(document, lines)
    current().found(found)
    if results and all(report.problem for _path, report, _findings in results):
        current().exit_code = 3


def _checked(path: Path, limits: ImageLimits, role: Role) -> tuple[ImageReport, list[Finding]]:
    subject = Subject(kind="image", label=path.name)
    place = Place(file=str(path))
    try:
        report = inspect_image(read_ordinary(path, MOST_BYTES))
    except TooLargeError:
        report = ImageReport(bytes=path.stat().st_size, problem=TOO_LARGE)
    except (OSError, ValueError):
        report = ImageReport(problem=CANNOT_READ)
    return report, check_image(report, limits, role, subject, place)
