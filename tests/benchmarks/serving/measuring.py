"""Starts a contestant, asks it the same as all others, and writes down what it took."""

import statistics
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import psutil

from devtools.commands import ROOT
from tests.benchmarks.serving.client import Client
from tests.benchmarks.serving.contestants import Contestant, environment
from tests.fakes.processes import free_port
from tests.fakes.waiting import wait_until

_TOPICS = ("the sea", "a mountain", "old trains", "the winter", "bees", "a city", "bread", "stars")
_WORDS = 740
"""Words of the long system prompt; about 1,000 tokens."""
_LOAD_TIMEOUT = 300.0  # s
_SAMPLING = 0.05  # s


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is asked for: tokens of an answer, and how often everything is measured."""

    tokens: int = 64
    repeats: int = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians of one contestant; times in seconds, ``memory`` in bytes.

    Attributes:
        bandwidth_share: of the tokens a second that reading the weights once for each would allow.
    """

    name: str
    load: float
    first_token: float
    one_client: float
    four_clients: float
    second_turn: float
    memory: int
    bandwidth_share: float


@dataclass(slots=True)
class _Memory:
    """Watches the memory of a process and its children."""

    process: psutil.Process
    peak: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        while not self._over.wait(_SAMPLING):
            self.peak = max(self.peak, self._now())

    def end(self) -> None:
        self._over.set()

    def _now(self) -> int:
        total = 0
        for process in (self.process, *self.process.children(recursive=True)):
            try:
                total += process.memory_info().rss
            except psutil.Error:
                continue
        return total


def measure(contestant: Contestant, threads: int, effort: Effort, bandwidth: float) -> Measured:
    """All columns of one row.

    Args:
        bandwidth: bytes a second that this computer reads.
    """
    start = time.perf_counter()
    with _running(contestant, threads) as (client, memory):
        wait_until(lambda: _answers(client), timeout=_LOAD_TIMEOUT)
        load = time.perf_counter() - start
        client.ask(_question("anything", 0), effort.tokens)  # warms up
        alone = [
            client.ask(_question(topic, 1), effort.tokens) for topic in _TOPICS[: effort.repeats]
        ]
        together = [
            client.ask_together([_question(topic, turn) for topic in _TOPICS[4:]], effort.tokens)
            for turn in range(effort.repeats)
        ]
        turns = [_second_turn(client, topic) for topic in _TOPICS[: effort.repeats]]
        one = statistics.median(answer.tokens / answer.last for answer in alone)
        return Measured(
            contestant.name,
            load,
            statistics.median(answer.first for answer in alone),
            one,
            statistics.median(tokens / seconds for tokens, seconds in together),
            statistics.median(turns),
            memory.peak,
            one * contestant.weight_bytes / bandwidth,
        )


@contextmanager
def _running(contestant: Contestant, threads: int) -> Iterator[tuple[Client, _Memory]]:
    port = free_port()
    with subprocess.Popen(
        [*contestant.command, "--port", str(port)],
        cwd=ROOT,
        env=environment(threads),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        memory = _Memory(psutil.Process(process.pid))
        watching = threading.Thread(target=memory.watch)
        watching.start()
        try:
            yield Client(f"http://127.0.0.1:{port}", contestant.model), memory
        finally:
            memory.end()
            watching.join()
            process.kill()


def _answers(client: Client) -> bool:
    try:
        client.ask(_question("nothing", 0), 1)
    except (httpx2.HTTPError, IndexError):
        return False
    return True


def _question(topic: str, turn: int) -> list[dict[str, str]]:
    text = f"Story number {turn}: write a long story about {topic}, with many details."
    return [{"role": "user", "content": text}]


def _second_turn(client: Client, topic: str) -> float:
    """Seconds to the first token, where 1,000 tokens were read for the turn before."""
    about = " ".join(f"{topic} is number {number}" for number in range(_WORDS // 5))
    messages = [
        {"role": "system", "content": f"You know that {about}."},
        {"role": "user", "content": "What do you know?"},
    ]
    said = client.ask(messages, 16).text
    following = [{"role": "assistant", "content": said}, {"role": "user", "content": "And then?"}]
    return client.ask([*messages, *following], 4).first


def memory_bandwidth(threads: int) -> float:
    """Bytes a second that adding up many numbers reads, the best of several tries."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    numbers = torch.ones(2**27, dtype=torch.float32)  # 512 MiB, more than any cache
    tries: Sequence[float] = [_seconds_to_add(numbers) for _ in range(8)]
    torch.set_num_threads(before)
    size: int = numbers.nbytes
    return size / min(tries)


def _seconds_to_add(numbers: Any) -> float:
    start = time.perf_counter()
    numbers.sum()
    return time.perf_counter() - start


def machine(threads: int) -> str:
    """What the measurements were made on, in words that name no machine."""
    memory = psutil.virtual_memory().total / 2**30
    has = _cpu_features()
    return f"{psutil.cpu_count(logical=False)} cores ({has}), {memory:.0f} GiB, {threads} threads"


def _cpu_features() -> str:
    import torch

    return torch.backends.cpu.get_cpu_capability()  # type: ignore[no-any-return]


def results_folder(*, for_docs: bool) -> Path:
    return ROOT / ("docs" if for_docs else "build") / "benchmarks"
