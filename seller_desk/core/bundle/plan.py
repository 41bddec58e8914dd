"""What goes into a packet, under which names, in the order of the platform's form.

Documents go in as clean copies for the platform: byte for byte as they were added, or with what changed listed. Names are
ASCII, numbered through, made of the kind and never of a number or a person's name: `1_company/01_business_licence.jpg`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from seller_desk.core.applications.model import Application
from seller_desk.core.applications.needs import serves
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import safe_name, unique_name
from seller_desk.core.base.language import LANGUAGES, N_, _, language, speaking
from seller_desk.core.company.model import Company
from seller_desk.core.documents.certificates import answers
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.renditions.model import Change, PlatformCopy
from seller_desk.core.documents.renditions.names import copy_name
from seller_desk.core.rules.model import Requirement

GROUPS: dict[str, str] = {
    "company": N_("Company"),
    "person": N_("Legal representative"),
    "address": N_("Address"),
    "bank": N_("Bank documents"),
    "product": N_("Products"),
    "local": N_("Local requirements"),
    "form": N_("Form"),
    "listings": N_("Listings"),
    "shipping": N_("Shipping"),
}
# Compressing these again only costs time.
STORED_ENDINGS = {
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".tif",
    ".tiff",
    ".webp",
    ".pdf",
    ".zip",
    ".xlsx",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One payload file. Either `blob` (SHA-256 of an original, or of a copy that was `made`) or `data` holds its bytes.

    `path` is relative to the payload folder, with forward slashes; `group` is a key of `GROUPS`. `changes` are what differs
    from the originals; `joined`: kinds of the other documents in the same file; `pending`: the copy is made when the packet is built, its size is a guess.
    """

    path: str
    group: str
    size: int
    blob: str = ""
    data: bytes = field(default=b"", repr=False)
    kind: str = ""
    joined: tuple[str, ...] = ()
    side: str = ""
    document_ids: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    made: bool = False
    pending: bool = False

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]

    @property
    def compressed(self) -> bool:
        """Whether it is worth deflating."""
        return "." + self.name.rpartition(".")[2].lower() not in STORED_ENDINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """A file that a seller may expect in the packet and that is not in it. `reasons` holds why, by language."""

    site: str
    reasons: Mapping[str, str]

    @classmethod
    def saying(cls, site: str, reason: Callable[[], str]) -> "Omission":
        """With the reason in every language; `reason` is called once for each."""
        reasons = {}
        for one in LANGUAGES:
            with speaking(one):
                reasons[one] = reason()
        return cls(site=site, reasons=reasons)

    @property
    def text(self) -> str:
        """In the language in use."""
        return self.reasons[language()]


@dataclass(frozen=True, slots=True, kw_only=True)
class BundlePlan:
    """The packet before it is built. `left_out` are documents of the company that these sites do not ask for."""

    top: str
    entries: tuple[Entry, ...]
    left_out: tuple[str, ...] = ()
    omissions: tuple[Omission, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of the payload."""
        return sum(entry.size for entry in self.entries)

    def files_by_kind(self) -> dict[str, list[str]]:
        """Document kind -> its file names in the packet."""
        names: dict[str, list[str]] = {}
        for entry in self.entries:
            for kind in (entry.kind, *entry.joined) if entry.kind else ():
                names.setdefault(kind, []).append(entry.name)
        return names


def top_folder(application: Application, company: Company, site_codes: Sequence[str]) -> str:
    """`amazon_us_de_ChengwanTechnology_20261208`: no ID numbers, and no names of people."""
    parts = [application.platform, *site_codes]
    if company.entity_kind not in ("natural_person", "individual_business"):
        parts.append(company.legal_name_zh or company.legal_name_en)
    if application.planned_date:
        parts.append(application.planned_date.strftime("%Y%m%d"))
    text = re.sub(r"[\s.,]+", "_", "_".join(part for part in parts if part)).strip("_")
    return safe_name(text, fallback="packet", limit=60)


def chosen_documents(
    requirements: Iterable[Requirement], documents: Sequence[Document], application_id: str
) -> list[tuple[str, Document]]:
    """Group and document of all that the requirements ask for, in their order, groups together."""
    usable = [one for one in documents if serves(one, application_id)]
    chosen: dict[str, tuple[str, Document]] = {}
    for need in requirements:
        fitting = [one for one in usable if answers(need, one)]
        for one in sorted(fitting, key=lambda one: (need.kinds.index(one.kind), _side(one))):
            chosen.setdefault(one.id, (need.group, one))
    groups = [*dict.fromkeys(group for group, _one in chosen.values())]
    return sorted(chosen.values(), key=lambda one: groups.index(one[0]))


def plan_copies(copies: Iterable[tuple[str, PlatformCopy]], forbidden: str = "") -> list[Entry]:
    """The document entries: every file of every copy, with its group. `forbidden`: characters that names may not have.

    DeskError for anything but a platform's copy: a watermarked one must not get into a packet.
    """
    given = [(group, _clean(copy)) for group, copy in copies]
    groups = [*dict.fromkeys(group for group, _copy in given)]
    entries: list[Entry] = []
    taken: set[str] = set()
    for group, copy in given:
        for file in copy.files:
            name = copy_name(len(entries) + 1, copy.paper.kind, file, forbidden, taken)
            entries.append(
                Entry(
                    path=f"{groups.index(group) + 1}_{group}/{name}",
                    group=group,
                    size=file.size,
                    blob=file.sha256,
                    kind=copy.paper.kind,
                    joined=copy.paper.joined if len(copy.files) == 1 else (),
                    side=file.side,
                    document_ids=copy.paper.document_ids,
                    changes=copy.changes,
                    made=not file.as_is,
                    pending=not file.sha256,
                )
            )
    return entries


def _clean(copy: object) -> PlatformCopy:
    if not isinstance(copy, PlatformCopy) or (
        any(one.watermarked for one in copy.paper.originals) and copy.files
    ):
        raise DeskError(
            _("A watermarked copy does not go into a packet"),
            _("Take the original: its clean copy is made for the platform."),
        )
    return copy


def plan_files(files: Mapping[str, Sequence[tuple[str, bytes]]], taken: set[str]) -> list[Entry]:
    """Entries of files that we make: group -> (name, bytes). `form` files lie at the top of the payload."""
    entries = []
    for group, made in files.items():
        folder = "" if group == "form" else f"{group}/"
        for name, data in made:
            safe = unique_name(safe_name(name), taken)
            entries.append(Entry(path=f"{folder}{safe}", group=group, size=len(data), data=data))
    return entries


def _side(one: Document) -> int:
    return {"both": 0, "front": 1, "back": 2}.get(one.side, 3)
