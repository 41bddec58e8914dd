"""One window per data folder: a second start knocks at the first one's door, which comes to the front.

The door is a local socket (a named pipe on Windows) of this user, named by the data folder: no network. Whoever holds
the folder's lock owns the door, so what a crashed window left there is removed.
"""

import getpass
import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from seller_desk.core.base import system

# Long for a window that works, short for a seller who waits: a window that hangs does not answer at all.
ANSWER_MS = 1_500
_RAISE, _RAISED = b"raise\n", b"raised\n"


def door_name(folder: Path) -> str:
    """The door of this folder and user: a short name, since the system allows about a hundred characters."""
    owner = f"{getpass.getuser()}\0{os.path.normcase(folder.resolve())}"
    name = f"seller-desk-{hashlib.sha256(owner.encode()).hexdigest()[:24]}"
    # Where there is one, the user's own folder of such things; else Qt puts it into the folder for temporary files.
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    return str(Path(own) / name) if own and Path(own).is_dir() else name


class Door(QObject):
    """Open while the window's process holds the data folder. `knocked` fires after the window was raised."""

    knocked = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_knock)
        name = door_name(folder)
        # Nobody else can be listening: this process holds the folder's lock.
        QLocalServer.removeServer(name)
        self.open = self._server.listen(name)

    def close(self) -> None:
        """Nobody answers any more."""
        self._server.close()

    @Slot()
    def _on_knock(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.readyRead.connect(self._on_word)
            visitor.disconnected.connect(visitor.deleteLater)
            # So that the visitor may hand us the right to come to the front (Windows).
            visitor.write(f"{os.getpid()}\n".encode())

    @Slot()
    def _on_word(self) -> None:
        visitor = self.sender()
        if not isinstance(visitor, QLocalSocket) or not visitor.canReadLine():
            return
        if bytes(visitor.readLine(64).data()) == _RAISE:
            raise_windows()
            self.knocked.emit()
            visitor.write(_RAISED)
            visitor.flush()


def raise_windows() -> None:
    """Bring this program's windows to the front, out of the task bar if they lie there."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and window.windowType() == Qt.WindowType.Window:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.raise_()
            window.activateWindow()


def knock(folder: Path, *, answer_ms: int = ANSWER_MS) -> bool:
    """Ask the window on this folder to come to the front; False if there is none, or it does not answer."""
    visitor = QLocalSocket()
    visitor.connectToServer(door_name(folder))
    try:
        if not visitor.waitForConnected(answer_ms):
            return False
        holder = _line(visitor, answer_ms).strip()
        if not holder.isdigit():
            return False
        system.allow_to_front(int(holder))
        visitor.write(_RAISE)
        return _line(visitor, answer_ms) == _RAISED
    finally:
        visitor.abort()


def _line(visitor: QLocalSocket, answer_ms: int) -> bytes:
    while not visitor.canReadLine():
        if not visitor.waitForReadyRead(answer_ms):
            return b""
    return bytes(visitor.readLine(64).data())
