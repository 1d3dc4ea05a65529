"""Lets Qt's event loop run for a while."""

from PySide6.QtCore import QEventLoop, QTimer


def let_run(milliseconds: int) -> None:
    """``QTest.qWait`` will not do beside threads: it keeps them from running while it waits."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
