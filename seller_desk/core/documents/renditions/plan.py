"""What a platform's copy of a paper will be: types, merging, what is left out. Pure; nothing is opened.

What the platform takes as it is goes in byte for byte; everything else is listed with the rule that asks for it. Pixels
are touched only where type, size or merging leave no other way, and never made more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from seller_desk.core.base.language import N_
from seller_desk.core.base.measures import Quantity
from seller_desk.core.documents.inspect import pixels_of, true_dpi
from seller_desk.core.documents.renditions.leaves import floor_of, leaves_of, shrinks
from seller_desk.core.documents.renditions.model import (
    Change,
    CopyPlan,
    Offer,
    Original,
    Output,
    Paper,
)
from seller_desk.core.documents.renditions.refusals import RefusedError, refusal, usable
from seller_desk.core.documents.renditions.wishes import FORBIDDEN, Wishes
from seller_desk.core.media.look import MAX_PAGES
from seller_desk.core.media.recipe import Leaf, Recipe
from seller_desk.core.media.sniff import PDF

_SIDES = {"both": 0, "front": 1, "back": 2}
# What cannot be written without its private data is written as one of these.
_WRITABLE = ("jpg", "png", "tiff", "pdf")
# A scan cut a little inside its edge has a little less; as in the checks.
_DPI_TOLERANCE = 0.97
_NO_TYPE = N_("No type that is accepted there can be made of it")
_FORBIDS = N_("The platform takes only the untouched file, and this one does not fit")
TOO_MANY_PAGES = N_("It has more pages than are turned into pictures")


@dataclass
class _Draft:
    """A plan being made."""

    outputs: list[Output] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)


def plan(paper: Paper, wishes: Wishes) -> CopyPlan:
    """The copy of this paper as these wishes ask; a refusal is in the plan, with what the seller can do instead."""
    draft, refused = _Draft(), None
    if not paper.joined:
        paper = replace(paper, originals=_in_order(paper.originals))
    try:
        for one in paper.originals:
            usable(one, paper)
        if wishes.processing == FORBIDDEN or any(not one.found.type for one in paper.originals):
            _untouched(paper, wishes, draft)
        elif len(paper.originals) > 1 and (paper.joined or wishes.one_page or wishes.one_file):
            _merged(paper, wishes, draft)
        else:
            for one in paper.originals:
                _alone(one, paper, wishes, draft)
    except RefusedError as problem:
        draft.outputs, refused = [], problem.finding
        draft.offers += problem.offers
    if refused is None or refused.code == "document.copy_refused":
        draft.offers += _scan_again(paper, wishes)
    return CopyPlan(
        paper=paper,
        outputs=tuple(draft.outputs),
        changes=tuple(draft.changes),
        limit=wishes.limit,
        limit_by=wishes.limit_by,
        dpi_by=wishes.dpi_by,
        offers=tuple(dict.fromkeys(draft.offers)),
        refused=refused,
    )


def _in_order(originals: Sequence[Original]) -> tuple[Original, ...]:
    """Front before back; what has no side stays where the seller put it, behind."""
    return tuple(sorted(originals, key=lambda one: _SIDES.get(one.side, 3)))


def _untouched(paper: Paper, wishes: Wishes, draft: _Draft) -> None:
    """Byte for byte or not at all."""
    source = wishes.processing_by
    for one in paper.originals:
        too_large = wishes.limit is not None and one.size >= wishes.limit
        if too_large or (one.found.type and not wishes.takes(one.found.type)):
            again = Quantity(wishes.min_dpi, "dpi") if wishes.min_dpi else None
            offer = Offer(code="scan_again", required=again, source=wishes.dpi_by)
            raise RefusedError(refusal(paper, _FORBIDS, source=source), offer)
        recipe = Recipe(leaves=leaves_of(one, wishes), target=one.found.type)
        draft.outputs.append(
            Output(originals=(one,), type=one.found.type, recipe=recipe, as_is=True, shrinks=False)
        )
        draft.changes.append(Change(code="unchanged", file=one.name, source=source))
        if one.found.private:
            draft.changes.append(
                Change(
                    code="private_stays",
                    file=one.name,
                    words=tuple(one.found.private),
                    source=source,
                )
            )


def _alone(one: Original, paper: Paper, wishes: Wishes, draft: _Draft) -> None:
    """A copy of one file for itself."""
    found = one.found
    turned = found.type != PDF and any(page.orientation != 1 for page in found.pages)
    too_large = wishes.limit is not None and one.size >= wishes.limit
    target = found.type if wishes.takes(found.type) else _target(one, wishes)
    if target == found.type and (found.private or turned) and target not in _WRITABLE:
        target = _target(one, wishes) or target
    if target is not None and too_large:
        target = _smaller_type(one, target, wishes)
    if target is None:
        reason = refusal(paper, _NO_TYPE, source=wishes.formats_by)
        raise RefusedError(reason, Offer(code="other_file"))
    as_is = target == found.type and not turned and not found.private
    # A PDF that stays one goes in whole, however long it is.
    drawn = too_large or not (as_is or target == found.type == PDF)
    if drawn and found.pages_total > MAX_PAGES:
        reason = refusal(paper, TOO_MANY_PAGES, source=wishes.formats_by)
        raise RefusedError(reason, Offer(code="save_smaller"))
    layout = _layout(one, target, wishes)
    draft.changes += [
        *_repairs((one,)),
        *_conversion(one, target, layout, wishes),
        *_left_out(one, turned=turned),
    ]
    if as_is and not too_large:
        draft.changes.append(Change(code="unchanged", file=one.name, source=wishes.processing_by))
    draft.outputs.append(
        Output(
            originals=(one,),
            type=target,
            recipe=Recipe(leaves=leaves_of(one, wishes, target), target=target, layout=layout),
            as_is=as_is,
            floor=floor_of((one,), wishes),
            shrinks=shrinks(one),
            verify=too_large,
        )
    )


def _conversion(one: Original, target: str, layout: str, wishes: Wishes) -> list[Change]:
    """Another type, and what becomes of several pages in it."""
    if target == one.found.type:
        return []
    by = wishes.limit_by if wishes.takes(one.found.type) else wishes.formats_by
    made = [Change(code="converted", file=one.name, before=one.found.type, after=target, source=by)]
    if layout == "each" and one.found.pages_total > 1:
        pages = Quantity(one.found.pages_total, "page")
        made.append(Change(code="split", file=one.name, after=pages, source=by))
    if layout == "stacked":
        made.append(Change(code="stacked", file=one.name, source=wishes.one_page))
    return made


def _smaller_type(one: Original, target: str, wishes: Wishes) -> str:
    """Pictures without loss have no smaller form of their own: a JPEG, or a PDF of JPEGs for several pages."""
    if target in ("jpg", PDF) or target != one.found.type:
        return target
    wanted = PDF if one.found.pages_total > 1 else "jpg"
    return wanted if wishes.takes(wanted) else target


def _left_out(one: Original, *, turned: bool) -> list[Change]:
    made = []
    if one.found.private:
        made.append(Change(code="private", file=one.name, words=tuple(one.found.private)))
    if turned:
        made.append(Change(code="turned", file=one.name))
    return made


def _repairs(originals: Sequence[Original]) -> list[Change]:
    return [
        Change(code="repaired", file=one.name, words=one.repaired)
        for one in originals
        if one.repaired
    ]


def _target(one: Original, wishes: Wishes) -> str | None:
    """The type that this file becomes: several pages together where that is possible, else pictures."""
    if one.found.pages_total > 1 and wishes.takes(PDF):
        return PDF
    return next((kind for kind in ("jpg", "png", PDF, "tiff") if wishes.takes(kind)), None)


def _layout(one: Original, target: str, wishes: Wishes) -> str:
    if one.found.pages_total < 2 or target in (PDF, "tiff"):
        return "one"
    return "stacked" if wishes.one_page and one.found.pages_total <= 4 else "each"


def _merged(paper: Paper, wishes: Wishes, draft: _Draft) -> None:
    """Both sides in one file: pages of a PDF where that is accepted, which leaves their pixels alone; else one picture."""
    originals = paper.originals
    pages = sum(one.found.pages_total for one in originals)
    if pages > MAX_PAGES:
        raise RefusedError(
            refusal(paper, TOO_MANY_PAGES, source=wishes.one_file), Offer(code="save_smaller")
        )
    joined = bool(paper.joined)
    as_pages = wishes.takes(PDF) and (joined or not wishes.one_page)
    picture = next((kind for kind in ("jpg", "png", PDF) if wishes.takes(kind)), None)
    target = PDF if as_pages else picture
    if target is None:
        raise RefusedError(
            refusal(paper, _NO_TYPE, source=wishes.formats_by), Offer(code="other_file")
        )
    leaves: list[Leaf] = []
    for one in originals:
        leaves += leaves_of(one, wishes, PDF if as_pages else target)
        draft.changes += _left_out(one, turned=False)
    draft.changes[:0] = [
        *_repairs(originals),
        Change(
            code="joined" if joined else "merged" if as_pages else "stacked",
            before=tuple(one.name for one in originals),
            after=target,
            source=wishes.joined_by if joined else wishes.one_page or wishes.one_file,
        ),
    ]
    if as_pages:
        draft.changes.append(Change(code="lossless", after=target))
    draft.outputs.append(
        Output(
            originals=originals,
            type=target,
            recipe=Recipe(
                leaves=tuple(leaves), target=target, layout="one" if as_pages else "stacked"
            ),
            floor=floor_of(originals, wishes),
            shrinks=all(shrinks(one) for one in originals),
            merged=not joined,
        )
    )


def _scan_again(paper: Paper, wishes: Wishes) -> list[Offer]:
    """The honest answer to too few pixels: they cannot be made."""
    if wishes.min_dpi is None or wishes.real is None:
        return []
    for one in paper.originals:
        for page in one.found.pages:
            dpi = true_dpi(page, wishes.real) if pixels_of(page) else None
            if dpi is not None and dpi < _DPI_TOLERANCE * wishes.min_dpi:
                return [
                    Offer(
                        code="scan_again",
                        required=Quantity(wishes.min_dpi, "dpi"),
                        source=wishes.dpi_by,
                    )
                ]
    return []
