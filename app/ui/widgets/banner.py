"""A coloured strip with sentences that a person should see."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.ui.announcements import announce
from app.ui.icons import Icons
from app.ui.sentences import translated
from app.ui.theme import Theme

ICON = 18


class Banner(QFrame):
    """Hidden while there is nothing to say.

    Args:
        tone: ``bad``, ``busy`` or ``info``; chooses colours and icon.
    """

    def __init__(
        self, tone: str, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", tone)
        self._tone = tone
        self._icons = icons
        self._icon = QLabel()
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(10)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        theme.changed.connect(self._draw)
        self._draw()
        self.hide()

    def tell(self, words: str) -> None:
        """Show the words; an empty text hides the strip. They may come from below the window."""
        words = translated(words)
        is_new = words != self._words.text()
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        # The others show what is told as news anyway.
        if is_new and self._tone == "busy" and self.isVisible():
            announce(self, words)

    def _draw(self) -> None:
        self._icon.setPixmap(self._pixmap())

    def _pixmap(self) -> QPixmap:
        names = {"bad": "status-failed", "busy": "status-warning", "info": "status-info"}
        colour = "accent" if self._tone == "info" else self._tone
        return self._icons.icon(names[self._tone], colour).pixmap(ICON)
