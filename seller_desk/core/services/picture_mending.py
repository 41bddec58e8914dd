"""Pictures of listings mended, each from its original, which is kept: seen first, applied as one step of undo."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding, Place, Subject
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Stop, never
from seller_desk.core.listings.image_checks import as_kept, check_image, report_of
from seller_desk.core.listings.images import ImageReport, inspect_image
from seller_desk.core.listings.limits import ImageLimits, image_limits
from seller_desk.core.listings.model import Listing, ListingImage, OriginalImage
from seller_desk.core.listings.pictures.fixes import recipe_for, steps_for
from seller_desk.core.listings.pictures.roles import main_of
from seller_desk.core.media.mend import Mended, MendRecipe
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.services.picture_looks import PictureLooks
from seller_desk.core.store.store import Store

if TYPE_CHECKING:
    from seller_desk.core.media.worker import WorkerPool


@dataclass(frozen=True, slots=True)
class Mending:
    """A picture before and after: `mended` holds the new bytes, `after` what is measured of them, `left` what the site
    still minds in it. `steps` are what was asked."""

    before: ImageReport
    mended: Mended
    after: ImageReport
    steps: tuple[str, ...]
    minded: tuple[Finding, ...] = ()
    left: tuple[Finding, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there is a new picture worth keeping."""
        return bool(
            self.mended.data and (self.mended.done or self.mended.format != self.before.format)
        )


