"""Which places have a page, and their pages. A page that is not built is absent from the window."""

import importlib
import importlib.util
from typing import cast

from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.flow import PLACES
from seller_desk.ui.shell.page import StepPage


def existing_places() -> list[str]:
    """The places that have a page."""
    found = []
    for place in PLACES:
        try:
            spec = importlib.util.find_spec(_module(place))
        except ModuleNotFoundError:
            spec = None
        if spec is not None:
            found.append(place)
    return found


def make_page(place: str, context: WindowContext) -> StepPage:
    """The page of a place, not yet built."""
    module = importlib.import_module(_module(place))
    return cast(StepPage, module.Page(context))


def _module(place: str) -> str:
    return f"seller_desk.ui.pages.{place}.page"
