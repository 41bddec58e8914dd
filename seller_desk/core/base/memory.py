"""Large pieces of memory go back to the system at once: glibc keeps what models let go, and a worker only grows.

Elsewhere the system's own allocator does so; nothing is done there.
"""

import contextlib
import sys

# From malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
# Pieces from here on are mapped alone. Smaller would be slower (each is zeroed anew), larger would stay.
_ALONE_FROM = 24 * 1024 * 1024
_KEEP_AT_THE_END = 128 * 1024 * 1024


def give_back_large() -> None:
    """Set once, at the start of a process that recognises."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(_MMAP_THRESHOLD, _ALONE_FROM)
            library.mallopt(_TRIM_THRESHOLD, _KEEP_AT_THE_END)


def give_back_free() -> None:
    """After a page: what lies free between pieces in use."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
