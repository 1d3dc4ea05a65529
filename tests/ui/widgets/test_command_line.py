"""A command is copied as it would run."""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.snapshot import CommandPreview
from app.ui.icons import Icons
from app.ui.theme import Theme
from app.ui.widgets.command_line import CommandLine

COMMAND = "runner --model /models/no\u00a0break é/model.gguf --port 8080"


def test_the_button_copies_every_character(qtbot: QtBot, icons: Icons, theme: Theme) -> None:
    command = CommandLine(icons, theme)
    qtbot.addWidget(command)
    command.show_preview(CommandPreview(command=COMMAND))
    command.copy.trigger()
    assert QGuiApplication.clipboard().text() == COMMAND
