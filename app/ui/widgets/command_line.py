"""The command line that a load will run, to read and to copy."""

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.snapshot import CommandPreview
from app.ui.icons import Icons
from app.ui.theme import SPACE, Theme, fixed_font
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.banner import Banner
from app.ui.widgets.fitted_text import ReadOnlyText


class CommandLine(QWidget):
    """Shows a preview, or why there is nothing that could be run."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._problem = Banner("bad", icons, theme)
        self._text = ReadOnlyText(self.tr("Command line"), font=fixed_font())
        self.copy = QAction(self.tr("Copy command"), self)
        self.copy.triggered.connect(self._copy)
        self._build()
        theme.changed.connect(self._draw_icon)
        self._draw_icon()

    def show_preview(self, preview: CommandPreview) -> None:
        self._problem.tell(preview.problem)
        self._text.setVisible(not preview.problem)
        self.copy.setEnabled(bool(preview.command))
        self._text.show_words(preview.command)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.words)

    def _draw_icon(self) -> None:
        self.copy.setIcon(self._icons.icon("copy"))

    def _build(self) -> None:
        heading = QLabel(self.tr("What will run"))
        heading.setProperty("role", "heading")
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(ActionButton(self.copy, "link"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(top)
        layout.addWidget(self._problem)
        layout.addWidget(self._text)
