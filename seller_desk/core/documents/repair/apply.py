"""Repairs of a picture in memory: the one function that copies and previews share."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from seller_desk.core.documents.repair.model import Step
from seller_desk.core.media import geometry

if TYPE_CHECKING:
    from PIL.Image import Image


def plain(steps: Iterable[Step], page: int = 1) -> list[geometry.Step]:
    """The steps of this page (from 1) as `core/media` takes them."""
    return [
        (one.act, one.degrees, [(x, y) for x, y in one.corners])
        for one in steps
        if one.page in (0, page)
    ]


def apply(image: "Image", steps: Iterable[Step], page: int = 1) -> "Image":
    """An upright picture (RGB or L) after these steps; content is never changed. ValueError for an impossible step."""
    return geometry.applied(image, plain(steps, page))
