"""The runtime rules: which program runs which format, and why."""

from PySide6.QtCore import QItemSelectionModel, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.rule_info import RuleInfo
from app.domain.snapshot import AppSnapshot
from app.services.control import AppControl
from app.ui.icons import Icons
from app.ui.item_models.words import Heading, WordsTable
from app.ui.rule_words import rule_rows, story_of
from app.ui.theme import SPACE, Theme, fixed_font
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.words_view import WordsView

_SIZE = (780, 600)
_COMMAND_LINES, _STORY_LINES = 4, 6


class RulesDialog(QDialog):
    """
    Args:
        model: id of the model whose rule is shown first; may be empty.
    """

    def __init__(
        self, control: AppControl, icons: Icons, theme: Theme, parent: QWidget, *, model: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Runtime rules"))
        self.resize(*_SIZE)
        self._control = control
        self._rules: tuple[RuleInfo, ...] = ()
        self._table = WordsTable(self._headings(), icons.icon, self)
        self._command = _text(self.tr("Command of the rule"), _COMMAND_LINES)
        self._command.setFont(fixed_font())
        self._story = _text(self.tr("What the rule runs, and why"), _STORY_LINES)
        self._own_file = QLabel()
        self.open_folder = QAction(icons.icon("folder"), self.tr("Open its folder"), self)
        self._build()
        self._view.view.selectionModel().currentRowChanged.connect(self._show_current)
        self.open_folder.triggered.connect(self._open_folder)
        control.snapshot_changed.connect(self._show_snapshot)
        theme.changed.connect(self._table.redraw)
        self._show_snapshot(control.snapshot)
        self._choose(control.snapshot.choice(model).rule)

    def _show_snapshot(self, snapshot: AppSnapshot) -> None:
        self._rules = self._control.rules()
        self._table.set_rows(list(rule_rows(self._rules, snapshot)))
        words = self.tr("Rules of your own, and changes to these, go into {path}.")
        self._own_file.setText(words.format(path=self._control.own_rules_file))
        self._show_current()

    def _choose(self, rule: str) -> None:
        names = [each.name for each in self._rules]
        at = names.index(rule) if rule in names else 0
        flags = QItemSelectionModel.SelectionFlag
        index = self._table.index(at, 0)
        self._view.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _show_current(self) -> None:
        index = self._view.view.currentIndex()
        if not index.isValid():
            return
        rule = self._rules[index.row()]
        _show(self._command, rule.command)
        _show(self._story, story_of(rule, self._control.snapshot))

    def _open_folder(self) -> None:
        folder = self._control.own_rules_file.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _headings(self) -> tuple[Heading, ...]:
        return (
            Heading(self.tr("Rule")),
            Heading(self.tr("For")),
            Heading(self.tr("Runtime")),
            Heading(self.tr("Comes from")),
            Heading(self.tr("Models"), is_number=True),
        )

    def _build(self) -> None:
        self._view = WordsView(
            self.tr("Rules"),
            self._table,
            empty=self.tr("There are no rules."),
            samples=("safetensors  ", "", "transformers (Full featured)", "Comes from", "000"),
        )
        self._own_file.setWordWrap(True)
        self._own_file.setProperty("role", "muted")
        self._own_file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addWidget(self._own_file, 1)
        foot.addWidget(ActionButton(self.open_folder))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._view, 1)
        layout.addWidget(_heading(self.tr("Command"), self._command))
        layout.addWidget(self._command)
        layout.addWidget(_heading(self.tr("Models and reasons"), self._story))
        layout.addWidget(self._story)
        layout.addLayout(foot)


def _text(name: str, lines: int) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(name)
    text.setFixedHeight(text.fontMetrics().lineSpacing() * lines + 2 * SPACE)
    return text


def _show(text: QPlainTextEdit, words: str) -> None:
    if text.toPlainText() != words:  # a selection in it stays
        text.setPlainText(words)


def _heading(words: str, about: QWidget) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "heading")
    label.setBuddy(about)
    return label
