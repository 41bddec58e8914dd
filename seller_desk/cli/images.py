"""`seller-desk images`: check product pictures and videos of files or of a listing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from seller_desk.cli import images_export, images_fix
from seller_desk.cli.images_export import Company
from seller_desk.cli.noted import writer
from seller_desk.cli.session import current, day_of, finding_lines
from seller_desk.core.base.days import today
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.files import TooLargeError, read_ordinary, safe_name, unique_name
from seller_desk.core.base.findings import Finding, Place, Subject
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.wording import finding_json
from seller_desk.core.listings.image_checks import ROLES, Role, check_image, picture_findings
from seller_desk.core.listings.images import ImageReport, inspect_image
from seller_desk.core.listings.limits import ImageLimits, image_limits
from seller_desk.core.rules.book import Query

if TYPE_CHECKING:
    from seller_desk.core.listings.model import Listing
    from seller_desk.core.media.video import Video
    from seller_desk.core.services.picture_looks import PictureLooks

app = typer.Typer(no_args_is_help=True)
MOST_BYTES = 100 * 1024 * 1024
CANNOT_READ = N_("The file is missing or cannot be read")
TOO_LARGE = N_("The file is larger than this program opens")


@app.callback()
def images() -> None:
    """Product pictures: check, fix, export."""


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Pictures and videos")] = None,
    site: Annotated[str, typer.Option(help="Site id, such as amazon.us")] = "",
    role: Annotated[str, typer.Option(help="main or other")] = "main",
    sku: Annotated[str, typer.Option("--sku", help="The pictures of this listing instead")] = "",
    planned_date: Annotated[str, typer.Option(help="YYYY-MM-DD, the day you plan to submit")] = "",
    draw: Annotated[
        Path | None, typer.Option("--draw", help="Folder for pictures with the failing regions")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Do not look for text, blur and enlargement")
    ] = False,
    company: Company = "",
) -> None:
    """Measure pictures and videos and check them against a site's rules."""
    limits, chosen = _asked(site, role, planned_date)
    if sku:
        _of_listing(sku, company, limits, draw)
        return
    if not files:
        raise UsageProblem(_("No picture is named"), _("Give files, or a listing with --sku."))
    with looks(quick=quick) as seen:
        results = [_checked(path, limits, chosen, seen) for path in files]
    lines: list[str] = []
    taken: set[str] = set()
    for path, one in zip(files, results, strict=True):
        lines += [f"{path.name}:", *(f"  {line}" for line in finding_lines(one["found"]))]
        if draw is not None and one["data"]:
            one["drawn"] = _draw(draw, path.stem, one, taken)
    found = [finding for one in results for finding in one["found"]]
    current().emit({"files": [_json(one) for one in results]}, lines)
    current().found(found)
    if all(one["bad"] for one in results):
        current().exit_code = 3


def _asked(site: str, role: str, planned: str) -> tuple[ImageLimits, Role]:
    book = current().rules()
    if not site:
        raise UsageProblem(_("No site is named"), _("Name it with --site, such as amazon.us."))
    book.site(site)
    chosen: Role | None = next((one for one in ROLES if one == role), None)
    if chosen is None:
        raise UsageProblem(
            _("There is no role “{role}”").format(role=role),
            _("There are: {roles}").format(roles=", ".join(ROLES)),
        )
    return image_limits(book, Query(site=site, on=day_of(planned) or today())), chosen


@contextmanager
def looks(*, quick: bool) -> "Iterator[PictureLooks | None]":
    """What looks closer; kept in the data folder where there is one. None if nobody wants it."""
    if quick:
        yield None
        return
    from seller_desk.core.media.reading_worker import ReadingWorker
    from seller_desk.core.services.picture_looks import PictureLooks
    from seller_desk.core.store.readings import Readings

    folder = current().folder
    with ReadingWorker() as worker:
        kept = Readings(folder.readings) if folder.database.exists() else None
        yield PictureLooks(kept, lambda: worker)


def _checked(
    path: Path, limits: ImageLimits, role: Role, seen: "PictureLooks | None"
) -> dict[str, Any]:
    from seller_desk.core.services.listing_pictures import is_video, with_look

    subject, place = Subject(kind="image", label=path.name), Place(file=str(path))
    if is_video(path):
        return _checked_video(path, limits, place)
    data = b""
    try:
        data = read_ordinary(path, MOST_BYTES)
        report = inspect_image(data, closer=True)
        if seen is not None and not report.problem:
            report = with_look(report, seen.look(path))
    except TooLargeError:
        report = ImageReport(bytes=path.stat().st_size, problem=TOO_LARGE)
    except (OSError, ValueError):
        report = ImageReport(problem=CANNOT_READ)
    found = check_image(report, limits, role, subject, place)
    return {
        "file": str(path),
        "report": report,
        "video": None,
        "found": found,
        "data": data,
        "bad": bool(report.problem),
    }


