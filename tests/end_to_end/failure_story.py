"""A load that fails, by mouse: ``python -m tests.end_to_end.failure_story SAMPLES DATA PICTURES``.

Read, understood, mended and tried again; then the program is quit while the model runs.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox

from app.domain.lifecycle import State
from tests.end_to_end.clicks import Person, run
from tests.fakes.tiny_gguf import write_tiny_gguf

MODEL = "martian"


def story(person: Person) -> None:
    """The model of a planet that llama.cpp has not heard of."""
    snapshot = person.program.control
    file = Path(snapshot.snapshot.folders[0]) / MODEL / f"{MODEL}.gguf"
    write_tiny_gguf(file, architecture="martian")
    window = person.open_window()
    person.see("the model", lambda: len(snapshot.snapshot.models) == 1)
    person.select(window, MODEL)
    person.press(window, "Load")
    person.see("the failure", lambda: person.state(MODEL) is State.FAILED)
    person.read("does not know the architecture martian", window)
    person.picture("failed")
    person.open_tab(window, "Log")
    person.picture("log")

    write_tiny_gguf(file)  # another conversion, as the sentence says
    person.open_tab(window, "Overview")
    person.press(window, "Load")
    person.see("the model ready", lambda: person.state(MODEL) is State.READY)
    person.picture("mended")

    person.choose(person.open_tray_menu(), "Quit")
    person.see("the question", lambda: question() is not None)
    box = question()
    assert box is not None
    person.see("what will be stopped", lambda: MODEL in box.informativeText())
    person.picture("question")
    person.press(box, "Stop and quit")


def question() -> QMessageBox | None:
    boxes = (box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox))
    return next((box for box in boxes if box.isVisible()), None)


if __name__ == "__main__":
    sys.exit(run(story, None, *map(Path, sys.argv[2:4])))
