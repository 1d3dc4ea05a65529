"""Questions and messages. None of them blocks: the answer comes as a call."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from app.domain.errors import AppError
from app.ui.sentences import translated

translate = QCoreApplication.translate


def ask(
    parent: QWidget | None,
    *,
    question: str,
    details: str,
    accept: str,
    on_accept: Callable[[], None],
) -> QMessageBox:
    """Ask; ``on_accept`` is called when the person chooses the button named ``accept``."""
    choices = ((accept, on_accept),)
    return choose(parent, question=question, details=details, choices=choices)


def choose(
    parent: QWidget | None,
    *,
    question: str,
    details: str,
    choices: Sequence[tuple[str, Callable[[], None]]],
) -> QMessageBox:
    """Ask which of several things to do, each named by its button; nothing is the default."""
    box = _box(parent, QMessageBox.Icon.Question, question, details)
    for words, act in choices:
        box.addButton(words, QMessageBox.ButtonRole.AcceptRole).clicked.connect(act)
    cancel = box.addButton(translate("dialogs", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    _open(box)
    return box


def tell(parent: QWidget | None, error: AppError) -> None:
    """Show what went wrong and what to do next."""
    box = _box(parent, QMessageBox.Icon.Warning, translated(error.message), translated(error.hint))
    box.addButton(translate("dialogs", "Close"), QMessageBox.ButtonRole.AcceptRole)
    _open(box)


def close_all() -> None:
    """Answer what is still open with its *Cancel* or *Close*: nobody is left to ask for it."""
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QMessageBox):
            box.close()


def ask_for_folder(
    parent: QWidget, title: str, chosen: Callable[[str], None], *, start: str = ""
) -> None:
    """The system's dialog; ``chosen`` is called with the path, which the system may write with
    slashes of either kind."""
    dialog = QFileDialog(parent.window(), title, start)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(chosen)
    dialog.open()


def _open(box: QMessageBox) -> None:
    box.open()
    box.raise_()
    box.activateWindow()


def _box(parent: QWidget | None, icon: QMessageBox.Icon, words: str, details: str) -> QMessageBox:
    box = QMessageBox(parent)
    # Without a parent nothing but this connection keeps the box alive until it is answered.
    box.finished.connect(lambda: box.deleteLater())
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("ModelTray")
    box.setIcon(icon)
    box.setText(words)
    box.setInformativeText(details)
    return box
