"""The models as other programs' clients look for them, in shapes that those clients can read."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import ollama
import pytest

from app.domain.model import Capability, Model
from app.domain.model_settings import ModelSettings
from app.domain.model_shape import ModelShape
from app.domain.snapshot import Failure
from tests.api.conftest import Api
from tests.fakes.chat_server import chat_server
from tests.fakes.fake_door import FakeDoor, gguf_model, safetensors_model


def seeing_model() -> Model:
    """A GGUF model whose headers tell everything."""
    model = gguf_model("llava-7b")
    (variant,) = model.variants
    traits = replace(
        variant.traits,
        capabilities=frozenset({Capability.CHAT, Capability.TOOLS, Capability.VISION}),
        context_length=4096,
        shape=ModelShape((8,), 64, 64, width=2048, vocabulary=32_000),
    )
    variants = (replace(variant, traits=traits),)
    return replace(model, variants=variants, publisher="liuhaotian", name="LLaVA 7B")


def broken_model() -> Model:
    model = gguf_model("broken")
    return replace(model, variants=(replace(model.main, problem="It is cut off."),))


@pytest.fixture
def api(start_api: Callable[..., Api]) -> Api:
    return start_api(FakeDoor(seeing_model(), safetensors_model(), broken_model()))


def card(api: Api, name: str) -> dict[str, Any]:
    cards = {card["id"]: card for card in api.get("/v1/models").json()["data"]}
    found: dict[str, Any] = cards[name]
    return found


def test_every_model_is_listed_loaded_or_not(api: Api) -> None:
    listed = api.get("/v1/models").json()
    assert listed == api.get("/models?reload=1").json()
    assert listed["object"] == "list"
    assert [card["id"] for card in listed["data"]] == ["llava-7b", "phi-2", "broken"]
    assert api.door.calls == []


def test_a_model_is_described(api: Api) -> None:
    assert card(api, "llava-7b") == {
        "id": "llava-7b",
        "object": "model",
        "created": 0,
        "owned_by": "llamacpp",
        "name": "LLaVA 7B",
        "aliases": ["LLaVA 7B", "liuhaotian/LLaVA 7B"],
        "tags": [],
        "status": {"value": "unloaded"},
        "architecture": {"input_modalities": ["text", "image"], "output_modalities": ["text"]},
        "meta": {
            "n_ctx_train": 4096,
            "n_params": 1_100_048_384,
            "n_vocab": 32_000,
            "n_embd": 2048,
            "size": 668_788_096,
            "ftype": "Q4_K_M",
        },
        "max_model_len": 4096,
        "format": "gguf",
        "runtime": "llama.cpp",
    }
    assert card(api, "broken")["problem"] == "It is cut off."
    assert api.get("/v1/models/liuhaotian%2FLLaVA%207B").json() == card(api, "llava-7b")
    assert api.get("/v1/models/gpt-4").status_code == 404


def test_the_status_of_a_model_is_told_in_the_routers_words(api: Api) -> None:
    api.door.held.add("phi-2")
    api.post("/runtime/load/phi-2?wait=false")
    assert card(api, "phi-2")["status"] == {"value": "loading"}
    api.door.finish("phi-2")
    assert (card(api, "phi-2")["status"], card(api, "phi-2")["port"]) == ({"value": "loaded"}, 8081)
    api.post("/runtime/load/phi-2?wait=false")
    api.door.finish("phi-2", Failure("load_failed", "It crashed."))
    assert card(api, "phi-2")["status"] == {"value": "unloaded", "failed": True}


def test_the_context_is_the_one_that_a_load_gets(api: Api) -> None:
    settings = {seeing_model().id: ModelSettings(ctx_size=1024)}
    api.door.picture(replace(api.door.snapshot(), settings=settings))
    assert card(api, "llava-7b")["max_model_len"] == 1024


def test_the_context_of_a_loaded_model_is_the_one_it_got(api: Api) -> None:
    api.post("/runtime/load/llava-7b?wait=false")
    snapshot = api.door.snapshot()
    loaded = tuple(replace(entry, context=2048) for entry in snapshot.running)
    settings = {seeing_model().id: ModelSettings(ctx_size=1024)}
    api.door.picture(replace(snapshot, running=loaded, settings=settings))
    assert card(api, "llava-7b")["max_model_len"] == 2048


def test_a_router_loads_and_unloads(api: Api) -> None:
    api.door.held.add("phi-2")
    assert api.post("/models/load", json={"model": "phi-2"}).json() == {"success": True}
    assert card(api, "phi-2")["status"] == {"value": "loading"}
    assert api.post("/models/unload", json={"model": "PHI-2"}).json() == {"success": True}
    assert card(api, "phi-2")["status"] == {"value": "unloaded"}


@pytest.mark.parametrize("verb", ["load", "unload"])
def test_a_router_refuses_what_names_no_model(api: Api, verb: str) -> None:
    for body, status in (({"model": "gpt-4"}, 404), ({}, 400), ([], 400)):
        assert api.post(f"/models/{verb}", json=body).status_code == status
    assert api.get(f"/models/{verb}").status_code == 405
    assert [call for call in api.door.calls if call[0] != "load"] == []


def test_a_follower_hears_of_loads_and_of_new_models(api: Api) -> None:
    api.door.held.add("phi-2")
    with following(api) as events:
        api.post("/models/load", json={"model": "phi-2"})
        assert next(events) == {
            "model": "phi-2",
            "event": "status_change",
            "data": {"status": "loading"},
        }
        (entry,) = api.door.snapshot().running
        api.door.show(replace(entry, progress=0.5))
        progress = {"stages": ["text_model"], "current": "text_model", "value": 0.5}
        assert next(events)["data"] == {"status": "loading", "progress": progress}
        api.door.finish("phi-2")
        assert next(events)["data"] == {"status": "loaded"}
        api.door.picture(replace(api.door.snapshot(), models=(gguf_model("new"),)))
        left = [next(events) for _ in range(4)]
    assert [event["event"] for event in left] == [*["model_remove"] * 3, "models_reload"]


def test_pages_of_a_model_are_passed_on_and_load_nothing(api: Api) -> None:
    assert api.get("/props").json()["role"] == "router"
    assert api.get("/props?model=phi-2").json()["error"]["type"] == "model_not_loaded"
    assert api.door.calls == []
    with chat_server() as server:
        server.pages = {"/props": '{"total_slots": 4}', "/slots": '[{"id": 0}]'}
        api.door.ports["phi-2"] = server.port
        api.post("/runtime/load/phi-2")
        assert api.get("/props?model=phi-2").json() == {"total_slots": 4}
        assert api.get("/slots").json() == [{"id": 0}]
    assert api.get("/props?model=phi-2").json()["error"]["type"] == "model_unreachable"


def test_ollamas_client_finds_the_models(api: Api) -> None:
    with ollama.Client(f"http://127.0.0.1:{api.port}") as client:
        listed = client.list().models
        assert [model.model for model in listed] == ["llava-7b", "phi-2"]
        assert listed[0].details is not None
        assert (listed[0].details.family, listed[0].details.parameter_size) == ("llama", "1.1B")
        shown = client.show("llava-7b:latest")
        assert shown.capabilities == ["completion", "tools", "vision"]
        assert shown.modelinfo is not None
        assert shown.modelinfo["llama.context_length"] == 4096
        with pytest.raises(ollama.ResponseError, match="no model called"):
            client.show("gpt-4")
        with pytest.raises(ollama.ResponseError, match="OpenAI-compatible"):
            client.chat("llava-7b", [{"role": "user", "content": "Hello"}])


def test_vs_codes_conditions_for_ollama(api: Api) -> None:
    numbers = api.get("/api/version").json()["version"].split(".")
    assert tuple(map(int, numbers)) >= (0, 6, 4)
    (first, _) = api.get("/api/tags").json()["models"]
    shown = api.post("/api/show", json={"model": first["model"]}).json()
    family = shown["model_info"]["general.architecture"]
    assert shown["model_info"][f"{family}.context_length"] == 4096
    assert shown["model_info"]["general.basename"] == "LLaVA 7B"


def test_zeds_conditions_for_lm_studio(api: Api) -> None:
    api.post("/runtime/load/llava-7b")
    (only,) = api.get("/api/v0/models").json()["data"]
    assert only == {
        "id": "llava-7b",
        "object": "model",
        "type": "vlm",
        "publisher": "liuhaotian",
        "arch": "llama",
        "compatibility_type": "gguf",
        "quantization": "Q4_K_M",
        "state": "loaded",
        "max_context_length": 4096,
        "loaded_context_length": 4096,
        "capabilities": ["tool_use"],
    }
    assert api.get("/api/v0/models/llava-7b").json() == only


@contextmanager
def following(api: Api) -> Iterator[Iterator[Any]]:
    """What ``/models/sse`` tells; the connection stands when the block begins."""
    with api.get("/models/sse", stream=True) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.iter_lines(chunk_size=1)
        yield (json.loads(line[6:]) for line in lines if line.startswith(b"data: "))
