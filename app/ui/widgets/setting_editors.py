"""The field in which one preference is changed: a line, several lines, boxes to tick, a list to
choose from, or folders."""

from dataclasses import Field
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from app.domain.setting_words import NO, YES
from app.ui.icons import Icons
from app.ui.setting_labels import SettingLabel
from app.ui.theme import SPACE
from app.ui.widgets.choice import Choice
from app.ui.widgets.folder_editors import FolderEditor, FoldersEditor
from app.ui.widgets.tick_box import TickBox

_LINES = 3
"""Lines of a field with several values."""
_COLUMNS = 3
"""Of boxes to tick side by side."""


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


class TicksEditor(QWidget):
    """Any of a few values: a box to tick for each. Values without a box are kept."""

    def __init__(self, label: SettingLabel, icons: Icons) -> None:
        super().__init__()
        self._boxes = {value: TickBox(name, icons) for value, name in label.choices.items()}
        self._shown: list[str] = []
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for at, (value, box) in enumerate(self._boxes.items()):
            box.setAccessibleName(f"{label.label}: {label.choices[value]}")
            layout.addWidget(box, at // _COLUMNS, at % _COLUMNS)
        self.setFocusProxy(next(iter(self._boxes.values())))

    def setAccessibleDescription(self, words: str) -> None:
        for box in self._boxes.values():
            box.setAccessibleDescription(words)

    def words(self) -> str:
        ticked = [value for value, box in self._boxes.items() if box.isChecked()]
        kept = [value for value in self._shown if value in ticked or value not in self._boxes]
        return "\n".join(dict.fromkeys((*kept, *ticked)))

    def show_words(self, words: str) -> None:
        self._shown = words.splitlines()
        for value, box in self._boxes.items():
            box.setChecked(value in self._shown)


SettingEditor = (
    LineEditor
    | LinesEditor
    | SwitchEditor
    | ChoiceEditor
    | TicksEditor
    | FolderEditor
    | FoldersEditor
)


def editor_for(field: "Field[Any]", label: SettingLabel, icons: Icons) -> SettingEditor:
    """The editor that goes with the type of a setting."""
    is_several = isinstance(field.default, tuple)
    editor: SettingEditor
    if label.choices:
        editor = (TicksEditor if is_several else ChoiceEditor)(label, icons)
    elif field.metadata["is_folder"]:
        editor = (FoldersEditor if is_several else FolderEditor)(label.label)
    elif is_several:
        editor = LinesEditor()
    elif isinstance(field.default, bool):
        editor = SwitchEditor(label.label, icons)
    else:
        editor = LineEditor(is_secret=field.metadata["is_secret"])
    editor.setAccessibleName(label.label)
    return editor
