import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from devtools.clients import Clients, ensure_clients
from devtools.samples import SAFETENSORS_MODEL, ensure_samples
from tests.fakes.chat_templates import WITH_TOOLS
from tests.fakes.runner_child import RunnerChild

HERE = Path(__file__).resolve().parent
PATIENCE = 300  # s; the slowest of them takes ten to be imported

Drive: TypeAlias = Callable[..., Any]


@pytest.fixture(scope="session")
def clients() -> Clients:
    """All of them, installed."""
    return ensure_clients()


@pytest.fixture(scope="package")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample model, with a chat template that knows tools; its own knows none."""
    folder = tmp_path_factory.mktemp("models") / "smollm2"
    shutil.copytree(ensure_samples() / SAFETENSORS_MODEL, folder, copy_function=_link)
    (folder / "chat_template.jinja").unlink(missing_ok=True)
    (folder / "chat_template.jinja").write_text(WITH_TOOLS, encoding="utf-8")
    return folder


def _link(source: str, target: str) -> None:
    """Without copying the weights, where the system lets us."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)


@pytest.fixture(scope="package")
def runner(model: Path) -> Iterator[RunnerChild]:
    """The runner, ready."""
    with RunnerChild("transformers", "--model", model, "--alias", "smollm2") as runner:
        yield runner.wait_until_ready()


@pytest.fixture
def drive(clients: Clients, runner: RunnerChild) -> Drive:
    """Runs a script with the address of the runner; what it prints, read as JSON."""

    def run(script: str, url: str = runner.url) -> Any:
        file = HERE / script
        program = sys.executable if file.suffix == ".py" else clients.node
        done = subprocess.run(
            [program, file, url],
            env={**os.environ, **_places(clients)},
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    return run


def _places(clients: Clients) -> dict[str, str]:
    return {
        "PYTHONPATH": str(clients.python_path),
        "PYTHONIOENCODING": "utf-8",
        "NODE_PATH": str(clients.node_path),
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",  # it would fetch its list of prices otherwise
    }
