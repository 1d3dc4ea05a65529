"""How the developer's commands start the program: on data of its own, with the samples in view."""

import re
from collections.abc import Sequence
from pathlib import Path

from devtools.cache import cache_folder
from devtools.commands import StepFailed

API_PORT = 8155


def program_arguments(given: Sequence[str], samples: Path) -> list[str]:
    """The arguments of ``python -m app``: those given, and a data folder apart from the one of an
    installed ModelTray unless another is given."""
    if any(word.startswith("--data-dir") for word in given):
        return list(given)
    data = cache_folder() / "data"
    offer_folder(data, samples)
    return [*given, "--data-dir", str(data)]


def api_address(given: Sequence[str]) -> str:
    """Where the API of a program with these arguments answers."""
    found = re.search(r"--api-port[ =](\d+)", " ".join(given))
    return f"http://127.0.0.1:{found[1] if found else API_PORT}"


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
