"""A home folder of its own, and a scanner over the stores in it."""

from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from app.domain.model import Model
from app.infra.header_cache import HeaderCache
from app.infra.stores.known import known_stores
from app.infra.stores.place_memory import PlaceMemory
from app.infra.stores.scanner import StoreScanner
from app.infra.stores.store import Surroundings
from app.services.interfaces import Scan


class Home:
    """Somebody's home folder; ``environment`` may be filled before a scan."""

    def __init__(self, path: Path, data: Path) -> None:
        self.path = path
        self.data = data
        self.environment: dict[str, str] = {}
        path.mkdir()

    def scanner(self) -> StoreScanner:
        """As after a new start of the program."""
        return StoreScanner(
            HeaderCache(self.data / "headers.json"),
            PlaceMemory(self.data / "places"),
            known_stores(Surroundings(self.path, self.environment)),
        )

    def scan(self, folders: Sequence[Path] = (), off: Collection[str] = ()) -> Scan:
        return self.scanner()(folders, (), off)

    def models(self, folders: Sequence[Path] = ()) -> dict[str, Model]:
        return {model.id: model for model in self.scan(folders).models}


@pytest.fixture
def home(hard_path: Path, tmp_path: Path) -> Home:
    return Home(hard_path / "home of zoë", tmp_path / "data")
