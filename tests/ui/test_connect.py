"""Connecting other programs, by what a person chooses and copies."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from app.ui.announcements import ANNOUNCED
from app.ui.application import Ui
from app.ui.model_page import ModelPage
from app.ui.widgets.choice import Choice
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_client import FakeClient
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.conftest import API_URL
from tests.ui.reach import LEFT, button, choice, choose, field, open_tab, the, visible_text
from tests.ui.samples import PHI_2

URL = "http://127.0.0.1:8081/v1"


@pytest.fixture
def loaded(window: MainWindow, models: ModelList, control: FakeControl) -> MainWindow:
    """The tab of a model that is loaded."""
    control.show_running(samples.ready(PHI_2, 8081))
    choose(models, "phi-2")
    open_tab("Connect", window)
    return window


def page(window: MainWindow) -> QPlainTextEdit:
    return the(QPlainTextEdit, window)


def test_the_address_is_copied(loaded: MainWindow) -> None:
    QTest.mouseClick(button("Copy", loaded), LEFT)

    assert field("Base URL", loaded).text() == URL
    assert QGuiApplication.clipboard().text() == URL


def test_the_settings_of_a_program_are_copied(loaded: MainWindow) -> None:
    programs = the_programs(loaded)
    programs.setCurrentText("Codex")
    QTest.mouseClick(button("Copy settings", loaded), LEFT)

    assert 'wire_api = "responses"' in QGuiApplication.clipboard().text()
    assert "In .codex/config.toml of your home folder." in visible_text(loaded)
    assert "Only a GGUF model" not in visible_text(loaded)
    programs.setCurrentText("llama.vscode")
    assert "Only a GGUF model completes code in it; others just chat." in visible_text(loaded)


def the_programs(window: MainWindow) -> Choice:
    return choice("Program", window)


def test_a_program_can_be_given_the_address_of_all_models(
    loaded: MainWindow, control: FakeControl, client: FakeClient
) -> None:
    choice("Way to the model", loaded).setCurrentIndex(1)
    the_programs(loaded).setCurrentText("curl")

    assert field("Base URL", loaded).text() == f"{API_URL}/v1"
    assert page(loaded).toPlainText().startswith(f"curl {API_URL}/v1/")
    client.found = ("gpt2", "phi-2")
    QTest.mouseClick(button("Test connection", loaded), LEFT)
    assert f"It works: phi-2 answers at {API_URL}/v1." in visible_text(loaded)

    control.show_running(samples.ready(PHI_2, 8090))
    assert field("Base URL", loaded).text() == f"{API_URL}/v1"

    the_programs(loaded).setCurrentText("llama.vscode")
    assert "It names no model" in visible_text(loaded)
    client.found = ("gpt2",)
    QTest.mouseClick(button("Test connection", loaded), LEFT)
    assert f"phi-2 is not found at {API_URL}/v1." in visible_text(loaded)


def test_the_address_of_all_models_is_not_offered_where_it_asks_for_a_token(
    ui: Ui, control: FakeControl, qapp: QApplication
) -> None:
    control.preferences = replace(control.preferences, api_token="secret")
    control.show_running(samples.ready(PHI_2, 8081))
    ui.show_window()
    ui.show_model("phi-2", ModelPage.CONNECT)
    (window,) = (w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow))
    names = {each.accessibleName() for each in window.findChildren(Choice) if each.isVisible()}
    assert "Program" in names
    assert "Way to the model" not in names


def test_a_test_under_way_outlives_the_window(
    ui: Ui, window: MainWindow, control: FakeControl, client: FakeClient, qapp: QApplication
) -> None:
    control.show_running(samples.ready(PHI_2, 8081))
    ui.show_model("phi-2", ModelPage.CONNECT)
    client.holds_names = True
    QTest.mouseClick(button("Test connection", window), LEFT)
    control.change_settings({"language": "bn"})  # builds the window anew
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (tell,) = client.waiting
    tell(("phi-2",))
    control.change_settings({"language": "en"})


def test_another_port_changes_the_settings_and_not_the_program(
    loaded: MainWindow, control: FakeControl
) -> None:
    the_programs(loaded).setCurrentText("curl")
    control.show_running(samples.ready(PHI_2, 8090))

    assert page(loaded).toPlainText().startswith("curl http://127.0.0.1:8090/v1/")


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (("phi-2",), f"It works: phi-2 answers at {URL}."),
        (("gpt2",), f"Another program answers at {URL}. Restart phi-2."),
        (None, f"Nothing answers at {URL}. The log of phi-2 may say why."),
    ],
)
def test_the_connection_is_tested(
    loaded: MainWindow, client: FakeClient, found: tuple[str, ...] | None, sentence: str
) -> None:
    client.found = found
    QTest.mouseClick(button("Test connection", loaded), LEFT)

    assert sentence in visible_text(loaded)
    assert sentence in [each.property(ANNOUNCED) for each in loaded.findChildren(QLabel)]


def test_a_model_that_is_not_loaded_is_offered_to_load(
    window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    choose(models, "phi-2")
    open_tab("Connect", window)
    assert "Load phi-2 to connect other programs to it." in visible_text(window)

    control.show_running(samples.ready(PHI_2, 8081))
    assert field("Base URL", window).text() == URL
