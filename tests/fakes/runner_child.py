"""A runner as a real child process, for tests."""

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from tests.fakes.processes import free_port

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 60.0  # s; only a broken runner takes so long


class RunnerChild:
    """``python -m runtimes RUNNER`` with the given arguments; leaving the block ends it."""

    def __init__(
        self, runner: str, *arguments: object, port: int | None = None, **variables: str
    ) -> None:
        self.port = port or free_port()
        own = ["--port", str(self.port), "--threads", "1"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "runtimes", runner, *map(str, arguments), *own],
            cwd=ROOT,
            env={**os.environ, **variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def __enter__(self) -> "RunnerChild":
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def end_input(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()

    def exit_status(self) -> int:
        status = self.process.wait(TIMEOUT)
        self._reader.join()
        return status

    def wait_for(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + TIMEOUT
        while not condition():
            assert self.process.poll() is None, self.lines[-5:]
            assert time.monotonic() < deadline, self.lines[-5:]
            time.sleep(0.002)

    def wait_until_ready(self) -> "RunnerChild":
        """It answers, and the helper that ends llama.cpp while it loads is gone: that one does it
        by a signal, and answers come a moment before it goes."""
        self.wait_for(lambda: self.health() == 200)
        self.wait_for(lambda: not psutil.Process(self.process.pid).children())
        return self

    def health(self) -> int:
        """The status of ``/health``; 0 while nothing listens."""
        try:
            return self.request("/health")[0]
        except OSError:
            return 0

    def request(
        self, path: str, body: object = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an answer."""
        request = urllib.request.Request(
            f"{self.url}{path}",
            None if body is None else json.dumps(body).encode("utf-8"),
            headers,
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as reply:
                return reply.status, dict(reply.headers), reply.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, dict(error.headers), error.read()

    def json(self, path: str, body: object = None) -> Any:
        return json.loads(self.request(path, body)[2])

    def states(self) -> list[str]:
        """The states it told on standard output, in order."""
        told = [line.partition("cmd_child_to_router:state:")[2] for line in self.lines]
        return [str(json.loads(text)["state"]) for text in told if text]

    def failure(self) -> dict[str, str]:
        """Its failure report; the log's own thread may write around it."""
        text = next(t for line in self.lines if (t := line.partition("error: {")[2]))
        report: dict[str, str] = json.loads("{" + text)
        return report
