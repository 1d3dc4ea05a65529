"""Fields for folders, which people choose rather than type."""

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.dialogs import ask_for_folder
from app.ui.theme import SPACE
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.folder_list import FolderList


class FolderEditor(QWidget):
    """One folder: a line to type into, and a button that opens the system's dialog."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._line = QLineEdit()
        self._line.setAccessibleName(name)
        self.setFocusProxy(self._line)
        choose = QAction(self.tr("Choose…"), self)
        choose.triggered.connect(self._choose)
        layout = _without_margins(QHBoxLayout(self))
        layout.addWidget(self._line, 1)
        layout.addWidget(ActionButton(choose))

    def setAccessibleDescription(self, words: str) -> None:
        self._line.setAccessibleDescription(words)

    def words(self) -> str:
        return self._line.text()

    def show_words(self, words: str) -> None:
        self._line.setText(words)

    def _choose(self) -> None:
        ask_for_folder(self, self._name, self._take, start=self._line.text())

    def _take(self, folder: str) -> None:
        self._line.setText(str(Path(folder)))


class FoldersEditor(QWidget):
    """Several folders; what was shown is given back as it was until something changes."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._shown = ""
        self._list = FolderList(name)
        self.setFocusProxy(self._list)
        self.add = QAction(self.tr("Add…"), self)
        self.add.triggered.connect(self._choose)
        self.remove = QAction(self.tr("Remove"), self)
        self.remove.triggered.connect(self._remove)
        self._list.itemSelectionChanged.connect(self._follow)
        self._list.delete_pressed.connect(self._remove)
        buttons = QVBoxLayout()
        buttons.setSpacing(SPACE)
        for action in (self.add, self.remove):
            buttons.addWidget(ActionButton(action))
        buttons.addStretch()
        layout = _without_margins(QHBoxLayout(self))
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)
        self._follow()

    def setAccessibleDescription(self, words: str) -> None:
        self._list.setAccessibleDescription(words)

    def words(self) -> str:
        folders = self._list.folders
        return self._shown if folders == self._shown.splitlines() else "\n".join(folders)

    def show_words(self, words: str) -> None:
        self._shown = words
        self._list.clear()
        for folder in words.splitlines():
            self._list.append(folder)

    def _choose(self) -> None:
        ask_for_folder(self, self._name, self._take)

    def _take(self, folder: str) -> None:
        chosen = str(Path(folder))
        if chosen not in self._list.folders:
            self._list.append(chosen)
        self._list.setCurrentRow(self._list.folders.index(chosen))

    def _remove(self) -> None:
        for item in self._list.selectedItems():
            self._list.takeItem(self._list.row(item))

    def _follow(self) -> None:
        self.remove.setEnabled(bool(self._list.selectedItems()))


def _without_margins(layout: QHBoxLayout) -> QHBoxLayout:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    return layout
