"""The whole program, started as a person starts it, and driven from outside."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil
import requests

from tests.fakes.processes import free_port
from tests.fakes.waiting import PATIENCE, wait_until

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-m", "app")
STORES = ("hugging-face", "lm-studio", "jan", "gpt4all", "ollama")
"""Off unless a test asks: this computer's own models are nothing to a test."""


class RunningProgram:
    """``python -m app`` with a data folder, an API port and a port range of its own."""

    def __init__(
        self,
        data: Path,
        *,
        model_folders: Sequence[Path] = (),
        config: dict[str, Any] | None = None,
        flags: Sequence[str] = ("--headless",),
        environment: dict[str, str] | None = None,
        stores_off: Sequence[str] = STORES,
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        self.data = data
        self.api_port = free_port()
        self.output = data / "output.txt"
        data.mkdir(parents=True, exist_ok=True)
        folders = [str(folder) for folder in model_folders]
        chosen = {"model_folders": folders, "stores_off": list(stores_off), **(settings or {})}
        lines = (f"{name} = {json.dumps(value)}\n" for name, value in chosen.items())
        (data / "settings.toml").write_text("".join(lines), encoding="utf-8")
        if config is not None:
            (data / "runtime_config.json").write_text(json.dumps(config), encoding="utf-8")
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*PROGRAM, *flags, "--data-dir", str(data), "--api-port", str(self.api_port)],
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env={**os.environ, **(environment or {})},
            )
        self.wait_for_api()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.api_port}"

    def wait_for_api(self) -> None:
        """Until the API answers and the first scan is over."""
        wait_until(self._answers, what=f"the API; the program said: {self.said()}")
        self.post("/registry/rescan")

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.said()
        try:
            return requests.get(f"{self.url}/health", timeout=2).ok
        except requests.ConnectionError:
            return False

    def get(self, path: str, **query: Any) -> requests.Response:
        return requests.get(self.url + path, params=query, timeout=PATIENCE)

    def post(self, path: str, **query: Any) -> requests.Response:
        return requests.post(self.url + path, params=query, timeout=PATIENCE * 3)

    def load(self, model: str, **options: Any) -> dict[str, Any]:
        """The reply of a load that must succeed."""
        reply = self.post(f"/runtime/load/{model}", **options)
        assert reply.ok, f"{reply.text}\n{self.said()}"
        body: dict[str, Any] = reply.json()
        return body

    def error(self, reply: requests.Response) -> dict[str, Any]:
        """The error of a reply that must have failed, checked for what no error may show."""
        assert not reply.ok, reply.text
        assert "Traceback" not in reply.text
        error: dict[str, Any] = reply.json()["error"]
        assert error["code"] == reply.status_code
        assert error["message"]
        return error

    def status(self) -> list[dict[str, Any]]:
        models: list[dict[str, Any]] = self.get("/runtime/status").json()["models"]
        return models

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def said(self) -> str:
        """What the program printed, and its log."""
        log = self.data / "logs" / "modeltray.log"
        texts = [
            p.read_text(encoding="utf-8", errors="replace")
            for p in (self.output, log)
            if p.exists()
        ]
        return "\n".join(texts)

    def quit(self) -> int:
        """Ask the program to end; returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End it the hard way."""
        self.process.kill()
        self.process.wait(PATIENCE)


def port_is_free(port: int) -> bool:
    from app.infra.ports import LocalPorts

    return LocalPorts().is_free(port)
