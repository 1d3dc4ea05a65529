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
from tests.benchmarks.serving.client import Answer, Client
from tests.benchmarks.serving.contestants import Contestant, environment
from tests.fakes.processes import free_port
from tests.fakes.waiting import wait_until

_TOPICS = ("the sea", "a mountain", "old trains", "the winter", "bees")
_CLIENTS = 4
_WORDS = 740
"""Words of the long system prompt; about 1,000 tokens."""
_LOAD_TIMEOUT = 300.0  # s
_SAMPLING = 0.05  # s


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


class Running:
    """A contestant that has loaded the model. It sleeps but when it is measured, so that the others
    have the computer to themselves."""

    def __init__(
        self, contestant: Contestant, process: psutil.Process, client: Client, memory: _Memory
    ) -> None:
        self.contestant = contestant
        self._process, self._client, self._memory = process, client, memory
        self._load = 0.0
        self._alone: list[Answer] = []
        self._together: list[float] = []
        self._turns: list[float] = []

    def load(self, tokens: int) -> None:
        """Wait until it has answered, and warm up."""
        wait_until(lambda: _answers(self._client), timeout=_LOAD_TIMEOUT)
        self._load = time.time() - self._process.create_time()
        self._client.ask(_question("anything", 0), tokens)
        self._process.suspend()

    def measure(self, turn: int, tokens: int) -> None:
        """One sample of everything."""
        self._process.resume()
        questions = [_question(topic, turn) for topic in _TOPICS]
        self._alone.append(self._client.ask(questions[0], tokens))
        many, seconds = self._client.ask_together(questions[-_CLIENTS:], tokens)
        self._together.append(many / seconds)
        self._turns.append(_second_turn(self._client, _TOPICS[turn % len(_TOPICS)]))
        self._process.suspend()

    def row(self, bandwidth: float) -> Measured:
        """Medians.

        Args:
            bandwidth: bytes a second that this computer reads.
        """
        one = statistics.median(answer.tokens / answer.last for answer in self._alone)
        return Measured(
            self.contestant.name,
            self._load,
            statistics.median(answer.first for answer in self._alone),
            one,
            statistics.median(self._together),
            statistics.median(self._turns),
            self._memory.peak,
            one * self.contestant.weight_bytes / bandwidth,
        )


@contextmanager
def running(contestant: Contestant, threads: int) -> Iterator[Running]:
    """A contestant that has been started, and ends with the block."""
    port = free_port()
    with subprocess.Popen(
        [*contestant.command, "--port", str(port)],
        cwd=ROOT,
        env=environment(threads),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as child:
        process = psutil.Process(child.pid)
        memory = _Memory(process)
        watching = threading.Thread(target=memory.watch)
        watching.start()
        try:
            client = Client(f"http://127.0.0.1:{port}", contestant.model)
            yield Running(contestant, process, client, memory)
        finally:
            memory.end()
            watching.join()
            child.kill()


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
