"""The estimate against what real loads of the sample models take."""

from pathlib import Path

import psutil
import pytest
import requests

from app.domain.formats.detect import detect
from app.domain.formats.folder import list_folder
from app.domain.formats.reader import read_header
from app.domain.memory import MemorySettings, memory_need
from app.infra.hardware import read_hardware
from tests.end_to_end.conftest import StartProgram

pytestmark = [pytest.mark.end_to_end, pytest.mark.engine, pytest.mark.timeout(300)]


@pytest.mark.parametrize(
    ("model", "engine", "context"),
    [
        ("smollm2-135m-gguf", "llama.cpp", 512),
        ("smollm2-135m-gguf", "llama.cpp", 8192),
        ("smollm2-135m", "transformers", 1024),
        ("smollm2-135m-onnx", "onnxruntime", 1024),
        ("smollm2-135m-onnx", "onnxruntime", 2048),
    ],
)
def test_the_estimate_is_within_15_percent_of_the_resident_memory(
    start_program: StartProgram, samples: Path, model: str, engine: str, context: int
) -> None:
    (found,) = detect(list_folder(str(samples / model)).folder, read_header)
    settings = MemorySettings(context)
    need = memory_need(found.variants[0], engine, settings, read_hardware())
    assert need is not None
    reply = start_program(model_folders=[samples]).load(model, ctx_size=context)
    # Two tokens for each repeat: the prompt fills most of a small context.
    body = {"prompt": "one two " * (min(context, 2048) * 2 // 5), "n_predict": 8}
    url = f"http://127.0.0.1:{reply['port']}/completion"
    assert requests.post(url, json=body, timeout=120).ok
    assert need.total == pytest.approx(_resident(reply["pid"]), rel=0.15)


def _resident(pid: int) -> int:
    root = psutil.Process(pid)
    return sum(process.memory_info().rss for process in [root, *root.children(recursive=True)])
