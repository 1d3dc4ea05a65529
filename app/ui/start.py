"""What a person sees first: the tray icon, while the rest is still being imported."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.ui.icons import tray_picture

TrayIcon: TypeAlias = QSystemTrayIcon


def create_application(arguments: Sequence[str]) -> QApplication:
    """The Qt application; it lives on when its last window closes."""
    application = QApplication(list(arguments))
    application.setApplicationName("ModelTray")
    application.setApplicationDisplayName("ModelTray")
    application.setDesktopFileName("modeltray")
    application.setQuitOnLastWindowClosed(False)
    return application


def show_first_icon(resources: Path) -> TrayIcon:
    """Put the icon into the tray at once; the tray itself takes it over later."""
    icon = QSystemTrayIcon(tray_picture(resources, "idle"))
    icon.setToolTip(QCoreApplication.translate("Tray", "ModelTray is starting"))
    icon.show()
    QCoreApplication.processEvents()
    return icon
