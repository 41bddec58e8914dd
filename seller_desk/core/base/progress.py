"""How long work in the core tells where it is and learns that it should stop."""

from collections.abc import Callable

from seller_desk.core.base.errors import Cancelled

# (done, total, what runs now); total 0 means "unknown".
Progress = Callable[[int, int, str], None]
Stop = Callable[[], bool]


def silent(done: int, total: int, what: str) -> None:
    """The progress of nobody watching."""


def never() -> bool:
    """The stop of work that nobody can cancel."""
    return False


def _nothing() -> None:
    pass


_breath: Callable[[], None] = _nothing


def use_breath(breath: Callable[[], None]) -> None:
    """What `breathe` does from now on in this process; the window has its background work wait there."""
    global _breath
    _breath = breath


def breathe() -> None:
    """Called between pieces of long work, a millisecond apart or so: a good moment to let others have the interpreter."""
    _breath()


def check_stop(stop: Stop) -> None:
    """Raise Cancelled if the seller asked the work to stop."""
    breathe()
    if stop():
        raise Cancelled
