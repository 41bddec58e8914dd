"""The only place where the window waits for an answer. Tests put a scripted one in its stead."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from seller_desk.core.base.language import _


class Ask:
    """File choosers and the rare question that an inline message cannot ask."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parent = parent

    def file(self, title: str, filters: str = "") -> Path | None:
        """One existing file, or None. `filters` as Qt has them: `Tables (*.csv *.xlsx)`."""
        name, _chosen = QFileDialog.getOpenFileName(self._parent, title, "", filters)
        return Path(name) if name else None

    def files(self, title: str, filters: str = "") -> list[Path]:
        """Existing files, perhaps none."""
        names, _chosen = QFileDialog.getOpenFileNames(self._parent, title, "", filters)
        return [Path(name) for name in names]

    def folder(self, title: str) -> Path | None:
        """A folder, or None."""
        name = QFileDialog.getExistingDirectory(self._parent, title)
        return Path(name) if name else None

    def save(self, title: str, name: str, filters: str = "") -> Path | None:
        """Where to write, or None. The chooser itself asks before a file is replaced."""
        chosen, _filter = QFileDialog.getSaveFileName(self._parent, title, name, filters)
        return Path(chosen) if chosen else None

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Whether the seller wants it; `yes` is a verb, such as "Delete". The other button is Cancel."""
        box = QMessageBox(self._parent)
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(text)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is agree
