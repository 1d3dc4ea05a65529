"""Ctrl+C and requests to end from outside, turned into a Qt signal.

Python runs a signal handler only between two of its instructions, and Qt's loop may sleep for
hours; a byte on a socket wakes it at once, without a timer that ticks for nothing.
"""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class Interrupts(QObject):
    """Watches SIGINT and SIGTERM (Ctrl+C and Ctrl+Break on Windows).

    Signals:
        interrupted(): somebody wants the program to end.
    """

    interrupted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(
            self._reader.fileno(), QSocketNotifier.Type.Read, parent=self
        )
        self._notifier.activated.connect(self._on_activated)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGBREAK", None)):
            if number is not None:
                signal.signal(number, lambda *_: None)

    def close(self) -> None:
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _on_activated(self) -> None:
        self._reader.recv(64)
        self.interrupted.emit()
