"""Two tenths of the start, saved: the cyclic collector waits until the window is filled, and PySide6 reads no sources.

Start-up makes thousands of classes and no garbage, so the collector would go through all of them again and again.
PySide6 offers `from __feature__ import snake_case`. To know which modules could want it, it reads the source file of
every module that is imported after it, the database's libraries included, and `linecache` keeps all that text. Only
our own modules use PySide6, and none uses features, so the name is enough.
"""

import contextlib
import gc
import importlib
from types import ModuleType

_ASKED = "_mod_uses_pyside"


def no_source_reading() -> None:
    """Answer PySide6's question by the module's name. Does nothing where a later PySide6 asks in another way."""
    with contextlib.suppress(ImportError, AttributeError):
        # There is no public switch, and nothing of it is typed.
        feature = importlib.import_module("shibokensupport.feature")
        if callable(getattr(feature, _ASKED, None)):
            setattr(feature, _ASKED, _uses_pyside)


def _uses_pyside(module: ModuleType) -> bool:
    return module.__name__.partition(".")[0] in ("seller_desk", "PySide6", "shiboken6", "__main__")


def collector_waits() -> None:
    """No cyclic collection until `collector_works`."""
    gc.disable()


def collector_works() -> None:
    """Collect as usual from now on; what the start made is there for good and is not looked at again."""
    gc.freeze()
    gc.enable()
