"""GPT4All: one folder, which its settings may name."""

from pathlib import Path

from app.infra.stores.settings_of_others import ini_text
from app.infra.stores.store import Surroundings
from app.infra.stores.tree import TreeStore


def gpt4all(surroundings: Surroundings) -> TreeStore:
    """The store of the program, and of its Python package."""
    return TreeStore("gpt4all", "GPT4All", lambda: _places(surroundings))


def _places(surroundings: Surroundings) -> tuple[Path, ...]:
    named = ini_text(surroundings.settings / "nomic.ai" / "GPT4All.ini", "modelPath")
    places = [surroundings.expanded(named)] if named else []
    places.append(surroundings.data / "nomic.ai" / "GPT4All")
    places.append(surroundings.cache / "gpt4all")
    return tuple(dict.fromkeys(places))
