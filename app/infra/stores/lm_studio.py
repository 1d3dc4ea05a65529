"""LM Studio: a folder of ``publisher/model/files`` that its settings name.

Its home is ``~/.lmstudio`` today, was ``~/.cache/lm-studio`` before, and elsewhere when the file
``~/.lmstudio-home-pointer`` says so. The settings lie in that home, in older versions in the
person's settings folder; ``downloadsFolder`` in them is where the models are.
"""

from pathlib import Path

from app.infra.stores.settings_of_others import json_text, small_text
from app.infra.stores.store import Surroundings
from app.infra.stores.tree import TreeStore


def lm_studio(surroundings: Surroundings) -> TreeStore:
    """The store of both generations."""
    return TreeStore("lm-studio", "LM Studio", lambda: _places(surroundings), has_publishers=True)


def _places(surroundings: Surroundings) -> tuple[Path, ...]:
    homes = _homes(surroundings)
    files = [*(home / "settings.json" for home in homes)]
    files.append(surroundings.settings / "LM Studio" / "settings.json")
    named = [text for file in files if (text := json_text(file, "downloadsFolder"))]
    places = [surroundings.expanded(text) for text in named]
    places += [home / "models" for home in homes]
    return tuple(dict.fromkeys(places))


def _homes(surroundings: Surroundings) -> list[Path]:
    pointer = small_text(surroundings.home / ".lmstudio-home-pointer").partition("\0")[0].strip()
    homes = [surroundings.expanded(pointer.splitlines()[0].strip())] if pointer else []
    homes += [surroundings.home / ".lmstudio", surroundings.home / ".cache" / "lm-studio"]
    return list(dict.fromkeys(homes))
