"""What can be wrong with the picture of one page: colour, sharpness, detail, light, edges, compression, grain."""

from collections.abc import Iterator
from decimal import Decimal

from seller_desk.core.base.findings import Finding, Place, Severity
from seller_desk.core.base.language import N_
from seller_desk.core.base.measures import Quantity
from seller_desk.core.documents.inspect import BLURRED_BELOW, true_dpi
from seller_desk.core.documents.model import Box, PageMeasure
from seller_desk.core.documents.quality_model import PageQuality
from seller_desk.core.documents.rules import CaseRules
from seller_desk.core.documents.thresholds import thresholds
from seller_desk.core.rules.book import quantity

_EDGE_WORDS = {
    "left": N_("left"),
    "top": N_("top"),
    "right": N_("right"),
    "bottom": N_("bottom"),
    "top left": N_("upper left corner"),
    "top right": N_("upper right corner"),
    "bottom right": N_("lower right corner"),
    "bottom left": N_("lower left corner"),
}
_MOVED = N_("It moved while it was taken. Prop the phone up, or use a scanner")
_PART = N_("Part of it is out of focus. Hold the phone level above it, or use a scanner")
_SLIGHT = N_("Slightly soft. Look whether the smallest print is legible, or scan it again")
_COPY = N_("It looks like a black-and-white copy under tinted light. Scan the original in colour")
PHOTO = N_("It lies on a table, at an angle or in uneven light. A scan is safer")
_GREY_MODES = ("1", "L", "LA", "I", "F", "I;16")
# A tag of 72 or 96 dpi is what programs write when they do not know.
_TRUSTED_TAG = 100


def look_findings(page: PageMeasure, rules: CaseRules) -> Iterator[Finding]:
    """All of one page that is a picture. What the closer look adds is left out where it has not been taken yet."""
    yield from _grey(page, rules)
    yield from _blurred(page, rules)
    yield from _edges(page, rules)
    if page.quality is not None:
        yield from _enlarged(page, page.quality, rules)
        yield from _light(page, page.quality, rules)
        yield from _file(page, page.quality, rules)


def _grey(page: PageMeasure, rules: CaseRules) -> Iterator[Finding]:
    colour = rules.holds("colour")
    if colour is None:
        return
    limit, quality = thresholds().grey, page.quality
    if page.grey:
        # Channels of a colour scan can be equal where nothing on the paper has a colour. A file in a grey mode was made
        # so; but of what nobody knows it may be a drawing, and no paper of the application.
        kind = rules.case.kind
        sure = kind in limit.kinds or (page.mode in _GREY_MODES and kind not in ("", "unknown"))
        severity = Severity.BLOCKER if sure else Severity.WARNING
        if not sure and quality is not None and quality.step:
            # A coarse JPEG takes a paper's faint tint away.
            return
        yield rules.finding("grey", severity, colour, place=place_on(page))
    elif (
        quality is not None
        and quality.colour is not None
        and quality.colour < limit.share
        and rules.case.kind in limit.tinted
    ):
        place = place_on(page)
        yield rules.finding("grey", Severity.WARNING, colour, place=place, detail=_COPY)


def _blurred(page: PageMeasure, rules: CaseRules) -> Iterator[Finding]:
    sharp = rules.holds("sharp")
    if page.sharpness is not None and page.sharpness < BLURRED_BELOW:
        place = place_on(page, page.content)
        detail = _MOVED if _moved(page.quality) else ""
        yield rules.finding("blurred", Severity.WARNING, sharp, place=place, detail=detail)
        return
    quality, limit = page.quality, thresholds().blur
    if quality is None or quality.edges is None:
        return
    severity = limit.severity(max(quality.edges))
    if severity is not None:
        yield rules.finding(
            "blurred",
            severity,
            sharp,
            place=_at(page, quality.printed),
            detail=_MOVED if _moved(quality) else _SLIGHT if severity is Severity.HINT else "",
        )
    elif quality.soft_share >= limit.part:
        place = _at(page, quality.soft)
        yield rules.finding("blurred", Severity.WARNING, sharp, place=place, detail=_PART)


def _moved(quality: PageQuality | None) -> bool:
    limit = thresholds().blur
    if quality is None or quality.edges is None or max(quality.edges) < limit.hint:
        return False
    return max(quality.edges) >= limit.moved * min(quality.edges)


