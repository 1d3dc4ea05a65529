"""The program as a whole: start, idle, load, stop, and what a kill leaves behind."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

import psutil
import requests

from tests.benchmarks.table import Row, print_rows
from tests.end_to_end.desktop import desktop
from tests.end_to_end.program import ROOT, RunningProgram, port_is_free
from tests.fakes.processes import free_port, is_alive
from tests.fakes.tiny_gguf import write_tiny_gguf
from tests.fakes.waiting import wait_until

MEGABYTE = 1_000_000
_RUNNER = (sys.executable, "-m", "runtimes", "llama-cpp")
_IDLE_SECONDS = 20
_PATIENCE = 2.0  # s; what a kill of the program gives its children
_STARTS, _LOADS, _KILLS = 5, 7, 20


@contextmanager
def _started(
    folder: Path, *flags: str, environment: dict[str, str] | None = None
) -> Iterator[RunningProgram]:
    data = folder / "data"
    shutil.rmtree(data, ignore_errors=True)
    program = RunningProgram(
        data, model_folders=[folder / "models"], flags=flags, environment=environment
    )
    try:
        yield program
    finally:
        if program.process.poll() is None:
            program.quit()


@contextmanager
def _in_the_tray(folder: Path) -> Iterator[RunningProgram]:
    screen: AbstractContextManager[dict[str, str]]
    screen = nullcontext({}) if sys.platform == "win32" else desktop()
    with (
        screen as environment,
        _started(folder, "--minimized", environment=environment) as program,
    ):
        yield program


def _log_time(program: RunningProgram, words: str) -> float:
    """Seconds from the start of the process to the log line with these words."""
    line = next(line for line in program.said().splitlines() if words in line)
    logged = datetime.strptime(" ".join(line.split()[:2]), "%Y-%m-%d %H:%M:%S,%f")
    return logged.timestamp() - psutil.Process(program.process.pid).create_time()


def starts(folder: Path) -> list[Row]:
    tray, api = [], []
    for _ in range(_STARTS):
        with _in_the_tray(folder) as program:
            tray.append(_log_time(program, "Tray icon shown"))
            api.append(_log_time(program, "Control API at"))
    return [
        Row("tray icon visible after start", tray, "s", 1.0),
        Row("API answering after start", api, "s", 2.5),
    ]


def idle(folder: Path) -> list[Row]:
    with _in_the_tray(folder) as program:
        process = psutil.Process(program.process.pid)
        time.sleep(3)  # imports and the first scan are over
        before = sum(process.cpu_times()[:2])
        time.sleep(_IDLE_SECONDS)
        used = sum(process.cpu_times()[:2]) - before
        memory = process.memory_info().rss / MEGABYTE
    return [
        Row("idle memory, window closed, API up", [memory], "MB", 110),
        Row("idle CPU", [100 * used / _IDLE_SECONDS], "%", 0.2),
    ]


def loads(folder: Path) -> list[Row]:
    alone, through, stops = [], [], []
    with _started(folder, "--headless") as program:
        for _ in range(_LOADS):
            alone.append(_engine_alone(folder / "models" / "tiny" / "tiny.gguf"))
            start = time.perf_counter()
            port = program.load("tiny")["port"]
            through.append(time.perf_counter() - start)
            start = time.perf_counter()
            program.post("/runtime/unload/tiny")
            wait_until(lambda p=port: port_is_free(p))  # type: ignore[misc]
            stops.append(time.perf_counter() - start)
    extra = [1000 * (ours - its) for ours, its in zip(through, alone, strict=True)]
    return [
        Row("load call to ready, over the engine's own time", extra, "ms", 150),
        Row("stop to port free", stops, "s", 1.0),
    ]


def _engine_alone(model: Path) -> float:
    """Seconds from starting the runner by hand to its first 200."""
    port = free_port()
    start = time.perf_counter()
    runner = subprocess.Popen(
        [*_RUNNER, "--model", str(model), "--host", "127.0.0.1", "--port", str(port)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until(lambda: _is_healthy(port))
    elapsed = time.perf_counter() - start
    runner.communicate(b"shutdown\n")
    return elapsed


def _is_healthy(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/health", timeout=1).ok
    except requests.RequestException:
        return False


def kills(folder: Path) -> list[Row]:
    survivors, times = 0, []
    for _ in range(_KILLS):
        with _started(folder, "--headless") as program:
            program.load("tiny")
            children = program.children()
            start = time.perf_counter()
            program.kill()
            while any(map(is_alive, children)) and time.perf_counter() - start < _PATIENCE:
                time.sleep(0.005)
            times.append(time.perf_counter() - start)
            survivors += sum(map(is_alive, children))
    return [
        Row(f"children alive 2 s after each of {_KILLS} kills", [survivors], "", 0),
        Row("last child gone after a kill", times, "s", 2.0),
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_tiny_gguf(folder / "models" / "tiny" / "tiny.gguf")
        rows = [row for part in (starts, idle, loads, kills) for row in part(folder)]
    print_rows("The program", rows)
