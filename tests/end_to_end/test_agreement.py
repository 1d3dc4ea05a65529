"""Tray, window and API never show different states, whoever does what in which order.

``MODELTRAY_TEST_SECONDS`` says how long, and ``MODELTRAY_TEST_SEED`` which order.
"""

import json
import os
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
import requests
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import Program, StartOptions
from app.paths import find_paths
from app.ui.application import Ui
from app.ui.item_models.search import Column
from app.ui.model_page import ModelPage
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.fakes.engine_specs import user_config, user_rule
from tests.fakes.processes import free_port
from tests.fakes.store_trees import NO_STORES
from tests.ui.conftest import OFFSCREEN_LIMITS
from tests.ui.reach import cell, entries, entry, names, opened

pytestmark = [pytest.mark.end_to_end, pytest.mark.qt_log_ignore(*OFFSCREEN_LIMITS)]

SECONDS = float(os.environ.get("MODELTRAY_TEST_SECONDS") or (60 if os.environ.get("CI") else 15))
SEED = int(os.environ.get("MODELTRAY_TEST_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
MODELS = ("anthem", "ballad", "chorus", "dirge")
BROKEN = "dirge"
SOON = 15_000  # ms; for three faces to agree on a busy machine

View = dict[str, str]
"""What a face says of each model that is not at rest: ``ready 8080``, ``busy``, ``failed``."""


def rules() -> dict[str, object]:
    """The fake engine opens ``.xyz``; that of ``.no`` ends at once."""
    return user_config(xyz=user_rule(".xyz"), no=user_rule(".no", "--exit", "3"))


class Faces:
    """The program with its three faces, and what can be done through each."""

    def __init__(self, program: Program, ui: Ui, api: str, models: Path, qtbot: QtBot) -> None:
        self.program, self._ui, self._api, self._models = program, ui, api, models
        self._qtbot = qtbot
        self._pool = ThreadPoolExecutor(4)

    def tray(self) -> View:
        titles = (words.split(" — ", 1) for words in entries(opened(self._ui.tray.menu)))
        return {title[0]: said(title[1]) for title in titles if len(title) == 2}

    def window(self) -> View | None:
        """``None`` while it is closed."""
        window = self._window()
        if window is None:
            return None
        models = window.findChildren(ModelList)[0]
        told = {name: said(cell(models, name, Column.STATUS)) for name in names(models)}
        for name, story in told.items():
            port = cell(models, name, Column.PORT)
            assert not port or story in (f"ready {port}", "busy"), (name, story, port)
        return {name: story for name, story in told.items() if story}

    def api(self) -> View:
        models = self._get("/runtime/status")["models"]
        return {entry["model"]: spoken(entry) for entry in models if spoken(entry)}

    def agree(self) -> bool:
        api, tray, window = self.api(), self.tray(), self.window()
        return tray == api and window in (None, api)

    # What can be done, each by a person or a program that looks at nothing else.

    def load_by_api(self, model: str) -> None:
        self._pool.submit(requests.post, f"{self._api}/runtime/load/{model}?wait=false", timeout=60)

    def unload_by_api(self, model: str) -> None:
        self._pool.submit(requests.post, f"{self._api}/runtime/unload/{model}", timeout=60)

    def restart_by_api(self, model: str) -> None:
        self._pool.submit(requests.post, f"{self._api}/runtime/restart/{model}", timeout=60)

    def stop_all_by_tray(self, _model: str) -> None:
        stop = next(a for a in opened(self._ui.tray.menu).actions() if "Stop all" in a.text())
        stop.trigger()

    def act_by_tray(self, model: str) -> None:
        """Load what can be loaded; do something to what is loaded."""
        menu = opened(self._ui.tray.menu)
        for words in entries(menu):
            if words == model:
                entry(menu, words).trigger()
            elif words.startswith(f"{model} — ") and (
                choices := entries_of(entry(menu, words).menu())
            ):
                random.choice(choices).trigger()

    def act_by_window(self, model: str) -> None:
        if (window := self._window()) is not None:
            window.show_model(model, random.choice(list(ModelPage)))
            list_ = window.findChildren(ModelList)[0]
            actions = [a for a in list_.actions() if a.isEnabled() and a.text() in CHOICES]
            if actions:
                random.choice(actions).trigger()

    def open_or_close_window(self, _model: str) -> None:
        window = self._window()
        if window is None:
            self._ui.show_window()
        else:
            window.hide()  # without a tray, as here, to close it would be to quit

    def kill(self, model: str) -> None:
        running = self.program.control.snapshot.running_model(model)
        if running is not None and running.pid:
            with suppress(psutil.Error):
                psutil.Process(running.pid).kill()

    def hide_or_show_file(self, model: str) -> None:
        shown = next(self._models.glob(f"{model}.*"))
        hidden = shown.suffix == ".hidden"
        suffix = (".no" if model == BROKEN else ".xyz") if hidden else ".hidden"
        shown.rename(shown.with_suffix(suffix))
        self.program.control.rescan()

    def close(self) -> None:
        self._pool.shutdown()

    def _window(self) -> MainWindow | None:
        shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        return next((w for w in shown if w.isVisible()), None)

    def _get(self, path: str) -> Any:
        answer = self._pool.submit(requests.get, self._api + path, timeout=60)
        self._qtbot.waitUntil(answer.done, timeout=SOON)
        return answer.result().json()


CHOICES = {"Load", "Cancel", "Stop", "Restart", "Load again", "Dismiss"}


def entries_of(menu: Any) -> list[Any]:
    return [a for a in menu.actions() if a.text() in CHOICES or a.text().startswith("Stop (")]


def said(words: str) -> str:
    """A state as a person reads it; empty for a model at rest."""
    if "port" in words:
        return f"ready {words.partition('port ')[2].partition(',')[0]}"
    if words.startswith(("Loading", "Stopping", "Restarting")):
        return "busy"
    return "failed" if words.startswith("Failed") else ""


def spoken(entry: dict[str, Any]) -> str:
    """The same as a program reads it."""
    match entry["status"]:
        case "ready":
            return f"ready {entry['port']}"
        case "failed" | "stopped" as rest:
            return "failed" if rest == "failed" else ""
    return "busy"


@pytest.fixture
def faces(qtbot: QtBot, hard_path: Path, shared_process: None) -> Iterator[Faces]:
    paths = find_paths(hard_path)
    paths.create()
    for model in MODELS:
        suffix = "no" if model == BROKEN else "xyz"
        (paths.models / f"{model}.{suffix}").write_text("weights", encoding="utf-8")
    paths.user_rules.write_text(json.dumps(rules()), encoding="utf-8")
    paths.settings_file.write_text(NO_STORES, encoding="utf-8")
    port = free_port()
    program = Program(paths, StartOptions(api_port=port))
    program.start()
    assert program.ui is not None
    faces = Faces(program, program.ui, f"http://127.0.0.1:{port}", paths.models, qtbot)
    qtbot.waitUntil(lambda: len(program.control.snapshot.models) == len(MODELS), timeout=SOON)
    qtbot.waitUntil(lambda: answers(port), timeout=SOON)
    yield faces
    program.quit()
    qtbot.waitUntil(lambda: program.has_left, timeout=SOON)
    faces.close()


def answers(port: int) -> bool:
    return any(c.laddr.port == port for c in psutil.Process().net_connections() if not c.raddr)


@pytest.mark.timeout(SECONDS + 120)
def test_three_faces_never_disagree(faces: Faces, qtbot: QtBot) -> None:
    print(f"\nseed {SEED}, {SECONDS:g} s")
    random.seed(SEED)
    acts: list[Callable[[str], None]] = [
        *(faces.load_by_api, faces.load_by_api, faces.unload_by_api, faces.restart_by_api),
        *(faces.act_by_tray, faces.act_by_tray, faces.act_by_window, faces.act_by_window),
        *(faces.stop_all_by_tray, faces.open_or_close_window),
        *(faces.kill, faces.hide_or_show_file),
    ]
    end = time.monotonic() + SECONDS
    done: list[str] = []
    while time.monotonic() < end:
        for _ in range(random.randint(1, 4)):
            act, model = random.choice(acts), random.choice(MODELS)
            act(model)
            done.append(f"{act.__name__} {model}")
            qtbot.wait(random.choice((1, 20, 150)))
        try:
            qtbot.waitUntil(faces.agree, timeout=SOON)
        except Exception:
            story = f"API {faces.api()}, tray {faces.tray()}, window {faces.window()}"
            pytest.fail(f"seed {SEED}: {story} after {done[-12:]}")
