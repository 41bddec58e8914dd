"""The tools of a repair: quarter turns, straightening by degrees, cutting to the paper; joining and taking apart."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QHBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.repair.model import CROP, STRAIGHTEN, TURN, Step
from seller_desk.core.services.repairs import Suggestion
from seller_desk.ui.pages.documents.checks.corners import START
from seller_desk.ui.pages.documents.work import Shown
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Choice, FlowLayout, Label, secondary_button, tool_button

_MOST_DEGREES = 15.0


class RepairTools(QWidget):
    """`changed` after every choice. Cutting comes first, then straightening, then the turn."""

    changed = Signal()

    def __init__(self, *, pages: int) -> None:
        super().__init__()
        flow = FlowLayout(self, gap=14, line_gap=6)
        flow.setContentsMargins(16, 10, 16, 10)
        self._turn = 0
        self._corners: tuple[tuple[float, float], ...] = ()
        turns = QWidget()
        row = QHBoxLayout(turns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        left = partial(self._on_turn, 270)
        row.addWidget(tool_button("ph.arrow-counter-clockwise", _("A quarter to the left"), left))
        right = partial(self._on_turn, 90)
        row.addWidget(tool_button("ph.arrow-clockwise", _("A quarter to the right"), right))
        self._turned = Label(role="caption", token="text2")
        row.addWidget(self._turned)
        flow.addWidget(turns)
        straight = QWidget()
        row = QHBoxLayout(straight)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label(_("Straighten by")))
        self.degrees = QDoubleSpinBox()
        self.degrees.setRange(-_MOST_DEGREES, _MOST_DEGREES)
        self.degrees.setDecimals(1)
        self.degrees.setSingleStep(0.1)
        self.degrees.setSuffix("°")
        self.degrees.setKeyboardTracking(False)
        self.degrees.setAccessibleName(_("Straighten by"))
        self.degrees.lineEdit().setAccessibleName(_("Straighten by"))
        self.degrees.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.degrees.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.degrees.setFixedWidth(current().px(72))
        self.degrees.valueChanged.connect(self._tell)
        row.addWidget(self.degrees)
        self.suggest = secondary_button("", "", self._on_suggested, small=True)
        self.suggest.hide()
        row.addWidget(self.suggest)
        flow.addWidget(straight)
        self._straight = straight
        self.crop = QCheckBox(_("Cut to the paper's edges"))
        self.crop.setToolTip(
            _("Drag the corners on the page at the left, or press C there and the arrow keys.")
        )
        self.crop.toggled.connect(self._tell)
        flow.addWidget(self.crop)
        self.every = QCheckBox(_("On all pages"))
        self.every.toggled.connect(self._tell)
        self.every.setVisible(pages > 1)
        flow.addWidget(self.every)
        self._skew = 0.0
        self._show_turn()

    def offer(self, found: Suggestion, *, upright: int, wish: str) -> None:
        """What was measured of the page in view; `wish` is what the seller came for."""
        self._skew, self._corners = found.skew, found.corners
        self._straight.setEnabled(found.scan)
        self.crop.setEnabled(found.scan)
        if not found.corners:
            # Nothing stands out from its ground: the seller may set the corners.
            self._corners = START
            self.crop.setChecked(False)
        words = _("Measured: {degrees}°").format(degrees=f"{-found.skew:+.1f}")
        self.suggest.setText(words)
        self.suggest.setVisible(bool(found.skew) and found.scan)
        if wish == STRAIGHTEN:
            self.degrees.setValue(-found.skew)
        elif wish == CROP and self.crop.isEnabled():
            self.crop.setChecked(True)
        elif (wish in ("", TURN) and upright) or wish == TURN:
            self._turn = upright or 90
            self._show_turn()
            self.changed.emit()

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """What the page is cut to; none where it is not cut."""
        return self._corners if self.crop.isChecked() else ()

    @Slot(object)
    def set_corners(self, corners: tuple[tuple[float, float], ...]) -> None:
        """As the seller pulled them."""
        self._corners = corners
        self.changed.emit()

    def steps(self, page: int) -> list[Step]:
        """What is chosen, for this page or all."""
        where = 0 if self.every.isChecked() else page
        steps = []
        if self.corners:
            steps.append(Step(act=CROP, corners=list(self.corners), page=where))
        if round(self.degrees.value(), 1):
            steps.append(Step(act=STRAIGHTEN, degrees=round(self.degrees.value(), 1), page=where))
        if self._turn:
            steps.append(Step(act=TURN, degrees=self._turn, page=where))
        return steps

    def _on_turn(self, degrees: int) -> None:
        self._turn = (self._turn + degrees) % 360
        self._show_turn()
        self.changed.emit()

    def _show_turn(self) -> None:
        words = _("Turned by {degrees} degrees").format(degrees=self._turn)
        self._turned.setText(words if self._turn else _("Not turned"))

    @Slot()
    def _on_suggested(self) -> None:
        self.degrees.setValue(-self._skew)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


class JoinRow(QWidget):
    """Merge with another document, split the pages, go back to the original: each at once, each one step to undo."""

    merge_wanted = Signal(str, bool)
    split_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, shown: Shown, others: Sequence[Document]) -> None:
        super().__init__()
        flow = FlowLayout(self, gap=14, line_gap=6)
        flow.setContentsMargins(16, 8, 16, 8)
        merge = QWidget()
        row = QHBoxLayout(merge)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(_("Put behind it")))
        self.other = Choice(name=_("Put behind it"))
        self.other.setMinimumWidth(current().px(150))
        self.other.set_options([(one.id, one.name) for one in _likely_first(shown, others)])
        row.addWidget(self.other)
        self.one_page = QCheckBox(_("On one page"))
        row.addWidget(self.one_page)
        row.addWidget(secondary_button(_("Merge"), "ph.files", self._on_merge, small=True))
        merge.setVisible(bool(others))
        flow.addWidget(merge)
        self.split = secondary_button(
            _("A file for each page"), "ph.scissors", self.split_wanted.emit, small=True
        )
        self.split.setVisible(shown.inspection.pages_total > 1)
        flow.addWidget(self.split)
        back = secondary_button(
            _("Back to the original"), "ph.arrow-u-up-left", self.restore_wanted.emit, small=True
        )
        back.setVisible(bool(shown.document.made_from))
        flow.addWidget(back)
        self.setVisible(
            bool(others) or shown.inspection.pages_total > 1 or bool(shown.document.made_from)
        )

    def _on_merge(self) -> None:
        if self.other.current():
            self.merge_wanted.emit(self.other.current(), self.one_page.isChecked())


def _likely_first(shown: Shown, others: Sequence[Document]) -> Sequence[Document]:
    """The other side of the same paper before all others."""
    return sorted(others, key=lambda one: (one.kind != shown.document.kind, one.name))
