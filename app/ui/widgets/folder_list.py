"""A list of folders by keyboard and mouse, each of which can be edited in its row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.theme import SPACE

_ROWS = 3


class FolderList(QListWidget):
    """
    Signals:
        delete_pressed(): the Delete key, which removes what is selected.
    """

    delete_pressed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("role", "field")
        self.setItemDelegate(_NamedEditors(self))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        row = self.fontMetrics().lineSpacing() + SPACE
        self.setFixedHeight(_ROWS * row + 2 * SPACE)
        self.itemChanged.connect(lambda item: item.setToolTip(item.text()))

    @property
    def folders(self) -> list[str]:
        return [self.item(at).text() for at in range(self.count())]

    def append(self, folder: str) -> None:
        item = QListWidgetItem(folder)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setToolTip(folder)
        self.addItem(item)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where the keyboard is, is seen, and is what Delete removes."""
        super().focusInEvent(event)
        if self.count() and not self.selectedItems():
            self.setCurrentRow(max(0, self.currentRow()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab leads on to the next field, not into the next row."""
        hints = QAbstractItemDelegate.EndEditHint
        if hint not in (hints.EditNextItem, hints.EditPreviousItem):
            super().closeEditor(editor, hint)
            return
        super().closeEditor(editor, hints.NoHint)
        self.focusNextPrevChild(hint == hints.EditNextItem)


class _NamedEditors(QStyledItemDelegate):
    """A screen reader says which list the row that is edited belongs to."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = super().createEditor(parent, option, index)
        view = self.parent()
        assert isinstance(view, FolderList)
        editor.setAccessibleName(view.accessibleName())
        return editor
