"""What writing does away from the window's thread: reading, proposing, importing, searching, keeping."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from seller_desk.core.base.progress import Progress, Stop

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Quick(Generic[T]):
    """A short piece of work that tells no progress."""

    act: Callable[[], T]

    def __call__(self, _progress: Progress, _stop: Stop) -> T:
        return self.act()


@dataclass(frozen=True, slots=True)
class Long(Generic[T]):
    """Work that tells how far it is and can be stopped."""

    act: Callable[[Progress, Stop], T]

    def __call__(self, progress: Progress, stop: Stop) -> T:
        return self.act(progress, stop)
