"""Pictures of the window in each of its states: ``python -m tests.ui.gallery OUT_DIR [PART]``.

The parts are ``english``, ``bengali`` and ``large``; the last is for QT_SCALE_FACTOR=2. Where there
is no screen, with ``QT_QPA_PLATFORM=offscreen``. Ends with 1 when words are cut off in a picture.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from math import sin
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QScrollArea,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.chat import AnswerEnd
from app.domain.hub.download import DownloadState
from app.domain.lifecycle import State
from app.domain.model import Check
from app.domain.settings import Settings
from app.domain.snapshot import AppSnapshot, RuntimeChoice
from app.ui.application import Ui
from app.ui.icons import Icons
from app.ui.item_models.search import Column
from app.ui.model_page import ModelPage
from app.ui.pages.activity import ActivityDialog
from app.ui.pages.discover import DiscoverDialog
from app.ui.pages.preferences import PreferencesDialog
from app.ui.pages.rules import RulesDialog
from app.ui.start import create_application
from app.ui.theme import Theme, contrast_colours
from app.ui.tray import TrayState
from app.ui.widgets.chart import Chart
from app.ui.widgets.message_field import MessageField
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_client import FakeClient
from tests.fakes.fake_control import FakeControl
from tests.fakes.fake_hub import FakeHub
from tests.ui import hub_samples, samples
from tests.ui.palettes import AQUATIC
from tests.ui.reach import button, cut_off, the
from tests.ui.samples import (
    CUSTOM,
    GPT2,
    MINILM,
    MODELS_FOLDER,
    PHI_2,
    QWEN,
    TINYLLAMA,
    TINYLLAMA_GGUF,
)

_W = TypeVar("_W", bound=QWidget)

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
WINDOW_FILE = "window.ini"
SIZE = (1340, 700)
NARROW = 910
ANSWER = (
    "Air scatters short waves of light far more than long ones, so blue reaches the eye from"
    " every side.\nThe rest of the light comes straight from the sun, which therefore looks"
    " yellow."
)
LOG = tuple(
    f"slot update_slots: id 0 | task {n} | prompt processing, n_tokens = {n * 64}, 41.5 tokens/s"
    for n in range(200)
)


def mixed() -> AppSnapshot:
    """Every format, and most states at once."""
    began = time.time() - 5
    shown = samples.snapshot(
        TINYLLAMA_GGUF,
        PHI_2,
        TINYLLAMA,
        QWEN,
        GPT2,
        MINILM,
        CUSTOM,
        running=(
            samples.ready(TINYLLAMA_GGUF),
            samples.running(PHI_2, State.LOADING, port=8081, progress=0.43, started_at=began),
            samples.failed(TINYLLAMA),
            samples.running(MINILM, State.BACKOFF, port=8083, retry_at=began + 13),
        ),
    )
    problem = RuntimeChoice(problem=samples.RULES[-1].problem)
    return replace(shown, choices={**shown.choices, CUSTOM.id: problem})


def empty() -> AppSnapshot:
    return AppSnapshot(folders=(str(MODELS_FOLDER),))


def warned() -> AppSnapshot:
    warning = (
        "runtime_config.json, line 12: a comma is missing before this."
        " Until it is corrected, your last working rules are used."
    )
    fallback = replace(
        samples.ready(PHI_2, 8081),
        notice="llama.cpp could not load it (unknown architecture), so transformers is used.",
    )
    return replace(samples.snapshot(*samples.SEED_MODELS, running=(fallback,)), warnings=(warning,))


class Gallery:
    """Shows a snapshot in the real window and saves what it looks like."""

    def __init__(self, folder: Path, *, language: str = "en") -> None:
        self._folder = folder
        self.cut_off: list[str] = []
        self._control = FakeControl()
        self._control.preferences = Settings(language=language)
        self.client = FakeClient()
        self._control.logs = {model.id: LOG for model in samples.SEED_MODELS}
        self._ui = Ui(
            self._control,
            self.client,
            resources=RESOURCES,
            window_file=folder / WINDOW_FILE,
            api_url="http://127.0.0.1:8155",
            on_quit=QApplication.quit,
        )
        self._ui.show_window()
        (self._window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        self._window.resize(*SIZE)

    @contextmanager
    def narrow(self) -> Iterator[None]:
        """As on a small laptop at 150 %."""
        self._window.resize(NARROW, SIZE[1])
        yield
        self._window.resize(*SIZE)

    def save(
        self,
        name: str,
        snapshot: AppSnapshot,
        chosen: str = "",
        page: ModelPage = ModelPage.OVERVIEW,
    ) -> None:
        self._control.show(snapshot)
        if chosen:
            self._choose(chosen)
            self._window.findChildren(QTabWidget)[0].setCurrentIndex(page)
        self._save(self._window, name)

    def _save(self, widget: QWidget, name: str) -> None:
        for _ in range(4):  # layouts settle over a few turns of the event loop, which can be long
            QTest.qWait(25)
        end = time.monotonic() + 5
        while cut_off(widget) and time.monotonic() < end:
            QTest.qWait(20)
        self.cut_off += [f"{name}: {words}" for words in cut_off(widget)]
        widget.grab().save(str(self._folder / f"{name}.png"), quality=0)  # the smallest file

    def save_lower(self, name: str, chosen: str, page: ModelPage) -> None:
        """What is seen of a page once it is scrolled to its end."""
        self.save(name, mixed(), chosen, page)
        areas = self._window.findChildren(QScrollArea)
        bars = [area.verticalScrollBar() for area in areas if area.isVisible()]
        for bar in bars:
            bar.setValue(bar.maximum())
        self._save(self._window, name)
        for bar in bars:
            bar.setValue(0)

    def save_search(self, name: str, words: str) -> None:
        """The list while it is searched."""
        field = next(each for each in self._window.findChildren(QLineEdit) if each.isVisible())
        field.setText(words)
        self._save(self._window, name)
        field.clear()

    def save_question(self, name: str) -> None:
        """What is asked before the program ends, with models loaded."""
        self._ui.ask_to_quit()
        (box,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox))
        self._save(box, name)
        box.close()
        QTest.qWait(0)

    def save_icons(self, name: str) -> None:
        """The states of the tray icon at 100, 150 and 200 %, on a light and a dark taskbar."""
        (icons,) = self._ui.findChildren(Icons)
        states = [icons.tray_icon(state) for state in TrayState if state is not TrayState.READY]
        counts = [icons.count_icon(count) for count in (1, 3, 12)]
        sheet = QWidget()
        rows = QVBoxLayout(sheet)
        for taskbar in ("#f3f3f3", "#1c1c1c"):
            row = QFrame()
            row.setStyleSheet(f"background: {taskbar}")
            places = QHBoxLayout(row)
            for icon, size in product((*states, *counts), (16, 24, 32)):
                label = QLabel()
                label.setPixmap(icon.pixmap(size))
                places.addWidget(label)
            rows.addWidget(row)
        sheet.show()
        self._save(sheet, name)
        sheet.close()
        sheet.deleteLater()

    def save_menu(self, name: str) -> None:
        """The menu of the tray icon."""
        menu = self._ui.tray.menu
        menu.popup(self._window.pos())
        self._save(menu, name)
        menu.close()

    def save_discover(self, name: str) -> None:
        """A search of the Hub, a repository, and downloads in each state."""
        hub = self._control.hub
        assert isinstance(hub, FakeHub)
        hub.page, hub.suggested = hub_samples.PAGE, hub_samples.SUGGESTIONS
        hub.models = {hub_samples.QWEN: hub_samples.MODEL}
        self._control.show(replace(self._control.snapshot, downloads=DOWNLOADS))
        self._window.show_discover()
        dialog = self._found(DiscoverDialog)
        (words,) = (w for w in dialog.findChildren(QLineEdit) if w.isVisible())
        words.setText("qwen")
        QTest.qWait(700)  # it searches once the typing pauses
        results = the(QTableView, dialog)
        results.setCurrentIndex(results.model().index(0, 0))
        QTest.qWait(100)
        self._save_dialog(dialog, name)

    @contextmanager
    def dark(self) -> Iterator[None]:
        (theme,) = self._ui.findChildren(Theme)
        theme.follow(Qt.ColorScheme.Dark)
        yield
        theme.follow(Qt.ColorScheme.Light)

    def talk(self) -> None:
        """A question and its answer with the chosen model, and another that is being answered."""
        self._ask("Why is the sky blue?\nIn two sentences, please.")
        self.client.asked[-1].write(
            "The person wants two sentences on Rayleigh scattering.", thought=True
        )
        self.client.asked[-1].write(ANSWER)
        self.client.asked[-1].end(AnswerEnd(58, 41.5, 0.32))
        self._ask("And at sunset?")
        self.client.asked[-1].write(*["Light", " takes", " a", " longer", " way"])
        QTest.qWait(600)  # the speed shows after half a second

    def _ask(self, words: str) -> None:
        field = self._found(MessageField)
        field.setPlainText(words)
        field.submitted.emit()

    def save_preferences(self, name: str) -> None:
        folders = ("D:/models", "/home/zoë/LLMs")
        self._control.preferences = replace(self._control.preferences, model_folders=folders)
        self._press("Preferences…")
        self._save_dialog(self._found(PreferencesDialog), name)

    def check(self) -> None:
        """What the files tell."""
        self.client.written = 0
        self._control.checks = {
            "tinyllama-gguf": (
                Check("header", True, "Every tensor lies inside its file."),
                Check("files", True, "The file of the weights is there."),
                Check("template", False, "There is no chat template, so chats may read oddly."),
                Check("licence", True, "The publisher names the licence apache-2.0."),
                Check("runtime", True, "llama.cpp (Fast) can open it."),
            )
        }

    def measure(self) -> None:
        """Two minutes of a loaded model."""
        for chart in self._window.findChildren(Chart):
            chart.clear()
            top = 46.0 if chart.accessibleName() == "Speed" else 1.2e9
            for at in range(90):
                chart.add(0.0 if at % 45 < 12 and top < 100 else top * (0.9 + 0.1 * sin(at / 3)))

    def save_activity(self, name: str, page: int = 0) -> None:
        self._press("Activity")
        dialog = self._found(ActivityDialog)
        dialog.findChildren(QTabWidget)[0].setCurrentIndex(page)
        self._save_dialog(dialog, name)

    def save_rules(self, name: str) -> None:
        self._control.rule_infos = samples.RULES
        self._press("Rules")
        self._save_dialog(self._found(RulesDialog), name)

    def _save_dialog(self, dialog: QDialog, name: str) -> None:
        self._save(dialog, name)
        dialog.close()
        QTest.qWait(0)

    def happen(self) -> None:
        """A day with models and clients."""
        samples.happen(self._control.activity)

    @contextmanager
    def high_contrast(self) -> Iterator[None]:
        (theme,) = self._ui.findChildren(Theme)
        theme.wear(contrast_colours(AQUATIC))
        yield
        theme.follow(Qt.ColorScheme.Light)

    def close(self) -> None:
        self._ui.close()
        (self._folder / WINDOW_FILE).unlink()

    def _press(self, words: str) -> None:
        button(QCoreApplication.translate("MainWindow", words), self._window).click()

    def _found(self, kind: type[_W]) -> _W:
        (widget,) = self._window.findChildren(kind)
        return widget

    def _choose(self, name: str) -> None:
        models = self._found(ModelList)
        found = models.model().match(
            models.model().index(0, Column.NAME), Qt.ItemDataRole.DisplayRole, name
        )
        flags = QItemSelectionModel.SelectionFlag
        models.selectionModel().setCurrentIndex(found[0], flags.ClearAndSelect | flags.Rows)


DOWNLOADS = (
    hub_samples.download(
        DownloadState.RUNNING, done=1_075_000_000, speed=12.5e6, seconds_left=114.0
    ),
    replace(
        hub_samples.download(DownloadState.PAUSED, done=1_250_000_000),
        order=replace(hub_samples.download(DownloadState.PAUSED).order, id="other"),
    ),
)


def crowd() -> AppSnapshot:
    """As many models as a collector has."""
    models = [
        samples.model(f"model-{number:04d}", "gguf", 4_900_000_000 + number * 1_000_000)
        for number in range(1000)
    ]
    return samples.snapshot(*models, running=(samples.ready(models[3]),))


def english(gallery: Gallery) -> None:
    """Every page and state, in light, dark and high contrast."""
    gallery.save("empty", empty())
    gallery.save("seed", samples.snapshot(*samples.SEED_MODELS))
    gallery.check()
    gallery.save("mixed", mixed(), chosen="tinyllama-gguf")
    gallery.measure()
    gallery.save("mixed", mixed(), chosen="tinyllama-gguf")
    gallery.save_menu("tray-menu")
    gallery.save_icons("tray-icons")
    gallery.save_question("quit")
    gallery.save_search("no-match", "mistral")
    gallery.save("try-first", mixed(), chosen="tinyllama-gguf", page=ModelPage.TRY)
    gallery.talk()
    gallery.save("try", mixed(), chosen="tinyllama-gguf", page=ModelPage.TRY)
    gallery.save("try-not-loaded", mixed(), chosen="gpt2", page=ModelPage.TRY)
    gallery.save("connect", mixed(), chosen="tinyllama-gguf", page=ModelPage.CONNECT)
    gallery.save("connect-not-loaded", mixed(), chosen="gpt2", page=ModelPage.CONNECT)
    gallery.save("log", mixed(), chosen="tinyllama-gguf", page=ModelPage.LOG)
    gallery.save("settings", mixed(), chosen="qwen3-8b", page=ModelPage.SETTINGS)
    gallery.save_lower("settings-more", "qwen3-8b", ModelPage.SETTINGS)
    gallery.save_lower("overview-more", "tinyllama-gguf", ModelPage.OVERVIEW)
    gallery.save("overview", mixed(), chosen="qwen3-8b")
    gallery.save("loading", mixed(), chosen="phi-2")
    gallery.save("failed", mixed(), chosen="tinyllama")
    gallery.save("problem", mixed(), chosen="my-own")
    gallery.save("warned", warned(), chosen="phi-2")
    gallery.save("thousand", crowd(), chosen="model-0003")
    with gallery.narrow():
        gallery.save("narrow", mixed(), chosen="tinyllama-gguf")
    gallery.save_discover("discover")
    gallery.save_preferences("preferences")
    gallery.save_activity("activity-empty")
    gallery.happen()
    gallery.save_activity("activity")
    gallery.save_activity("activity-clients", page=1)
    gallery.save_rules("rules")
    with gallery.dark():
        gallery.save_preferences("dark-preferences")
        gallery.save_activity("dark-activity")
        gallery.save_rules("dark-rules")
        gallery.save_discover("dark-discover")
        gallery.save("dark", mixed(), chosen="tinyllama-gguf")
        gallery.save_menu("dark-tray-menu")
        gallery.save("dark-empty", empty())
        gallery.save("dark-failed", mixed(), chosen="tinyllama")
        gallery.save("dark-settings", mixed(), chosen="qwen3-8b", page=ModelPage.SETTINGS)
        gallery.save("dark-try", mixed(), chosen="tinyllama-gguf", page=ModelPage.TRY)
        gallery.save("dark-connect", mixed(), chosen="tinyllama-gguf", page=ModelPage.CONNECT)
        gallery.save("dark-log", mixed(), chosen="tinyllama-gguf", page=ModelPage.LOG)
    with gallery.high_contrast():
        gallery.save("contrast", mixed(), chosen="tinyllama-gguf")
        gallery.save("contrast-try", mixed(), chosen="tinyllama-gguf", page=ModelPage.TRY)


def bengali(gallery: Gallery) -> None:
    """The same in the other language."""
    gallery.save("bengali-empty", empty())
    gallery.measure()
    for page in ModelPage:
        gallery.save(f"bengali-{page.name.lower()}", mixed(), "tinyllama-gguf", page)
    gallery.save("bengali-failed", mixed(), chosen="tinyllama")
    gallery.save("bengali-memory", mixed(), chosen="qwen3-8b")
    gallery.save_lower("bengali-settings-more", "qwen3-8b", ModelPage.SETTINGS)
    gallery.save_question("bengali-quit")
    gallery.save_menu("bengali-tray-menu")
    gallery.save_discover("bengali-discover")
    gallery.save_preferences("bengali-preferences")
    gallery.happen()
    gallery.save_activity("bengali-activity")
    gallery.save_rules("bengali-rules")


def large(gallery: Gallery) -> None:
    """Twice as many pixels."""
    gallery.save("large", mixed(), chosen="tinyllama-gguf")
    gallery.save("large-settings", mixed(), chosen="qwen3-8b", page=ModelPage.SETTINGS)
    with gallery.dark():
        gallery.save("large-dark", mixed(), chosen="tinyllama")


PARTS = {"english": english, "bengali": bengali, "large": large}


def main(folder: Path, part: str) -> int:
    """Save the pictures of one part into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    application = create_application(sys.argv[:1])
    gallery = Gallery(folder, language="bn" if part == "bengali" else "en")
    PARTS[part](gallery)
    gallery.close()
    application.processEvents()
    print("\n".join(gallery.cut_off))
    return 1 if gallery.cut_off else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "english"))
