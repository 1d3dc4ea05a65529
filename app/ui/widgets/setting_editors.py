"""The field in which one preference is changed: a line, several lines, a box to tick, or
a list to choose from."""

from dataclasses import Field
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.domain.setting_words import NO, YES
from app.ui.icons import Icons
from app.ui.setting_labels import SettingLabel
from app.ui.theme import SPACE
from app.ui.widgets.choice import Choice
from app.ui.widgets.tick_box import TickBox

_LINES = 3
"""Lines of a field with several values."""


class LineEditor(QLineEdit):
    """One value; a secret one shows as dots until it is typed."""

    def __init__(self, *, is_secret: bool) -> None:
        super().__init__()
        if is_secret:
            self.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)

    def words(self) -> str:
        return self.text()

    def show_words(self, words: str) -> None:
        self.setText(words)


class LinesEditor(QPlainTextEdit):
    """A value on each line."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setProperty("role", "field")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 4 * SPACE)

    def words(self) -> str:
        return self.toPlainText()

    def show_words(self, words: str) -> None:
        self.setPlainText(words)


class SwitchEditor(TickBox):
    """Yes or no."""

    def words(self) -> str:
        return YES if self.isChecked() else NO

    def show_words(self, words: str) -> None:
        self.setChecked(words == YES)


class ChoiceEditor(Choice):
    """One of a few values, each with a name."""

    def __init__(self, label: SettingLabel, icons: Icons) -> None:
        super().__init__(label.label, icons)
        for value, name in label.choices.items():
            self.addItem(name, value)

    def words(self) -> str:
        return str(self.currentData())

    def show_words(self, words: str) -> None:
        self.setCurrentIndex(max(0, self.findData(words)))


SettingEditor = LineEditor | LinesEditor | SwitchEditor | ChoiceEditor


def editor_for(field: "Field[Any]", label: SettingLabel, icons: Icons) -> SettingEditor:
    """The editor that goes with the type of a setting."""
    editor: SettingEditor
    if field.metadata.get("choices"):
        editor = ChoiceEditor(label, icons)
    elif isinstance(field.default, tuple):
        editor = LinesEditor()
    elif isinstance(field.default, bool):
        editor = SwitchEditor(label.label, icons)
    else:
        editor = LineEditor(is_secret=field.metadata["is_secret"])
    editor.setAccessibleName(label.label)
    return editor
