"""The memory of the runner after many requests, by several clients."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import psutil
import pytest

from tests.fakes.runner_child import RunnerChild
from tests.fakes.waiting import wait_until

pytestmark = pytest.mark.engine

_REQUESTS, _CLIENTS, _PROMPTS = 200, 4, 8
_SLACK = 40_000_000  # bytes; what an allocator keeps back


def ask(client: httpx2.Client, number: int) -> int:
    body = {"prompt": f"{number % _PROMPTS} " * 100, "n_predict": 4, "ignore_eos": True}
    reply = client.post("/completion", json=body)
    predicted: int = reply.json()["tokens_predicted"]
    return predicted


def test_memory_returns_to_where_it_was(tiny_model: Path) -> None:
    with RunnerChild("transformers", "--model", tiny_model) as runner:
        wait_until(lambda: any('"ready"' in line for line in runner.lines))
        memory = psutil.Process(runner.process.pid).memory_info
        with (
            httpx2.Client(base_url=runner.url, timeout=60) as client,
            ThreadPoolExecutor(_CLIENTS) as pool,
        ):
            list(pool.map(lambda number: ask(client, number), range(4 * _PROMPTS)))
            before = memory().rss
            said = list(pool.map(lambda number: ask(client, number), range(_REQUESTS)))
        assert said == [4] * _REQUESTS
        wait_until(lambda: memory().rss < before + _SLACK)
