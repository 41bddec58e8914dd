"""Records of copies: what they are made from, what changes and why, and the two kinds that never take each other's place."""

from dataclasses import dataclass, field
from datetime import date

import msgspec

from seller_desk.core.base.findings import Finding, Measure, SourceNote
from seller_desk.core.base.measures import Quantity
from seller_desk.core.documents.model import Inspection
from seller_desk.core.media.recipe import Recipe

# Written into the data of every watermarked copy, so that it is known again wherever it comes back.
MARK = "seller-desk:watermarked-copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """One file that a copy is made from. `repaired`: the names of repairs that the seller made to its geometry."""

    name: str
    path: str
    sha256: str
    found: Inspection
    size: int
    side: str = ""
    document_id: str = ""
    repaired: tuple[str, ...] = ()

    @property
    def watermarked(self) -> bool:
        """Whether it is itself a copy that we made for an agent."""
        return MARK in self.found.comment


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document as a platform sees it: one file, or the files of its two sides.

    `joined`: kinds of further documents that the platform wants in the same file, in the order of the originals.
    """

    kind: str
    originals: tuple[Original, ...]
    label: str = ""
    joined: tuple[str, ...] = ()

    @property
    def document_ids(self) -> tuple[str, ...]:
        """The documents that it is made from."""
        return tuple(one.document_id for one in self.originals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs from the original, or that was kept on purpose. The sentence is made in `words`.

    `code`: unchanged, converted, merged, joined, stacked, private, turned, renamed, compressed, scaled, repaired, watermarked,
    split, lossless. `words` are ids (what was removed), `source` is the rule that asks for it.
    """

    code: str
    file: str = ""
    before: Measure = None
    after: Measure = None
    words: tuple[str, ...] = ()
    source: SourceNote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the seller can do where no copy helps: `scan_again` at so many dpi, `clean_original`, `save_smaller` ..."""

    code: str
    required: Quantity | None = None
    source: SourceNote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file (or one a page) to be made. `as_is`: the original's own bytes; then the recipe is only for a smaller one.

    `type` is what it will be; `floor` the smallest scale that keeps the required dpi; `shrinks`: it can be made smaller;
    `verify`: what is made has to say the same when it is read again.
    """

    originals: tuple[Original, ...]
    type: str
    recipe: Recipe
    as_is: bool = False
    floor: float = 1.0
    shrinks: bool = True
    merged: bool = False
    verify: bool = False

    @property
    def size(self) -> int:
        """Bytes of the originals."""
        return sum(one.size for one in self.originals)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPlan:
    """What will be made, before anything is. `limit`: a file must have fewer bytes. `refused`: why there is no copy."""

    paper: Paper
    outputs: tuple[Output, ...] = ()
    changes: tuple[Change, ...] = ()
    limit: int | None = None
    limit_by: SourceNote | None = None
    dpi_by: SourceNote | None = None
    offers: tuple[Offer, ...] = ()
    refused: Finding | None = None

    @property
    def passes(self) -> bool:
        """Whether every file goes in byte for byte and nothing has to be made."""
        return all(
            one.as_is and (self.limit is None or one.size < self.limit) for one in self.outputs
        )


class CopyFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a copy. `sha256` names its bytes: an original's (`as_is`), or what was made.

    `sizes` are (width, height) in pixels of its pages, `dpi` is that of the picture on paper, 0 = not known.
    """

    sha256: str
    size: int
    type: str
    as_is: bool = False
    pages: int = 1
    sizes: list[tuple[int, int]] = []
    dpi: int = 0
    side: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformCopy:
    """A clean copy for sites of a platform: the only kind that enters a packet."""

    paper: Paper
    sites: tuple[str, ...]
    files: tuple[CopyFile, ...] = ()
    changes: tuple[Change, ...] = ()
    offers: tuple[Offer, ...] = ()
    refused: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """For whom and what for, and the day, as the watermark says it; `language` zh or en."""

    text: str
    on: date
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentCopy:
    """A copy for everybody who is no platform: watermarked, unless the seller asked for a clean one in so many words."""

    paper: Paper
    purpose: Purpose
    files: tuple[CopyFile, ...] = ()
    changes: tuple[Change, ...] = ()
    refused: Finding | None = None
    watermarked: bool = True


@dataclass(frozen=True, slots=True)
class Data:
    """Bytes of made files by their SHA-256."""

    made: dict[str, bytes] = field(default_factory=dict)
