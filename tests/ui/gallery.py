"""Pictures of the window in each of its states: ``python -m tests.ui.gallery OUT_DIR``.

Where there is no screen, with ``QT_QPA_PLATFORM=offscreen``.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from math import sin
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.domain.chat import AnswerEnd
from app.domain.lifecycle import State
from app.domain.model import Check
from app.domain.settings import Settings
from app.domain.snapshot import AppSnapshot, RuntimeChoice
from app.ui.application import Ui
from app.ui.item_models.search import Column
from app.ui.pages.activity import ActivityDialog
from app.ui.pages.preferences import PreferencesDialog
from app.ui.pages.rules import RulesDialog
from app.ui.start import create_application
from app.ui.theme import Theme
from app.ui.widgets.chart import Chart
from app.ui.widgets.message_field import MessageField
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.fake_client import FakeClient
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.reach import button, open_tab
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
            samples.running(MINILM, State.BACKOFF, port=8083, retry_at=0),
        ),
    )
    problem = RuntimeChoice(problem="No program opens .npz files: numpy_runner was not found.")
    return replace(shown, choices={**shown.choices, CUSTOM.id: problem})


def empty() -> AppSnapshot:
    return AppSnapshot(folders=(str(MODELS_FOLDER),))


def warned() -> AppSnapshot:
    warning = "runtime_config.json, line 12: a comma is missing. The last good file is used."
    fallback = replace(
        samples.ready(PHI_2, 8081),
        notice="llama.cpp could not load it (unknown architecture), so transformers is used.",
    )
    return replace(samples.snapshot(*samples.SEED_MODELS, running=(fallback,)), warnings=(warning,))


class Gallery:
    """Shows a snapshot in the real window and saves what it looks like."""

    def __init__(self, folder: Path, *, language: str = "en") -> None:
        self._folder = folder
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

    def save(
        self, name: str, snapshot: AppSnapshot, chosen: str = "", tab: str = "Overview"
    ) -> None:
        self._control.show(snapshot)
        if chosen:
            self._choose(chosen)
            open_tab(tab, self._window)
        QTest.qWait(50)  # layouts settle over a few turns of the event loop
        self._window.grab().save(str(self._folder / f"{name}.png"))

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
        self._control.preferences = Settings(model_folders=("D:/models", "/home/zoë/LLMs"))
        button("Preferences…", self._window).click()
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

    def save_activity(self, name: str, tab: str) -> None:
        button("Activity", self._window).click()
        dialog = self._found(ActivityDialog)
        open_tab(tab, dialog)
        self._save_dialog(dialog, name)

    def save_rules(self, name: str) -> None:
        self._control.rule_infos = samples.RULES
        button("Rules", self._window).click()
        self._save_dialog(self._found(RulesDialog), name)

    def _save_dialog(self, dialog: QDialog, name: str) -> None:
        QTest.qWait(50)
        dialog.grab().save(str(self._folder / f"{name}.png"))
        dialog.close()
        QTest.qWait(0)

    def happen(self) -> None:
        """A day with models and clients."""
        samples.happen(self._control.activity)

    @contextmanager
    def high_contrast(self) -> Iterator[None]:
        (theme,) = self._ui.findChildren(Theme)
        theme.prefer(Qt.ContrastPreference.HighContrast)
        yield
        theme.prefer(Qt.ContrastPreference.NoPreference)

    def close(self) -> None:
        self._ui.close()
        (self._folder / WINDOW_FILE).unlink()

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


def main(folder: Path) -> None:
    """Save every picture into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    application = create_application(sys.argv[:1])
    gallery = Gallery(folder)
    gallery.save("empty", empty())
    gallery.save("seed", samples.snapshot(*samples.SEED_MODELS))
    gallery.check()
    gallery.save("mixed", mixed(), chosen="tinyllama-gguf")
    gallery.measure()
    gallery.save("mixed", mixed(), chosen="tinyllama-gguf")
    gallery.save("try-first", mixed(), chosen="tinyllama-gguf", tab="Try it")
    gallery.talk()
    gallery.save("try", mixed(), chosen="tinyllama-gguf", tab="Try it")
    gallery.save("try-not-loaded", mixed(), chosen="gpt2", tab="Try it")
    gallery.save("connect", mixed(), chosen="tinyllama-gguf", tab="Connect")
    gallery.save("connect-not-loaded", mixed(), chosen="gpt2", tab="Connect")
    gallery.save("log", mixed(), chosen="tinyllama-gguf", tab="Log")
    gallery.save("settings", mixed(), chosen="qwen3-8b", tab="Settings")
    gallery.save("loading", mixed(), chosen="phi-2")
    gallery.save("failed", mixed(), chosen="tinyllama")
    gallery.save("problem", mixed(), chosen="my-own")
    gallery.save("warned", warned(), chosen="phi-2")
    gallery.save_preferences("preferences")
    gallery.save_activity("activity-empty", "Models")
    gallery.happen()
    gallery.save_activity("activity", "Models")
    gallery.save_activity("activity-clients", "Clients")
    gallery.save_rules("rules")
    with gallery.dark():
        gallery.save_preferences("dark-preferences")
        gallery.save_activity("dark-activity", "Models")
        gallery.save_rules("dark-rules")
        gallery.save("dark", mixed(), chosen="tinyllama-gguf")
        gallery.save("dark-failed", mixed(), chosen="tinyllama")
        gallery.save("dark-try", mixed(), chosen="tinyllama-gguf", tab="Try it")
        gallery.save("dark-connect", mixed(), chosen="tinyllama-gguf", tab="Connect")
        gallery.save("dark-log", mixed(), chosen="tinyllama-gguf", tab="Log")
    with gallery.high_contrast():
        gallery.save("contrast", mixed(), chosen="tinyllama-gguf")
        gallery.save("contrast-try", mixed(), chosen="tinyllama-gguf", tab="Try it")
    gallery.close()
    application.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
