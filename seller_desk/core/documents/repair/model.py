"""Records of repairs: steps of geometry, and what a repaired document was made from."""

import msgspec

TURN, STRAIGHTEN, CROP = "turn", "straighten", "crop"
ACTS = (TURN, STRAIGHTEN, CROP)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One repair of geometry. `act`: turn (90, 180 or 270 degrees clockwise), straighten (a few degrees clockwise),
    crop (`corners` of the paper, clockwise from top left, as shares of width and height).

    Each step sees the page as the steps before left it. `page` from 1; 0 means every page.
    """

    act: str
    degrees: float = 0.0
    corners: list[tuple[float, float]] = []
    page: int = 0


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """An untouched original that a repaired, merged or split document was made from; `sha256` names its blob."""

    name: str
    sha256: str
    size: int
    side: str = ""
    inspection: dict[str, object] = {}
