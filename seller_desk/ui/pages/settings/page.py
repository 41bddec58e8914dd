"""Language, look, data folder, and what this program is made of."""

import platform
from importlib import metadata

from PySide6.QtCore import QUrl, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from seller_desk import __version__
from seller_desk.core.base.language import _, language, ngettext
from seller_desk.core.base.paths import notices
from seller_desk.ui.pages.settings.backups import BackupCard
from seller_desk.ui.shell import settings
from seller_desk.ui.shell.page import HelpNote, StepPage
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Card, Label, Segments, secondary_button

_PARTS = ("PySide6-Essentials", "SQLAlchemy", "Pillow", "pypdfium2", "python-stdnum", "babel")


class Page(StepPage):
    """Every choice holds at once."""

    step = "settings"

    def title(self) -> str:
        """The page's name."""
        return _("Settings")

    def subtitle(self) -> str:
        """What happens on a change."""
        return _("Every choice holds at once and is kept.")

    def build(self) -> None:
        """A card for each matter."""
        self.body.addWidget(self._look())
        self.body.addWidget(self._data())
        self._backups = BackupCard(self.context)
        self.body.addWidget(self._backups)
        self.body.addWidget(self._about())

    def refresh(self) -> None:
        """Show what is chosen."""
        self._language.set_current(language())
        self._mode.set_current(self.theme.mode)
        self._scale.set_current(str(self.theme.scale))
        self._backups.refresh()

    def help_topic(self, field: str) -> HelpNote | None:
        """Words about a choice."""
        if field == "scale":
            return HelpNote(
                _("Text size"), _("Rows and controls grow with the text; nothing is cut off.")
            )
        return None

    def _look(self) -> Card:
        card = Card(_("Language and look"))
        # The names of languages are written in themselves.
        self._language = Segments([("zh", "中文"), ("en", "English")], name=_("Language"))
        self._language.chosen.connect(self._on_language)
        self._mode = Segments(
            [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
            name=_("Theme"),
        )
        self._mode.chosen.connect(self._on_mode)
        self._scale = Segments(
            [(str(scale), f"{round(scale * 100)}%") for scale in settings.SCALES],
            name=_("Text size"),
        )
        self._scale.setProperty("helpTopic", "scale")
        self._scale.chosen.connect(self._on_scale)
        for name, control in (
            (_("Language"), self._language),
            (_("Theme"), self._mode),
            (_("Text size"), self._scale),
        ):
            card.body.addLayout(_row(name, control))
        return card

    def _data(self) -> Card:
        card = Card(_("Data folder"))
        row = QHBoxLayout()
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(
            Label(str(self.desk.folder.root), role="strong", wrap=True, selectable=True)
        )
        words.addWidget(
            Label(
                _("Database, documents and logs; readable by your account only."),
                role="caption",
                token="text2",
                wrap=True,
            )
        )
        row.addLayout(words, 1)
        row.addWidget(secondary_button(_("Open folder"), "ph.folder-open", self._on_folder))
        card.body.addLayout(row)
        return card

    def _about(self) -> Card:
        card = Card(_("About"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        packs = self.desk.packs.packs
        told = ngettext("{n} pack, {version}", "{n} packs, {version}", len(packs)).format(
            n=len(packs), version=max((pack.version for pack in packs), default="")
        )
        rows = [
            ("Seller Desk", __version__),
            (_("Rule packs"), told),
            ("Python", platform.python_version()),
            *[(name, _version(name)) for name in _PARTS],
        ]
        for number, (name, words) in enumerate(rows):
            grid.addWidget(Label(name, role="caption", token="text2"), number, 0)
            grid.addWidget(Label(words, role="caption", wrap=True, selectable=True), number, 1)
        card.body.addLayout(grid)
        if notices() is not None:
            row = QHBoxLayout()
            row.addWidget(
                secondary_button(_("Licences of the libraries"), "ph.file-text", self._on_notices)
            )
            row.addStretch(1)
            card.body.addLayout(row)
        return card

    @Slot()
    def _on_notices(self) -> None:
        path = notices()
        if path is not None:
            self.context.open_url(QUrl.fromLocalFile(str(path)))

    @Slot(str)
    def _on_language(self, chosen: str) -> None:
        self.context.keep(settings.LANGUAGE, chosen)
        self.context.wish("language", chosen)

    @Slot(str)
    def _on_mode(self, chosen: str) -> None:
        self.context.keep(settings.MODE, chosen)
        self.context.wish("mode", chosen)

    @Slot(str)
    def _on_scale(self, chosen: str) -> None:
        self.context.keep(settings.SCALE, chosen)
        self.context.wish("scale", chosen)

    @Slot()
    def _on_folder(self) -> None:
        self.context.open_url(QUrl.fromLocalFile(str(self.desk.folder.root)))


def _row(name: str, control: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    label = Label(name, token="text2")
    label.setMinimumWidth(current().px(120))
    row.addWidget(label)
    row.addWidget(control)
    row.addStretch(1)
    return row


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return _("built in")
