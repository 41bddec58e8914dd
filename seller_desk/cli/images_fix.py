"""`seller-desk images fix`: mended copies of pictures, or the pictures of a listing mended with the originals kept."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from seller_desk.cli.images_export import Company
from seller_desk.cli.noted import writer
from seller_desk.cli.session import current
from seller_desk.core.base.days import today
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.files import refuse_taken, safe_name, unique_name
from seller_desk.core.base.findings import Severity
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import finding_json, wording
from seller_desk.core.rules.book import Query

if TYPE_CHECKING:
    from seller_desk.core.listings.limits import ImageLimits
    from seller_desk.core.services.picture_mending import Mending

STEPS_HELP = "srgb, flatten, white, crop, square, resize, compress; without it: what the site needs"


def fix(
    files: Annotated[list[Path] | None, typer.Argument(help="Pictures")] = None,
    site: Annotated[str, typer.Option(help="Site id, such as amazon.us")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="Folder for the new pictures")] = None,
    role: Annotated[str, typer.Option(help="main or other")] = "main",
    step: Annotated[list[str] | None, typer.Option("--step", help=STEPS_HELP)] = None,
    side: Annotated[int, typer.Option("--side", help="Long side in pixels", min=0)] = 0,
    enlarge: Annotated[
        bool, typer.Option("--enlarge", help="Also beyond the pixels that are there")
    ] = False,
    sku: Annotated[str, typer.Option("--sku", help="The pictures of this listing instead")] = "",
    number: Annotated[
        list[int] | None, typer.Option("--number", help="With --sku: only this picture, from 1")
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="With --sku: use them in the listing, originals kept")
    ] = False,
    original: Annotated[
        bool, typer.Option("--original", help="With --sku and --apply: back to the originals")
    ] = False,
    company: Company = "",
) -> None:
    """Make pictures fit a site: on white, cut to fill, square, sized, sRGB. Originals stay as they are."""
    limits = _limits(site)
    steps = _steps(step or [])
    if sku:
        wish = _Wish(steps, number or [], side, enlarge=enlarge)
        _of_listing(sku, company, limits, wish, out, apply=apply, original=original)
        return
    if not files or out is None:
        raise UsageProblem(
            _("Say which pictures, and where the new ones go"), _("images fix FILE --out DIR")
        )
    from seller_desk.core.listings.pictures.fixes import recipe_for
    from seller_desk.core.media.worker import WorkerPool
    from seller_desk.core.services.picture_mending import mend_with

    main = role == "main"
    made: list[tuple[str, Mending]] = []
    with WorkerPool(1) as pool:
        for path in files:
            wanted = steps or _needed(path, limits, main=main)
            recipe = recipe_for(limits, wanted, side=side, enlarge=enlarge)
            made.append((str(path), mend_with(pool, path, recipe, limits, main=main)))
    written = _write(out, [(Path(name).stem, one) for name, one in made])
    _tell(site, made, written)


def _limits(site: str) -> "ImageLimits":
    from seller_desk.core.listings.limits import image_limits

    book = current().rules()
    if not site:
        raise UsageProblem(_("No site is named"), _("Name it with --site, such as amazon.us."))
    book.site(site)
    return image_limits(book, Query(site=site, on=today()))


def _steps(asked: list[str]) -> tuple[str, ...]:
    from seller_desk.core.media.mend import STEPS

    unknown = [one for one in asked if one not in STEPS]
    if unknown:
        raise UsageProblem(
            _("There is no step “{step}”").format(step=unknown[0]),
            _("There are: {steps}").format(steps=", ".join(STEPS)),
        )
    return tuple(asked)


def _needed(path: Path, limits: "ImageLimits", *, main: bool) -> tuple[str, ...]:
    """What the site's findings ask for."""
    from seller_desk.core.base.files import read_ordinary
    from seller_desk.core.listings.images import inspect_image
    from seller_desk.core.listings.pictures.fixes import steps_for
    from seller_desk.core.services.picture_mending import minded_in

    try:
        report = inspect_image(read_ordinary(path, 150_000_000), closer=True)
    except (OSError, ValueError):
        return ()
    return steps_for(minded_in(report, limits, main=main, name=path.name))


