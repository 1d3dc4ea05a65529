"""Settings of a model, by mouse and keys: ``python -m tests.end_to_end.settings_story SAMPLES DATA
PICTURES``.

Seen before a load, followed by it, changed while it runs, and followed by the restart.
"""

import sys
from pathlib import Path

from app.domain.lifecycle import State
from app.ui.pages.activity import ActivityDialog
from app.ui.pages.model_settings import ModelSettingsPage
from app.ui.pages.rules import RulesDialog
from app.ui.widgets.chart import Chart
from tests.end_to_end.clicks import GGUF, Person, run
from tests.fakes.event_loop import let_run


def story(person: Person) -> None:
    """Context and threads of the GGUF model, its charts, and what was told about it all."""
    person.see("all models", lambda: len(person.program.control.snapshot.models) == 3)
    window = person.open_window()
    person.select(window, GGUF)
    person.open_tab(window, "Settings")
    person.write(window, "Context (tokens)", "1024")
    person.read("in all with a context of 1K", window)
    person.picture("memory")
    person.press(window, "Load")
    person.see("the model ready", lambda: person.state(GGUF) is State.READY)
    person.see("the settings at work", lambda: "--ctx-size 1024" in command(person))

    person.open_tab(window, "Overview")
    (speed,) = (c for c in window.findChildren(Chart) if c.accessibleName() == "Speed")
    person.see("a chart of the speed", lambda: len(speed.samples) >= 2)
    person.picture("charts")

    person.open_tab(window, "Settings")
    person.write(window, "CPU threads", "1")
    person.read("Restart it to follow these settings", window)
    person.picture("outdated")
    (page,) = window.findChildren(ModelSettingsPage)
    person.press(page, "Restart")
    person.see("the other settings at work", lambda: "--threads 1" in command(person))
    person.see("the model ready again", lambda: person.state(GGUF) is State.READY)

    person.press(window, "Rules")
    (rules,) = window.findChildren(RulesDialog)
    person.picture("rules")
    rules.close()
    person.press(window, "Activity")
    (activity,) = window.findChildren(ActivityDialog)
    person.picture("activity")
    activity.close()
    let_run(0)
    kept = (person.program._paths.model_settings_file).read_text(encoding="utf-8")
    person.see("the settings kept", lambda: "ctx_size = 1024" in kept and "threads = 1" in kept)
    person.program.quit()


def command(person: Person) -> str:
    entry = person.program.control.snapshot.running_model(GGUF)
    return entry.command if entry else ""


if __name__ == "__main__":
    sys.exit(run(story, *map(Path, sys.argv[1:4])))
