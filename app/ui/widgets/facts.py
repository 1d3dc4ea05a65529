"""What there is to know about a model, as a table of words."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.ui import text
from app.ui.model_row import ModelRow
from app.ui.theme import SPACE
from app.ui.widgets.fitted_text import ReadOnlyText


class Facts(QWidget):
    """Name and value pairs; a pair without a value is not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A form layout keeps the heights of lines that were wrapped at another width.
        self._layout = QGridLayout(self)
        self._layout.setColumnStretch(1, 1)
        self._names: dict[QWidget, QLabel] = {}
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(2 * SPACE)
        self._layout.setVerticalSpacing(SPACE)
        self._format = self._add(self.tr("Format"))
        self._runtime = self._add(self.tr("Runtime"))
        self._reason = self._add(self.tr("Why"))
        self._architecture = self._add(self.tr("Architecture"))
        self._parameters = self._add(self.tr("Parameters"))
        self._quantization = self._add(self.tr("Quantization"))
        self._context = self._add(self.tr("Context"))
        self._capabilities = self._add(self.tr("Can do"))
        self._template = self._add(self.tr("Chat template"))
        self._size = self._add(self.tr("Size"))
        self._files = self._add(self.tr("Files"))
        self._location = self._add_long(self.tr("Location"))
        self._command = self._add_long(self.tr("Command"))

    def show_row(self, row: ModelRow) -> None:
        """Show another model, or another state of the same."""
        variant, traits = row.variant, row.variant.traits
        self._set(self._format, text.format_text(row.format))
        self._set(self._runtime, row.label)
        self._set(self._reason, text.reason_text(row.explanation))
        self._set(self._architecture, traits.architecture or "")
        parameters = traits.parameters
        self._set(self._parameters, text.parameters_text(parameters) if parameters else "")
        self._set(self._quantization, traits.quantization or "")
        self._set(self._context, self._tokens(traits.context_length))
        self._set(self._capabilities, text.capabilities_text(traits.capabilities))
        has_template = self.tr("Yes") if traits.chat_template else self.tr("None in the files")
        self._set(self._template, has_template if traits.architecture else "")
        self._set(self._files, text.files_text(variant))
        self._set(self._size, text.size_text(variant.size) if variant.files else "")
        self._show(self._location, str(variant.entry) if variant.files else "")
        self._show(self._command, row.running.command if row.running else "")

    def _add(self, name: str) -> QLabel:
        value = QLabel()
        value.setWordWrap(True)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._add_row(name, value)
        return value

    def _add_long(self, name: str) -> ReadOnlyText:
        """A value without spaces to wrap at: it is broken where a line ends."""
        value = ReadOnlyText(name, is_value=True)
        self._add_row(name, value)
        return value

    def _add_row(self, name: str, value: QWidget) -> None:
        label = QLabel(name)
        label.setProperty("role", "muted")
        value.setAccessibleName(name)
        self._names[value] = label
        row = self._layout.rowCount()
        self._layout.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(value, row, 1)

    def _set(self, value: QLabel, words: str) -> None:
        self._reveal(value, words)
        if value.text() != words:
            value.setText(words)

    def _show(self, value: ReadOnlyText, words: str) -> None:
        self._reveal(value, words)
        value.show_words(words)

    def _reveal(self, value: QWidget, words: str) -> None:
        self._names[value].setVisible(bool(words))
        value.setVisible(bool(words))

    def _tokens(self, count: int | None) -> str:
        words = self.tr("{count} tokens")
        return words.format(count=QLocale().toString(count)) if count else ""
