"""One repository of the Hub: what it is, and the choices to have its model."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.hub.choices import Choice, HubModel
from app.ui import hub_words, text
from app.ui.icons import Icons
from app.ui.sentences import translated
from app.ui.theme import SPACE, Theme
from app.ui.widgets.banner import Banner
from app.ui.widgets.primary_button import make_primary
from app.ui.widgets.scroll_page import ScrollPage


class HubRepositoryView(QFrame):
    """Empty until a repository is shown.

    Signals:
        wanted(str, str): the person wants this choice (repository, id of the choice).
        token_wanted(): the person wants to save an access token.
    """

    wanted = Signal(str, str)
    token_wanted = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._model: HubModel | None = None
        self._title = self._label("title")
        self._facts = self._label("muted")
        self._gate = Banner("info", icons, theme)
        self._message = self._label("muted")
        self._choices = QVBoxLayout()
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._show_size)
        self._reason = self._label("muted")
        self._download = self._button(self._want)
        make_primary(self._download)
        self._open = self._button(self._open_page)
        self._open.setText(self.tr("Open its page"))
        self._token = self._button(self.token_wanted.emit)
        self._token.setText(self.tr("Access token…"))
        self._build()
        self.clear("")

    def clear(self, message: str) -> None:
        """Show no repository but a sentence."""
        self._model = None
        self._title.clear()
        self._facts.clear()
        self._gate.tell("")
        self._show_choices(())
        self._reason.clear()
        self._message.setText(message)
        self._show_buttons(can_open=False, asks_for_token=False)

    def show_model(self, model: HubModel) -> None:
        repository = model.repository
        self._model = model
        self._title.setText(repository.id)
        self._facts.setText(hub_words.repository_text(repository))
        self._gate.tell(hub_words.gate_text(repository.gate))
        self._show_choices(model.choices)
        self._message.setText(
            "" if model.choices else self.tr("There is nothing in it that ModelTray can run.")
        )
        best = model.recommended
        self._reason.setText(
            self.tr("Recommended: {label}. {reason}").format(
                label=best.label, reason=translated(best.reason)
            )
            if best
            else ""
        )
        gated = bool(hub_words.gate_text(repository.gate))
        self._show_buttons(can_open=True, asks_for_token=gated)

    @property
    def _chosen(self) -> Choice | None:
        number = self._group.checkedId()
        return self._model.choices[number] if self._model and number >= 0 else None

    def _show_choices(self, choices: tuple[Choice, ...]) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._choices.removeWidget(button)
            button.hide()
            button.deleteLater()
        for number, choice in enumerate(choices):
            button = QRadioButton(hub_words.choice_text(choice))
            self._group.addButton(button, number)
            self._choices.addWidget(button)
            button.setChecked(choice.recommended or len(choices) == 1)
        self._show_size()

    def _show_size(self) -> None:
        choice = self._chosen
        self._download.setEnabled(choice is not None)
        size = text.size_text(choice.size) if choice else ""
        words = self.tr("Download {size}").format(size=size) if size else self.tr("Download")
        self._download.setText(words)

    def _show_buttons(self, *, can_open: bool, asks_for_token: bool) -> None:
        self._download.setVisible(can_open and bool(self._group.buttons()))
        self._open.setVisible(can_open)
        self._token.setVisible(asks_for_token)

    def _want(self) -> None:
        if self._model is not None and self._chosen is not None:
            self.wanted.emit(self._model.repository.id, self._chosen.id)

    def _open_page(self) -> None:
        if self._model is not None:
            QDesktopServices.openUrl(QUrl(self._model.repository.url))

    def _label(self, role: str) -> QLabel:
        label = QLabel()
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _button(self, act: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button

    def _build(self) -> None:
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, SPACE, 0)
        lines.setSpacing(SPACE)
        for widget in (self._title, self._facts, self._gate, self._message):
            lines.addWidget(widget)
        lines.addLayout(self._choices)
        lines.addWidget(self._reason)
        lines.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in (self._download, self._open, self._token):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE + 4)
        layout.addWidget(ScrollPage(inner), 1)
        layout.addLayout(buttons)
