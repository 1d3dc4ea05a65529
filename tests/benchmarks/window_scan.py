"""The thread of the window while the whole program looks for a thousand models."""

import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from app.bootstrap import Program, StartOptions
from app.paths import Paths, find_paths
from tests.benchmarks.stretches import Stretches, every
from tests.fakes.event_loop import let_run
from tests.fakes.model_files import write_model_tree
from tests.fakes.processes import free_port
from tests.fakes.store_trees import NO_STORES

_MODELS = 1000
_PAUSE = 1500  # ms between two scans; one takes half a second
_LIMIT = 10  # s; to finish what is under way


def scan(seconds: int) -> list[float]:
    """The models come into an empty folder, then their files change again and again, so that every
    header is read anew.

    Returns:
        the longest stretch of each second, in milliseconds.
    """
    with tempfile.TemporaryDirectory() as name:
        paths = find_paths(Path(name) / "data")
        paths.create()
        paths.settings_file.write_text(NO_STORES, encoding="utf-8")
        tree = Path(name) / "tree"
        write_model_tree(tree, _MODELS)
        with _started(paths) as program, ThreadPoolExecutor(1) as pool:
            tree.rename(paths.models / "tree")
            files = [file for file in paths.models.rglob("*") if file.is_file()]

            def change() -> None:
                pool.submit(_touch, files)
                program.control.rescan()

            with every(_PAUSE, change):
                longest = Stretches().measure(seconds)
            assert len(program.control.snapshot.models) == _MODELS
    return longest


def _touch(files: list[Path]) -> None:
    for file in files:
        file.touch()


@contextmanager
def _started(paths: Paths) -> Iterator[Program]:
    program = Program(paths, StartOptions(api_port=free_port()))
    program.start()
    let_run(3000)
    yield program
    _wait(lambda: not program.control.snapshot.scanning)
    program.quit()
    _wait(lambda: program.has_left)


def _wait(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _LIMIT
    while not condition():
        assert time.monotonic() < deadline
        let_run(20)
