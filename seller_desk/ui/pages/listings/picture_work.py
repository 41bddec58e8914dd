"""What is done with pictures away from the window's thread: looked at closer, mended for a look, used, put back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from seller_desk.core.base.progress import Progress, Stop, check_stop
from seller_desk.core.listings.limits import ImageLimits
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.thumbnails import small_picture
from seller_desk.core.services.listing_pictures import PictureService
from seller_desk.core.services.picture_mending import Mending


@dataclass(frozen=True, slots=True)
class PictureSubject:
    """Which picture of which listing, for which site."""

    listing_id: str
    number: int
    site: str
    site_name: str


@dataclass(frozen=True, slots=True)
class TakePictures:
    """Takes in picture and video files and looks at them."""

    service: PictureService
    listing_id: str
    files: Sequence[Path]

    def __call__(self, progress: Progress, stop: Stop) -> Listing:
        return self.service.add(self.listing_id, self.files, progress, stop)


@dataclass(frozen=True, slots=True)
class LookAtPictures:
    """Looks at what nobody looked at yet; None if there was nothing to do."""

    service: PictureService
    listing_id: str

    def __call__(self, _progress: Progress, stop: Stop) -> Listing | None:
        return self.service.look(self.listing_id, stop)


@dataclass(frozen=True, slots=True)
class Preview:
    """A mending with small pictures of before and after, as PNG."""

    mending: Mending
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class MakePreview:
    """Mends a picture for a look. Without steps it takes those that the site's findings ask for."""

    service: PictureService
    listing: Listing
    number: int
    limits: ImageLimits
    steps: tuple[str, ...]
    side: int
    enlarge: bool
    pixels: int

    def __call__(self, _progress: Progress, stop: Stop) -> Preview:
        made = self.service.preview(
            self.listing,
            self.number,
            self.limits,
            self.steps,
            side=self.side,
            enlarge=self.enlarge,
        )
        check_stop(stop)
        image = self.listing.images[self.number]
        source = self.service.original_bytes(image)
        before = small_picture(source, self.pixels)
        after = small_picture(made.mended.data, self.pixels) if made.changed else before
        return Preview(made, before, after)


@dataclass(frozen=True, slots=True)
class UsePictures:
    """Mends and uses pictures of a listing: those made already, and further ones by the same steps."""

    service: PictureService
    listing: Listing
    made: Mapping[int, Mending]
    further: Sequence[int]
    limits: ImageLimits
    steps: tuple[str, ...]
    side: int
    enlarge: bool

    def __call__(self, progress: Progress, stop: Stop) -> Listing:
        made = dict(self.made)
        for done, number in enumerate(self.further):
            check_stop(stop)
            progress(done, len(self.further), self.listing.images[number].name)
            made[number] = self.service.preview(
                self.listing,
                number,
                self.limits,
                self.steps,
                side=self.side,
                enlarge=self.enlarge,
            )
        return self.service.apply(self.listing.id, made)


@dataclass(frozen=True, slots=True)
class PutBack:
    """The original picture again."""

    service: PictureService
    listing_id: str
    number: int

    def __call__(self, _progress: Progress, _stop: Stop) -> Listing:
        return self.service.back_to_original(self.listing_id, self.number)
