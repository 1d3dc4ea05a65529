"""Ollama's store: names from manifests, files from blobs, and manifests that lie."""

import json
import sys
from pathlib import Path

import pytest

from app.domain.model import Capability, FileRole
from app.domain.names import find_model
from app.infra.stores.ollama import OllamaStore
from app.infra.stores.store import Surroundings
from tests.fakes.model_files import gguf_bytes
from tests.fakes.store_trees import LIBRARY, MEDIA, named_gguf, write_ollama_model
from tests.infra.stores.conftest import Home

HUB = "hf.co/bartowski/Llama-3.2-1B-Instruct-GGUF"


@pytest.fixture
def store(home: Home) -> Path:
    return home.path / ".ollama" / "models"


@pytest.mark.parametrize(
    ("manifest", "model_id", "name", "publisher"),
    [
        (f"{LIBRARY}/llama3.2/3b", "llama3.2-3b", "llama3.2:3b", "library"),
        (f"{LIBRARY}/llama3.2/latest", "llama3.2", "llama3.2", "library"),
        ("registry.ollama.ai/zoë/own/latest", "own", "own", "zoë"),
        (
            *(f"{HUB}/Q4_K_M", "llama-3.2-1b-instruct-gguf-q4_k_m"),
            *("Llama-3.2-1B-Instruct-GGUF:Q4_K_M", "bartowski"),
        ),
    ],
)
def test_the_manifest_gives_the_name(
    home: Home, store: Path, manifest: str, model_id: str, name: str, publisher: str
) -> None:
    write_ollama_model(store, manifest, {"model": named_gguf("x")})
    model = home.models()[model_id]
    assert (model.name, model.publisher) == (name, publisher)
    assert model.main.entry.parent == store / "blobs"
    for text in (name, name.upper(), f"{publisher}/{name}", model_id):
        assert find_model([model], text) is model


def test_layers_become_the_files_of_one_model(home: Home, store: Path) -> None:
    projector = gguf_bytes(architecture="clip", metadata={"general.type": "mmproj"})
    adapter = gguf_bytes(metadata={"general.type": "adapter"})
    write_ollama_model(
        store,
        f"{LIBRARY}/llava/7b",
        {
            "model": named_gguf("llava"),
            "projector": projector,
            "adapter": adapter,
            "template": b"{{ .Prompt }}",
            "license": b"free",
        },
    )
    (model,) = home.models().values()
    assert [(file.role, file.size) for file in model.main.files] == [
        (FileRole.WEIGHTS, len(named_gguf("llava"))),
        (FileRole.PROJECTOR, len(projector)),
        (FileRole.ADAPTER, len(adapter)),
        (FileRole.TEMPLATE, 13),
    ]
    assert {Capability.VISION, Capability.CHAT} <= model.main.traits.capabilities


@pytest.mark.skipif(sys.platform == "win32", reason="no file name there has a colon")
def test_blobs_of_an_older_ollama_are_found(home: Home, store: Path) -> None:
    write_ollama_model(store, f"{LIBRARY}/old/7b", {"model": named_gguf("old")}, separator=":")
    assert home.models()["old-7b"].main.problem is None


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "cannot be read"),
        (b"", "is empty"),
        (b"PK\x03\x04 no model at all", "is not a GGUF file"),
        (named_gguf("cut")[:-30], "is incomplete"),
    ],
)
def test_what_is_wrong_with_a_blob_is_told(
    home: Home, store: Path, content: bytes | None, problem: str
) -> None:
    write_ollama_model(store, f"{LIBRARY}/broken/latest", {"model": named_gguf("broken")})
    (blob,) = (store / "blobs").iterdir()
    blob.unlink() if content is None else blob.write_bytes(content)
    assert problem in str(home.models()["broken"].main.problem)


def layer(digest: object, kind: object = MEDIA + "model") -> str:
    return json.dumps({"layers": [{"mediaType": kind, "digest": digest}]})


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        "{",
        '{"layers": 7}',
        '{"layers": [7, null, []]}',
        "[" * 5000,
        layer("sha256:../../../../etc/passwd"),
        layer("sha256:" + "a" * 63),
        layer("sha256:" + "a" * 64 + "/../../x"),
        layer("md5:" + "a" * 32),
        layer(7),
        layer("sha256:" + "a" * 64, kind=MEDIA + "tensor"),
        layer("sha256:" + "a" * 64, kind=["model"]),
    ],
)
def test_a_hostile_manifest_is_passed_over(home: Home, store: Path, manifest: str) -> None:
    path = write_ollama_model(store, f"{LIBRARY}/good/latest", {"model": named_gguf("good")})
    evil = path.parent.parent / "evil" / "latest"
    evil.parent.mkdir()
    evil.write_text(manifest, encoding="utf-8")
    assert home.models().keys() == {"good"}


def test_the_store_of_the_linux_service_is_looked_at(tmp_path: Path) -> None:
    around = Surroundings(tmp_path / "home", {})
    store = OllamaStore(around, service_homes=(str(tmp_path / "service"),))
    assert store.places() == (
        tmp_path / "home" / ".ollama" / "models",
        tmp_path / "service" / ".ollama" / "models",
    )
    chosen = Surroundings(tmp_path, {"OLLAMA_MODELS": '"D:\\my models"'})
    assert len(OllamaStore(chosen).places()) == 1
