"""Models that other programs keep, run where they lie by the real program."""

from pathlib import Path

import pytest
import requests

from tests.end_to_end.conftest import StartProgram
from tests.fakes.store_trees import LIBRARY, write_cached_repository, write_ollama_model
from tests.fakes.tiny_gguf import write_tiny_gguf

pytestmark = [pytest.mark.end_to_end, pytest.mark.engine, pytest.mark.timeout(300)]


def test_an_ollama_blob_and_a_cached_repository_run_in_place(
    start_program: StartProgram, hard_path: Path
) -> None:
    blob = write_tiny_gguf(hard_path / "work" / "tiny.gguf").read_bytes()
    cached = write_tiny_gguf(hard_path / "work" / "other.gguf", layers=3).read_bytes()
    ollama, hub = hard_path / "ollama models", hard_path / "hf cache"
    write_ollama_model(ollama, f"{LIBRARY}/tiny/1b", {"model": blob, "template": b"{{ .Prompt }}"})
    write_cached_repository(hub, "org/Other-GGUF", {"Other-Q8_0.gguf": cached})
    program = start_program(
        environment={"OLLAMA_MODELS": str(ollama), "HF_HUB_CACHE": str(hub)},
        stores_off=["lm-studio", "jan", "gpt4all"],
    )
    listed = program.get("/registry/models").json()["models"]
    assert {(m["model"], m["publisher"], m["store"]) for m in listed} == {
        ("tiny-1b", "library", "ollama"),
        ("other-gguf", "org", "hugging-face"),
    }
    stores = {store["store"]: store for store in program.get("/registry/stores").json()["stores"]}
    assert stores["ollama"]["size_bytes"] == len(blob) + len(b"{{ .Prompt }}")
    for name in ("tiny:1b", "org/Other-GGUF"):
        assert program.get(f"/registry/validate/{name}").json()["valid"]
        port = program.load(name)["port"]
        body = {"prompt": "a", "n_predict": 2, "ignore_eos": True}  # random weights may end at once
        reply = requests.post(f"http://127.0.0.1:{port}/completion", json=body, timeout=60)
        assert reply.ok
        assert reply.json()["tokens_predicted"] == 2
