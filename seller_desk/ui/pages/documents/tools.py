"""The tool row: which application, its planned day, and the button that adds files."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Choice, DateEdit, Label, secondary_button


class ToolRow(QWidget):
    """Changes the application in view and its planned day; `add_wanted` asks for files."""

    add_wanted = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.application = Choice(name=_("Application"))
        self.application.setMinimumWidth(150)
        self.application.chosen.connect(self._on_application)
        row.addWidget(self.application)
        self._day_label = Label(_("Submit on"), token="text2")
        self.planned = DateEdit(name=_("Planned day of submission"))
        self.planned.setFixedWidth(current().px(150))
        self.planned.changed.connect(self._on_planned)
        self._day_label.setBuddy(self.planned)
        row.addSpacing(8)
        row.addWidget(self._day_label)
        row.addWidget(self.planned)
        row.addStretch(1)
        row.addWidget(secondary_button(_("Add files"), "ph.upload-simple", self.add_wanted.emit))

    def fill(self) -> None:
        """Show the company's applications and the chosen one's day."""
        context = self._context
        service = context.desk.applications
        found = list(service.list(context.company_id)) if context.company_id else []
        names = [(one.id, service.site_name(one)) for one in found]
        self.application.set_options(names or [("", _("No application yet"))])
        self.application.set_current(context.application_id or "")
        one = next((one for one in found if one.id == context.application_id), None)
        self.planned.set_value(one.planned_date if one else None)
        self.planned.setVisible(one is not None)
        self._day_label.setVisible(one is not None)

    @Slot(str)
    def _on_application(self, application_id: str) -> None:
        self._context.use_application(application_id or None)

    @Slot(object)
    def _on_planned(self, day: date | None) -> None:
        if self._context.application_id:
            self._context.desk.applications.set_planned_date(self._context.application_id, day)
            self._context.changed()
