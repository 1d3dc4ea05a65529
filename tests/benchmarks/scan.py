"""How long it takes to know the models on the disk.

The headers of the 1,000 models are real but their vocabularies are short: a vocabulary adds about
what the last row says for each 152,000 words, once for each file.
"""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.domain.formats.gguf import read_gguf
from app.infra.header_cache import HeaderCache
from app.infra.stores.known import known_stores
from app.infra.stores.place_memory import PlaceMemory
from app.infra.stores.scanner import StoreScanner
from app.infra.stores.store import Surroundings
from tests.benchmarks.table import Row, print_rows
from tests.fakes.model_files import write_gguf, write_model_tree
from tests.fakes.store_trees import write_stored_models

_MODELS = 1000
_STORED = 5000
_ROUNDS = 5


def scans(folder: Path) -> list[Row]:
    models = folder / "models"
    write_model_tree(models, _MODELS)
    return _rows(folder, models, _MODELS, cold=2.0, cached=0.2)


def stores(folder: Path) -> list[Row]:
    """Models spread over a folder, the Hugging Face cache, LM Studio and Ollama."""
    home = folder / "home"
    write_stored_models(home, _STORED)
    return _rows(folder, home / "models", _STORED, cold=10.0, cached=1.0, home=home)


def _rows(
    folder: Path, models: Path, count: int, *, cold: float, cached: float, home: Path | None = None
) -> list[Row]:
    cache = folder / "headers.json"
    where = "in four stores" if home else "in folders"
    around = known_stores(Surroundings(home, {})) if home else ()

    def scan() -> None:
        scanner = StoreScanner(HeaderCache(cache), PlaceMemory(folder / "places"), around)
        assert len(scanner([models], ()).models) == count

    first, again = [], []
    for _ in range(_ROUNDS):
        cache.unlink(missing_ok=True)
        shutil.rmtree(folder / "places", ignore_errors=True)
        first.append(_seconds(scan))
        again.append(_seconds(scan))
    return [
        Row(f"{count:,} models {where}, nothing known", first, "s", cold),
        Row(f"{count:,} models {where}, headers cached", again, "s", cached),
    ]


def header(folder: Path) -> list[Row]:
    words = [f"word{number}" for number in range(152_000)]
    merges = [f"w{number} ord" for number in range(151_000)]
    arrays = {"tokenizer.ggml.tokens": words, "tokenizer.ggml.merges": merges}
    path = write_gguf(folder / "large.gguf", metadata=arrays)
    times = [_seconds(lambda: read_gguf(path)) for _ in range(_ROUNDS)]
    return [Row("GGUF header with 152k tokens and 151k merges", times, "s", 0.1)]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print_rows("Finding models", [*scans(folder), *stores(folder), *header(folder)])


if __name__ == "__main__":
    main()
