"""One program for each data folder; a second start asks the first to show its window, or to end."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.infra.platform import foreground

_PATIENCE = 10_000  # ms; the first program may be starting itself
_PAUSE = 50  # ms
_QUIT_PATIENCE = 30_000  # ms; longer than the program takes to stop all its models
_SHOW = b"show\n"
_QUIT = b"quit\n"
_HEARD = b"heard\n"


class SingleInstance(QObject):
    """Holds the lock of a data folder.

    Signals:
        show_requested(): the program was started once more.
        quit_requested(): another start wants this program to end.
    """

    show_requested = Signal()
    quit_requested = Signal()

    def __init__(self, lock_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(lock_file))
        self._lock.setStaleLockTime(0)  # only a lock whose process is gone is stale
        self._name = "modeltray-" + hashlib.sha256(str(lock_file).encode()).hexdigest()[:16]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def acquire(self) -> bool:
        """Become the one program; False when another one is.

        Raises:
            OSError: the lock file cannot be written.
        """
        if not self._lock.tryLock(0):
            if self._lock.error() != QLockFile.LockError.LockFailedError:
                raise OSError("The lock file cannot be written")
            # A lock left by a crash may name a process id that another program has by now, or we
            # ourselves. The file of a living program cannot be removed: the system keeps it.
            if not (self._lock.removeStaleLockFile() and self._lock.tryLock(0)):
                return False
        QLocalServer.removeServer(self._name)  # left by a crash
        self._server.listen(self._name)
        return True

    def ask_to_show(self, patience: int = _PATIENCE) -> bool:
        """Ask the program that holds the lock to show its window; False when it gives no answer
        within ``patience`` ms."""
        foreground.allow_others()
        return self._ask(_SHOW, patience)

    def ask_to_quit(self) -> bool:
        """Ask the program that holds the lock to end, and wait until it has; False if it stays."""
        return self._ask(_QUIT, _PATIENCE) and self._lock.tryLock(_QUIT_PATIENCE)

    def release(self) -> None:
        self._server.close()
        self._lock.unlock()

    def _ask(self, word: bytes, patience: int) -> bool:
        socket, deadline = QLocalSocket(), QDeadlineTimer(patience)
        while not deadline.hasExpired():
            socket.connectToServer(self._name)
            if socket.waitForConnected(patience):
                socket.write(word)
                return socket.waitForReadyRead(deadline.remainingTime())
            QThread.msleep(_PAUSE)  # it has the lock, and is about to listen
        return False

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(self._on_word)
        socket.disconnected.connect(socket.deleteLater)

    def _on_word(self) -> None:
        socket = self.sender()
        assert isinstance(socket, QLocalSocket)
        word = socket.readLine().data()
        socket.write(_HEARD)
        socket.disconnectFromServer()  # once the answer is written
        if word == _SHOW:
            self.show_requested.emit()
        elif word == _QUIT:
            self.quit_requested.emit()
