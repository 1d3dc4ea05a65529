"""Finding things in the window as a person does: by the words on them."""

import re
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QTabWidget,
    QWidget,
)

from app.ui.item_models.search import Column
from app.ui.widgets.choice import Choice
from app.ui.widgets.fitted_text import ReadOnlyText
from app.ui.widgets.model_list import ModelList

_W = TypeVar("_W", bound=QWidget)


def the(kind: type[_W], where: QWidget) -> _W:
    """The only visible widget of a kind.

    Raises:
        ValueError: there is none, or more than one.
    """
    (found,) = (widget for widget in where.findChildren(kind) if widget.isVisible())
    return found


def button(words: str, where: QWidget) -> QPushButton:
    """The visible button with these words on it."""
    buttons = where.findChildren(QPushButton)
    (found,) = (each for each in buttons if each.isVisible() and each.text() == words)
    return found


def has_button(words: str, where: QWidget) -> bool:
    return any(
        each.isVisible() and each.text() == words for each in where.findChildren(QPushButton)
    )


def field(name: str, where: QWidget) -> QLineEdit:
    """The visible field that a screen reader calls by this name."""
    fields = where.findChildren(QLineEdit)
    (found,) = (each for each in fields if each.isVisible() and each.accessibleName() == name)
    return found


def choice(name: str, where: QWidget) -> Choice:
    """The visible list to choose from that a screen reader calls by this name."""
    choices = where.findChildren(Choice)
    (found,) = (each for each in choices if each.isVisible() and each.accessibleName() == name)
    return found


def visible_text(where: QWidget) -> str:
    """All words on visible labels, line by line."""
    labels = (label for label in where.findChildren(QLabel) if label.isVisible())
    return "\n".join(label.text() for label in labels)


def cell(models: ModelList, name: str, column: Column) -> str:
    """What the list says about a model in a column."""
    return str(row(models, name).siblingAtColumn(column).data())


def cut_off(where: QWidget) -> list[str]:
    """The words on what is visible and has less room than they need."""
    labels = (each for each in where.findChildren(QLabel) if each.isVisible())
    buttons = (each for each in where.findChildren(QAbstractButton) if each.isVisible())
    texts = (each for each in where.findChildren(ReadOnlyText) if each.isVisible())
    return [
        *(label.text() for label in labels if _is_cut(label)),
        *(b.text() for b in buttons if b.text() and b.width() < b.sizeHint().width()),
        *(text.toPlainText() for text in texts if text.verticalScrollBar().maximum()),
    ]


def _is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width()


def row(models: ModelList, name: str) -> QModelIndex:
    """The row of the model with this name.

    Raises:
        ValueError: the list shows no such model.
    """
    (index,) = (index for index in rows(models) if index.data() == name)
    return index


def rows(models: ModelList) -> list[QModelIndex]:
    model = models.model()
    return [model.index(number, Column.NAME) for number in range(model.rowCount())]


def names(models: ModelList) -> list[str]:
    """The names in the list, from top to bottom."""
    return [str(index.data()) for index in rows(models)]


def choose(models: ModelList, name: str) -> None:
    """Choose a model in the list."""
    models.setCurrentIndex(row(models, name))


def open_tab(words: str, where: QWidget) -> None:
    tabs = the(QTabWidget, where)
    (number,) = (at for at in range(tabs.count()) if tabs.tabText(at) == words)
    tabs.setCurrentIndex(number)


def entries(menu: QMenu) -> list[str]:
    """The words of a menu, from top to bottom, without its lines."""
    return [_words(action) for action in menu.actions() if not action.isSeparator()]


def entry(menu: QMenu, *path: str) -> QAction:
    """A menu entry by its words; further words lead into submenus.

    Raises:
        ValueError: no entry, or more than one, has these words.
    """
    (found,) = (action for action in menu.actions() if _words(action) == path[0])
    submenu = found.menu()
    return entry(submenu, *path[1:]) if isinstance(submenu, QMenu) and path[1:] else found


def opened(menu: QMenu) -> QMenu:
    """The menu as it is when a person opens it."""
    menu.aboutToShow.emit()
    return menu


def dialog(pattern: str) -> QMessageBox:
    """The open dialog whose words match the pattern.

    Raises:
        ValueError: there is none, or more than one.
    """
    boxes = (box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox))
    (found,) = (
        box
        for box in boxes
        if box.isVisible() and re.search(pattern, f"{box.text()}\n{box.informativeText()}")
    )
    return found


def no_dialog() -> bool:
    return not any(
        isinstance(box, QMessageBox) and box.isVisible() for box in QApplication.topLevelWidgets()
    )


def _words(action: QAction) -> str:
    return action.text().replace("&&", "&")


LEFT = Qt.MouseButton.LeftButton
