"""What the overview tells of a model: facts, checks of its files, and charts while it runs."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.domain.hardware import Hardware
from app.domain.lifecycle import State
from app.domain.model import Capability, Check
from app.ui.pages.overview import OverviewPage
from app.ui.theme import LIGHT
from app.ui.visible_timer import VisibleTimer
from app.ui.widgets.chart import SAMPLES, Chart
from app.ui.widgets.checks_view import ChecksView
from app.ui.widgets.fitted_text import ReadOnlyText
from app.ui.widgets.live_charts import LiveCharts
from app.ui.widgets.memory_bars import MemoryBars
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_client import FakeClient
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.reach import LEFT, button, choose, cut_off, has_button, open_tab, the, visible_text
from tests.ui.samples import PHI_2, QWEN, TINYLLAMA

GOOD = Check("header", True, "Every tensor lies inside its file.")
BAD = Check("template", False, "There is no chat template, so chats may read oddly.")


@pytest.fixture
def overview(window: MainWindow, models: ModelList) -> OverviewPage:
    choose(models, "phi-2")
    return the(OverviewPage, window)


def the_timers(page: OverviewPage) -> list[QTimer]:
    return page.findChildren(LiveCharts)[0].findChildren(QTimer)


def chart(name: str, page: OverviewPage) -> Chart:
    charts = page.findChildren(Chart)
    (found,) = (each for each in charts if each.accessibleName() == name)
    return found


def test_facts_tell_files_template_and_what_it_can_do(
    window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    variant = replace(
        QWEN.main,
        traits=replace(
            QWEN.main.traits,
            chat_template="{{ x }}",
            capabilities=frozenset({Capability.TOOLS, Capability.CHAT}),
        ),
        files=QWEN.main.files * 8,
    )
    control.show(samples.snapshot(replace(QWEN, variants=(variant,))))
    words = visible_text(the(OverviewPage, window))

    for told in ("Chat, Tools", "Yes", "model.gguf (5.0 GB)", "and 2 more", "qwen3", "Q4_K_M"):
        assert told in words


def test_what_memory_a_load_will_take_is_drawn_until_it_is_loaded(
    overview: OverviewPage, window: MainWindow, models: ModelList, control: FakeControl
) -> None:
    assert "Fits in memory." not in visible_text(overview)  # of phi-2 too little is known
    control.show(samples.snapshot(QWEN))
    assert "Fits in memory." in visible_text(overview)
    assert "About 6.4 GB in all with a context of 8K." in visible_text(overview)
    assert "RAM: needs 6.4 GB of 8.6 GB free" in the(MemoryBars, window).accessibleDescription()
    assert not has_button("Use the largest context", window)  # that is for the settings

    control.computer = Hardware(ram_total=10**9, ram_free=10**9)
    (timer,) = (each for each in overview.findChildren(VisibleTimer) if each.isActive())
    timer.timeout.emit()
    assert "More than is free now." in visible_text(overview)

    control.show_running(samples.ready(QWEN))
    assert "More than is free now." not in visible_text(overview)


def test_long_paths_and_commands_are_shown_whole(
    overview: OverviewPage, control: FakeControl, qtbot: QtBot
) -> None:
    long = samples.model("a model of é " + "with-a-very-long-name-" * 8, "gguf", 1_000)
    control.show(samples.snapshot(long, running=(samples.ready(long),)))
    location, command = (each for each in overview.findChildren(ReadOnlyText) if each.isVisible())
    qtbot.waitUntil(lambda: cut_off(overview) == [])
    assert location.toPlainText() == str(long.main.entry)
    assert location.height() > 3 * location.fontMetrics().height()
    assert (location.accessibleName(), command.accessibleName()) == ("Location", "Command")
    QTest.keyClick(location, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(location, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == str(long.main.entry)


def test_a_path_is_copied_as_it_is_and_the_wheel_scrolls_the_page(
    overview: OverviewPage, control: FakeControl
) -> None:
    odd = samples.model("no\u00a0break 🦊", "gguf", 1_000)
    control.show(samples.snapshot(odd))
    (location,) = (each for each in overview.findChildren(ReadOnlyText) if each.isVisible())
    size = location.font().pointSizeF()
    location.selectAll()
    location.copy()
    assert QGuiApplication.clipboard().text() == str(odd.main.entry)

    control.show(samples.snapshot(odd))
    assert location.textCursor().hasSelection()

    place = QPointF(location.rect().center())
    turned = QWheelEvent(
        place,
        location.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(location.viewport(), turned)
    assert not turned.isAccepted()
    assert location.font().pointSizeF() == size


def test_a_chart_of_one_sample_shows_it(overview: OverviewPage, control: FakeControl) -> None:
    control.show_running(samples.ready(PHI_2))
    memory = chart("Memory", overview)
    memory.clear()
    memory.add(1e6)
    accent = QColor(LIGHT.accent).rgb()
    image = memory.grab().toImage()
    columns = range(image.width() // 2, image.width())
    assert any(image.pixel(x, y) == accent for x in columns for y in range(image.height()))


def test_the_files_are_checked_for_whoever_stays_with_a_model(
    overview: OverviewPage, models: ModelList, control: FakeControl, qtbot: QtBot
) -> None:
    control.checks = {"phi-2": (GOOD, BAD), "tinyllama": (GOOD,)}
    qtbot.waitUntil(lambda: BAD.sentence in visible_text(overview))
    labels = the(ChecksView, overview).findChildren(QLabel)
    names = [label.accessibleName() for label in labels]
    assert f"Good: {GOOD.sentence}" in names
    assert f"Take note: {BAD.sentence}" in names

    choose(models, "tinyllama")
    assert BAD.sentence not in visible_text(overview)
    qtbot.waitUntil(lambda: GOOD.sentence in visible_text(overview))


def test_files_that_changed_are_checked_again(
    overview: OverviewPage, control: FakeControl, qtbot: QtBot
) -> None:
    control.checks = {"phi-2": (BAD,)}
    qtbot.waitUntil(lambda: BAD.sentence in visible_text(overview))
    control.checks = {"phi-2": (GOOD,)}
    whole = replace(PHI_2, variants=(replace(PHI_2.main, files=PHI_2.main.files * 2),))
    control.show(samples.snapshot(whole, TINYLLAMA))

    qtbot.waitUntil(lambda: GOOD.sentence in visible_text(overview))
    assert BAD.sentence not in visible_text(overview)


KNOWN = Check("hash", True, "The publisher's hash of 3 files is known and can be compared.")
WRONG = Check("hash", False, "model.gguf is not what the publisher put there.")


def test_hashes_are_compared_when_somebody_wants_it(
    overview: OverviewPage, control: FakeControl, qtbot: QtBot
) -> None:
    control.checks = {"phi-2": (GOOD, KNOWN)}
    qtbot.waitUntil(lambda: KNOWN.sentence in visible_text(overview))

    QTest.mouseClick(button("Compare with the publisher's hashes", overview), LEFT)
    qtbot.waitUntil(lambda: the(QProgressBar, overview).value() == 500)
    assert control.calls == [("compare_hashes", "phi-2")]
    control.compared = WRONG

    qtbot.waitUntil(lambda: WRONG.sentence in visible_text(overview))
    assert KNOWN.sentence not in visible_text(overview)
    assert GOOD.sentence in visible_text(overview)


def test_a_comparison_is_ended_by_a_button_and_by_another_model(
    overview: OverviewPage, models: ModelList, control: FakeControl, qtbot: QtBot
) -> None:
    control.checks = {"phi-2": (KNOWN,), "tinyllama": (GOOD,)}
    qtbot.waitUntil(lambda: KNOWN.sentence in visible_text(overview))
    begin = button("Compare with the publisher's hashes", overview)
    QTest.mouseClick(begin, LEFT)
    QTest.mouseClick(button("Cancel", overview), LEFT)
    assert begin.text() == "Compare with the publisher's hashes"

    QTest.mouseClick(begin, LEFT)
    choose(models, "tinyllama")
    qtbot.waitUntil(lambda: GOOD.sentence in visible_text(overview))
    assert not begin.isVisible()


def test_why_they_could_not_be_checked_is_told(
    overview: OverviewPage, control: FakeControl, qtbot: QtBot
) -> None:
    control.errors["validate"] = AppError("The drive is away.", hint="Plug it in.")
    qtbot.waitUntil(lambda: "The drive is away. Plug it in." in visible_text(overview))


def test_a_ready_model_is_measured_while_somebody_looks(
    overview: OverviewPage,
    window: MainWindow,
    control: FakeControl,
    client: FakeClient,
    qtbot: QtBot,
) -> None:
    assert not overview.findChildren(LiveCharts)[0].isVisible()
    client.written = 100
    control.show_running(samples.ready(PHI_2))
    client.written = 140
    qtbot.waitUntil(lambda: len(chart("Speed", overview).samples) == 1)

    assert chart("Speed", overview).samples[0] == pytest.approx(40, rel=0.5)
    assert "at the peak" in chart("Speed", overview).accessibleDescription()
    assert set(chart("Memory", overview).samples) == {1_200_000_000}

    (timer,) = the_timers(overview)
    looks = client.looks
    window.showMinimized()
    timer.timeout.emit()
    assert client.looks == looks

    window.showNormal()
    timer.timeout.emit()
    assert client.looks > looks
    open_tab("Log", window)
    assert not timer.isActive()


def test_a_runtime_that_tells_no_tokens_gets_no_chart_of_them(
    overview: OverviewPage, control: FakeControl
) -> None:
    control.show_running(samples.ready(PHI_2))
    assert "This runtime does not tell how fast it is." in visible_text(overview)
    assert not chart("Speed", overview).isVisible()
    assert chart("Memory", overview).isVisible()


def test_another_launch_begins_anew_and_a_stopped_model_has_no_charts(
    overview: OverviewPage, control: FakeControl, client: FakeClient
) -> None:
    client.written = 5
    control.show_running(samples.ready(PHI_2))
    chart("Memory", overview).add(9.0)
    control.show_running(replace(samples.ready(PHI_2), pid=99))
    assert 9.0 not in chart("Memory", overview).samples

    control.show_running(samples.running(PHI_2, State.STOPPING))
    assert not overview.findChildren(LiveCharts)[0].isVisible()


def test_a_chart_is_bounded_and_says_its_newest_and_its_highest(
    overview: OverviewPage, control: FakeControl, qapp: QApplication
) -> None:
    memory = chart("Memory", overview)
    for value in range(3 * SAMPLES):
        memory.add(value * 1e6)
    memory.add(0.0)
    assert len(memory.samples) == SAMPLES
    assert memory.story == "0 B, 359 MB at the peak"
    memory.grab()  # draws a line of any values
    memory.clear()
    assert memory.story == ""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
