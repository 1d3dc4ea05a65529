"""From a search on the Hub to the first answer, by mouse and keys: ``python -m
tests.end_to_end.discover_story SAMPLES DATA PICTURES``. The Hub is a local one.
"""

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.hub.download import Download, DownloadState
from app.domain.lifecycle import State
from app.ui.pages.discover import DiscoverDialog
from app.ui.widgets.chat_view import ChatView
from app.ui.widgets.message_field import MessageField
from devtools.samples import GGUF_MODEL
from tests.end_to_end.clicks import Person, run
from tests.fakes.hub_server import Faults, HubServer, Repository, hub_server

NAME = "HuggingFaceTB/SmolLM2-135M-Instruct-GGUF"
QUESTION = "What is the capital of France? Answer in one word."


def story(person: Person, hub: HubServer) -> None:
    window = person.open_window()
    person.read("No models yet", window)
    person.press(window, "Get models")
    (discover,) = window.findChildren(DiscoverDialog)
    person.write(discover, "Search the Hugging Face Hub", "smollm2")
    person.read(NAME, discover)
    person.read("Recommended: Q4_1", discover)
    person.picture("found")

    hub.faults = Faults(pace=0.005)
    person.press(discover, words_of(discover, "Download "))
    hub_verbs = person.program.control.hub
    person.see("the download", lambda: len(hub_verbs.downloads) == 1)
    person.see("that it comes on", lambda: the_download(person).done > 5_000_000)
    person.picture("downloading")
    hub.released.set()
    person.see("all of it", lambda: the_download(person).state is DownloadState.DONE)
    person.see("the model in the list", lambda: the_download(person).model is not None)
    person.picture("downloaded")
    person.press(discover, "Load")
    model = the_download(person).model or ""
    person.see("the model ready", lambda: person.state(model) is State.READY)
    discover.close()

    person.select(window, person.program.control.snapshot.models[0].name)
    person.open_tab(window, "Try it")
    field = next(f for f in window.findChildren(MessageField) if f.isVisible())
    person.click(field.mapToGlobal(field.rect().center()))
    person.see("the cursor", field.hasFocus)
    subprocess.run(["xdotool", "type", "--delay", "20", QUESTION], check=True)
    person.see("the question", lambda: field.toPlainText() == QUESTION)
    subprocess.run(["xdotool", "key", "Return"], check=True)
    (chat,) = window.findChildren(ChatView)
    person.see("the answer", lambda: "first token after" in chat.toPlainText())
    person.picture("answer")
    person.program.quit()


def words_of(window: QWidget, start: str) -> str:
    """The words on the visible button that begin like that."""
    buttons = (b for b in window.findChildren(QPushButton) if b.isVisible())
    return next(b.text() for b in buttons if b.text().startswith(start))


def the_download(person: Person) -> Download:
    (download,) = person.program.control.hub.downloads
    return download


def main(samples: Path, data: Path, pictures: Path) -> int:
    (sample,) = (samples / GGUF_MODEL).glob("*.gguf")
    with hub_server() as hub:
        hub.add(Repository(NAME, {sample.name: sample.read_bytes()}, ["gguf"]))
        settings = f"hub_endpoint = '{hub.url}'\n"
        return run(lambda person: story(person, hub), None, data, pictures, settings=settings)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:4])))