def _edges(page: PageMeasure, rules: CaseRules) -> Iterator[Finding]:
    quality = page.quality
    # Where a table shows beyond the paper, lines at the picture's rim are the table's.
    ground = quality.open if quality is not None else []
    sides = [one for one in page.cut if one not in ground]
    corners: list[str] = []
    box = _strip(page, sides[0]) if sides else None
    if quality is not None:
        sides += [one for one in quality.cut if one not in sides]
        corners = quality.corners
        if box is None and corners:
            box = quality.corner_boxes[0]
        elif box is None and sides:
            box = _strip(page, sides[0])
    if sides or corners:
        yield rules.finding(
            "edges_cut",
            Severity.WARNING,
            rules.holds("whole"),
            place=_at(page, box),
            measured=tuple(_EDGE_WORDS[one] for one in (*sides, *corners)),
        )


def enlarged_by(page: PageMeasure) -> float:
    """How many times the picture was enlarged; 1 where nothing speaks for it."""
    quality = page.quality
    if quality is None or quality.enlarged_left >= thresholds().enlarged.left:
        return 1.0
    return quality.enlarged


def _enlarged(page: PageMeasure, quality: PageQuality, rules: CaseRules) -> Iterator[Finding]:
    factor = enlarged_by(page)
    if factor <= 1.0:
        return
    real, limit = rules.real_size(), rules.fact("min_dpi")
    dpi = true_dpi(page, real) if real else page.image_dpi if page.scan else page.tag_dpi
    shown = round(dpi / factor) if dpi and dpi >= _TRUSTED_TAG else None
    short = limit is not None and shown is not None and shown < float(str(limit.value))
    yield rules.finding(
        "enlarged",
        Severity.WARNING if short else Severity.HINT,
        limit if short else None,
        place=_at(page, quality.printed),
        measured=Quantity(shown, "dpi") if shown else None,
        required=quantity(limit) if short and limit is not None else None,
    )


def _light(page: PageMeasure, quality: PageQuality, rules: CaseRules) -> Iterator[Finding]:
    sharp = rules.holds("sharp")
    glare = thresholds().glare.severity(100 * quality.glare_share)
    if glare is not None and quality.glare is not None:
        yield rules.finding(
            "glare",
            glare,
            sharp,
            place=_at(page, quality.glare),
            measured=_percent(max(0.01, quality.glare_share)),
        )
    limit = thresholds().shadow
    if quality.tone is None or quality.shadow_share < limit.share:
        return
    shadow = limit.severity(quality.tone)
    if shadow is not None:
        place = _at(page, quality.shadow)
        yield rules.finding("shadow", shadow, sharp, place=place, measured=_percent(quality.tone))


def _file(page: PageMeasure, quality: PageQuality, rules: CaseRules) -> Iterator[Finding]:
    sharp = rules.holds("sharp")
    place = _at(page, quality.printed)
    coarse = thresholds().compressed.severity(quality.step or 0)
    if coarse is not None:
        yield rules.finding("compressed", coarse, sharp, place=place)
    grain = thresholds().noise.severity(quality.noise or 0)
    if grain is not None:
        yield rules.finding("noisy", grain, sharp, place=place)


def photographed(page: PageMeasure) -> bool:
    """Whether it shows a sheet on a table as only a camera sees it: at an angle, or in uneven light."""
    quality, limit = page.quality, thresholds().photo
    if quality is None or len(quality.open) < 2:
        return False
    uneven = quality.tone is not None and quality.tone <= limit.light
    return uneven or quality.slant >= limit.slant or quality.glare is not None


def place_on(page: PageMeasure, box: Box | None = None) -> Place:
    """The page, and a box of its small copy in pixels of the upright page."""
    if not page.width or not page.height:
        return Place(page=page.number)
    scaled = None
    if box is not None and page.work is not None:
        across, down = page.width / page.work[0], page.height / page.work[1]
        scaled = (
            round(box[0] * across),
            round(box[1] * down),
            max(1, round(box[2] * across)),
            max(1, round(box[3] * down)),
        )
    return Place(page=page.number, box=scaled, page_size=(page.width, page.height))


def _at(page: PageMeasure, box: Box | None) -> Place:
    """The page, and a box that is in its own pixels already."""
    if not page.width or not page.height:
        return Place(page=page.number)
    return Place(page=page.number, box=box, page_size=(page.width, page.height))


def _strip(page: PageMeasure, side: str) -> Box | None:
    """The rim of this side, in pixels of the page."""
    width, height = page.width, page.height
    if not width or not height:
        return None
    thick = max(4, min(width, height) // 40)
    return {
        "left": (0, 0, thick, height),
        "top": (0, 0, width, thick),
        "right": (width - thick, 0, thick, height),
        "bottom": (0, height - thick, width, thick),
    }[side]


def _percent(share: float) -> Quantity:
    return Quantity(Decimal(round(100 * share)), "percent")
