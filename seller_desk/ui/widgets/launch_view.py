"""A launch plan in view: the answer in a sentence, what it rests on, the time line, and the chosen step below."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _
from seller_desk.core.platforms.launch_model import SitePlan, Task
from seller_desk.core.platforms.launch_words import (
    days_line,
    headline,
    length_text,
    remarks,
    task_state,
    window_text,
)
from seller_desk.ui.widgets.buttons import Button
from seller_desk.ui.widgets.card import Well
from seller_desk.ui.widgets.edits import MoneyEdit
from seller_desk.ui.widgets.labels import IconLabel, Label
from seller_desk.ui.widgets.launch_rows import plan_days, plan_rows
from seller_desk.ui.widgets.layouts import clear
from seller_desk.ui.widgets.time_legend import TimeLegend
from seller_desk.ui.widgets.timeline import Timeline

_TOP = Qt.AlignmentFlag.AlignTop


class LaunchView(QWidget):
    """`source_asked` fires with (title, sources, button), `days_given` with (key, number of days or None)."""

    source_asked = Signal(str, object, QWidget)
    days_given = Signal(str, object)

    def __init__(self, *, editable: bool = True) -> None:
        super().__init__()
        self._editable = editable
        self._found: SitePlan | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._icon = QHBoxLayout()
        self.headline = Label("", role="h2", wrap=True)
        head.addLayout(self._icon)
        head.addWidget(self.headline, 1)
        column.addLayout(head)
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(4)
        column.addLayout(self._remarks)
        self.timeline = Timeline(_("Time line of the launch plan"))
        self.timeline.chosen.connect(self._on_chosen)
        column.addWidget(self.timeline)
        column.addWidget(
            TimeLegend(
                (
                    ("decides", _("Decides the day")),
                    ("plain", _("Has days to spare")),
                    ("late", _("Too late")),
                    ("window", _("May be issued")),
                    ("moment", _("A single day")),
                    ("off", _("Holiday or weekend")),
                )
            )
        )
        self.detail = StepDetail(editable=editable)
        self.detail.source_asked.connect(self.source_asked)
        self.detail.days_given.connect(self.days_given)
        column.addWidget(self.detail)

    def show_plan(self, found: SitePlan, today: date) -> None:
        """Another plan, or the same anew."""
        self._found = found
        self.headline.setText(headline(found))
        clear(self._icon)
        good = found.plan.reached and not found.plan.blocked
        icon, token = ("ph.check-circle-fill", "ok") if good else ("ph.x-circle-fill", "bad")
        if found.plan.mode == "start" and good:
            icon, token = "ph.flag", "accent"
        self._icon.addWidget(IconLabel(icon, token, 18))
        clear(self._remarks)
        for text in remarks(found):
            self._remarks.addWidget(Label(text, role="caption", token="text2", wrap=True))
        fresh = not self.timeline.current()
        self.timeline.show_rows(plan_rows(found.plan), plan_days(found, today))
        if fresh:
            self.timeline.choose(first_to_look_at(found))
        self._on_chosen(self.timeline.current())

    def choose(self, step: str) -> None:
        """Bring a step into view."""
        self.timeline.choose(step)
        self._on_chosen(step)

    @Slot(str)
    def _on_chosen(self, step: str) -> None:
        if self._found is not None:
            self.detail.setVisible(bool(step))
            if step:
                self.detail.show_task(self._found.plan.task(step), self._found)


def first_to_look_at(found: SitePlan) -> str:
    """The step that is late, else the first that decides."""
    tasks = found.plan.tasks
    late = next((one.id for one in tasks if one.late), "")
    return late or next((one.id for one in found.plan.critical), tasks[0].id)


class StepDetail(Well):
    """The chosen step: days, how long it takes and who says so, the seller's own time."""

    source_asked = Signal(str, object, QWidget)
    days_given = Signal(str, object)

    def __init__(self, *, editable: bool) -> None:
        super().__init__()
        self._editable = editable
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.body.addLayout(self._column)
        self.days = MoneyEdit(name=_("Your own time"), digits=0)
        self.days.changed.connect(self._on_days)
        self._key = ""
        self._edit_row = QWidget()
        row = QHBoxLayout(self._edit_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(_("Your own time"), role="caption", token="text2"))
        self.days.setFixedWidth(96)
        row.addWidget(self.days)
        self._unit = Label("", role="caption", token="text2")
        row.addWidget(self._unit)
        row.addStretch(1)
        self.body.addWidget(self._edit_row)

    def show_task(self, task: Task, found: SitePlan) -> None:
        """This step."""
        clear(self._column)
        step = task.step
        self._column.addWidget(Label(step.label, role="h3", wrap=True))
        grid_box = QWidget()
        grid = QGridLayout(grid_box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        rows = [(_("State"), task_state(task)), (_("Days"), days_line(task, found.plan))]
        if window_text(task):
            rows.append((_("Issue"), window_text(task)))
        rows += [(_("On file"), step.why), (_("Note"), step.note)]
        shown = [(name, words) for name, words in rows if words]
        for number, (name, words) in enumerate(shown):
            grid.addWidget(Label(name, role="caption", token="text2"), number, 0, _TOP)
            grid.addWidget(Label(words, role="caption", wrap=True), number, 1, _TOP)
        if step.group in ("document", "step") and not step.done:
            self._time(grid, len(shown), task)
        self._column.addWidget(grid_box)
        self._show_edit(task)

    def _time(self, grid: QGridLayout, number: int, task: Task) -> None:
        length = task.step.length
        grid.addWidget(Label(_("Time"), role="caption", token="text2"), number, 0, _TOP)
        said = QWidget()
        row = QHBoxLayout(said)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Label(length_text(length), role="caption"))
        for title, sources in (
            (_("Source of the time"), length.sources if length else ()),
            (_("Source of the age"), task.step.at_most.sources if task.step.at_most else ()),
        ):
            if sources:
                button = _SourceLink(title, task.step.label, sources)
                button.asked.connect(self.source_asked)
                row.addWidget(button)
        row.addStretch(1)
        grid.addWidget(said, number, 1)

    def _show_edit(self, task: Task) -> None:
        step = task.step
        self._key = step.own_key
        own = step.length is not None and step.length.own
        self._edit_row.setVisible(
            self._editable
            and bool(step.own_key)
            and step.group in ("document", "step")
            and not step.done
        )
        # A time of the packs keeps its unit; one that only the seller gives is in working days.
        same = step.length is not None and step.length.key == step.own_key
        unit = step.length.most.unit if step.length and same else "working_day"
        self._unit.setText(_("working days") if unit == "working_day" else _("days"))
        self.days.set_value(Decimal(step.length.most.count) if own and step.length else None)

    @Slot(object)
    def _on_days(self, value: object) -> None:
        if self._key:
            self.days_given.emit(self._key, None if value is None else int(str(value)))


class _SourceLink(Button):
    """Knows which sources it opens."""

    asked = Signal(str, object, QWidget)

    def __init__(self, text: str, title: str, sources: tuple[SourceNote, ...]) -> None:
        super().__init__(text, "link")
        self._title, self._sources = title, sources
        self.clicked.connect(self._on_click)

    @Slot()
    def _on_click(self) -> None:
        self.asked.emit(self._title, self._sources, self)
