"""What came of a plan: files, changes, offers; and what is kept of it, so that it need not be made twice."""

import hashlib
from decimal import Decimal
from typing import NamedTuple

import msgspec

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.measures import Quantity
from seller_desk.core.documents.renditions.model import Change, CopyFile, CopyPlan, Offer, Original
from seller_desk.core.documents.renditions.refusals import refusal
from seller_desk.core.media.sniff import PDF

# Changes when the same plan would give other bytes.
_VERSION = 1


class Smaller(msgspec.Struct, frozen=True, kw_only=True):
    """That a file was made smaller: bytes before and after, the scale, the fields that were read again."""

    file: str
    before: int
    after: int
    scale: float = 1.0
    dpi: float = 0.0
    fields: list[str] = []


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a made copy beside its plan. `reason` (a marked text) and `offers` tell why there is none.

    `lasting`: making it again would end the same.
    """

    files: list[CopyFile] = []
    smaller: list[Smaller] = []
    reason: str = ""
    offers: list[str] = []
    lasting: bool = True


class Outcome(NamedTuple):
    """Files, all changes, what else can be done, and a refusal (then no files)."""

    files: tuple[CopyFile, ...]
    changes: tuple[Change, ...]
    offers: tuple[Offer, ...]
    refused: Finding | None


def outcome(plan: CopyPlan, kept: Kept) -> Outcome:
    """Plan and what came of it, put together."""
    changes = [one for one in plan.changes if one.code != "lossless" or not kept.smaller]
    for one in kept.smaller:
        changes += _smaller_changes(plan, one)
    offers, refused = list(plan.offers), plan.refused
    if kept.reason:
        refused = refusal(plan.paper, kept.reason, source=plan.limit_by)
        for code in kept.offers:
            if all(one.code != code for one in offers):
                offers.append(
                    Offer(code=code, source=plan.dpi_by if code == "scan_again" else None)
                )
    return Outcome(tuple(kept.files), tuple(changes), tuple(offers), refused)


def expected(plan: CopyPlan) -> tuple[CopyFile, ...]:
    """The files of a plan before they are made: what passes as it is, and the rest with a size not known yet (hash "")."""
    files = []
    for output in plan.outputs:
        if output.as_is and (plan.limit is None or output.size < plan.limit):
            files.append(as_is(output.originals[0]))
            continue
        number = len(output.recipe.leaves) if output.recipe.layout == "each" else 1
        side = "both" if output.merged else output.originals[0].side
        files += [
            CopyFile(sha256="", size=output.size // number, type=output.type, side=side,
                     name=output.originals[0].name)
        ] * number  # fmt: skip
    return tuple(files)


def key_of(plan: CopyPlan, reader: str) -> str:
    """What the making depends on, as a hash; `reader` names what reads again."""
    parts = [
        [
            [one.sha256 for one in output.originals],
            [[leaf.page, leaf.dpi, leaf.side] for leaf in output.recipe.leaves],
            [
                output.recipe.target,
                output.recipe.layout,
                output.recipe.quality,
                output.recipe.scale,
            ],
            [output.recipe.stamp.lines if output.recipe.stamp else "", output.as_is, output.floor],
            [output.shrinks, output.merged, output.verify],
        ]
        for output in plan.outputs
    ]
    text = msgspec.json.encode([_VERSION, parts, plan.limit, plan.paper.kind, reader])
    return hashlib.sha256(text).hexdigest()


def _smaller_changes(plan: CopyPlan, one: Smaller) -> list[Change]:
    made = [
        Change(
            code="compressed",
            file=one.file,
            before=_megabytes(one.before),
            after=_megabytes(one.after),
            words=tuple(one.fields),
            source=plan.limit_by,
        )
    ]
    if one.scale < 1:
        before, after = (
            (Quantity(round(one.dpi), "dpi"), Quantity(round(one.dpi * one.scale), "dpi"))
            if one.dpi
            else (None, None)
        )
        made.append(
            Change(code="scaled", file=one.file, before=before, after=after, source=plan.dpi_by)
        )
    return made


def as_is(one: Original) -> CopyFile:
    """The original's own bytes as a file of a copy."""
    pages = one.found.pages
    return CopyFile(
        sha256=one.sha256,
        size=one.size,
        type=one.found.type,
        as_is=True,
        pages=one.found.pages_total,
        sizes=[(page.width, page.height) for page in pages] if one.found.type != PDF else [],
        dpi=round(min((page.tag_dpi or page.image_dpi or 0 for page in pages), default=0)),
        side=one.side,
        name=one.name,
    )


def _megabytes(size: int) -> Quantity:
    return Quantity(round(Decimal(size) / 1_000_000, 2), "MB")
