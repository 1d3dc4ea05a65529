"""Models dropped onto the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FolderDrop(QObject):
    """Takes folders and files that are dragged onto a widget.

    Args:
        add: called with each folder to look for models in: the one that was dropped, or the one
            that a dropped file lies in.
        is_model: whether a file of that name may be one; the folders of others are left alone.

    Signals:
        hovered(bool): something is held over the widget that could be dropped, or no longer.
    """

    hovered = Signal(bool)

    def __init__(
        self, target: QWidget, add: Callable[[Path], None], is_model: Callable[[str], bool]
    ) -> None:
        super().__init__(target)
        self._add = add
        self._is_model = is_model
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and self._folders(event.mimeData()):
            event.acceptProposedAction()
            self.hovered.emit(True)
            return True
        if event.type() is QEvent.Type.DragLeave:
            self.hovered.emit(False)
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            self._drop(event)
            return True
        return super().eventFilter(watched, event)

    def _drop(self, event: QDropEvent) -> None:
        self.hovered.emit(False)
        event.acceptProposedAction()
        for folder in self._folders(event.mimeData()):
            self._add(folder)

    def _folders(self, data: QMimeData) -> list[Path]:
        local = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        found = (self._folder_of(path) for path in local)
        return list(dict.fromkeys(folder for folder in found if folder))

    def _folder_of(self, path: Path) -> Path | None:
        if path.is_dir():
            return path
        return path.parent if path.is_file() and self._is_model(path.name) else None
