"""The preferences, one field for each setting there is."""

from dataclasses import Field, fields
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import ConfigError
from app.domain.setting_words import value_of, words_of
from app.domain.settings import Settings
from app.services.control import AppControl
from app.ui.icons import Icons
from app.ui.text import translate
from app.ui.theme import SPACE, Theme
from app.ui.widgets.banner import Banner
from app.ui.widgets.scroll_page import ScrollPage

_SIZE = (560, 620)
_LINES = 3
"""Lines of a field with several values."""


class PreferencesDialog(QDialog):
    """Made from the fields of ``Settings``. Only what was changed is changed."""

    def __init__(self, control: AppControl, icons: Icons, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Preferences"))
        self.resize(*_SIZE)
        self._control = control
        self._problem = Banner("bad", icons, theme)
        self._editors = {field.name: _editor(field) for field in fields(Settings)}
        self._before = {
            field.name: words_of(getattr(control.settings, field.name))
            for field in fields(Settings)
        }
        for name, editor in self._editors.items():
            _show(editor, self._before[name])
        self._build()

    def accept(self) -> None:
        """Take over what was changed, unless something cannot be used; then say what."""
        try:
            self._control.change_settings(self._changes())
        except ConfigError as error:
            self._problem.tell(error.sentence)
        else:
            super().accept()

    def _changes(self) -> dict[str, Any]:
        changed = (
            (field, words)
            for field in fields(Settings)
            if (words := _words(self._editors[field.name])) != self._before[field.name]
        )
        return {field.name: self._value(field, words) for field, words in changed}

    def _value(self, field: "Field[Any]", words: str) -> Any:
        try:
            return value_of(field, words)
        except ConfigError:
            self._editors[field.name].setFocus()
            raise

    def _build(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(SPACE // 2)
        for field in fields(Settings):
            self._add(column, field)
        column.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(self._problem)
        layout.addWidget(ScrollPage(page), 1)
        layout.addLayout(self._buttons())

    def _add(self, column: QVBoxLayout, field: "Field[Any]") -> None:
        editor = self._editors[field.name]
        label = QLabel(_label(field))
        label.setProperty("role", "heading")
        label.setWordWrap(True)
        label.setBuddy(editor)
        column.addWidget(label)
        if explanation := self._explanation(field):
            words = QLabel(explanation)
            words.setProperty("role", "muted")
            words.setWordWrap(True)
            column.addWidget(words)
            editor.setAccessibleDescription(explanation)
        column.addWidget(editor)
        column.addSpacing(2 * SPACE)

    def _explanation(self, field: "Field[Any]") -> str:
        sentences = [translate("Settings", explain)] if (explain := _explain(field)) else []
        if isinstance(field.default, tuple):
            sentences.append(self.tr("One on each line."))
        if field.metadata["at_start"]:
            sentences.append(self.tr("A change is followed from the next start on."))
        return " ".join(sentences)

    def _buttons(self) -> QHBoxLayout:
        save, cancel = QPushButton(self.tr("Save")), QPushButton(self.tr("Cancel"))
        save.setProperty("role", "primary")
        save.setDefault(True)
        box = QDialogButtonBox()
        box.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QHBoxLayout()
        layout.addWidget(box)
        return layout


def _label(field: "Field[Any]") -> str:
    return translate("Settings", field.metadata["label"])


def _explain(field: "Field[Any]") -> str:
    return str(field.metadata["explain"])


def _editor(field: "Field[Any]") -> QLineEdit | QPlainTextEdit:
    if not isinstance(field.default, tuple):
        line = QLineEdit()
        line.setAccessibleName(_label(field))
        return line
    lines = QPlainTextEdit()
    lines.setAccessibleName(_label(field))
    lines.setTabChangesFocus(True)
    lines.setProperty("role", "field")
    lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    lines.setFixedHeight(lines.fontMetrics().lineSpacing() * _LINES + 4 * SPACE)
    return lines


def _show(editor: QLineEdit | QPlainTextEdit, words: str) -> None:
    if isinstance(editor, QLineEdit):
        editor.setText(words)
    else:
        editor.setPlainText(words)


def _words(editor: QLineEdit | QPlainTextEdit) -> str:
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
