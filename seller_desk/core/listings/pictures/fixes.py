"""Which repair takes which finding away, and the recipe that a picture needs for a site."""

from collections.abc import Iterable

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_
from seller_desk.core.listings.limits import ImageLimits
from seller_desk.core.media.mend import STEPS, MendRecipe

# `fix` of findings.
FIX_WHITE = "image.white_background"
FIX_FILL = "image.crop_to_fill"
FIX_SQUARE = "image.pad_square"
FIX_RESIZE = "image.resize"
FIX_SRGB = "image.to_srgb"
FIX_COMPRESS = "image.compress"

STEPS_OF: dict[str, tuple[str, ...]] = {
    FIX_WHITE: ("flatten", "white"),
    FIX_FILL: ("crop",),
    FIX_SQUARE: ("square",),
    FIX_RESIZE: ("resize",),
    FIX_SRGB: ("srgb",),
    FIX_COMPRESS: ("compress",),
}
# Step -> its English name.
STEP_NAMES: dict[str, str] = {
    "srgb": N_("Colours to sRGB"),
    "flatten": N_("Flatten on white"),
    "white": N_("Nearly white to white"),
    "crop": N_("Cut to fill"),
    "square": N_("Pad to a square"),
    "resize": N_("Resize"),
    "compress": N_("Smaller file"),
}
# Note of `media.mend` -> sentence.
NOTES: dict[str, str] = {
    "not_white": N_("The background is too dark or uneven to make it white here: {value}"),
    "no_outline": N_("Where the product ends cannot be told on this background"),
    "not_enlarged": N_("It has {value} px and was not enlarged: that adds nothing"),
    "enlarged": N_("Enlarged {value} times: it will not show more"),
    "first_frame": N_("It moves; its first frame was taken"),
    "new_type": N_("It was a {value} and is a JPEG now"),
    "still_large": N_("Still {value} bytes at the lowest quality"),
    "quality": N_("JPEG quality {value}"),
}
_PERCENT = 100
_MEGABYTE = 1_000_000


def steps_for(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The steps that these findings ask for, in the order in which they are done."""
    wanted = {step for one in findings for step in STEPS_OF.get(one.fix, ())}
    # A type that is refused needs no step: everything becomes JPEG or PNG.
    return tuple(step for step in STEPS if step in wanted)


def recipe_for(
    limits: ImageLimits, steps: Iterable[str], *, side: int = 0, enlarge: bool = False
) -> MendRecipe:
    """The recipe of these steps with the site's numbers; `side` instead of the site's own long side."""
    chosen = tuple(step for step in STEPS if step in set(steps))
    advised = limits.side_advised or limits.side_zoom or limits.side_min
    wished = side or (advised.value if advised else 0)
    if limits.side_max:
        wished = min(wished, limits.side_max.value) if wished else limits.side_max.value
    return MendRecipe(
        steps=chosen,
        fill=(limits.main_fill.value / _PERCENT) if limits.main_fill else 0.85,
        side=wished,
        most_bytes=limits.file_size.value * _MEGABYTE if limits.file_size else 0,
        formats=limits.formats.words if limits.formats else (),
        enlarge=enlarge,
    )
