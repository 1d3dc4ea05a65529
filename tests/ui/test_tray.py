"""The tray: icon, menu and notifications, by what a person reads there."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox, QSystemTrayIcon, QTabWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import InvalidOption, LoadCancelled, OptInRequired
from app.domain.hub.download import MAY_RESUME, Download, DownloadState
from app.domain.launch import LoadOptions
from app.domain.lifecycle import State
from app.domain.model import Model, ModelId
from app.domain.snapshot import AppSnapshot, RunningModel, RuntimeChoice
from app.ui.announcements import ANNOUNCED
from app.ui.application import Ui
from app.ui.model_page import ModelPage
from app.ui.notifications import Notifications
from app.ui.pages.discover import DiscoverDialog
from app.ui.recent_models import RecentModels
from app.ui.tray import TrayState, tray_state
from app.ui.tray_downloads import LONGEST_LIST as LONGEST_DOWNLOADS
from app.ui.tray_offer import LONGEST_FOLDER, LONGEST_LIST
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_control import FakeControl
from tests.fakes.fake_hub import FakeHub
from tests.ui import samples
from tests.ui.conftest import Quits
from tests.ui.hub_samples import download
from tests.ui.reach import (
    LEFT,
    button,
    dialog,
    entries,
    entry,
    field,
    no_dialog,
    opened,
    the,
    visible_text,
)
from tests.ui.samples import CUSTOM, GPT2, PHI_2, QWEN, TINYLLAMA, TINYLLAMA_GGUF

PROGRAM_ENTRIES = ["Stop all", "Start when I log in", "Open ModelTray", "Quit"]


def stop_all(size: str) -> list[str]:
    """The entries of the program while models are loaded that take so much."""
    return [f"Stop all (frees {size})", *PROGRAM_ENTRIES[1:]]


@pytest.mark.parametrize(
    ("entries", "state"),
    [
        ((), TrayState.IDLE),
        ((samples.running(PHI_2, State.STOPPED),), TrayState.IDLE),
        ((samples.ready(PHI_2),), TrayState.READY),
        ((samples.failed(PHI_2),), TrayState.ERROR),
        ((samples.failed(PHI_2), samples.ready(TINYLLAMA)), TrayState.ERROR),
        ((samples.running(PHI_2, State.STARTING), samples.failed(TINYLLAMA)), TrayState.LOADING),
        ((samples.running(PHI_2, State.BACKOFF),), TrayState.LOADING),
    ],
)
def test_icon_shows_one_state_for_all(entries: tuple[RunningModel, ...], state: TrayState) -> None:
    assert tray_state(AppSnapshot(running=entries)) is state


def test_tooltip_counts_and_names_what_is_ready(ui: Ui, control: FakeControl) -> None:
    control.show_running(samples.ready(TINYLLAMA_GGUF), samples.ready(PHI_2, 8081))

    assert ui.tray.icon.toolTip().splitlines() == [
        "ModelTray: 2 models ready",
        "tinyllama-gguf: port 8080",
        "phi-2: port 8081",
    ]


def test_menu_offers_every_model_to_load(ui: Ui, control: FakeControl) -> None:
    menu = opened(ui.tray.menu)

    names = ["tinyllama-gguf", "phi-2", "tinyllama"]  # by format, then by name
    assert entries(menu) == ["Load", *names, *PROGRAM_ENTRIES]
    assert not entry(menu, "Stop all").isEnabled()

    entry(menu, "phi-2").trigger()
    assert control.calls == [("load", "phi-2", LoadOptions())]


def test_menu_without_models_says_so(ui: Ui, control: FakeControl) -> None:
    control.show(AppSnapshot())

    assert entries(opened(ui.tray.menu)) == ["No models found yet", *PROGRAM_ENTRIES]


def test_menu_shows_what_is_loaded_when_it_opens(ui: Ui, control: FakeControl) -> None:
    control.show_running(samples.ready(TINYLLAMA_GGUF), samples.running(PHI_2, State.LOADING))

    menu = opened(ui.tray.menu)

    ready, loading = "tinyllama-gguf — port 8080, 1.2 GB", "phi-2 — Loading…"
    assert entries(menu) == ["Loaded", ready, loading, "Load", "tinyllama", *stop_all("1.2 GB")]


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ("Stop (frees 1.2 GB)", ("stop", "tinyllama-gguf")),
        ("Restart", ("restart", "tinyllama-gguf")),
    ],
)
def test_a_ready_model_is_stopped_and_restarted_from_the_menu(
    ui: Ui, control: FakeControl, words: str, call: tuple[str, str]
) -> None:
    control.show_running(samples.ready(TINYLLAMA_GGUF))

    entry(opened(ui.tray.menu), "tinyllama-gguf — port 8080, 1.2 GB", words).trigger()

    assert control.calls == [call]


def test_the_address_of_a_ready_model_is_copied(ui: Ui, control: FakeControl) -> None:
    control.show_running(samples.ready(TINYLLAMA_GGUF, 8084))

    menu = opened(ui.tray.menu)
    entry(menu, "tinyllama-gguf — port 8084, 1.2 GB", "Copy address").trigger()

    assert QGuiApplication.clipboard().text() == "http://127.0.0.1:8084"


def test_a_load_under_way_is_cancelled_from_the_menu(ui: Ui, control: FakeControl) -> None:
    control.show_running(samples.running(PHI_2, State.LOADING, progress=0.43))

    entry(opened(ui.tray.menu), "phi-2 — Loading 43 %", "Cancel").trigger()

    assert control.calls == [("stop", "phi-2")]


def test_a_restart_says_in_how_many_seconds(ui: Ui, control: FakeControl) -> None:
    soon = time.time() + 30
    control.show_running(samples.running(PHI_2, State.BACKOFF, retry_at=soon))

    assert re.fullmatch(r"phi-2 — Restarting in (30|29|28) s", entries(opened(ui.tray.menu))[1])


def test_a_model_that_cannot_load_says_why(ui: Ui, control: FakeControl) -> None:
    shown = samples.snapshot(CUSTOM)
    problem = RuntimeChoice(problem="No program opens .npz files.")
    control.show(replace(shown, choices={CUSTOM.id: problem}))

    action = entry(opened(ui.tray.menu), CUSTOM.name)

    assert not action.isEnabled()
    assert action.toolTip() == "No program opens .npz files."


def failed_entry(menu: QMenu) -> QAction:
    (found,) = (each for each in menu.actions() if each.text().startswith("phi-2 — Failed: "))
    return found


def test_a_failed_model_stands_first_and_says_why(ui: Ui, control: FakeControl) -> None:
    control.show_running(samples.failed(PHI_2), samples.ready(TINYLLAMA_GGUF))

    menu = opened(ui.tray.menu)

    assert entries(menu)[:3] == ["Failed", failed_entry(menu).text(), "Loaded"]
    assert failed_entry(menu).text().startswith("phi-2 — Failed: There is not enough memory for")
    assert failed_entry(menu).text().endswith("…")
    assert "Try a smaller context, stop other models" in failed_entry(menu).toolTip()


@pytest.mark.parametrize(
    ("words", "call"),
    [("Load again", ("load", "phi-2", LoadOptions())), ("Dismiss", ("stop", "phi-2"))],
)
def test_a_failed_model_is_tried_again_or_dismissed(
    ui: Ui, control: FakeControl, words: str, call: tuple[object, ...]
) -> None:
    control.show_running(samples.failed(PHI_2))

    submenu = failed_entry(opened(ui.tray.menu)).menu()
    assert isinstance(submenu, QMenu)
    entry(submenu, words).trigger()

    assert control.calls == [call]


@pytest.mark.parametrize(("words", "tab"), [("Why?", "Overview"), ("Log", "Log")])
def test_a_failed_model_is_looked_at_from_the_menu(
    window: MainWindow, ui: Ui, control: FakeControl, words: str, tab: str
) -> None:
    control.show_running(samples.failed(PHI_2))

    submenu = failed_entry(opened(ui.tray.menu)).menu()
    assert isinstance(submenu, QMenu)
    entry(submenu, words).trigger()

    tabs = the(QTabWidget, window)
    assert tabs.tabText(tabs.currentIndex()) == tab
    assert "There is not enough memory for phi-2" in visible_text(window)


def test_what_has_failed_and_what_loads_is_told_by_the_tooltip(
    ui: Ui, control: FakeControl
) -> None:
    loading = samples.running(TINYLLAMA, State.LOADING, progress=0.43)
    waiting = samples.running(QWEN, State.BACKOFF, retry_at=time.time() + 8)
    control.show(samples.snapshot(*samples.SEED_MODELS, QWEN))
    control.show_running(samples.ready(TINYLLAMA_GGUF), loading, samples.failed(PHI_2), waiting)

    assert ui.tray.icon.toolTip().splitlines() == [
        "ModelTray: 1 model ready",
        "phi-2 has failed",
        "tinyllama: Loading 43 %",
        "qwen3-8b is started again",
        "tinyllama-gguf: port 8080",
    ]


def test_a_long_list_is_put_into_folders_by_format(ui: Ui, control: FakeControl) -> None:
    many = numbered(LONGEST_LIST)
    control.show(samples.snapshot(*many, TINYLLAMA_GGUF))

    menu = opened(ui.tray.menu)

    folders = ["GGUF (1)", f"SafeTensors ({LONGEST_LIST})"]
    assert entries(menu) == ["Load", *folders, *PROGRAM_ENTRIES]
    entry(menu, folders[1], "m3").trigger()
    assert control.calls == [("load", "m3", LoadOptions())]


def test_a_very_long_folder_is_split_by_name(ui: Ui, control: FakeControl) -> None:
    control.show(samples.snapshot(*numbered(LONGEST_FOLDER + 2)))

    folder = f"SafeTensors ({LONGEST_FOLDER + 2})"
    entry(opened(ui.tray.menu), folder, "m25 – m26", "m26").trigger()

    assert control.calls == [("load", "m26", LoadOptions())]


def numbered(count: int) -> list[Model]:
    return [replace(PHI_2, id=ModelId(f"m{n}"), name=f"m{n}") for n in range(count)]


def test_what_was_used_last_is_offered_first(ui: Ui, control: FakeControl, tmp_path: Path) -> None:
    control.model_ready.emit(samples.ready(PHI_2))
    control.model_ready.emit(samples.ready(TINYLLAMA_GGUF))
    wanted = ["Load again", "tinyllama-gguf", "phi-2", "Load", "tinyllama", *PROGRAM_ENTRIES]
    assert entries(opened(ui.tray.menu)) == wanted

    control.show(samples.snapshot(*numbered(LONGEST_LIST), PHI_2))
    assert entries(opened(ui.tray.menu))[:3] == ["Load again", "phi-2", "Load"]
    assert RecentModels(control, tmp_path / "window é.ini").ids == ("tinyllama-gguf", "phi-2")


def test_what_was_used_last_is_forgotten_with_a_broken_file(
    control: FakeControl, tmp_path: Path
) -> None:
    (tmp_path / "broken.ini").write_bytes(b"\0[models]\nrecent=@Variant(\xff")

    assert RecentModels(control, tmp_path / "broken.ini").ids == ()


@pytest.mark.parametrize("words", ["Try it", "Log"])
def test_the_menu_leads_to_a_page_of_a_model_whatever_is_looked_for(
    ui: Ui, control: FakeControl, window: MainWindow, words: str
) -> None:
    control.show_running(samples.ready(TINYLLAMA_GGUF))
    field("Search models", window).setText("phi")

    entry(opened(ui.tray.menu), "tinyllama-gguf — port 8080, 1.2 GB", words).trigger()

    tabs = the(QTabWidget, window)
    assert tabs.tabText(tabs.currentIndex()) == words
    assert the(ModelList, window).currentIndex().data() == "tinyllama-gguf"


def test_opening_the_menu_again_leaves_no_old_submenus(ui: Ui, control: FakeControl) -> None:
    control.show_running(samples.ready(PHI_2))
    for _ in range(3):
        opened(ui.tray.menu)

    assert entries(ui.tray.menu).count("phi-2 — port 8080, 1.2 GB") == 1


def test_stop_all_stops_all(ui: Ui, control: FakeControl) -> None:
    control.show_running(samples.ready(PHI_2))

    entry(opened(ui.tray.menu), "Stop all (frees 1.2 GB)").trigger()

    assert control.calls == [("stop_all",)]


def test_the_start_at_login_is_switched_from_the_menu(ui: Ui, control: FakeControl) -> None:
    switch = entry(opened(ui.tray.menu), "Start when I log in")
    assert not switch.isChecked()
    switch.trigger()

    assert control.autostart.on
    assert entry(opened(ui.tray.menu), "Start when I log in").isChecked()


def test_a_system_that_refuses_the_start_at_login_is_told(ui: Ui, control: FakeControl) -> None:
    switch = entry(opened(ui.tray.menu), "Start when I log in")
    control.autostart.refusal = PermissionError(13, "Access is denied")
    switch.trigger()

    button("Close", dialog("when you log in could not be changed")).click()
    assert not entry(opened(ui.tray.menu), "Start when I log in").isChecked()


def test_quit_is_immediate_when_nothing_runs(ui: Ui, quits: Quits) -> None:
    entry(opened(ui.tray.menu), "Quit").trigger()

    assert quits == ["quit"]


def test_quit_says_what_it_will_stop(ui: Ui, control: FakeControl, quits: Quits) -> None:
    control.show_running(samples.ready(PHI_2), samples.running(TINYLLAMA, State.LOADING))

    for _ in range(2):  # a second wish brings the same question
        entry(opened(ui.tray.menu), "Quit").trigger()
    question = dialog("2 models are loaded and will be stopped: phi-2, tinyllama")
    assert not quits
    button("Stop and quit", question).click()

    assert quits == ["quit"]


def test_quit_can_be_taken_back(ui: Ui, control: FakeControl, quits: Quits) -> None:
    control.show_running(samples.ready(PHI_2))

    entry(opened(ui.tray.menu), "Quit").trigger()
    button("Cancel", dialog("phi-2 is loaded and will be stopped")).click()

    assert not quits


def test_a_left_click_opens_the_window(ui: Ui) -> None:
    ui.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)

    assert ui.is_window_open()


def test_pytorch_files_are_opened_after_consent_only(
    ui: Ui, control: FakeControl, qtbot: QtBot
) -> None:
    control.show(samples.snapshot(GPT2))
    control.errors["load"] = OptInRequired("gpt2 is made of PyTorch .bin files.")

    entry(opened(ui.tray.menu), "gpt2").trigger()
    qtbot.waitUntil(lambda: not no_dialog())
    assert [call[0] for call in control.calls] == ["load"]
    button("Open and load", dialog("PyTorch files of “gpt2”")).click()

    assert [call[0] for call in control.calls] == ["load", "allow_pickle", "load"]


@pytest.fixture
def message(ui: Ui, control: FakeControl, qtbot: QtBot) -> QMessageBox:
    """Of a load that cannot begin, from the menu; there is no window."""
    control.errors["load"] = InvalidOption("threads=0 cannot work.", hint="Give it a number.")
    entry(opened(ui.tray.menu), "phi-2").trigger()
    qtbot.waitUntil(lambda: not no_dialog())
    return dialog("threads=0 cannot work")


def test_an_error_that_nothing_else_shows_gets_a_message(message: QMessageBox) -> None:
    button("Close", message).click()
    assert no_dialog()


def test_a_message_that_nobody_has_read_goes_with_the_tray(ui: Ui, message: QMessageBox) -> None:
    ui.close()
    assert no_dialog()


@pytest.mark.parametrize("cancelled", [True, False])
def test_an_error_that_is_shown_already_gets_no_message(
    ui: Ui, control: FakeControl, qtbot: QtBot, cancelled: bool
) -> None:
    shown = samples.failed(PHI_2)
    assert shown.failure is not None
    error = LoadCancelled("stopped") if cancelled else InvalidOption(shown.failure.message)
    control.errors["load"] = error
    control.show_running(shown)

    submenu = opened(ui.tray.menu).actions()[1].menu()
    assert isinstance(submenu, QMenu)
    entry(submenu, "Load again").trigger()
    qtbot.wait(1)

    assert no_dialog()


DOWNLOADING = download(DownloadState.RUNNING, done=1_075_000_000, speed=10e6, seconds_left=140.0)


def hub_calls(control: FakeControl) -> list[tuple[object, ...]]:
    assert isinstance(control.hub, FakeHub)
    return control.hub.calls


def test_a_download_is_seen_and_paused_from_the_menu(ui: Ui, control: FakeControl) -> None:
    control.show(replace(control.snapshot, downloads=(DOWNLOADING, download(DownloadState.DONE))))

    menu = opened(ui.tray.menu)
    shown = "Qwen3-4B-GGUF, Q4_K_M — 43 %, about 2 min left"
    assert entries(menu)[:3] == ["Downloads", shown, "Load"]
    assert ui.tray.icon.toolTip() == "ModelTray\nQwen3-4B-GGUF, Q4_K_M: 43 %"

    entry(menu, shown, "Pause").trigger()
    entry(menu, shown, "Cancel").trigger()
    QTest.mouseClick(button("Cancel the download", dialog("Cancel the download of ")), LEFT)
    assert hub_calls(control) == [("pause", "qwen3-1"), ("cancel", "qwen3-1")]


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (download(DownloadState.QUEUED), "Waits for its turn"),
        (download(DownloadState.PAUSED, done=1_250_000_000), "Paused at 50 %"),
        (download(DownloadState.FAILED, problem="The disk is full."), "Failed"),
    ],
)
def test_a_download_at_rest_is_resumed_from_the_menu(
    ui: Ui, control: FakeControl, shown: Download, words: str
) -> None:
    control.show(replace(control.snapshot, downloads=(shown,)))

    title = f"Qwen3-4B-GGUF, Q4_K_M — {words}"
    found = entry(opened(ui.tray.menu), title)
    assert found.toolTip() == (shown.problem or title)
    if shown.state in MAY_RESUME:
        entry(ui.tray.menu, title, "Resume").trigger()
        assert hub_calls(control) == [("resume", "qwen3-1")]


def test_of_many_downloads_the_window_shows_the_rest(
    ui: Ui, control: FakeControl, window: MainWindow
) -> None:
    many = [replace(DOWNLOADING.order, id=f"d{n}") for n in range(LONGEST_DOWNLOADS + 2)]
    control.show(replace(control.snapshot, downloads=tuple(Download(order) for order in many)))

    entry(opened(ui.tray.menu), "2 more…").trigger()

    assert the(DiscoverDialog, window).isVisible()


@pytest.mark.parametrize("looking", [True, False])
def test_news_is_told_while_nobody_looks(control: FakeControl, looking: bool) -> None:
    told: list[tuple[str, str]] = []
    spoken: list[str] = []
    looks: list[object] = []

    def keep_and_look(title: str, words: str, _kind: object, look: Callable[[], None]) -> None:
        told.append((title, words))
        look()

    keep = Notifications(
        control,
        show=keep_and_look,
        announce=spoken.append,
        is_quiet=lambda: looking,
        on_show_model=lambda *page: looks.append(page),
        on_show_downloads=lambda: looks.append("downloads"),
    )

    control.model_ready.emit(samples.ready(PHI_2))
    control.model_failed.emit(samples.failed(TINYLLAMA))
    control.hub.model_arrived.emit(download(DownloadState.DONE))
    control.hub.download_failed.emit(download(DownloadState.FAILED, problem="The disk is full."))

    assert keep is not None
    news = [
        ("phi-2 is ready", "It answers on port 8080."),
        (
            "tinyllama has failed",
            "There is not enough memory for tinyllama as it was loaded. "
            "Try a smaller context, stop other models, or take a smaller quantization.",
        ),
        ("Qwen3-4B-GGUF, Q4_K_M is here", "It is among your models, and can be loaded."),
        ("The download of Qwen3-4B-GGUF, Q4_K_M has failed", "The disk is full."),
    ]
    assert told == ([] if looking else news)
    assert spoken == ([f"{title}. {words}" for title, words in news] if looking else [])
    pages = [("phi-2", ModelPage.TRY), ("tinyllama", ModelPage.OVERVIEW), "downloads", "downloads"]
    assert looks == ([] if looking else pages)


def test_a_click_on_a_notification_shows_what_it_is_about(
    window: MainWindow, ui: Ui, control: FakeControl
) -> None:
    control.show_running(samples.failed(PHI_2))
    window.hide()
    control.model_failed.emit(samples.failed(PHI_2))

    ui.tray.icon.messageClicked.emit()

    assert window.isVisible()
    assert "There is not enough memory for phi-2" in visible_text(window)


def test_a_question_without_the_window_keeps_no_news_back(
    window: MainWindow, ui: Ui, control: FakeControl, qtbot: QtBot
) -> None:
    control.show_running(samples.ready(PHI_2))
    window.hide()
    ui.ask_to_quit()
    qtbot.waitUntil(dialog("Quit ModelTray").isActiveWindow)

    control.model_failed.emit(samples.failed(TINYLLAMA))
    ui.tray.icon.messageClicked.emit()

    assert window.property(ANNOUNCED) is None
    assert window.isVisible()


def test_nothing_is_notified_while_a_dialog_of_ours_is_in_front(
    window: MainWindow, ui: Ui, control: FakeControl, qtbot: QtBot
) -> None:
    ui.show_downloads()
    qtbot.waitUntil(the(DiscoverDialog, window).isActiveWindow)

    control.model_ready.emit(samples.ready(PHI_2))

    assert window.property(ANNOUNCED) == "phi-2 is ready. It answers on port 8080."
