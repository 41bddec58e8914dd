"""Building blocks of the pages. Import from here."""

from seller_desk.ui.widgets.bars import Legend, Part, ShareBar, StackedBar
from seller_desk.ui.widgets.buttons import (
    Button,
    ghost_button,
    link_button,
    primary_button,
    secondary_button,
    tool_button,
)
from seller_desk.ui.widgets.card import Card, Notice, Well
from seller_desk.ui.widgets.chip import Chip, StateLabel
from seller_desk.ui.widgets.choice import ChoiceTiles, Segments
from seller_desk.ui.widgets.drop import DropZone
from seller_desk.ui.widgets.edits import Choice, DateEdit, MoneyEdit, TextArea
from seller_desk.ui.widgets.empty import EmptyState
from seller_desk.ui.widgets.field import Counter, FieldRow
from seller_desk.ui.widgets.findings import FindingBlock, FindingList
from seller_desk.ui.widgets.flow_layout import FlowLayout
from seller_desk.ui.widgets.labels import IconLabel, Label, line
from seller_desk.ui.widgets.popover import SourcePopover, SourceRows, source_rows
from seller_desk.ui.widgets.progress import ProgressCard
from seller_desk.ui.widgets.ring import Ring
from seller_desk.ui.widgets.search_choice import SearchChoice
from seller_desk.ui.widgets.tables import Cell, CellDelegate, CellRole, cell_data, make_table
from seller_desk.ui.widgets.tabs import TabBar

__all__ = [
    "Button",
    "Card",
    "Cell",
    "CellDelegate",
    "CellRole",
    "Chip",
    "Choice",
    "ChoiceTiles",
    "Counter",
    "DateEdit",
    "DropZone",
    "EmptyState",
    "FieldRow",
    "FindingBlock",
    "FindingList",
    "FlowLayout",
    "IconLabel",
    "Label",
    "Legend",
    "MoneyEdit",
    "Notice",
    "Part",
    "ProgressCard",
    "Ring",
    "SearchChoice",
    "Segments",
    "ShareBar",
    "SourcePopover",
    "SourceRows",
    "StackedBar",
    "StateLabel",
    "TabBar",
    "TextArea",
    "Well",
    "cell_data",
    "ghost_button",
    "line",
    "link_button",
    "make_table",
    "primary_button",
    "secondary_button",
    "source_rows",
    "tool_button",
]
