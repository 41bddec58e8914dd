"""Every layout by half: `HELD` was drawn before the reader was tuned and is never tuned to, `TUNED` may be."""

import zlib
from collections.abc import Callable

from tests.specimens import (
    held_bills,
    held_licences,
    held_money,
    held_other,
    tuned_certificates,
    tuned_money,
    tuned_more,
    tuned_papers,
)
from tests.specimens.pen import Sheet
from tests.specimens.people import Cast, cast

Layouts = dict[str, Callable[[Cast], Sheet]]

HELD: Layouts = {
    **held_licences.LAYOUTS,
    **held_money.LAYOUTS,
    **held_bills.LAYOUTS,
    **held_other.LAYOUTS,
}
TUNED: Layouts = {
    **tuned_papers.LAYOUTS,
    **tuned_certificates.LAYOUTS,
    **tuned_money.LAYOUTS,
    **tuned_more.LAYOUTS,
}


def seed_of(name: str, turn: int = 0) -> int:
    """The seed of the invented company that this layout shows the n-th time."""
    return zlib.crc32(f"{name}{turn}".encode()) % 9973


def drawn(name: str, turn: int = 0) -> Sheet:
    """A layout with its invented company."""
    return (HELD | TUNED)[name](cast(seed_of(name, turn)))
