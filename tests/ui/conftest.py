"""The tray and the window over a control that the test plays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.application import Ui
from app.ui.icons import Icons
from app.ui.theme import Theme
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_client import FakeClient
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.reach import the

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
API_URL = "http://127.0.0.1:8155"

OFFSCREEN_LIMITS = (
    "This plugin does not support",
    "QPlatformNativeInterface::systemTrayWindowChanged",
)
"""What Qt says where there is no real screen."""


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(pytest.mark.qt_log_ignore(*OFFSCREEN_LIMITS))


class Quits(list[str]):
    """Counts how often the program was told to quit."""

    def __call__(self) -> None:
        self.append("quit")


@pytest.fixture
def control() -> FakeControl:
    """Shows the seed's three models, none of them loaded."""
    return FakeControl(samples.snapshot(*samples.SEED_MODELS))


@pytest.fixture
def quits() -> Quits:
    return Quits()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(RESOURCES, theme)


@pytest.fixture
def client() -> FakeClient:
    return FakeClient()


@pytest.fixture
def ui(
    qapp: QApplication, control: FakeControl, client: FakeClient, quits: Quits, tmp_path: Path
) -> Iterator[Ui]:
    """Tray and window, not started; nothing of them is left afterwards."""
    before = qapp.topLevelWidgets()
    made = Ui(
        control,
        client,
        resources=RESOURCES,
        window_file=tmp_path / "window é.ini",
        api_url=API_URL,
        on_quit=quits,
    )
    yield made
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left: list[QWidget] = [w for w in qapp.topLevelWidgets() if w not in before]
    assert not left, f"windows left open: {left}"


@pytest.fixture
def window(ui: Ui, qapp: QApplication, qtbot: QtBot) -> MainWindow:
    """The window, open and in front."""
    ui.show_window()
    (found,) = (w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow))
    qtbot.waitUntil(found.isActiveWindow)
    return found


@pytest.fixture
def models(window: MainWindow) -> ModelList:
    return the(ModelList, window)
