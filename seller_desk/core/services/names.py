"""New ids for records: random, short, never shown as a name."""

from collections.abc import Callable
from itertools import count
from uuid import uuid4

# Of 64 bits, those that count within a run; the others are random.
_COUNTED = 28


def new_id() -> str:
    """A fresh id."""
    return uuid4().hex[:16]


def ids_in_order() -> Callable[[], str]:
    """Fresh ids for many new records: one random beginning, then a number, so that they go to the end of an index."""
    first = (uuid4().int & ((1 << 64) - 1)) >> _COUNTED << _COUNTED
    numbers = count(first)
    return lambda: f"{next(numbers):016x}"
