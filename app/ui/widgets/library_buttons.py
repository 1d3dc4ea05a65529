"""Where models come from: the Hub, a folder of one's own, the models folder, another look."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.snapshot import AppSnapshot
from app.services.control import AppControl
from app.ui.dialogs import ask_for_folder
from app.ui.icons import Icons
from app.ui.theme import SPACE, Theme
from app.ui.widgets.action_button import ActionButton


class LibraryButtons(QWidget):
    """A row of buttons; the first folder of the snapshot is ModelTray's own models folder.

    Args:
        is_narrow: beside a list, which matters more: no button stands out, and one leaves its words
            to its icon; else the window could not be narrow.
    """

    def __init__(
        self,
        control: AppControl,
        icons: Icons,
        theme: Theme,
        *,
        is_narrow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._control = control
        self._icons = icons
        self._is_narrow = is_narrow
        self.get_models = QAction(self.tr("Get models"), self)
        self.get_models.setToolTip(self.tr("Find models on the Hugging Face Hub and download them"))
        self.open_folder = QAction(self.tr("Open models folder"), self)
        self.open_folder.triggered.connect(self._open_models_folder)
        self.add_folder = QAction(self.tr("Add folder…"), self)
        self.add_folder.triggered.connect(self._ask_for_folder)
        self.rescan = QAction(self.tr("Rescan"), self)
        self.rescan.setShortcut(QKeySequence(QKeySequence.StandardKey.Refresh))
        self.rescan.triggered.connect(control.rescan)
        self.addAction(self.rescan)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(ActionButton(self.get_models, "" if is_narrow else "primary"))
        for action in (self.open_folder, self.add_folder, self.rescan):
            layout.addWidget(button := ActionButton(action))
            if is_narrow and action is self.open_folder:
                button.show_icon_only()
        theme.changed.connect(self._draw_icons)
        self._draw_icons()

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        self.open_folder.setEnabled(bool(snapshot.folders))
        self.rescan.setEnabled(not snapshot.scanning)
        self.rescan.setText(self.tr("Scanning…") if snapshot.scanning else self.tr("Rescan"))

    def _draw_icons(self) -> None:
        ink = "text" if self._is_narrow else "on_accent"
        self.get_models.setIcon(self._icons.icon("download", ink))
        self.open_folder.setIcon(self._icons.icon("folder"))
        self.add_folder.setIcon(self._icons.icon("folder-add"))
        self.rescan.setIcon(self._icons.icon("rescan"))

    def _open_models_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._control.snapshot.folders[0]))

    def _ask_for_folder(self) -> None:
        title = self.tr("Add a folder with models")
        ask_for_folder(self, title, lambda folder: self._control.add_folder(Path(folder)))
