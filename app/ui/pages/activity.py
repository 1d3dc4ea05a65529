"""What happened since the program started: to the models, and by which clients."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QDialog, QLabel, QTabWidget, QVBoxLayout, QWidget

from app.domain.activity import Happening
from app.services.activity import Activity
from app.ui.activity_words import client_rows, event_rows, happening_text
from app.ui.icons import Icons
from app.ui.item_models.words import Heading, WordsTable
from app.ui.theme import SPACE, Theme
from app.ui.widgets.words_view import WordsView

_SIZE = (860, 520)


class ActivityDialog(QDialog):
    """Stays open beside the window and follows what happens."""

    def __init__(self, activity: Activity, icons: Icons, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Activity"))
        self.resize(*_SIZE)
        self._activity = activity
        self._events = WordsTable(self._event_headings(), icons.icon, self)
        self._clients = WordsTable(self._client_headings(), icons.icon, self)
        self._story = QLabel()
        self._story.setWordWrap(True)
        self._story.setTextFormat(Qt.TextFormat.PlainText)
        self._story.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._build()
        activity.changed.connect(self._refresh)
        theme.changed.connect(self._events.redraw)
        self._refresh()

    def _refresh(self) -> None:
        self._events.set_rows(list(event_rows(self._activity.events)))
        self._clients.set_rows(list(client_rows(self._activity.clients)))

    def _tell_story(self, current: QModelIndex) -> None:
        """All of a sentence that its cell may cut."""
        self._story.setText(self._events.rows[current.row()].tip if current.isValid() else "")

    def _event_headings(self) -> tuple[Heading, ...]:
        words = (self.tr("What"), self.tr("When"), self.tr("Model"), self.tr("Details"))
        return tuple(map(Heading, words))

    def _client_headings(self) -> tuple[Heading, ...]:
        return (
            Heading(self.tr("Client")),
            Heading(self.tr("Model")),
            Heading(self.tr("Requests"), is_number=True),
            Heading(self.tr("Failed"), is_number=True),
            Heading(self.tr("Tokens read"), is_number=True),
            Heading(self.tr("Tokens written"), is_number=True),
            Heading(self.tr("Last")),
        )

    def _build(self) -> None:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.setAccessibleName(self.tr("Activity"))
        events = self._events_view()
        events.view.selectionModel().currentRowChanged.connect(self._tell_story)
        tabs.addTab(_page(events), self.tr("Models"))
        tabs.addTab(_page(self._clients_view()), self.tr("Clients"))
        note = QLabel(self.tr("Since ModelTray started. Nothing of it is kept or sent anywhere."))
        note.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(tabs, 1)
        layout.addWidget(self._story)
        layout.addWidget(note)
        tabs.currentChanged.connect(lambda _: events.view.setCurrentIndex(QModelIndex()))

    def _events_view(self) -> WordsView:
        words = map(happening_text, Happening)
        longest = max(words, key=self.fontMetrics().horizontalAdvance)
        return WordsView(
            self.tr("What happened to the models"),
            self._events,
            empty=self.tr("Nothing has happened yet. Loads, stops and failures are listed here."),
            samples=(f"{longest}   ", "00:00:00", "tinyllama-gguf-chat", ""),
        )

    def _clients_view(self) -> WordsView:
        return WordsView(
            self.tr("Requests by client"),
            self._clients,
            empty=self.tr("No client has asked a model through ModelTray's own address yet."),
            samples=("", "tinyllama-gguf", "0000", "0000", "0,000,000", "0,000,000", "00:00:00"),
        )


def _page(view: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, SPACE, 0, 0)
    layout.addWidget(view, 1)
    return page
