"""Records of the closer look at a page (`media.study`): pictures of papers, measured, whatever the rules."""

import msgspec

Box = tuple[int, int, int, int]


class PageQuality(msgspec.Struct, frozen=True, kw_only=True):
    """Boxes are [x, y, w, h] in pixels of the upright page of `size`. None or empty = not measured, not there.

    `edges`: width of print's edges across and down, in pixels at about 300 dpi. `soft`: print out of focus while the
    rest is not, `soft_share` of all print; `printed`: where print was looked at. `enlarged` is the likeliest factor,
    `enlarged_left` how little speaks for it (1: nothing). `noise` and `step` (coarse quantisation) in grey levels.
    `open`: sides with ground beyond them; `cut`: sides, `corners`: corners that are missing; `slant` in degrees.
    `tone`: light on the darkest paper beside that on the rest; `colour`: share of coloured pixels.
    """

    number: int
    size: tuple[int, int]
    edges: tuple[float, float] | None = None
    soft: Box | None = None
    soft_share: float = 0.0
    printed: Box | None = None
    enlarged: float = 1.0
    enlarged_left: float = 1.0
    noise: float | None = None
    step: float | None = None
    open: list[str] = []
    cut: list[str] = []
    corners: list[str] = []
    corner_boxes: list[Box] = []
    slant: float = 0.0
    glare: Box | None = None
    glare_share: float = 0.0
    shadow: Box | None = None
    shadow_share: float = 0.0
    tone: float | None = None
    colour: float | None = None


class Study(msgspec.Struct, frozen=True, kw_only=True):
    """The closer look at a file. `code` as in `Inspection`, empty when it went well."""

    code: str = ""
    reason: str = ""
    pages: list[PageQuality] = []
