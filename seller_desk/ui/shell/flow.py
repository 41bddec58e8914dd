"""The wizard's order, without Qt. Every place is open at any time; Next and Back only follow the order."""

from collections.abc import Iterable

from seller_desk.core.base.language import N_

STEPS: tuple[str, ...] = (
    "company",
    "platforms",
    "documents",
    "listings",
    "shipping",
    "accounts",
    "export",
)
WELCOME, APPLICATIONS, SETTINGS, GUIDE = "welcome", "applications", "settings", "guide"
PLACES: tuple[str, ...] = (WELCOME, APPLICATIONS, *STEPS, SETTINGS, GUIDE)
# Beside the way: Back leads to where one came from.
_ASIDE = (SETTINGS, GUIDE)

PLACE_NAMES = {
    "company": N_("Company"),
    "platforms": N_("Platforms"),
    "documents": N_("Documents"),
    "listings": N_("Listings"),
    "shipping": N_("Shipping"),
    "accounts": N_("Accounts"),
    "export": N_("Export"),
    APPLICATIONS: N_("Applications"),
    SETTINGS: N_("Settings"),
    WELCOME: N_("Welcome"),
    GUIDE: N_("Guide"),
}


def home_of(begun: bool) -> str:
    """Where the window opens: welcome until there is a company, then the applications."""
    return APPLICATIONS if begun else WELCOME


class Flow:
    """Where the seller is and where Back and Next lead. `available` are the places that exist."""

    def __init__(self, available: Iterable[str], here: str = WELCOME) -> None:
        self._available = set(available)
        self.here = here
        self.came_from = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that exist, in order."""
        return tuple(step for step in STEPS if step in self._available)

    def has(self, place: str) -> bool:
        """Whether this place exists."""
        return place in self._available

    def number(self, step: str) -> int:
        """The step's number as shown: its place in the whole order, from 1."""
        return STEPS.index(step) + 1

    def go(self, place: str) -> bool:
        """Be there; False (and nothing changes) if the place does not exist."""
        if place not in self._available:
            return False
        if place != self.here:
            # From one place aside to another, as from settings to the guide: Back leads to the way.
            if self.here not in _ASIDE:
                self.came_from = self.here
            self.here = place
        return True

    def home(self, *, begun: bool) -> str:
        """The home that exists; `begun` says whether there is a company."""
        home = home_of(begun)
        return home if self.has(home) else self._first() or WELCOME

    def back(self) -> str | None:
        """Where Back leads: the step before, applications before the first, from aside where one came from."""
        if self.here in _ASIDE:
            return self.came_from if self.came_from in self._available else self._first()
        if self.here not in self.steps:
            return None
        position = self.steps.index(self.here)
        if position:
            return self.steps[position - 1]
        return APPLICATIONS if APPLICATIONS in self._available else None

    def forward(self, attention: str | None = None) -> str | None:
        """Where Next leads: the step after; from applications the step that needs attention, else the first."""
        if self.here in _ASIDE:
            return None
        if self.here not in self.steps:
            if self.here == APPLICATIONS and attention in self.steps:
                return attention
            return self._first()
        position = self.steps.index(self.here) + 1
        return self.steps[position] if position < len(self.steps) else None

    def _first(self) -> str | None:
        return self.steps[0] if self.steps else None
