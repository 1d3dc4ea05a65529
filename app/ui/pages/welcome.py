"""What a newcomer sees while there are no models."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.snapshot import AppSnapshot
from app.services.control import AppControl
from app.ui.icons import Icons
from app.ui.theme import SPACE, Theme
from app.ui.widgets.library_buttons import LibraryButtons

WIDTH = 520
PICTURE = 72


class WelcomePage(QWidget):
    """Says what to do to get a first model.

    Signals:
        models_wanted(): the person wants to find models on the Hub.
    """

    models_wanted = Signal()

    def __init__(
        self, control: AppControl, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        picture = QLabel()
        picture.setPixmap(icons.app_icon().pixmap(PICTURE))
        self._title = _centred("title")
        self._words = _centred("muted")
        self._library = LibraryButtons(control, icons, theme)
        self._library.get_models.triggered.connect(self.models_wanted)
        column = QWidget()
        column.setFixedWidth(WIDTH)
        words = QVBoxLayout(column)
        words.setSpacing(2 * SPACE)
        words.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        words.addWidget(self._title)
        words.addWidget(self._words)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addStretch(2)
        layout.addLayout(_in_the_middle(column))
        layout.addLayout(_in_the_middle(self._library))
        layout.addStretch(3)

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        scanning = snapshot.scanning
        self._library.show_snapshot(snapshot)
        self._title.setText(
            self.tr("Looking for models…") if scanning else self.tr("No models yet")
        )
        self._words.setText(
            self.tr(
                "Get one from the Hugging Face Hub. Or put a .gguf file, or the folder of a"
                " SafeTensors model, into the models folder: it shows up here by itself. Or add a"
                " folder where you keep models already; nothing is copied or moved."
            )
        )


def _in_the_middle(widget: QWidget) -> QHBoxLayout:
    """Unlike an alignment, this leaves wrapped words the height they need."""
    layout = QHBoxLayout()
    layout.addStretch()
    layout.addWidget(widget)
    layout.addStretch()
    return layout


def _centred(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(role == "muted")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
