"""How long it takes to know the models on the disk.

The headers of the 1,000 models are real but their vocabularies are short: a vocabulary adds about
what the last row says for each 152,000 words, once for each file.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.domain.formats.gguf import read_gguf
from app.infra.header_cache import HeaderCache
from app.infra.stores.folders import FolderScanner
from tests.benchmarks.table import Row, print_rows
from tests.fakes.model_files import write_gguf, write_model_tree

_MODELS = 1000
_ROUNDS = 5


def scans(folder: Path) -> list[Row]:
    models, cache = folder / "models", folder / "headers.json"
    write_model_tree(models, _MODELS)
    cold, cached = [], []
    for _ in range(_ROUNDS):
        cache.unlink(missing_ok=True)
        cold.append(_seconds(lambda: FolderScanner(HeaderCache(cache))([models], ())))
        cached.append(_seconds(lambda: FolderScanner(HeaderCache(cache))([models], ())))
    return [
        Row(f"scan of {_MODELS:,} models, nothing known", cold, "s", 2.0),
        Row(f"scan of {_MODELS:,} models, headers cached", cached, "s", 0.2),
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
        print_rows("Finding models", [*scans(Path(name)), *header(Path(name))])


if __name__ == "__main__":
    main()
