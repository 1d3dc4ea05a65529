"""Tray and window in Bengali: all of it, at once, and back."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.errors import InvalidModel
from app.domain.formats.header import damaged, incomplete
from app.domain.hub import choices
from app.domain.hub.download import DownloadState
from app.domain.hub.recommendation import recommended
from app.domain.hub.repository import HubFile
from app.domain.lifecycle import State
from app.domain.memory_picture import Fit
from app.domain.snapshot import AppSnapshot, RunningModel
from app.ui import hub_words, sentences, text
from app.ui.application import Ui
from app.ui.languages import Languages, language_of
from app.ui.model_page import ModelPage
from app.ui.model_row import rows_of
from app.ui.pages.discover import DiscoverDialog
from app.ui.pages.preferences import PreferencesDialog
from app.ui.sentences import translated
from app.ui.widgets.chat_view import ChatView
from app.ui.widgets.choice import Choice
from app.ui.widgets.message_field import MessageField
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_client import FakeClient
from tests.fakes.fake_control import FakeControl
from tests.test_translations import messages
from tests.ui import samples
from tests.ui.conftest import RESOURCES
from tests.ui.hub_samples import download
from tests.ui.reach import LEFT, button, choose, cut_off, entries, no_dialog, opened, the
from tests.ui.samples import PHI_2, TINYLLAMA

TRANSLATED = {source for _, source, translation in messages("bn") if source != translation}
SAME_IN_ALL = {"GGUF", "RAM"}


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    """A translator goes with its window; the sentences and the locale belong to the process."""
    before = QLocale()
    yield
    sentences.use(())
    QLocale.setDefault(before)


@pytest.fixture
def bengali(qapp: QApplication) -> Iterator[Languages]:
    languages = Languages(RESOURCES / "translations")
    languages.use("bn")
    yield languages
    languages.use("en")


def shown(where: QWidget) -> set[str]:
    """The words on everything that is visible."""
    words: set[str] = set()
    for widget in where.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            words.add(widget.text())
        if isinstance(widget, QTabWidget):
            words |= {widget.tabText(number) for number in range(widget.count())}
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            words.add(widget.placeholderText())
        if isinstance(widget, QComboBox):
            words |= {widget.itemText(number) for number in range(widget.count())}
        if isinstance(widget, QMessageBox):
            words |= {widget.text(), widget.informativeText()}
        if isinstance(widget, QAbstractItemView):
            words |= written(widget.model())
        words.add(widget.toolTip())
        words.add(widget.accessibleName())
    return words


def written(model: QAbstractItemModel) -> set[str]:
    """The words in the headers and cells of a list or table."""
    is_list = isinstance(model, QAbstractListModel)  # which keeps its count of columns to itself
    columns, rows = range(1 if is_list else model.columnCount()), range(model.rowCount())
    headers = {str(model.headerData(column, Qt.Orientation.Horizontal)) for column in columns}
    return headers | {str(model.index(row, column).data()) for row in rows for column in columns}


def windows(qapp: QApplication) -> list[MainWindow]:
    return [w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]


def test_no_english_is_left_on_any_page(
    control: FakeControl, make_ui: Callable[[], Ui], qapp: QApplication, qtbot: QtBot
) -> None:
    control.preferences = replace(control.preferences, language="bn")
    ui = make_ui()
    ui.show_window()
    (window,) = windows(qapp)
    qtbot.waitUntil(window.isActiveWindow)
    control.show_running(samples.ready(PHI_2), samples.failed(TINYLLAMA))
    for model in ("phi-2", "tinyllama", "tinyllama-gguf"):
        for page in ModelPage:
            window.show_model(model, page)
            QTest.qWait(1)
            assert shown(window) & TRANSLATED - SAME_IN_ALL == set()
            qtbot.waitUntil(lambda: cut_off(window) == [])
    for name in ("কার্যকলাপ", "নিয়ম", "পছন্দসমূহ…"):
        button(name, window).click()
        dialog = the_dialog(window)
        assert shown(dialog) & TRANSLATED - SAME_IN_ALL == set()
        dialog.close()
        QTest.qWait(1)


def test_no_english_is_left_where_people_begin(
    control: FakeControl, make_ui: Callable[[], Ui], qapp: QApplication
) -> None:
    control.preferences = replace(control.preferences, language="bn")
    control.show(AppSnapshot())
    make_ui().show_window()
    (window,) = windows(qapp)
    assert shown(window) & TRANSLATED - SAME_IN_ALL == set()


def test_no_english_is_left_where_models_are_fetched(
    control: FakeControl, make_ui: Callable[[], Ui], qapp: QApplication, qtbot: QtBot
) -> None:
    control.preferences = replace(control.preferences, language="bn")
    ui = make_ui()
    ui.show_downloads()
    (window,) = windows(qapp)
    dialog = the(DiscoverDialog, window)
    assert shown(dialog) & TRANSLATED - SAME_IN_ALL == set()
    field = the(QLineEdit, dialog)
    QTest.keyClicks(field, "qwen")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.qWait(1)
    assert shown(dialog) & TRANSLATED - SAME_IN_ALL == set()


def test_no_english_is_left_in_questions(
    control: FakeControl, make_ui: Callable[[], Ui], qapp: QApplication, qtbot: QtBot
) -> None:
    control.preferences = replace(control.preferences, language="bn")
    control.show_running(samples.ready(PHI_2))
    ui = make_ui()
    ui.show_window()
    ui.ask_to_quit()
    (window,) = windows(qapp)
    question = the_dialog(window)
    assert shown(question) & TRANSLATED - SAME_IN_ALL == set()
    question.close()
    models = the(ModelList, window)
    choose(models, "phi-2")
    (delete,) = (each for each in models.actions() if each.text() == "মুছুন…")
    delete.trigger()
    qtbot.waitUntil(lambda: not no_dialog())
    assert shown(the_dialog(window)) & TRANSLATED - SAME_IN_ALL == set()


def the_dialog(window: MainWindow) -> QWidget:
    (dialog,) = (w for w in window.findChildren(QWidget) if w.isWindow() and w.isVisible())
    return dialog


@pytest.fixture
def make_ui(
    qapp: QApplication, control: FakeControl, client: FakeClient, tmp_path: Path
) -> Iterator[Callable[[], Ui]]:
    made: list[Ui] = []

    def make() -> Ui:
        ui = Ui(
            control,
            client,
            resources=RESOURCES,
            window_file=tmp_path / "window.ini",
            api_url="http://127.0.0.1:8155",
            on_quit=lambda: None,
        )
        made.append(ui)
        return ui

    yield make
    for ui in made:
        ui.close()
        ui.deleteLater()
    QTest.qWait(1)


def test_the_language_is_switched_at_once_and_nothing_is_lost(
    ui: Ui,
    window: MainWindow,
    client: FakeClient,
    control: FakeControl,
    qapp: QApplication,
    qtbot: QtBot,
) -> None:
    control.show_running(samples.ready(PHI_2))
    window.show_model("phi-2", ModelPage.TRY)
    the(MessageField, window).setPlainText("Why is the sky blue?")
    QTest.mouseClick(button("Send", window), LEFT)
    client.asked[-1].write("Because of Rayleigh.")

    button("Preferences…", window).click()
    dialog = the(PreferencesDialog, window)
    choice = next(c for c in dialog.findChildren(Choice) if c.accessibleName() == "Language")
    choice.setCurrentText("বাংলা")
    QTest.mouseClick(button("Save", dialog), LEFT)

    (bengali,) = windows(qapp)
    assert bengali is not window
    qtbot.waitUntil(lambda: "Rayleigh" in the(ChatView, bengali).toPlainText())
    assert button("আবার চালু করুন", bengali)
    assert entries(opened(ui.tray.menu))[-1] == "বন্ধ করুন"
    assert ui.tray.icon.toolTip().splitlines()[0] == "ModelTray: ১টি মডেল প্রস্তুত"

    control.change_settings({"language": "en"})
    (english,) = windows(qapp)
    assert button("Restart", english)


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (["bn-BD", "en-US"], "bn"),
        (["bn"], "bn"),
        (["de-DE", "bn-IN", "en"], "bn"),
        (["de-DE", "en-US", "bn"], "en"),
        (["ja"], "en"),
        ([], "en"),
    ],
)
def test_the_systems_language_is_taken(wanted: list[str], language: str) -> None:
    assert language_of(wanted) == language


@pytest.mark.usefixtures("bengali")
def test_numbers_stand_in_bengali_digits_and_ports_as_people_copy_them() -> None:
    assert text.size_text(8_100_000_000) == "৮.১ GB"
    assert text.models_text(12) == "১২টি মডেল"
    running = samples.running(PHI_2, State.LOADING, progress=0.43)
    assert status(running) == "লোড হচ্ছে ৪৩%"
    assert "8081" in status(samples.ready(PHI_2, 8081))


def status(running: RunningModel) -> str:
    (row,) = rows_of(samples.snapshot(PHI_2, running=(running,)))
    return text.status_text(row, 0)


@pytest.mark.usefixtures("bengali")
@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("", ""),
        ("Words that nobody knows.", "Words that nobody knows."),
        ("Download it again.", "আবার ডাউনলোড করুন।"),
        ("phi 2.gguf is empty. Download it again.", "phi 2.gguf খালি। আবার ডাউনলোড করুন।"),
        (
            damaged(Path("a.gguf"), "it claims to have 5,000 tensors").sentence,
            "a.gguf নষ্ট: এটি ৫,০০০ tensors আছে বলে দাবি করে। আবার ডাউনলোড করুন।",
        ),
        (
            incomplete(Path("a.gguf"), expected=2_000, found=17).message,
            "a.gguf অসম্পূর্ণ: ২,০০০ বাইটের মধ্যে ১৭ আছে।",
        ),
        ("Port 8080 is used by nginx.", "8080 পোর্ট nginx ব্যবহার করছে।"),
        (
            "rule `gguf` because `a.gguf` starts with the GGUF magic",
            "`gguf` নিয়ম, কারণ `a.gguf` GGUF চিহ্ন দিয়ে শুরু হয়",
        ),
        ("Try again later.\nDelete it by hand.", "পরে আবার চেষ্টা করুন।\nনিজে মুছে ফেলুন।"),
    ],
)
def test_sentences_from_below_are_recognised(english: str, expected: str) -> None:
    assert translated(english) == expected


@pytest.mark.usefixtures("bengali")
def test_a_hostile_sentence_costs_no_time() -> None:
    hostile = "a is missing, which " * 2_000
    assert translated(hostile) == hostile


@pytest.mark.usefixtures("bengali")
def test_a_download_tells_its_problem() -> None:
    failed = download(DownloadState.FAILED, problem="Try again later.")
    assert hub_words.download_text(failed, 0) == "ব্যর্থ: পরে আবার চেষ্টা করুন।"


def test_english_is_left_alone() -> None:
    sentences.use(())
    error = InvalidModel("a.gguf is empty.", hint="Download it again.")
    assert translated(error.sentence) == error.sentence


@pytest.mark.parametrize("fits", [None, *Fit])
@pytest.mark.parametrize("format_name", ["gguf", "safetensors"])
@pytest.mark.parametrize("labels", [("Q4_K_M",), ("Q4_K_M", "F16")])
def test_why_a_choice_is_recommended_is_told_in_bengali(
    bengali: Languages, fits: Fit | None, format_name: str, labels: tuple[str, ...]
) -> None:
    files = (HubFile("model", 10**9),)
    offered = [choices.Choice(label, label, format_name, files, fits) for label in labels]
    (best,) = (choice for choice in recommended(offered) if choice.recommended)
    assert not re.search("[A-Za-z]", translated(best.reason)), translated(best.reason)
