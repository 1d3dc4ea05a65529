"""The whole program in a real window, driven by a real mouse: ``python -m tests.end_to_end.clicks
SAMPLES DATA PICTURES``.

Needs an X server with a window manager and a tray (see ``desktop.py``). Every click goes through
the X server, so it lands where a person's would.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QScrollArea,
    QTabWidget,
    QWidget,
)

from app.bootstrap import Program, StartOptions
from app.domain.lifecycle import State
from app.paths import find_paths
from app.ui.start import create_application
from tests.fakes.event_loop import let_run
from tests.fakes.processes import free_port
from tests.ui.reach import cut_off

GGUF, SAFETENSORS = "smollm2-135m-gguf", "smollm2-135m"
PATIENCE = 120.0  # s


class Person:
    """Looks at the screen, and moves the mouse."""

    def __init__(self, program: Program, pictures: Path) -> None:
        self.program = program
        self.pictures = pictures

    def see(self, what: str, condition: Callable[[], bool]) -> None:
        """Wait until it is so."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                self._keep_picture("lost")
                raise SystemExit(f"did not see: {what}")
            let_run(20)
        print(f"saw: {what}", flush=True)

    def click(self, place: QPoint, button: int = 1) -> None:
        let_run(150)  # menus ignore clicks that come at once, as people's never do
        subprocess.run(
            ["xdotool", "mousemove", str(place.x()), str(place.y()), "click", str(button)],
            check=True,
        )
        let_run(150)

    def picture(self, name: str) -> None:
        let_run(300)
        windows = QApplication.topLevelWidgets()
        self.see("whole sentences", lambda: not any(cut_off(w) for w in windows if w.isVisible()))
        self._keep_picture(name)

    def _keep_picture(self, name: str) -> None:
        path = self.pictures / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], check=True)

    def open_tray_menu(self) -> QMenu:
        self.click(self._tray_icon().center(), button=3)
        self.see("the tray menu", lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        return cast(QMenu, QApplication.activePopupWidget())

    def choose(self, menu: QMenu, words: str) -> None:
        """Choose an entry by its words; a size in brackets may follow them."""
        named = (a for a in menu.actions() if a.text().split(" (")[0] == words)
        action = next(a for a in named if a.isEnabled())
        self.click(menu.mapToGlobal(menu.actionGeometry(action).center()))

    def open_window(self) -> QMainWindow:
        self.click(self._tray_icon().center())
        self.see("the window", lambda: _window() is not None)
        window = cast(QMainWindow, _window())
        self.see("that it has the focus", window.isActiveWindow)
        let_run(500)  # the window manager moves it to its place
        return window

    def press(self, window: QWidget, words: str) -> None:
        buttons = window.findChildren(QAbstractButton)
        button = next(b for b in buttons if b.isVisible() and b.text() == words)
        self.see(f"that {words} can be pressed", button.isEnabled)
        _scroll_to(button)
        self.click(button.mapToGlobal(button.rect().center()))

    def open_tab(self, window: QWidget, words: str) -> None:
        tabs = next(t for t in window.findChildren(QTabWidget) if t.isVisible()).tabBar()
        at = next(at for at in range(tabs.count()) if tabs.tabText(at) == words)
        self.click(tabs.mapToGlobal(tabs.tabRect(at).center()))

    def write(self, window: QWidget, name: str, words: str) -> None:
        """Type into a field, in place of what stands there."""
        fields = window.findChildren(QLineEdit)
        field = next(f for f in fields if f.isVisible() and f.accessibleName() == name)
        _scroll_to(field)
        self.click(field.mapToGlobal(field.rect().center()))
        self.see(f"the cursor in {name}", field.hasFocus)
        for keys in (["key", "ctrl+a"], ["type", "--delay", "20", words]):
            subprocess.run(["xdotool", *keys], check=True)
        self.see(f"{words} in {name}", lambda: field.text() == words)

    def read(self, words: str, window: QWidget) -> None:
        """Wait until a label of the window says so."""
        self.see(words, lambda: any(words in label.text() for label in _labels(window)))

    def select(self, window: QWidget, name: str) -> None:
        view = next(v for v in window.findChildren(QAbstractItemView) if v.isVisible())
        model = view.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        index = next(i for i in rows if name in str(i.data()).splitlines())
        self.click(view.viewport().mapToGlobal(view.visualRect(index).center()))

    def state(self, model: str) -> State:
        entry = self.program.control.snapshot.running_model(model)
        return entry.state if entry else State.STOPPED

    def _tray_icon(self) -> QRect:
        assert self.program.ui is not None
        icon = self.program.ui.tray.icon
        self.see("the tray icon", lambda: icon.geometry().width() > 0)
        places = [QRect()]

        def rests() -> bool:
            """A new icon is moved by the tray, once or twice."""
            let_run(300)
            places.append(icon.geometry())
            return places[-1] == places[-2]

        self.see("that it stays where it is", rests)
        return places[-1]


def _scroll_to(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def _labels(window: QWidget) -> list[QLabel]:
    return [label for label in window.findChildren(QLabel) if label.isVisible()]


def _window() -> QMainWindow | None:
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow)]
    return next((w for w in windows if w.isVisible()), None)


def story(person: Person) -> None:
    """Load from the tray, stop from the window; load from the window, stop from the tray; quit."""
    snapshot = person.program.control
    person.see("all models", lambda: len(snapshot.snapshot.models) == 3)
    menu = person.open_tray_menu()
    person.picture("tray-menu")
    person.choose(menu, GGUF)
    person.see("the GGUF model ready", lambda: person.state(GGUF) is State.READY)
    window = person.open_window()
    person.select(window, SAFETENSORS)
    person.press(window, "Load")
    person.see("SafeTensors loading", lambda: person.state(SAFETENSORS) is State.LOADING)
    person.picture("loading")
    person.see("both models ready", lambda: person.state(SAFETENSORS) is State.READY)
    person.picture("browser")
    person.select(window, GGUF)
    person.press(window, "Stop")
    person.see("the GGUF model stopped", lambda: person.state(GGUF) is State.STOPPED)
    menu = person.open_tray_menu()
    person.picture("tray-menu-loaded")
    person.choose(menu, "Stop all")
    person.see("nothing loaded", lambda: not snapshot.snapshot.running)
    person.choose(person.open_tray_menu(), "Quit")


def run(
    story: Callable[[Person], None],
    samples: Path | None,
    data: Path,
    pictures: Path,
    *,
    settings: str = "",
) -> int:
    """Start the program, over the sample models or over none, and let a person live the story."""
    data.mkdir(parents=True, exist_ok=True)
    folders = f"model_folders = ['{samples}']\n" if samples else ""
    (data / "settings.toml").write_text(folders + settings, encoding="utf-8")
    application = create_application(sys.argv[:1])
    paths = find_paths(data)
    paths.create()
    program = Program(paths, StartOptions(minimized=True, api_port=free_port()))
    program.start()
    finished: list[bool] = []
    application.aboutToQuit.connect(lambda: finished.append(True))
    person = Person(program, pictures)
    try:
        story(person)
        person.see("the end", lambda: bool(finished) or program.has_left)
    finally:  # models and threads of a program that goes on would outlive a story that is lost
        program.quit()
        person.see("that it has left", lambda: program.has_left)
    return 0


if __name__ == "__main__":
    sys.exit(run(story, *map(Path, sys.argv[1:4])))
