"""The small rows of the listings table: so small that 100,000 of them fit in memory."""

from dataclasses import dataclass, field

from seller_desk.core.listings.model import Listing


@dataclass(frozen=True, slots=True)
class SiteState:
    """How a listing stands on one site. `empty`: it has no title there, so nothing was begun."""

    empty: bool = False
    blockers: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class ListingRow:
    """What a table shows of a listing: small, so that 100,000 of them fit."""

    id: str
    sku: str
    title: str
    parent_sku: str
    picture: str
    states: tuple[SiteState, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether every chosen site where it was begun takes it as it is."""
        begun = [state for state in self.states if not state.empty]
        return bool(begun) and not any(state.blockers for state in begun)

    @property
    def problems(self) -> int:
        """Blockers and warnings on all chosen sites."""
        return sum(state.blockers + state.warnings for state in self.states)


@dataclass(frozen=True, slots=True)
class Overview:
    """The table of a company's listings under the chosen sites."""

    sites: tuple[str, ...] = ()
    rows: tuple[ListingRow, ...] = field(default=())


def without_brand(listing: Listing) -> str:
    """The title for a narrow column: every title of a shop begins with the same brand, so it is left out there."""
    brand, title = listing.brand.strip(), listing.title.strip()
    if brand and len(title) > len(brand) and title.casefold().startswith(brand.casefold() + " "):
        return title[len(brand) :].lstrip()
    return title
