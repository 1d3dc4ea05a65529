"""Jan: a data folder with ``models`` in it, or ``llamacpp/models`` in newer versions."""

from pathlib import Path

from app.infra.stores.settings_of_others import json_text
from app.infra.stores.store import Surroundings
from app.infra.stores.tree import TreeStore


def jan(surroundings: Surroundings) -> TreeStore:
    """The store of all generations."""
    return TreeStore("jan", "Jan", lambda: _places(surroundings))


def _places(surroundings: Surroundings) -> tuple[Path, ...]:
    roots = [surroundings.settings / "Jan", surroundings.data / "Jan"]
    named = [text for root in roots if (text := json_text(root / "settings.json", "data_folder"))]
    data = [surroundings.expanded(text) for text in named]
    data += [root / "data" for root in roots]
    data.append(surroundings.home / "jan")  # until 2024
    parts = (Path("llamacpp", "models"), Path("models"))
    return tuple(dict.fromkeys(folder / part for folder in data for part in parts))
