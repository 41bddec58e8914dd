"""The small rows of the listings table: so small that 100,000 of them fit in memory."""

from dataclasses import dataclass, field
from typing import Protocol

# Words of the states as the terminal's JSON has them; the place of each is its number in the store.
STATES = ("empty", "draft", "ready", "exported")


@dataclass(frozen=True, slots=True)
class SiteState:
    """How a listing stands on one site. `empty`: it has no title there, so nothing was begun.

    `exported`: it is ready, and the last file for this site has it as it is. `known`: it was judged already.
    """

    empty: bool = False
    blockers: int = 0
    warnings: int = 0
    exported: bool = False
    known: bool = True

    @property
    def word(self) -> str:
        """`unknown`, `empty`, `draft`, `ready` or `exported`."""
        if not self.known:
            return "unknown"
        if self.empty:
            return "empty"
        if self.blockers:
            return "draft"
        return "exported" if self.exported else "ready"


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
        begun = [state for state in self.states if state.known and not state.empty]
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


class Titled(Protocol):
    """What has a brand and a title."""

    @property
    def brand(self) -> str:
        """The brand."""

    @property
    def title(self) -> str:
        """The title."""


def without_brand(listing: Titled) -> str:
    """The title for a narrow column: every title of a shop begins with the same brand, so it is left out there."""
    brand, title = listing.brand.strip(), listing.title.strip()
    if brand and len(title) > len(brand) and title.casefold().startswith(brand.casefold() + " "):
        return title[len(brand) :].lstrip()
    return title
