"""Finding a model on the Hub and fetching it, by what a person sees."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QRadioButton, QTableView
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.errors import AccessDenied, AppError, HubUnreachable
from app.domain.hub.download import DownloadState
from app.domain.hub.repository import HubPage, HubQuery
from app.domain.launch import LoadOptions
from app.ui.pages.discover import DiscoverDialog
from app.ui.window import MainWindow
from tests.fakes.fake_control import FakeControl
from tests.fakes.fake_hub import FakeHub
from tests.ui.hub_samples import (
    GATED_MODEL,
    LAST_PAGE,
    LLAMA,
    MODEL,
    PAGE,
    QWEN,
    REASON,
    SUGGESTIONS,
    download,
)
from tests.ui.reach import LEFT, button, dialog, field, has_button, no_dialog, the, visible_text


@pytest.fixture
def hub(control: FakeControl) -> FakeHub:
    hub = control.hub
    assert isinstance(hub, FakeHub)
    hub.page = PAGE
    hub.models = {QWEN: MODEL, LLAMA: GATED_MODEL}
    return hub


@pytest.fixture
def discover(window: MainWindow, hub: FakeHub, qtbot: QtBot) -> Iterator[DiscoverDialog]:
    QTest.mouseClick(button("Get models", window), LEFT)
    found = the(DiscoverDialog, window)
    qtbot.waitUntil(lambda: names(found) != [])
    hub.calls.clear()
    yield found
    if isValid(found):
        found.close()


def names(discover: DiscoverDialog) -> list[str]:
    rows = the(QTableView, discover).model()
    return [str(rows.index(number, 0).data()) for number in range(rows.rowCount())]


def choose(discover: DiscoverDialog, name: str) -> None:
    view = the(QTableView, discover)
    view.setCurrentIndex(view.model().index(names(discover).index(name), 0))


def searches(hub: FakeHub) -> list[HubQuery]:
    return [call[1] for call in hub.calls if call[0] == "search"]


def words_field(discover: DiscoverDialog) -> QLineEdit:
    return field("Search the Hugging Face Hub", discover)


def radio(discover: DiscoverDialog, pattern: str) -> QRadioButton:
    (found,) = (r for r in discover.findChildren(QRadioButton) if pattern in r.text())
    return found


def test_what_people_fetch_most_is_there_before_anything_is_typed(
    discover: DiscoverDialog,
) -> None:
    assert names(discover) == [QWEN, LLAMA]
    view = the(QTableView, discover)
    texts = [str(view.model().index(0, column).data()) for column in range(4)]
    assert texts == [QWEN, "4.0B", "GGUF", "1.2M"]


def test_a_choice_is_recommended_and_fetched(
    discover: DiscoverDialog, hub: FakeHub, qtbot: QtBot
) -> None:
    choose(discover, QWEN)
    qtbot.waitUntil(lambda: "Licence: apache-2.0" in visible_text(discover))
    assert radio(discover, "Q4_K_M").isChecked()
    assert f"Recommended: Q4_K_M. {REASON}" in visible_text(discover)
    assert "Too large for this computer" in radio(discover, "F16").text()
    radio(discover, "Q8_0").click()
    QTest.mouseClick(button("Download 4.3 GB", discover), LEFT)
    assert hub.calls[-1] == ("download", QWEN, "q8_0")


def test_words_and_a_format_narrow_the_search(
    discover: DiscoverDialog, hub: FakeHub, qtbot: QtBot
) -> None:
    hub.page = HubPage(PAGE.results[1:])
    QTest.keyClicks(words_field(discover), "llama")
    qtbot.waitUntil(lambda: names(discover) == [LLAMA])
    formats = the(QComboBox, discover)
    formats.setCurrentIndex(formats.findText("SafeTensors"))
    assert searches(hub) == [HubQuery("llama"), HubQuery("llama", "safetensors")]


def test_a_pasted_address_is_looked_for(discover: DiscoverDialog, hub: FakeHub) -> None:
    words_field(discover).setText(f"https://huggingface.co/{QWEN}/tree/main")
    QTest.keyClick(words_field(discover), Qt.Key.Key_Return)
    assert searches(hub) == [HubQuery(QWEN)]


def test_more_results_are_added(discover: DiscoverDialog, hub: FakeHub, qtbot: QtBot) -> None:
    hub.page = LAST_PAGE
    QTest.mouseClick(button("Show more", discover), LEFT)
    qtbot.waitUntil(lambda: names(discover) == [QWEN, LLAMA, "someone/tiny"])
    assert searches(hub) == [HubQuery(cursor="next")]
    assert not has_button("Show more", discover)


def test_no_network_is_a_sentence(discover: DiscoverDialog, hub: FakeHub, qtbot: QtBot) -> None:
    hub.errors["search"] = HubUnreachable("The Hub cannot be reached.", hint="Check the network.")
    QTest.keyClicks(words_field(discover), "x")
    qtbot.waitUntil(lambda: "cannot be reached. Check the network." in visible_text(discover))


def test_a_gated_repository_says_what_to_do_and_takes_a_token(
    discover: DiscoverDialog, hub: FakeHub, qtbot: QtBot
) -> None:
    choose(discover, LLAMA)
    qtbot.waitUntil(lambda: "give access to each person by hand" in visible_text(discover))
    QTest.mouseClick(button("Access token…", discover), LEFT)
    entry = next(f for f in discover.findChildren(QLineEdit) if f.echoMode() != f.EchoMode.Normal)
    QTest.keyClicks(entry, "hf_secret")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert ("set_token", "hf_secret") in hub.calls
    qtbot.waitUntil(lambda: hub.calls[-1] == ("repository", LLAMA))


def test_suggestions_stand_there_until_something_is_typed(
    window: MainWindow, hub: FakeHub, qtbot: QtBot
) -> None:
    hub.suggested = SUGGESTIONS
    QTest.mouseClick(button("Get models", window), LEFT)
    discover = the(DiscoverDialog, window)
    shown = the(QListWidget, discover)
    assert shown.item(0).text() == "Qwen3 4B · 2.5 GB · Fits in memory · Recommended\nThinks first."
    qtbot.waitUntil(lambda: "Licence: apache-2.0" in visible_text(discover))
    assert hub.calls == [("repository", QWEN)]
    QTest.keyClicks(words_field(discover), "l")
    qtbot.waitUntil(lambda: not shown.isVisible())
    qtbot.waitUntil(lambda: names(discover) == [QWEN, LLAMA])


def test_a_refused_download_is_a_sentence(
    discover: DiscoverDialog, hub: FakeHub, qtbot: QtBot
) -> None:
    hub.errors["download"] = AccessDenied("The terms are not accepted.", hint="Open the page.")
    choose(discover, QWEN)
    qtbot.waitUntil(lambda: has_button("Download 2.5 GB", discover))
    QTest.mouseClick(button("Download 2.5 GB", discover), LEFT)
    qtbot.waitUntil(lambda: not no_dialog())
    QTest.mouseClick(button("Close", dialog("terms are not accepted")), LEFT)


def test_a_download_is_followed_paused_resumed_and_loaded(
    discover: DiscoverDialog, control: FakeControl, hub: FakeHub
) -> None:
    def show(state: DownloadState, **values: object) -> None:
        entry = download(state, **values)
        control.show(replace(control.snapshot, downloads=(entry,)))

    show(DownloadState.RUNNING, done=1_250_000_000, speed=12e6, seconds_left=104.0)
    assert "1.3 GB of 2.5 GB · 12 MB/s · about 2 min left" in visible_text(discover)
    QTest.mouseClick(button("Pause", discover), LEFT)
    show(DownloadState.PAUSED, done=1_250_000_000)
    QTest.mouseClick(button("Resume", discover), LEFT)
    assert hub.calls == [("pause", "qwen3-1"), ("resume", "qwen3-1")]
    show(DownloadState.DONE, done=2_500_000_000, model="qwen3-4b")
    QTest.mouseClick(button("Load", discover), LEFT)
    assert control.calls == [("load", "qwen3-4b", LoadOptions())]
    QTest.mouseClick(button("Remove from list", discover), LEFT)
    assert hub.calls[-1] == ("cancel", "qwen3-1")
    control.show(replace(control.snapshot, downloads=()))
    assert not has_button("Remove from list", discover)


def test_a_cancel_asks_before_gigabytes_are_thrown_away(
    discover: DiscoverDialog, control: FakeControl, hub: FakeHub
) -> None:
    entry = download(DownloadState.RUNNING, done=1_250_000_000)
    control.show(replace(control.snapshot, downloads=(entry,)))
    QTest.mouseClick(button("Cancel", discover), LEFT)
    box = dialog("Cancel the download of Qwen3-4B-GGUF, Q4_K_M?")
    assert "1.3 GB that were fetched will be deleted" in box.informativeText()
    assert hub.calls == []
    QTest.mouseClick(button("Cancel the download", box), LEFT)
    assert hub.calls == [("cancel", "qwen3-1")]


def test_what_could_not_be_deleted_is_told_after_the_download_has_left_the_list(
    discover: DiscoverDialog, control: FakeControl, hub: FakeHub, qtbot: QtBot
) -> None:
    hub.holds = True
    control.show(replace(control.snapshot, downloads=(download(DownloadState.PAUSED),)))
    QTest.mouseClick(button("Cancel", discover), LEFT)
    control.show(replace(control.snapshot, downloads=()))
    (answer,) = hub.open_answers
    with qtbot.waitSignal(discover.destroyed):
        discover.close()
    answer.set_exception(AppError("What was fetched could not be deleted.", hint="Do it by hand."))
    qtbot.waitUntil(lambda: not no_dialog())
    told = dialog("could not be deleted")
    QTest.mouseClick(button("Close", told), LEFT)
