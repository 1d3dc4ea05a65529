"""The main job without a person: start, load a model on each engine, ask, stop."""

import json
import os
import socket
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from devtools.commands import Background, StepFailed
from devtools.program import API_PORT, offer_folder
from devtools.samples import GGUF_MODEL, ONNX_MODEL, SAFETENSORS_MODEL

QUESTION = "What is the capital of France?"

_START_TIMEOUT = 120  # s; the first start of a fresh installation compiles every module
_ANSWER_TIMEOUT = 600  # s; a load includes importing torch on a slow disk


def run_demo(python: Path, samples: Path) -> None:
    """Run the demo on a data folder that is thrown away.

    Raises:
        StepFailed: any step went wrong; the text ends with the program's last words.
    """
    with tempfile.TemporaryDirectory(prefix="modeltray-demo-", ignore_cleanup_errors=True) as work:
        data = Path(work)
        offer_folder(data, samples)
        api = Api(free_port(API_PORT))
        command = [python, "-m", "app", "--headless", "--data-dir", data, "--api-port", api.port]
        with Background(command, log=data / "demo.log") as program:
            try:
                _main_job(api, program)
            except StepFailed as failure:
                raise StepFailed(f"{failure}\nIts last words:\n{program.last_words()}") from None


def _main_job(api: "Api", program: Background) -> None:
    print(f"Starting the program; its API will be at {api.address} ...", flush=True)
    wait_until_healthy(api, program)
    loaded = [_load(api, name) for name in (GGUF_MODEL, SAFETENSORS_MODEL, ONNX_MODEL)]
    for reply in loaded:
        answer = Api(reply["port"]).chat(QUESTION)
        where = f"{reply['model']} on {reply['runtime']}, port {reply['port']}"
        print(f"{where}: {QUESTION}\n    {answer}", flush=True)
    _show("GET /runtime/status", api.get("/runtime/status"))
    for reply in loaded:
        _show(f"unload {reply['model']}", api.post(f"/runtime/unload/{reply['model']}"))


def _load(api: "Api", model: str) -> dict[str, Any]:
    print(f"Loading {model} ...", flush=True)
    reply = api.post(f"/runtime/load/{model}?threads={min(2, os.cpu_count() or 1)}")
    _show(f"load {model}", reply)
    if reply.get("status") != "ready":
        raise StepFailed(f"{model} is not ready.")
    return reply


def _show(what: str, reply: dict[str, Any]) -> None:
    print(f"{what}\n    {json.dumps(reply, ensure_ascii=False)}", flush=True)


def wait_until_healthy(api: "Api", program: Background) -> None:
    """Wait for the program's API.

    Raises:
        StepFailed: the program ended, or its API did not answer in time.
    """
    deadline = time.monotonic() + _START_TIMEOUT
    while not api.answers():
        if program.has_ended():
            raise StepFailed("The program ended before its API answered.")
        if time.monotonic() > deadline:
            raise StepFailed(f"The API did not answer within {_START_TIMEOUT} s.")
        time.sleep(0.1)


def free_port(wanted: int) -> int:
    """``wanted`` when nothing listens there, else any free port."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Api:
    """Whatever answers in JSON on a local port."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.address = f"http://127.0.0.1:{port}"

    def answers(self) -> bool:
        try:
            self.get("/health")
        except StepFailed:
            return False
        return True

    def get(self, path: str) -> dict[str, Any]:
        return self._send(urllib.request.Request(self.address + path))

    def post(self, path: str, body: object = None) -> dict[str, Any]:
        data = b"" if body is None else json.dumps(body).encode("utf-8")
        headers = {"Content-Type": "application/json"}
        return self._send(urllib.request.Request(self.address + path, data, headers, method="POST"))

    def chat(self, question: str) -> str:
        """The answer of the model on this port, without chance and cut at 64 tokens."""
        messages = [
            # Without it this small model is as ready to start in French, and never finds back.
            {"role": "system", "content": "Answer in one short sentence."},
            {"role": "user", "content": question},
        ]
        body = {"messages": messages, "max_tokens": 64, "temperature": 0}
        reply = self.post("/v1/chat/completions", body)
        answer = str(reply["choices"][0]["message"]["content"]).strip()
        if not answer:
            raise StepFailed(f"The model on port {self.port} said nothing.")
        return answer

    def _send(self, request: urllib.request.Request) -> dict[str, Any]:
        # Not by way of a proxy: everything here is on this machine.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=_ANSWER_TIMEOUT) as reply:
                return dict(json.load(reply))
        except urllib.error.HTTPError as error:
            text = error.read().decode("utf-8", "replace")
            raise StepFailed(f"{request.full_url} answered {error.code}: {text}") from None
        except (OSError, ValueError) as error:
            raise StepFailed(f"{request.full_url} did not answer ({error}).") from None
