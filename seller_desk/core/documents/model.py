"""Records of the seller's documents: an untouched original (a blob) and what is known of it."""

from datetime import date

import msgspec

from seller_desk.core.documents.quality_model import PageQuality
from seller_desk.core.documents.repair.model import Origin, Step

Box = tuple[int, int, int, int]


class PageMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured of one page, whatever the rules. Sizes in pixels of the upright page.

    `work` is the size of the small copy that `content` (the document on its background) refers to; `image` and
    `image_dpi` are a PDF page's largest picture, `scan` says that it fills the page. `quality` comes from the closer look,
    in the background. None = not measured.
    """

    number: int
    width: int = 0
    height: int = 0
    work: tuple[int, int] | None = None
    tag_dpi: float | None = None
    mode: str = ""
    grey: bool | None = None
    empty: bool | None = None
    sharpness: float | None = None
    content: Box | None = None
    cut: list[str] = []
    width_pt: float | None = None
    height_pt: float | None = None
    image: tuple[int, int] | None = None
    image_dpi: float | None = None
    scan: bool = False
    text: bool = False
    objects: int = 0
    damaged: bool = False
    orientation: int = 1
    quality: PageQuality | None = None


class Inspection(msgspec.Struct, frozen=True, kw_only=True):
    """What a file is, independent of any rule or day.

    `type` is by content (`jpg`, `pdf`, `unknown` ...); `code` names why it cannot be used (`unreadable`, `encrypted`,
    `empty`, `too_many_pixels`) with `reason`, a marked English text; both empty for a usable file. `incomplete`:
    measuring was given up, the pages may lack measures. `private` names what the file tells beside the picture
    (`media.private`).
    """

    type: str = ""
    size: int = 0
    code: str = ""
    reason: str = ""
    pages_total: int = 0
    pages: list[PageMeasure] = []
    camera: str = ""
    software: str = ""
    comment: str = ""
    incomplete: str = ""
    private: list[str] = []

    @property
    def usable(self) -> bool:
        """Whether it opens."""
        return not self.code and bool(self.pages)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One original file. `sha256` names its blob; `side` is front, back, both or empty.

    `application_ids` empty means it serves every application of the company. `inspection` caches what
    was measured of the content (see `documents.inspect`); it never depends on a rule or a day.
    `made_from` is not empty where `sha256` is a repaired copy: the untouched originals, whose blobs stay; `repairs` are
    the steps of geometry between them.
    `confirmed`: values the seller confirmed or corrected, by field; read values are kept apart.
    `certificate`: the id of the product rule that it proves (`us.fcc`), as the seller said; empty = not said.
    `translation_of` is the id of the document that this one translates.
    From `void_on` it is void, because of `void_reason` (the seller's words): it answers no requirement any more.
    """

    id: str
    company_id: str
    kind: str
    name: str
    sha256: str
    size: int
    added_on: date
    side: str = ""
    person: str = ""
    issued_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    long_term: bool = False
    application_ids: list[str] = []
    inspection: dict[str, object] = {}
    confirmed: dict[str, str] = {}
    certificate: str = ""
    translation_of: str = ""
    made_from: list[Origin] = []
    repairs: list[Step] = []
    void_on: date | None = None
    void_reason: str = ""

    def is_void(self, on: date) -> bool:
        """Whether it no longer counts on that day."""
        return self.void_on is not None and self.void_on <= on