def _checked_video(path: Path, limits: ImageLimits, place: Place) -> dict[str, Any]:
    from seller_desk.core.listings.pictures.video_checks import check_video
    from seller_desk.core.media.video import UNREAD, read_video

    video = read_video(path)
    subject = Subject(kind="video", label=path.name)
    return {
        "file": str(path),
        "report": None,
        "video": video,
        "found": check_video(video, limits.more, subject, place),
        "data": b"",
        "bad": bool(video.problem) and video.problem != UNREAD,
    }


def _json(one: dict[str, Any]) -> dict[str, object]:
    findings = [finding_json(finding) for finding in one["found"]]
    if one["video"] is not None:
        return {"file": one["file"], **_video_json(one["video"]), "findings": findings}
    shown = {"file": one["file"], **report_json(one["report"]), "findings": findings}
    if one.get("drawn"):
        shown["drawn"] = one["drawn"]
    return shown


def report_json(report: ImageReport) -> dict[str, object]:
    """What was measured of a picture."""
    shown: dict[str, object] = {
        "width": report.width,
        "height": report.height,
        "format": report.format,
        "bytes": report.bytes,
        "fill": str(round(report.fill, 4)),
        "background": list(report.ring_colour),
        "transparent": report.transparent,
        "colours": report.profile or report.space,
    }
    if report.look is not None:
        shown["texts"] = [
            {
                "box": list(one.box),
                "confidence": str(round(one.sure, 3)),
                "beside_product": str(round(one.ground, 3)),
            }
            for one in report.look.regions
        ]
        shown["enlarged"] = str(round(report.look.factor, 2))
    return shown


def _video_json(video: "Video") -> dict[str, object]:
    return {
        "container": video.container,
        "seconds": str(video.seconds),
        "width": video.width,
        "height": video.height,
        "codec": video.codec,
        "sound": video.sound,
        "bytes": video.bytes,
    }


def _draw(folder: Path, stem: str, one: dict[str, Any], taken: set[str]) -> str:
    """Write the picture with its failing regions; nothing where no region fails."""
    from seller_desk.core.listings.pictures.draw import drawn

    if not any(finding.place.box for finding in one["found"]):
        return ""
    look = one["report"].look
    boxes = [region.box for region in look.overlays] if look else []
    data = drawn(one["data"], one["found"], boxes)
    if data is None:
        return ""
    target = folder / unique_name(f"{safe_name(stem)}-marked.png", taken)
    writer("pictures")(target, data)
    return str(target)


def _of_listing(sku: str, company: str, limits: ImageLimits, draw: Path | None) -> None:
    """The pictures and videos of a listing, as they were measured when they were taken in."""
    desk = current().desk(write=False)
    owner = desk.companies.find(company).id
    listing = desk.pictures.by_sku(owner, sku)
    found = picture_findings(listing, limits)
    groups = _by_place(listing, found)
    results: list[dict[str, Any]] = []
    taken: set[str] = set()
    lines: list[str] = []
    for number, image in enumerate(listing.images):
        results.append(_listed(number, image, groups.get(f"images.{number}", [])))
        name = image.name or image.url
        lines += [f"{name}:", *(f"  {line}" for line in finding_lines(results[-1]["found"]))]
        if draw is not None and image.sha256 and results[-1]["report"] is not None:
            results[-1]["data"] = desk.listings.picture_bytes(image.sha256)
            stem = Path(image.name).stem or str(number + 1)
            results[-1]["drawn"] = _draw(draw, stem, results[-1], taken)
    rest = [one for key, group in groups.items() if not key.startswith("images.") for one in group]
    if rest:
        lines += finding_lines(rest)
    document = {
        "sku": sku,
        "files": [_json(one) for one in results],
        "findings": [finding_json(one) for one in rest],
    }
    current().emit(document, lines or [_("This listing has no pictures.")])
    current().found(found)


def _listed(number: int, image: Any, found: list[Finding]) -> dict[str, Any]:
    from seller_desk.core.listings.image_checks import report_of

    report = report_of(image)
    return {
        "file": image.name or image.url or str(number + 1),
        "report": report or ImageReport(),
        "video": None,
        "found": found,
        "data": b"",
        "bad": False,
    }


def _by_place(listing: "Listing", found: list[Finding]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {f"images.{n}": [] for n in range(len(listing.images))}
    for one in found:
        groups.setdefault(one.place.field or "", []).append(one)
    return groups


app.command()(images_fix.fix)
app.command()(images_export.export)
app.command()(images_export.alike)
