"""A small chat with the chosen model, to see whether it works and how fast."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.lifecycle import State
from app.ui import text
from app.ui.announcements import announce
from app.ui.conversation import Conversation, Conversations, Turn
from app.ui.icons import Icons
from app.ui.model_row import ModelRow
from app.ui.theme import SPACE, Theme
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.chat_view import ChatView
from app.ui.widgets.examples import Examples
from app.ui.widgets.load_invitation import LoadInvitation
from app.ui.widgets.message_field import MessageField
from app.ui.widgets.scroll_page import ScrollPage

_SPEED_PAUSE = 500
"""Milliseconds; a number that changes faster cannot be read."""


class TryIt(QWidget):
    """Each model has its own conversation, which outlasts the window.

    Args:
        load: loads the chosen model, or cancels its load.
    """

    def __init__(
        self,
        conversations: Conversations,
        load: QAction,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._conversations = conversations
        self._heard: Conversation | None = None
        self._icons = icons
        self._row: ModelRow | None = None
        self._view = ChatView(theme)
        self._examples = Examples()
        self._field = MessageField()
        self._field.setPlaceholderText(self.tr("Ask something (Enter sends)"))
        self.send = QAction(self)
        self.clear = QAction(self.tr("Clear"), self)
        self._speed = _muted()
        self._invitation = LoadInvitation(self.tr("Load {name} to talk to it."), load)
        self._expected = ""
        self._invitation.accepted.connect(self._expect)
        self._build()
        self._speed_timer = QTimer(self, interval=_SPEED_PAUSE)
        self._speed_timer.timeout.connect(self._show_speed)
        self._examples.chosen.connect(self._ask_example)
        self._field.submitted.connect(self._ask)
        self._field.interrupted.connect(self._stop)
        self._field.textChanged.connect(self._follow)
        self.send.triggered.connect(self._ask_or_stop)
        self.clear.triggered.connect(self._clear)
        theme.changed.connect(self._show_conversation)

    def take_focus(self) -> None:
        """Begin in the field. No focus proxy: Tab would never lead to what stands before it."""
        self._field.setFocus()

    def show_row(self, row: ModelRow) -> None:
        """Talk to this model from now on."""
        before, self._row = self._row, row
        if before is None or before.id != row.id:
            self._show_conversation()
        self._show_missing(row)
        self._follow()

    @property
    def _conversation(self) -> Conversation | None:
        return self._conversations.get(self._row.id) if self._row else None

    def _expect(self) -> None:
        """Whoever loads from here will want to write here."""
        self._expected = self._row.id if self._row else ""

    def _ask_or_stop(self) -> None:
        if self._conversation and self._conversation.is_answering:
            self._stop()
        else:
            self._ask()

    def _ask(self) -> None:
        question = self._field.toPlainText().strip()
        if question and self._say(question):
            self._field.clear()

    def _ask_example(self, question: str) -> None:
        self._field.setFocus()  # what is written there stays
        self._say(question)

    def _say(self, question: str) -> bool:
        """Ask, and tell whether; not where nobody listens or the last answer is under way."""
        if not (self._row and self._row.port):
            return False
        conversation = self._conversations.begin(self._row.id)
        self._listen_to(conversation)
        if conversation.is_answering:
            return False
        conversation.ask(self._row.port, question)
        self._speed_timer.start()
        self._follow()
        return True

    def _stop(self) -> None:
        if self._conversation:
            self._conversation.stop()

    def _clear(self) -> None:
        if self._conversation:
            self._conversation.clear()
            self._show_conversation()
            self._field.setFocus()

    def _listen_to(self, conversation: Conversation | None) -> None:
        """Show what is said in this one from now on, and in no other."""
        if conversation is self._heard:
            return
        for heard, switch in ((self._heard, "disconnect"), (conversation, "connect")):
            if heard is not None:
                getattr(heard.began, switch)(self._view.begin)
                getattr(heard.grew, switch)(self._view.append_pieces)
                getattr(heard.ended, switch)(self._on_ended)
        self._heard = conversation

    def _on_ended(self, turn: Turn) -> None:
        self._view.end(turn)
        announce(self._view, turn.note if turn.failed else turn.text or turn.note)
        self._follow()

    def _show_conversation(self) -> None:
        if self._row is not None:
            self._listen_to(self._conversation)
            turns = self._conversation.turns if self._conversation else ()
            self._view.show_turns(self._row.model.name, turns)
            self._follow()

    def _show_missing(self, row: ModelRow) -> None:
        is_ready = row.state is State.READY
        was_missing = self._lower.currentIndex() == 1
        self._lower.setCurrentIndex(0 if is_ready else 1)
        if is_ready and was_missing and self._expected == row.id and self.isVisible():
            self._field.setFocus()
        self._invitation.show_row(row)

    def _follow(self) -> None:
        answers = bool(self._conversation and self._conversation.is_answering)
        self.send.setText(self.tr("Stop answer") if answers else self.tr("Send"))
        self.send.setToolTip(self.tr("Stop (Esc)") if answers else self.tr("Send (Enter)"))
        self.send.setIcon(self._icons.icon("stop" if answers else "send", "on_accent"))
        self.send.setEnabled(answers or bool(self._field.toPlainText().strip()))
        has_begun = bool(self._conversation and self._conversation.turns)
        self.clear.setEnabled(has_begun)
        is_ready = self._row is not None and self._row.state is State.READY
        self._upper.setCurrentIndex(1 if is_ready and not has_begun else 0)
        if not answers:
            self._speed_timer.stop()
        self._show_speed()

    def _show_speed(self) -> None:
        conversation = self._conversation
        if not (conversation and conversation.is_answering):
            self._speed.clear()
        elif (speed := conversation.speed) is None:
            self._speed.setText(self.tr("Reading…"))
        else:
            self._speed.setText(text.speed_text(speed))

    def _build(self) -> None:
        self._upper = QStackedWidget()
        self._upper.addWidget(self._view)
        self._upper.addWidget(ScrollPage(self._examples))
        self._lower = QStackedWidget()
        self._lower.addWidget(self._composer())
        self._lower.addWidget(self._invitation)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE + 4, 0, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._upper, 1)
        layout.addSpacing(SPACE)
        layout.addWidget(self._lower)

    def _composer(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._field)
        layout.addLayout(
            _line(self._speed, ActionButton(self.clear), ActionButton(self.send, "primary"))
        )
        return page


def _muted() -> QLabel:
    label = QLabel()
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label


def _line(label: QLabel, *buttons: QPushButton) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(SPACE)
    layout.addWidget(label, 1)
    for button in buttons:
        layout.addWidget(button)
    return layout
