"""The viewer of documents: pages drawn at the scale that is needed, turned, zoomed, with places marked on them."""

from seller_desk.ui.widgets.viewer.marks import Mark, read_marks
from seller_desk.ui.widgets.viewer.paper import Paper, Shape, paper_of
from seller_desk.ui.widgets.viewer.side_by_side import SideBySide
from seller_desk.ui.widgets.viewer.strip import PageStrip
from seller_desk.ui.widgets.viewer.view import PageView

__all__ = [
    "Mark",
    "PageStrip",
    "PageView",
    "Paper",
    "Shape",
    "SideBySide",
    "paper_of",
    "read_marks",
]
