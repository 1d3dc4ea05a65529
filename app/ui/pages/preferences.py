"""The preferences, one field for each setting there is."""

from dataclasses import Field, fields
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import AppError
from app.domain.setting_words import Unusable, value_of, words_of
from app.domain.settings import Settings
from app.services.control import AppControl
from app.ui.icons import Icons
from app.ui.setting_labels import setting_labels
from app.ui.theme import SPACE, Theme
from app.ui.widgets.banner import Banner
from app.ui.widgets.primary_button import make_primary
from app.ui.widgets.scroll_page import ScrollPage
from app.ui.widgets.setting_editors import LinesEditor, SwitchEditor, editor_for
from app.ui.widgets.tick_box import TickBox

_SIZE = (560, 620)


class PreferencesDialog(QDialog):
    """Made from the fields of ``Settings``. Only what was changed is changed."""

    def __init__(self, control: AppControl, icons: Icons, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Preferences"))
        self.resize(*_SIZE)
        self._control = control
        self._problem = Banner("bad", icons, theme)
        self._labels = setting_labels()
        self._editors = {
            field.name: editor_for(field, self._labels[field.name], icons)
            for field in fields(Settings)
        }
        self._before = {
            field.name: words_of(getattr(control.settings, field.name))
            for field in fields(Settings)
        }
        for name, editor in self._editors.items():
            editor.show_words(self._before[name])
        self._login = TickBox(self.tr("Start when I log in"), icons)
        self._login.setChecked(control.login_start.is_on())
        self._build()
        self._login.setFocus()

    def accept(self) -> None:
        """Take over what was changed, unless something cannot be used; then say what."""
        changes = self._changes()
        if changes is not None and self._switch_login():
            self._control.change_settings(changes)
            super().accept()

    def _switch_login(self) -> bool:
        """Whether the program starts at login as the person wants it; if not, it was told."""
        login, on = self._control.login_start, self._login.isChecked()
        try:
            if login.is_on() is not on:
                login.switch(on=on)
        except AppError as error:
            self._problem.tell(error.sentence)
            self._login.setFocus()
            return False
        return True

    def _changes(self) -> dict[str, Any] | None:
        """``None``, once it was told, where something cannot be used."""
        values = {}
        for field in fields(Settings):
            words = self._editors[field.name].words()
            if words == self._before[field.name]:
                continue
            try:
                values[field.name] = value_of(field, words)
            except Unusable:
                self._refuse(field, words)
                return None
        return values

    def _refuse(self, field: "Field[Any]", words: str) -> None:
        sentence = self.tr("“{words}” cannot be used for “{label}”. The usual value is {usual}.")
        label, usual = self._labels[field.name].label, words_of(field.default)
        self._problem.tell(sentence.format(words=words, label=label, usual=usual))
        self._editors[field.name].setFocus()

    def _build(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        column.addWidget(self._login)
        column.addSpacing(2 * SPACE)
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
        if not isinstance(editor, SwitchEditor):  # that one bears its words itself
            label = QLabel(self._labels[field.name].label)
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
        sentences = [self._labels[field.name].explain]
        if isinstance(self._editors[field.name], LinesEditor):
            sentences.append(self.tr("One on each line."))
        if field.metadata["at_start"]:
            sentences.append(self.tr("A change counts from the next start on."))
        return " ".join(sentences)

    def _buttons(self) -> QHBoxLayout:
        save, cancel = QPushButton(self.tr("Save")), QPushButton(self.tr("Cancel"))
        make_primary(save)
        save.setDefault(True)
        box = QDialogButtonBox()
        box.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QHBoxLayout()
        layout.addWidget(box)
        return layout
