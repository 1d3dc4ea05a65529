"""How long the thread of the window is busy at a stretch, in a real window without a screen."""

import itertools
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication

from app.domain.lifecycle import State
from app.domain.model import Model, ModelId
from app.infra.model_client import HttpModelClient
from app.ui.application import Ui
from app.ui.item_models.search import Column
from app.ui.start import create_application
from app.ui.widgets.message_field import MessageField
from app.ui.widgets.model_list import ModelList
from app.ui.window import MainWindow
from tests.benchmarks import window_scan
from tests.benchmarks.stretches import Stretches, every
from tests.benchmarks.table import Row, print_rows
from tests.fakes.chat_server import chat_server
from tests.fakes.event_loop import let_run
from tests.fakes.fake_control import FakeControl
from tests.ui import samples
from tests.ui.conftest import RESOURCES
from tests.ui.reach import field, open_tab, the
from tests.ui.samples import PHI_2

_BUDGET = 50.0  # ms
_SECONDS = 10


class Bench:
    def __init__(self) -> None:
        self.control = FakeControl(samples.snapshot(*samples.SEED_MODELS))
        self._client = HttpModelClient()
        self.ui = Ui(
            self.control,
            self._client,
            resources=RESOURCES,
            window_file=Path(tempfile.mkdtemp()) / "window.ini",
            api_url="",
            on_quit=QApplication.quit,
        )
        self.ui.show_window()
        (self.window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        let_run(300)

    def chat(self) -> list[float]:
        with chat_server() as server:
            server.is_endless, server.pieces, server.pause = True, (" some", " words.\n"), 0.001
            self.control.show_running(samples.ready(PHI_2, server.port))
            open_tab("Try it", self.window)
            (field,) = self.window.findChildren(MessageField)
            field.setPlainText("Go on")
            field.submitted.emit()
            longest = Stretches().measure(_SECONDS)
            field.interrupted.emit()
            server.is_endless = False
        return longest

    def log(self) -> list[float]:
        open_tab("Log", self.window)
        field("Search the log", self.window).setText("task 7")
        lines = [f"slot update_slots: id 0 | task {n} | 41.5 tokens/s" for n in range(10)]
        with every(10, lambda: self.control.output_written.emit("phi-2", lines)):
            return Stretches().measure(_SECONDS)

    def come_and_go(self) -> list[float]:
        """The first two seconds build what is built once."""
        turns = itertools.cycle((samples.snapshot(), samples.snapshot(*_many(1000))))
        with every(500, lambda: self.control.show(next(turns))):
            return Stretches().measure(_SECONDS)[2:]

    def load(self) -> list[float]:
        """One of a thousand loads, with news of its progress, while the list is sorted by it."""
        models = _many(1000)
        shown = samples.snapshot(*models)
        percent = itertools.cycle(range(100))

        def progress() -> None:
            loading = samples.running(models[500], State.LOADING, progress=next(percent) / 100)
            self.control.show(replace(shown, running=(loading,)))

        self.control.show(shown)
        the(ModelList, self.window).sortByColumn(Column.STATUS, Qt.SortOrder.AscendingOrder)
        with every(100, progress):
            return Stretches().measure(_SECONDS)

    def search(self) -> list[float]:
        """Words typed letter by letter, and clicks on a header, among a thousand models."""
        words, models = field("Search models", self.window), the(ModelList, self.window)
        orders, letters = itertools.cycle(Qt.SortOrder), itertools.cycle("model 77")

        def write() -> None:
            letter = next(letters)
            words.setText(letter if letter == "m" else words.text() + letter)

        def sort() -> None:
            models.sortByColumn(Column.NAME, next(orders))

        acts = itertools.cycle((write, sort))
        with every(125, lambda: next(acts)()):
            return Stretches().measure(_SECONDS)

    def close(self) -> None:
        self.ui.close()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _many(count: int) -> list[Model]:
    return [replace(PHI_2, id=ModelId(f"m{n}"), name=f"model {n}") for n in range(count)]


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = create_application(sys.argv[:1])
    bench = Bench()
    measurements: dict[str, Callable[[], list[float]]] = {
        "window busy: chat at 1,000 tokens/s": bench.chat,
        "window busy: log of 1,000 lines/s, searched": bench.log,
        "window busy: 1,000 models come and go": bench.come_and_go,
        "window busy: one of 1,000 models loads": bench.load,
        "window busy: search and sort 1,000 models": bench.search,
    }
    rows = [Row(name, run(), "ms", _BUDGET) for name, run in measurements.items()]
    bench.close()
    application.processEvents()
    real = window_scan.scan(_SECONDS)  # last, for its end is the end of Qt's event loops
    rows.append(Row("window busy: 1,000 models are looked for", real, "ms", _BUDGET))
    print_rows("The thread of the window, longest stretch in each second", rows)


if __name__ == "__main__":
    main()