class PictureMending:
    """What the service of pictures does to them."""

    def __init__(
        self,
        store: Store,
        rules: Callable[[], RuleBook],
        today: Callable[[], date],
        pool: "Callable[[], WorkerPool]",
        looks: PictureLooks,
    ) -> None:
        self._store, self._rules, self._today = store, rules, today
        self._pool, self.looks = pool, looks

    def get(self, listing_id: str) -> Listing:
        """One listing; DeskError if it is gone."""
        with self._store.read() as work:
            found = work.listings.get(listing_id)
        if found is None:
            raise DeskError(_("This listing is gone"), _("It was deleted meanwhile."))
        return found

    def limits(self, site: str, on: date | None = None) -> ImageLimits:
        """What the site asks of pictures and videos."""
        return image_limits(self._rules(), Query(site=site, on=on or self._today()))

    def _looked(self, image: ListingImage, stop: Stop = never) -> ListingImage:
        """The picture with a closer look in what was measured, where it can be taken."""
        report = report_of(image)
        if report is None or report.problem or not image.sha256:
            return image
        look = self.looks.look(self._store.blobs.path(image.sha256), image.sha256, stop)
        if look.code or report.look == look:
            return image
        measured = msgspec.structs.replace(report, look=look)
        return msgspec.structs.replace(image, inspection=as_kept(measured))

    # Mending

    def plan(
        self, listing: Listing, number: int, site: str, on: date | None = None
    ) -> tuple[str, ...]:
        """The steps that this site's findings ask for in a picture."""
        return steps_for(self.minded(listing, number, self.limits(site, on)))

    def minded(self, listing: Listing, number: int, limits: ImageLimits) -> list[Finding]:
        """What the site minds in one picture of a listing."""
        report = report_of(listing.images[number])
        if report is None:
            return []
        return minded_in(report, limits, main=number == main_of(listing.images), name=listing.sku)

    def preview(
        self,
        listing: Listing,
        number: int,
        limits: ImageLimits,
        steps: Iterable[str],
        *,
        side: int = 0,
        enlarge: bool = False,
    ) -> Mending:
        """The picture as these steps would make it; nothing is kept. It starts from the original, so that steps never
        pile up losses. DeskError for a picture that is only on the web."""
        image = listing.images[number]
        if not image.sha256:
            raise DeskError(
                _("This picture is on the web"), _("Add the file itself; then it can be changed.")
            )
        source = image.original.sha256 if image.original else image.sha256
        recipe = recipe_for(limits, steps, side=side, enlarge=enlarge)
        main = number == main_of(listing.images)
        return self.mend_file(self._store.blobs.path(source), recipe, limits, main=main)

    def original_bytes(self, image: ListingImage) -> bytes:
        """The bytes of a picture as it was taken in, before anything was mended."""
        return self._store.blobs.read(image.original.sha256 if image.original else image.sha256)

    def mend_file(
        self, path: Path, recipe: MendRecipe, limits: ImageLimits, *, main: bool
    ) -> Mending:
        """A loose file as this recipe would make it, in a worker process."""
        return mend_with(self._pool(), path, recipe, limits, main=main)

    def apply(self, listing_id: str, made: Mapping[int, Mending]) -> Listing:
        """Keep mended pictures as new ones that know their originals; one step of undo. Pictures by number."""
        listing = self.get(listing_id)
        changed = msgspec.structs.replace(listing, images=self._with(listing, made))
        self._save(changed, N_("Fix pictures"))
        return changed

    def apply_all(self, made: Mapping[str, Mapping[int, Mending]]) -> int:
        """The same for several listings, as one step of undo; how many pictures were replaced."""
        changed = [
            msgspec.structs.replace(listing, images=self._with(listing, pictures))
            for listing, pictures in ((self.get(key), value) for key, value in made.items())
        ]
        with self._store.work(N_("Fix pictures")) as work:
            work.listings.save_many(changed)
        return sum(one.changed for pictures in made.values() for one in pictures.values())

    def _with(self, listing: Listing, made: Mapping[int, Mending]) -> list[ListingImage]:
        images = list(listing.images)
        for number, mending in made.items():
            if mending.changed:
                images[number] = self._replaced(images[number], mending)
        return images

    def _replaced(self, image: ListingImage, mending: Mending) -> ListingImage:
        digest, _size = self._store.blobs.put_bytes(mending.mended.data)
        first = image.original or OriginalImage(
            sha256=image.sha256, name=image.name, inspection=image.inspection
        )
        ending = {"jpeg": "jpg"}.get(mending.mended.format, mending.mended.format)
        stem = first.name.rpartition(".")[0] or first.name or "picture"
        fresh = msgspec.structs.replace(
            image,
            sha256=digest,
            name=f"{stem}.{ending}",
            inspection=as_kept(mending.after),
            original=msgspec.structs.replace(first, steps=list(mending.mended.done)),
        )
        return self._looked(fresh)

    def back_to_original(self, listing_id: str, number: int) -> Listing:
        """The original picture again."""
        listing = self.get(listing_id)
        images = list(listing.images)
        first = images[number].original
        if first is None:
            return listing
        images[number] = msgspec.structs.replace(
            images[number],
            sha256=first.sha256,
            name=first.name,
            inspection=first.inspection,
            original=None,
        )
        changed = msgspec.structs.replace(listing, images=images)
        self._save(changed, N_("Back to the original picture"))
        return changed

    def _save(self, listing: Listing, label: str) -> None:
        with self._store.work(label) as work:
            work.listings.save(listing)


def minded_in(report: ImageReport, limits: ImageLimits, *, main: bool, name: str) -> list[Finding]:
    """What the site would mind in a loose picture."""
    subject = Subject(kind="image", label=name)
    return check_image(report, limits, "main" if main else "other", subject, Place())


def mend_with(
    pool: "WorkerPool", path: Path, recipe: MendRecipe, limits: ImageLimits, *, main: bool
) -> Mending:
    """A file mended in a worker of this pool, with what is minded before and after. Trouble is in the result."""
    try:
        before = inspect_image(path.read_bytes(), closer=True)
    except OSError:
        before = ImageReport(problem=N_("The file is missing or cannot be read"))
    answer = pool.run("mend", str(path), recipe)
    mended = answer.get("made") or Mended(code="unreadable", reason=str(answer.get("reason", "")))
    after = inspect_image(mended.data, closer=True) if mended.data else before
    return Mending(
        before,
        mended,
        after,
        recipe.steps,
        tuple(minded_in(before, limits, main=main, name=path.name)),
        tuple(minded_in(after, limits, main=main, name=path.name)),
    )
