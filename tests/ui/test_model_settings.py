"""The settings of one model: typed, kept, shown as memory and as a command line."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit, QSlider
from pytestqt.qtbot import QtBot

from app.domain.hardware import Gpu, Hardware
from app.domain.launch import LoadOptions
from app.domain.model_settings import ModelSettings
from app.ui.pages.model_settings import ModelSettingsPage
from app.ui.widgets.choice import Choice
from app.ui.widgets.memory_bars import MemoryBars
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.reach import LEFT, button, choose, field, has_button, open_tab, the, visible_text
from tests.ui.samples import PHI_2, QWEN

GIB = 2**30
CARD = Gpu("RTX 4060", 8 * GIB, 7 * GIB)


@pytest.fixture
def control() -> FakeControl:
    """Knows a model whose memory can be told, and two others."""
    return FakeControl(samples.snapshot(QWEN, PHI_2, samples.TINYLLAMA))


@pytest.fixture
def page(window: MainWindow, models: ModelList) -> MainWindow:
    """The window with the settings of the big model open."""
    choose(models, QWEN.name)
    open_tab("Settings", window)
    return window


def box(words: str, where: MainWindow) -> QCheckBox:
    (found,) = (each for each in where.findChildren(QCheckBox) if each.text() == words)
    return found


def runtime(where: MainWindow) -> Choice:
    (found,) = (each for each in where.findChildren(Choice) if each.accessibleName() == "Runtime")
    return found


def slider(name: str, where: MainWindow) -> QSlider:
    sliders = where.findChildren(QSlider)
    (found,) = (each for each in sliders if each.accessibleName() == f"{name}, slider")
    return found


def command(where: MainWindow) -> str:
    texts = where.findChildren(QPlainTextEdit)
    (found,) = (each for each in texts if each.accessibleName() == "Command line")
    return found.toPlainText()


def kept(control: FakeControl) -> ModelSettings:
    return control.model_settings(QWEN.id)


def test_what_is_typed_is_kept_by_itself(
    page: MainWindow, control: FakeControl, qtbot: QtBot
) -> None:
    QTest.keyClicks(field("Context (tokens)", page), "2048")
    QTest.keyClicks(field("GPU layers", page), "x0")
    QTest.keyClicks(field("CPU threads", page), "4")
    runtime(page).setCurrentText("other (Odd)")
    for words in ("Keep loaded", "Load when ModelTray starts"):
        box(words, page).click()
    QTest.keyClicks(field("Name", page), " My  Qwen ")
    QTest.keyClicks(field("Extra arguments", page), "-fa on")

    wanted = ModelSettings("My Qwen", 4, 2048, 0, "other", ("-fa", "on"), True, True)
    qtbot.waitUntil(lambda: kept(control) == wanted)


def test_a_number_may_have_separators_and_what_is_none_says_automatic(
    page: MainWindow, control: FakeControl, qtbot: QtBot
) -> None:
    context = field("Context (tokens)", page)
    QTest.mouseClick(context, LEFT)
    QTest.keyClicks(context, "4,096")
    assert command(page) == "engine --model qwen3-8b -c 4096"
    qtbot.waitUntil(lambda: kept(control) == ModelSettings(ctx_size=4096))

    context.clear()
    QTest.keyClicks(context, "0")
    QTest.mouseClick(button("Load", page), LEFT)
    assert (context.text(), context.placeholderText()) == ("", "Automatic (8192)")
    assert kept(control) == ModelSettings()


def test_a_load_right_after_a_change_has_it(page: MainWindow, control: FakeControl) -> None:
    QTest.keyClicks(field("CPU threads", page), "3")
    QTest.mouseClick(button("Load", page), LEFT)

    assert kept(control) == ModelSettings(threads=3)
    assert control.calls == [("load", QWEN.id, LoadOptions())]


def test_each_model_has_its_own(page: MainWindow, models: ModelList, control: FakeControl) -> None:
    QTest.keyClicks(field("CPU threads", page), "3")
    choose(models, PHI_2.name)
    assert field("CPU threads", page).text() == ""

    choose(models, QWEN.name)
    assert field("CPU threads", page).text() == "3"
    assert kept(control) == ModelSettings(threads=3)


def test_the_command_follows_what_is_typed_and_can_be_copied(page: MainWindow) -> None:
    QTest.keyClicks(field("Context (tokens)", page), "4096")
    assert command(page) == "engine --model qwen3-8b -c 4096"

    QTest.mouseClick(button("Copy command", page), LEFT)
    assert QGuiApplication.clipboard().text() == "engine --model qwen3-8b -c 4096"


def test_what_cannot_be_run_is_told_and_not_kept(
    page: MainWindow, control: FakeControl, qtbot: QtBot
) -> None:
    arguments = field("Extra arguments", page)
    for typed, sentence in (("--bad", "--bad is not an extra argument."), ("'", "not closed")):
        arguments.clear()
        QTest.keyClicks(arguments, typed)
        assert sentence in visible_text(page)
    page.hide()
    assert kept(control) == ModelSettings()

    page.show()
    arguments.clear()
    QTest.keyClicks(arguments, "-fa on")
    qtbot.waitUntil(lambda: kept(control).arguments == ("-fa", "on"))
    assert "not an extra argument" not in visible_text(page)


@pytest.mark.parametrize(
    ("bad", "sentence"), [("--bad", "--bad is not an extra argument."), ("'", "not closed")]
)
def test_bad_arguments_keep_no_other_change_from_counting(
    page: MainWindow, models: ModelList, control: FakeControl, bad: str, sentence: str
) -> None:
    control.change_model_settings(QWEN.id, ModelSettings(arguments=("-fa", "on")))
    field("Extra arguments", page).clear()
    QTest.keyClicks(field("Extra arguments", page), bad)
    QTest.keyClicks(field("Context (tokens)", page), "2048")
    QTest.keyClicks(field("CPU threads", page), "3")
    QTest.mouseClick(button("Load", page), LEFT)

    wanted = ModelSettings(threads=3, ctx_size=2048, arguments=("-fa", "on"))
    assert kept(control) == wanted
    assert control.calls == [("load", QWEN.id, LoadOptions())]
    assert field("Extra arguments", page).text() == bad
    assert sentence in visible_text(page)

    choose(models, PHI_2.name)
    choose(models, QWEN.name)
    names = ("Context (tokens)", "CPU threads", "Extra arguments")
    assert [field(name, page).text() for name in names] == ["2048", "3", "-fa on"]
    assert sentence not in visible_text(page)


def test_changes_beside_bad_arguments_are_kept_by_themselves(
    page: MainWindow, control: FakeControl, qtbot: QtBot
) -> None:
    QTest.keyClicks(field("Extra arguments", page), "--bad")
    QTest.keyClicks(field("Context (tokens)", page), "40960")
    box("Keep loaded", page).click()
    assert "More than is free now." in visible_text(page)

    qtbot.waitUntil(lambda: kept(control) == ModelSettings(ctx_size=40960, keep_loaded=True))
    assert field("Extra arguments", page).text() == "--bad"
    assert "--bad is not an extra argument." in visible_text(page)


def test_news_of_a_running_model_leave_what_is_being_typed(
    page: MainWindow, control: FakeControl, qtbot: QtBot
) -> None:
    QTest.keyClicks(field("CPU threads", page), "3")
    QTest.keyClicks(field("Extra arguments", page), "--bad")
    control.show_running(samples.ready(QWEN))

    assert field("Extra arguments", page).text() == "--bad"
    assert "--bad is not an extra argument." in visible_text(page)
    qtbot.waitUntil(lambda: kept(control).threads == 3)
    assert field("Extra arguments", page).text() == "--bad"
    assert "--bad is not an extra argument." in visible_text(page)


def test_reset_gives_all_but_the_name_back_to_the_program(
    page: MainWindow, control: FakeControl
) -> None:
    assert not button("Reset to automatic", page).isEnabled()
    control.change_model_settings(QWEN.id, ModelSettings("My Qwen", 4, keep_loaded=True))
    assert field("CPU threads", page).text() == "4"

    QTest.mouseClick(button("Reset to automatic", page), LEFT)

    assert kept(control) == ModelSettings("My Qwen")
    assert field("CPU threads", page).text() == ""
    assert not box("Keep loaded", page).isChecked()

    QTest.mouseClick(button("Undo reset", page), LEFT)
    assert kept(control) == ModelSettings("My Qwen", 4, keep_loaded=True)
    assert field("CPU threads", page).text() == "4"
    assert button("Reset to automatic", page).isEnabled()


def test_a_running_model_is_told_to_be_restarted(page: MainWindow, control: FakeControl) -> None:
    control.show_running(samples.ready(QWEN))
    assert "Restart it to follow these settings" not in visible_text(page)

    control.show_running(replace(samples.ready(QWEN), is_outdated=True))
    QTest.keyClicks(field("CPU threads", page), "3")
    assert "qwen3-8b runs as it was loaded. Restart it to follow" in visible_text(page)
    QTest.mouseClick(button("Restart", the(ModelSettingsPage, page)), LEFT)

    assert ("restart", QWEN.id) in control.calls
    assert kept(control) == ModelSettings(threads=3)


def test_memory_is_told_before_a_load_and_follows_the_context(
    page: MainWindow, control: FakeControl
) -> None:
    words = visible_text(page)
    assert "Fits in memory." in words
    assert "About 6.4 GB in all with a context of 8K." in words
    assert "The largest context that fits is" in words

    QTest.keyClicks(field("Context (tokens)", page), "40960")
    assert "More than is free now." in visible_text(page)
    assert "RAM: needs 11." in the(MemoryBars, page).accessibleDescription()


def test_the_largest_context_that_fits_is_taken_by_a_click(
    page: MainWindow, control: FakeControl
) -> None:
    QTest.mouseClick(button("Use the largest context", page), LEFT)
    tokens = field("Context (tokens)", page).text()
    assert f"The largest context that fits is {tokens} tokens." in visible_text(page)
    assert "Fits in memory." in visible_text(page)
    assert command(page).endswith(f"-c {tokens}")
    assert not has_button("Use the largest context", page)


def test_layers_move_memory_to_the_card(page: MainWindow, control: FakeControl) -> None:
    control.computer = Hardware(32 * GIB, 20 * GIB, (CARD,))
    QTest.keyClicks(field("GPU layers", page), "10")
    assert "Fits partly on the graphics card: 10 of 37 layers." in visible_text(page)

    QTest.keyClick(slider("GPU layers", page), Qt.Key.Key_End)
    assert field("GPU layers", page).text() == "37"
    bars = the(MemoryBars, page).accessibleDescription()
    assert "RTX 4060: needs" in bars
    assert "Weights 5.0 GB" in bars


def test_automatic_says_what_it_means(page: MainWindow, control: FakeControl) -> None:
    assert field("Context (tokens)", page).placeholderText() == "Automatic (8192)"
    assert field("GPU layers", page).placeholderText() == "Automatic"
    assert "No graphics card was found that the engine can use." in visible_text(page)

    control.computer = Hardware(32 * GIB, 6 * GIB, (CARD,))
    QTest.keyClicks(field("Context (tokens)", page), "16384")
    assert field("GPU layers", page).placeholderText().startswith("Automatic (")
    assert "More is faster, until the card is full" in visible_text(page)
    assert field("Context (tokens)", page).placeholderText() == "Automatic (8192)"


def test_what_a_loaded_model_holds_counts_as_free_for_its_next_load(
    page: MainWindow, control: FakeControl
) -> None:
    control.computer = Hardware(16 * GIB, 2 * GIB)
    control.show_running(replace(samples.ready(QWEN), memory_bytes=7 * GIB))
    assert "Fits in memory." in visible_text(page)


def test_of_a_model_that_is_not_known_enough_nothing_is_claimed(
    page: MainWindow, models: ModelList
) -> None:
    choose(models, PHI_2.name)
    assert "How much memory it will need is not known." in visible_text(page)
    assert not page.findChildren(MemoryBars)[0].isVisible()


def test_the_wheel_scrolls_the_page_and_changes_nothing(
    page: MainWindow, control: FakeControl
) -> None:
    place = QPointF(5, 5)
    for widget in (runtime(page), slider("CPU threads", page)):
        wheel = QWheelEvent(
            place,
            place,
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, wheel)
    page.hide()
    assert kept(control) == ModelSettings()


def test_every_field_can_be_reached_by_key_and_has_a_name_and_help(page: MainWindow) -> None:
    fields = [field(name, page) for name in ("Context (tokens)", "GPU layers", "CPU threads")]
    for each in (*fields, runtime(page), box("Keep loaded", page), field("Name", page)):
        assert each.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert each.accessibleDescription()
