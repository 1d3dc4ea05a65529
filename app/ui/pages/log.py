"""The log of the chosen model: search it, follow it, copy it, save it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.ui import dialogs
from app.ui.icons import Icons
from app.ui.theme import SPACE, Theme
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.log_view import LogView
from app.ui.widgets.tick_box import TickBox

_COUNT_PAUSE = 400
"""Milliseconds between two counts while lines come; counting reads the whole log."""


class LogPage(QWidget):
    """
    Args:
        whole_log: all lines there are of a model, by its id; more than are shown.
    """

    def __init__(
        self,
        whole_log: Callable[[str], Sequence[str]],
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._whole_log = whole_log
        self._icons = icons
        self._model = ""
        self._view = LogView()
        self._words = QLineEdit()
        self._found = QLabel()
        self._follow = TickBox(self.tr("Follow"), icons)
        self._follow.setChecked(True)
        self._follow.setToolTip(self.tr("Stay at the newest line"))
        self.next = self._action(self.tr("Next match"), self._next, "FindNext")
        self.previous = self._action(self.tr("Previous match"), self._previous, "FindPrevious")
        self.copy = QAction(self.tr("Copy log"), self)
        self.save = QAction(self.tr("Save…"), self)
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_PAUSE)
        self._build()
        self._connect()
        theme.changed.connect(self._draw_icons)
        self._draw_icons()
        self._show_count()

    def show_model(self, model_id: str, lines: Sequence[str]) -> None:
        """Show the log of another model."""
        self._model = model_id
        self._view.show_lines(lines)
        self._show_count()

    def append_lines(self, lines: Sequence[str]) -> None:
        """Add what the model's process has written."""
        self._view.append_lines(lines)

    def _on_typed(self, words: str) -> None:
        if words:
            self._view.find_words(words)
        self._show_count()

    def _next(self) -> None:
        self._find(backwards=False)

    def _previous(self) -> None:
        self._find(backwards=True)

    def _find(self, *, backwards: bool) -> None:
        if self._words.text():
            self._view.find_words(self._words.text(), backwards=backwards, again=True)
            self._show_count()
        else:
            self._words.setFocus()

    def _count_soon(self) -> None:
        if self._words.text() and self.isVisible() and not self._counting.isActive():
            self._counting.start()

    def _show_count(self) -> None:
        words = self._words.text()
        count = self._view.count(words)
        self.next.setEnabled(count.of > 0)
        self.previous.setEnabled(count.of > 0)
        if not words:
            self._found.setText("")
        elif not count.of:
            self._found.setText(self.tr("No match"))
        else:
            sentence = (
                self.tr("{number} of {count}") if count.number else self.tr("Matches: {count}")
            )
            number, of = (QLocale().toString(each) for each in (count.number, count.of))
            self._found.setText(sentence.format(number=number, count=of))

    def _copy(self) -> None:
        """What is selected by hand, else everything."""
        cursor = self._view.textCursor()
        by_hand = cursor.hasSelection() and cursor.selectedText() != self._words.text()
        chosen = cursor.selection().toPlainText() if by_hand else self._view.toPlainText()
        QGuiApplication.clipboard().setText(chosen)

    def _ask_where_to_save(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Save the log"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Log files (*.log)"), self.tr("All files (*)")])
        dialog.setDefaultSuffix("log")
        dialog.selectFile(f"{self._model}.log")
        model = self._model
        dialog.fileSelected.connect(lambda path: self._save_to(Path(path), model))
        dialog.open()

    def _save_to(self, path: Path, model: str) -> None:
        try:
            with path.open("w", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in self._whole_log(model))
        except OSError as error:
            sentence = self.tr("The log cannot be saved as {path} ({reason}).")
            message = sentence.format(path=path, reason=error.strerror)
            hint = self.tr("Choose another folder.")
            dialogs.tell(self.window(), AppError(message, hint=hint))

    def _action(self, words: str, act: Callable[[], None], keys: str) -> QAction:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(QKeySequence.StandardKey[keys]))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        self.addAction(action)
        return action

    def _draw_icons(self) -> None:
        self.next.setIcon(self._icons.icon("down"))
        self.previous.setIcon(self._icons.icon("up"))
        self.copy.setIcon(self._icons.icon("copy"))
        self.save.setIcon(self._icons.icon("save"))

    def _connect(self) -> None:
        self._words.textChanged.connect(self._on_typed)
        self._words.returnPressed.connect(self._next)
        self._view.search_wanted.connect(self._words.setFocus)
        self._view.wrote.connect(self._count_soon)
        self._view.follows_changed.connect(self._follow.setChecked)
        self._follow.toggled.connect(self._view.follow)
        self._counting.timeout.connect(self._show_count)
        self.copy.triggered.connect(self._copy)
        self.save.triggered.connect(self._ask_where_to_save)

    def _build(self) -> None:
        self._words.setPlaceholderText(self.tr("Search the log"))
        self._words.setAccessibleName(self.tr("Search the log"))
        self._words.setClearButtonEnabled(True)
        self._found.setProperty("role", "muted")
        self._found.setAccessibleName(self.tr("Matches"))
        previous, following = (ActionButton(each) for each in (self.previous, self.next))
        for button in (previous, following):
            button.show_icon_only()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE + 4, 0, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(_line(self._words, previous, following, stretch=self._words))
        layout.addWidget(self._view, 1)
        buttons = (self._follow, self._found, ActionButton(self.copy), ActionButton(self.save))
        layout.addLayout(_line(*buttons, stretch=self._found))


def _line(*widgets: QWidget, stretch: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(SPACE)
    for widget in widgets:
        layout.addWidget(widget, 1 if widget is stretch else 0)
    return layout
