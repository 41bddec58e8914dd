"""What each picture of a listing is for."""

from collections.abc import Sequence

import msgspec

from seller_desk.core.base.language import N_
from seller_desk.core.listings.model import ListingImage

# Role -> English name; in this order in menus. An empty role goes by the place: the first is the main picture.
ROLES: dict[str, str] = {
    "main": N_("Main picture"),
    "detail": N_("Detail"),
    "scene": N_("In use"),
    "function": N_("Function"),
    "size": N_("Size"),
    "packaging": N_("Package content"),
    "swatch": N_("Colour swatch"),
    "safety": N_("Safety notes"),
}


def main_of(images: Sequence[ListingImage]) -> int | None:
    """The number of the main picture: the first called so, else the first one unless it is called something else."""
    named = next((number for number, one in enumerate(images) if one.role == "main"), None)
    if named is not None:
        return named
    return 0 if images and not images[0].role else None


def assigned(images: Sequence[ListingImage]) -> set[str]:
    """Roles that somebody gave to a picture."""
    return {one.role for one in images if one.role}


def with_role(images: Sequence[ListingImage], number: int, role: str) -> list[ListingImage]:
    """The pictures with this role for one of them; the main one moves to the front, and the one before is it no more."""
    changed = list(images)
    changed[number] = msgspec.structs.replace(changed[number], role=role)
    if role != "main":
        return changed
    chosen = changed.pop(number)
    others = [
        msgspec.structs.replace(one, role="") if one.role == "main" else one for one in changed
    ]
    return [chosen, *others]