def _write(out: Path, made: "list[tuple[str, Mending]]") -> list[str]:
    """The new pictures in this folder; nothing is overwritten."""
    taken: set[str] = set()
    waiting = []
    for stem, one in made:
        ending = {"jpeg": "jpg"}.get(one.mended.format, one.mended.format)
        name = unique_name(safe_name(f"{stem}.{ending}"), taken) if one.mended.data else ""
        if name:
            refuse_taken(out / name)
        waiting.append((out / name if name else None, one.mended.data))
    write = writer("pictures")
    for target, data in waiting:
        if target is not None:
            write(target, data)
    return [str(target) if target is not None else "" for target, _data in waiting]


@dataclass(frozen=True, slots=True)
class _Wish:
    """What to do, and to which pictures (from 1; none: all)."""

    steps: tuple[str, ...]
    numbers: list[int]
    side: int
    enlarge: bool


def _of_listing(
    sku: str,
    company: str,
    limits: "ImageLimits",
    wish: _Wish,
    out: Path | None,
    *,
    apply: bool,
    original: bool,
) -> None:
    if not apply and out is None:
        raise UsageProblem(
            _("Say where the new pictures go"),
            _("--out DIR writes them, --apply uses them in the listing."),
        )
    desk = current().desk(write=apply)
    owner = desk.companies.find(company).id
    listing = desk.pictures.by_sku(owner, sku)
    chosen = [n - 1 for n in wish.numbers] or list(range(len(listing.images)))
    if any(not 0 <= n < len(listing.images) for n in chosen):
        raise UsageProblem(
            _("The listing has {n} pictures").format(n=len(listing.images)),
            _("They are counted from 1."),
        )
    if original:
        for n in chosen:
            desk.pictures.back_to_original(listing.id, n)
        current().emit({"sku": sku, "files": []}, [_("The originals are back.")])
        return
    made: dict[int, Mending] = {}
    for n in chosen:
        if listing.images[n].sha256:
            wanted = wish.steps or desk.pictures.plan(listing, n, limits.site)
            made[n] = desk.pictures.preview(
                listing, n, limits, wanted, side=wish.side, enlarge=wish.enlarge
            )
    named = [(listing.images[n].name or str(n + 1), one) for n, one in made.items()]
    written = [""] * len(named)
    if out is not None:
        written = _write(out, [(Path(name).stem, one) for name, one in named])
    if apply:
        desk.pictures.apply(listing.id, made)
    _tell(limits.site, named, written)


def _tell(site: str, made: "list[tuple[str, Mending]]", written: list[str]) -> None:
    from seller_desk.cli.images import report_json
    from seller_desk.core.listings.pictures.fixes import NOTES, STEP_NAMES

    lines: list[str] = []
    entries: list[dict[str, object]] = []
    for (name, one), target in zip(made, written, strict=True):
        mended = one.mended
        notes = [_(NOTES[note.code]).format(value=note.value) for note in mended.notes]
        lines.append(f"{Path(name).name}:")
        if mended.code:
            lines.append("  " + _(mended.reason))
        else:
            done = _(", ").join(_(STEP_NAMES[step]) for step in mended.done)
            lines.append("  " + (done or _("Nothing had to be changed")))
        lines += [f"  {note}" for note in notes]
        lines += ["  " + _("Still: {problem}").format(problem=wording(f).title) for f in one.left]
        if target:
            lines.append(f"  {target}")
        entries.append(
            {
                "file": name,
                "out": target,
                "done": list(mended.done),
                "notes": [
                    {"step": note.step, "code": note.code, "value": note.value, "message": said}
                    for note, said in zip(mended.notes, notes, strict=True)
                ],
                "error": _(mended.reason) if mended.code else "",
                "before": report_json(one.before),
                "after": report_json(one.after),
                "findings": [finding_json(f) for f in one.left],
            }
        )
    current().emit({"site": site, "files": entries}, lines)
    failed = [one for _name, one in made if one.mended.code]
    if failed:
        current().exit_code = 3 if len(failed) == len(made) else 1
    elif any(f.severity is Severity.BLOCKER for _name, one in made for f in one.left):
        current().exit_code = 1
