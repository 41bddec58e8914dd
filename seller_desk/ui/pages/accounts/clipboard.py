"""A secret in the clipboard, and out of it again after a while if nobody copied anything else."""

import hashlib
import hmac
import secrets

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from seller_desk.core.accounts.passwords import SECONDS_IN_CLIPBOARD

# What clipboard managers look for before they remember something: KDE's, then Windows' own history and cloud.
_HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}


class SecretClipboard(QObject):
    """Remembers only a keyed hash of what it put there. `cleared` fires when it took it out."""

    cleared = Signal()

    def __init__(self, parent: QObject, seconds: int = SECONDS_IN_CLIPBOARD) -> None:
        super().__init__(parent)
        self._key = secrets.token_bytes(32)
        self._mark: bytes | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(seconds * 1000)
        self.timer.timeout.connect(self.clear)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.clear)

    def copy(self, secret: str) -> None:
        """Put it there; the clock starts anew."""
        data = QMimeData()
        data.setText(secret)
        for name, value in _HINTS.items():
            data.setData(name, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._mark = self._hash(secret)
        self.timer.start()

    @Slot()
    def clear(self) -> None:
        """Take it out, if it is still there."""
        self.timer.stop()
        mark, self._mark = self._mark, None
        if mark is None:
            return
        board = QGuiApplication.clipboard()
        if hmac.compare_digest(self._hash(board.text()), mark):
            board.clear()
            self.cleared.emit()

    def _hash(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode("utf-8", "surrogatepass"), hashlib.sha256)
