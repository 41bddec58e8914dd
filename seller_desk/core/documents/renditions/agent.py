"""Copies for everybody who is no platform: an agent, a forwarder, a service provider. Watermarked, and only pictures.

The watermark is drawn into the pixels: a PDF becomes pictures again, so that nothing can be lifted off. Copies of
identity papers without one are made only where the seller asks for exactly that.
"""

from dataclasses import replace

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import _, speaking
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.documents.kinds import KINDS
from seller_desk.core.documents.renditions.model import (
    MARK,
    AgentCopy,
    Change,
    CopyPlan,
    Original,
    Output,
    Paper,
    Purpose,
)
from seller_desk.core.documents.renditions.plan import TOO_MANY_PAGES, plan
from seller_desk.core.documents.renditions.refusals import refusal
from seller_desk.core.documents.renditions.wishes import Wishes
from seller_desk.core.media.recipe import Leaf, Recipe, Stamp
from seller_desk.core.media.sniff import PDF

# Enough to read every line, too little to pass for a scan.
_LONG_SIDE = 2200
_QUALITY = 85
LONGEST_PURPOSE = 40
# Papers that show who somebody is; what nobody has named yet may be one.
IDENTITY = ("id_card", "passport", "unknown")


def font_path() -> str:
    """The letters of watermarks."""
    return str(resources_dir() / "fonts" / "stamp.otf")


def stamp_lines(purpose: Purpose) -> tuple[str, ...]:
    """The two lines of the watermark, in the purpose's language. UsageProblem for a purpose that cannot be written."""
    text = " ".join(purpose.text.split())
    if not text:
        raise UsageProblem(
            _("A watermark needs a purpose"),
            _("Write for whom and what for, such as: Agent Li / VAT registration"),
        )
    if len(text) > LONGEST_PURPOSE:
        raise UsageProblem(
            _("The purpose is too long"),
            _("At most {count} characters, so that it can be read on a card.").format(
                count=LONGEST_PURPOSE
            ),
        )
    with speaking(purpose.language):
        lines = (
            _("Only for {purpose}").format(purpose=text),
            _("Void for any other use · {day}").format(day=purpose.on.isoformat()),
        )
    from seller_desk.core.media.stamp import lacking

    unknown = lacking(lines, font_path())
    if unknown:
        raise UsageProblem(
            _("The watermark cannot write “{characters}”").format(characters=unknown),
            _("Use other characters in the purpose."),
        )
    return lines


def agent_plan(paper: Paper, purpose: Purpose, *, clean: bool = False) -> CopyPlan:
    """The copy for this purpose. `clean`: without a watermark, because the seller asked for it in so many words.

    A clean copy keeps the originals' types and leaves out private data, as for a platform that asks for nothing.
    """
    base = plan(paper, Wishes())
    if clean or base.refused is not None:
        return base
    if any(one.found.pages_total > len(one.found.pages) for one in base.paper.originals):
        # Only as many were looked at as are turned into pictures; a part of a paper is no copy of it.
        return replace(base, outputs=(), changes=(), refused=refusal(base.paper, TOO_MANY_PAGES))
    lines = stamp_lines(purpose)
    stamp = Stamp(lines=lines, font=font_path(), mark=MARK)
    outputs = []
    changes = [one for one in base.changes if one.code in ("repaired", "private")]
    for one in base.paper.originals:
        outputs.append(_stamped(one, stamp))
        changes.append(Change(code="watermarked", file=one.name, after=lines))
    return CopyPlan(paper=base.paper, outputs=tuple(outputs), changes=tuple(changes))


def _stamped(one: Original, stamp: Stamp) -> Output:
    pages = one.found.pages
    several = one.found.type == PDF or one.found.pages_total > 1
    target = PDF if several else "jpg"
    leaves = tuple(
        Leaf(path=one.path, page=page.number, side=_LONG_SIDE, dpi=_dpi(one, page.number))
        for page in pages
    )
    recipe = Recipe(leaves=leaves, target=target, quality=_QUALITY, stamp=stamp)
    return Output(originals=(one,), type=target, recipe=recipe, shrinks=False)


def _dpi(one: Original, number: int) -> float:
    """So that a PDF page keeps its size on paper."""
    page = one.found.pages[number - 1]
    if page.width_pt is None or page.height_pt is None:
        return 0.0
    return round(_LONG_SIDE / (max(page.width_pt, page.height_pt) / 72), 2)


def is_identity(kind: str) -> bool:
    """Whether papers of this kind show who somebody is."""
    return kind in IDENTITY or kind not in KINDS


def guard_agent(copy: object, *, clean: bool = False) -> AgentCopy:
    """The copy, if it may leave for an agent. DeskError for a platform's copy, and for an identity paper without a
    watermark that nobody asked for (`clean`: the seller did)."""
    if not isinstance(copy, AgentCopy) or (
        not copy.watermarked and not clean and is_identity(copy.paper.kind)
    ):
        raise DeskError(
            _("A clean copy of an identity paper is for platforms only"),
            _("Make a copy with a watermark, or ask for a clean one in so many words."),
        )
    return copy
