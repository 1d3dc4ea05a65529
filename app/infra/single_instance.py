"""One program for each data folder; a second start asks the first to show its window."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_TIMEOUT = 1000  # ms
_SHOW = b"show\n"


class SingleInstance(QObject):
    """Holds the lock of a data folder.

    Signals:
        show_requested(): the program was started once more.
    """

    show_requested = Signal()

    def __init__(self, lock_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(lock_file))
        self._lock.setStaleLockTime(0)  # only a lock whose process is gone is stale
        self._name = "modeltray-" + hashlib.sha256(str(lock_file).encode()).hexdigest()[:16]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def acquire(self) -> bool:
        """Become the one program; False when another one is."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)  # left by a crash
        self._server.listen(self._name)
        return True

    def ask_to_show(self) -> bool:
        """Ask the program that holds the lock to show its window; False when it is deaf."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_TIMEOUT):
            return False
        socket.write(_SHOW)
        return socket.waitForBytesWritten(_TIMEOUT)

    def release(self) -> None:
        self._server.close()
        self._lock.unlock()

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        self.show_requested.emit()
