"""How the developer's commands start the program: on data of its own, with the samples in view."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from devtools.commands import StepFailed
from devtools.samples import cache_folder

API_PORT = 8155


def program_arguments(given: Sequence[str], samples: Path) -> list[str]:
    """The arguments of ``python -m app``.

    A data folder apart from the one of an installed ModelTray is added, unless one is given, and
    ``--headless`` where there is no display.
    """
    arguments = list(given)
    if not any(word.startswith("--data-dir") for word in given):
        data = cache_folder() / "data"
        offer_folder(data, samples)
        arguments += ["--data-dir", str(data)]
    if "--headless" not in given and not has_display():
        print(f"No display, so there is no window. The API: http://127.0.0.1:{API_PORT}/docs")
        arguments.append("--headless")
    return arguments


def has_display() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in names)


def offer_folder(data: Path, folder: Path) -> None:
    """Give a new data folder its settings; those of an earlier run stay as they are."""
    settings = data / "settings.toml"
    if settings.exists():
        return
    try:
        data.mkdir(parents=True, exist_ok=True)
        settings.write_text(f"model_folders = [{_quoted(str(folder))}]\n", encoding="utf-8")
    except OSError as error:
        raise StepFailed(f"{settings} cannot be written ({error}).") from None


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
