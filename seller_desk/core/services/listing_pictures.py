"""Pictures and videos of listings: taken in and measured, looked at closer, mended with the original kept, named for upload."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.listings.image_checks import as_kept, report_of
from seller_desk.core.listings.images import ImageReport, inspect_image
from seller_desk.core.listings.model import Listing, ListingImage, ListingVideo
from seller_desk.core.listings.pictures.look import Look
from seller_desk.core.listings.pictures.near import alike_pairs
from seller_desk.core.listings.pictures.roles import ROLES, main_of, with_role
from seller_desk.core.media.video import Video, read_video
from seller_desk.core.services.listing_imports import take_picture
from seller_desk.core.services.picture_mending import PictureMending


class PictureService(PictureMending):
    """Use cases of pictures and videos. Methods may be called from any thread."""

    # Reading

    def by_sku(self, company_id: str, sku: str) -> Listing:
        """The listing with this SKU; DeskError if there is none."""
        with self._store.read() as work:
            found = work.listings.find(company_id=company_id, sku=sku)
        if not found:
            raise DeskError(
                _("There is no listing with the SKU {sku}").format(sku=sku),
                _("“listings list” shows all of them."),
            )
        return found[0]

    # Taking in

    def add(
        self,
        listing_id: str,
        files: Sequence[Path],
        progress: Progress = silent,
        stop: Stop = never,
    ) -> Listing:
        """Take in pictures at the end, measured and looked at closer; videos go to the videos. The files are only read."""
        images: list[ListingImage] = []
        videos: list[ListingVideo] = []
        for number, path in enumerate(files):
            check_stop(stop)
            progress(number, len(files), path.name)
            if is_video(path):
                videos.append(self._taken_video(path))
            else:
                images.append(self._looked(take_picture(self._store, path), stop))
        # Read now: the seller may have edited it meanwhile.
        listing = self.get(listing_id)
        changed = msgspec.structs.replace(
            listing, images=[*listing.images, *images], videos=[*listing.videos, *videos]
        )
        self._save(changed, N_("Add pictures"))
        return changed

    def _taken_video(self, path: Path) -> ListingVideo:
        found = _video(path)
        digest, size = self._store.blobs.put_file(path)
        return ListingVideo(
            sha256=digest,
            name=path.name,
            seconds=Decimal(str(found.seconds)) if found.seconds else None,
            size=size,
            width=found.width,
            height=found.height,
            inspection=msgspec.to_builtins(found),
        )

    def unlooked(self, listing: Listing) -> list[int]:
        """Numbers of the pictures that nobody looked at closer: those of a sheet, or of an earlier version."""
        found = []
        for number, image in enumerate(listing.images):
            report = report_of(image)
            if image.sha256 and (report is None or (not report.problem and _incomplete(report))):
                found.append(number)
        return found

    def look(self, listing_id: str, stop: Stop = never) -> Listing | None:
        """Measure and look at the pictures of a listing that nobody looked at; None if there was nothing to do.

        It is kept beside the history: nobody wants to undo a look.
        """
        listing = self.get(listing_id)
        waiting = self.unlooked(listing)
        if not waiting:
            return None
        seen: dict[str, ListingImage] = {}
        for number in waiting:
            check_stop(stop)
            image = listing.images[number]
            seen[image.sha256] = self._looked(self._measured(image), stop)
        return self._kept_looks(listing_id, seen)

    def _measured(self, image: ListingImage) -> ListingImage:
        report = report_of(image)
        if report is not None and (report.problem or report.shape is not None):
            return image
        found = inspect_image(self._store.blobs.read(image.sha256), closer=True)
        return msgspec.structs.replace(image, inspection=as_kept(found))

    def _kept_looks(self, listing_id: str, seen: Mapping[str, ListingImage]) -> Listing | None:
        with self._store.beside_history() as work:
            now = work.listings.get(listing_id)
            if now is None:
                return None
            images = [
                msgspec.structs.replace(one, inspection=seen[one.sha256].inspection)
                if one.sha256 in seen
                else one
                for one in now.images
            ]
            if images == now.images:
                return None
            changed = msgspec.structs.replace(now, images=images)
            work.listings.save(changed)
        return changed

    # Arranging

    def set_role(self, listing_id: str, number: int, role: str) -> Listing:
        """Say what a picture is for; the main one moves to the front, and the one before loses that role."""
        if role and role not in ROLES:
            raise DeskError(_("There is no role “{role}”").format(role=role))
        listing = self.get(listing_id)
        images = with_role(listing.images, number, role)
        changed = msgspec.structs.replace(listing, images=images)
        self._save(changed, N_("Change what a picture is for"))
        return changed

    def remove_video(self, listing_id: str, number: int) -> Listing:
        """Take a video away."""
        listing = self.get(listing_id)
        videos = [one for n, one in enumerate(listing.videos) if n != number]
        changed = msgspec.structs.replace(listing, videos=videos)
        self._save(changed, N_("Take a video away"))
        return changed

    # Across listings

    def twins(self, company_id: str, stop: Stop = never) -> list[Finding]:
        """Main pictures that are alike in listings of different families: one finding for the later of each pair."""
        listings: dict[str, tuple[Listing, str]] = {}
        pictures = []
        with self._store.read() as work:
            for one in work.listings.stream(company_id=company_id):
                check_stop(stop)
                number = main_of(one.images)
                report = report_of(one.images[number]) if number is not None else None
                if report is not None and report.shape is not None:
                    listings[one.id] = (one, one.parent_sku or one.sku)
                    pictures.append((one.id, report.shape))
        found = []
        for first, later in alike_pairs(pictures):
            (kept, family), (twin, other_family) = listings[str(first)], listings[str(later)]
            if family != other_family:
                found.append(
                    Finding(
                        code="image.alike",
                        severity=Severity.HINT,
                        subject=Subject(kind="listing", id=twin.id, label=twin.sku),
                        place=Place(field=f"images.{main_of(twin.images) or 0}"),
                        detail=kept.sku,
                    )
                )
        return found


def _incomplete(report: ImageReport) -> bool:
    return report.look is None or report.shape is None


def is_video(path: Path) -> bool:
    """Whether a file begins like a video; unreadable ones do not."""
    from seller_desk.core.media.sniff import HEAD_BYTES, PICTURES, type_of
    from seller_desk.core.media.video import NO_VIDEO

    try:
        with path.open("rb") as handle:
            head = handle.read(HEAD_BYTES)
        return type_of(head) not in PICTURES and bool(head) and read_video(path).problem != NO_VIDEO
    except OSError:
        return False


def _video(path: Path) -> Video:
    try:
        return read_video(path)
    except OSError as problem:
        raise DeskError(_("{name} cannot be read").format(name=path.name), file=path) from problem


def with_look(report: ImageReport, look: Look) -> ImageReport:
    """The report with a closer look, where one could be taken."""
    return report if look.code or report.problem else msgspec.structs.replace(report, look=look)
