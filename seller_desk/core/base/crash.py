"""What may be told of an error that nobody foresaw: its types and places, never a value.

Messages, notes, local variables and the objects at fault may hold names, numbers or secrets of the seller's.
"""

import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


def trace_text(problem: BaseException) -> str:
    """Types and frames of an error and of those that led to it."""
    return _told(problem, set())


def _told(problem: BaseException, seen: set[int]) -> str:
    import traceback

    seen.add(id(problem))
    frames = traceback.extract_tb(problem.__traceback__)
    where = "".join(
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}\n" for frame in frames
    )
    cause = problem.__cause__ or problem.__context__
    # An error may lead back to itself.
    first = f"{_told(cause, seen)}then\n" if cause is not None and id(cause) not in seen else ""
    members = problem.exceptions if isinstance(problem, BaseExceptionGroup) else ()
    held = "".join(f"with {_told(one, seen)}" for one in members if id(one) not in seen)
    return f"{first}{type(problem).__name__}\n{where}{held}"


def keep_values_out() -> None:
    """Let Python print errors of this process, its threads and its destructors without values, too.

    Hooks that somebody else set, such as a test runner, stay.
    """
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = _print
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = _print_of_thread
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = _print_unraisable


def _print(
    _kind: type[BaseException], problem: BaseException, _trace: TracebackType | None
) -> None:
    # A windowed program may have none.
    if sys.stderr is not None:
        sys.stderr.write(trace_text(problem))


def _print_of_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        _print(args.exc_type, args.exc_value, args.exc_traceback)


def _print_unraisable(args: "UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        _print(args.exc_type, args.exc_value, args.exc_traceback)
