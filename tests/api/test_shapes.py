"""The documented calls answer byte for byte; additions come after them."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.launch import LoadOptions
from app.domain.model_shape import ModelShape
from app.domain.snapshot import Failure
from app.domain.store import StoreInfo
from tests.api.conftest import Api
from tests.fakes.fake_door import FakeDoor, gguf_model, safetensors_model


@pytest.mark.parametrize(
    ("model", "documented"),
    [
        (
            "tinyllama-gguf",
            '{"status": "ready", "model": "tinyllama-gguf", "port": 8080, "format": "gguf", '
            '"runtime": "llama.cpp", "gpu_layers": 0',
        ),
        (
            "phi-2",
            '{"status": "ready", "model": "phi-2", "port": 8081, "format": "safetensors", '
            '"runtime": "transformers"',
        ),
    ],
)
def test_load_reply_begins_with_the_documented_bytes(api: Api, model: str, documented: str) -> None:
    answer = api.post(f"/runtime/load/{model}?threads=4")
    assert answer.status_code == 200
    assert answer.text.startswith(documented + ", ")
    assert api.door.calls == [("load", model, LoadOptions(threads=4))]


def test_load_reply_leaves_out_what_has_no_value(api: Api) -> None:
    assert list(api.post("/runtime/load/phi-2").json()) == [
        *("status", "model", "port", "format", "runtime"),
        *("pid", "label", "explanation"),
    ]


def test_status_entries_begin_with_the_documented_fields(api: Api) -> None:
    for model in ("tinyllama-gguf", "phi-2"):
        api.post(f"/runtime/load/{model}")
    text = api.get("/runtime/status").text
    assert text.startswith(
        '{"models": [{"model": "tinyllama-gguf", "status": "ready", "port": 8080, '
        '"runtime": "gguf", "pid": 12345, '
    )
    assert (
        '{"model": "phi-2", "status": "ready", "port": 8081, "runtime": "safetensors", '
        '"pid": 12346, ' in text
    )


@pytest.mark.parametrize(
    ("model", "documented"),
    [
        (
            "tinyllama-gguf",
            '{"format": "gguf", "valid": true, "files": ["model.gguf"], '
            '"message": "GGUF format detected - compatible with llama.cpp"',
        ),
        (
            "phi-2",
            '{"format": "safetensors", "valid": true, "files": ["model.safetensors"], '
            '"message": "SafeTensors format detected - will use transformers runtime"',
        ),
    ],
)
def test_validate_reply_begins_with_the_documented_bytes(
    api: Api, model: str, documented: str
) -> None:
    checks = '[{"name": "header", "ok": true, "sentence": "Every tensor lies inside its file."}]'
    assert api.get(f"/registry/validate/{model}").text == f'{documented}, "checks": {checks}}}'


def test_status_leaves_stopped_models_out_and_tells_why_one_failed(api: Api) -> None:
    api.post("/runtime/load/tinyllama-gguf")
    api.post("/runtime/unload/tinyllama-gguf")
    api.door.held.add("phi-2")
    api.post("/runtime/load/phi-2?wait=false")
    api.door.finish("phi-2", Failure("load_failed", "phi-2 ran out of memory.", "Close others."))
    (entry,) = api.get("/runtime/status").json()["models"]
    assert (entry["model"], entry["status"]) == ("phi-2", "failed")
    assert entry["error"] == {
        "type": "load_failed",
        "message": "phi-2 ran out of memory.",
        "hint": "Close others.",
    }


def test_status_counts_the_time_since_ready(api: Api) -> None:
    api.post("/runtime/load/phi-2")
    (entry,) = api.door.snapshot().running
    api.door.show(replace(entry, ready_at=1_000_000_000.0, notice="Port 8080 is taken."))
    (shown,) = api.get("/runtime/status").json()["models"]
    assert shown["uptime_seconds"] > 500_000_000
    assert shown["notice"] == "Port 8080 is taken."


def test_notice_of_a_fallback_is_in_the_load_reply(api: Api) -> None:
    api.door.notice = "llama.cpp cannot open phi-2; it runs on transformers."
    assert api.post("/runtime/load/phi-2").json()["notice"] == api.door.notice


def test_models_show_what_would_run_them(api: Api) -> None:
    first, second = api.get("/registry/models").json()["models"]
    assert (first["model"], first["label"], first["status"]) == (
        *("tinyllama-gguf", "llama.cpp (Fast)", "stopped"),
    )
    assert (first["size_bytes"], first["capabilities"]) == (668_788_096, ["chat"])
    assert second["engine"] == "transformers"


def test_one_model_comes_with_its_files(api: Api) -> None:
    detail = api.get("/registry/models/tinyllama-gguf").json()
    assert detail["files"] == [{"name": "model.gguf", "size_bytes": 668_788_096, "role": "weights"}]
    assert detail["explanation"] == "rule gguf"


def test_one_model_comes_with_the_memory_it_will_need(start_api: Callable[..., Api]) -> None:
    model = gguf_model()
    shape = ModelShape((4,) * 22, 64, 64, 2048, 5632, 32_000)
    traits = replace(model.main.traits, shape=shape)
    known = replace(model, variants=(replace(model.main, traits=traits),))
    memory = start_api(FakeDoor(known)).get("/registry/models/tinyllama-gguf").json()["memory"]
    assert memory["context"] == 2048
    assert memory["weights_bytes"] == model.size
    assert memory["cache_bytes"] == 22 * 4 * 2048 * 128 * 2
    parts = ("weights_bytes", "cache_bytes", "compute_bytes", "overhead_bytes")
    assert memory["total_bytes"] == sum(memory[part] for part in parts)
    assert (memory["fits"], memory["largest_context"]) == ("ram", 2048)
    assert (memory["ram_free_bytes"], memory["gpu_free_bytes"]) == (8 * 2**30, 0)


def test_nothing_is_said_about_the_memory_of_an_unknown_shape(api: Api) -> None:
    assert api.get("/registry/models/phi-2").json()["memory"] is None


def test_small_verbs_answer_in_their_shapes(api: Api) -> None:
    api.post("/runtime/load/phi-2")
    assert api.post("/runtime/restart/phi-2").json()["status"] == "ready"
    assert api.post("/runtime/unload-all").json() == {"status": "stopped", "stopped": 1}
    assert api.post("/runtime/unload/phi-2").json() == {"status": "stopped", "model": "phi-2"}
    assert api.post("/registry/rescan").json() == {"models": 2}
    assert api.get("/health").json() == {"status": "ok", "version": "1.2.3"}
    assert [call[0] for call in api.door.calls] == ["load", "restart", "stop_all", "stop", "rescan"]


def test_logs_give_the_tail_in_utf8(api: Api) -> None:
    answer = api.get("/runtime/logs/phi-2?tail=2")
    assert json.loads(answer.content) == {"model": "phi-2", "lines": ["größer", "ready"]}


@pytest.mark.parametrize("path", ["org/phi-2", "org%2Fphi-2", "ORG/Phi-2", "phi-2"])
def test_a_model_is_found_under_its_publisher_too(start_api: Callable[..., Api], path: str) -> None:
    api = start_api(FakeDoor(safetensors_model("phi-2", publisher="org")))
    for verb in ("load", "restart", "unload"):
        assert api.post(f"/runtime/{verb}/{path}").json()["model"] == "phi-2"
    assert api.get(f"/runtime/logs/{path}").json()["model"] == "phi-2"
    assert api.get(f"/registry/models/{path}").json()["model"] == "phi-2"
    assert api.get(f"/registry/validate/{path}").json()["valid"]


@pytest.mark.parametrize("path", ["org/phi-2:Q4_1", "org%2Fphi-2%3AQ4_1"])
def test_names_with_slashes_and_colons_arrive_whole(api: Api, path: str) -> None:
    api.post(f"/runtime/load/{path}")
    assert api.door.calls == [("load", "org/phi-2:Q4_1", LoadOptions())]


def test_stores_of_other_programs_are_listed_with_their_sizes(api: Api) -> None:
    ollama = StoreInfo("ollama", "Ollama", ("/home/zoë/.ollama/models",), True, 2, 4_100_000_000)
    api.door.picture(replace(api.door.snapshot(), stores=(ollama,), folders=("/models",)))
    assert api.get("/registry/stores").json() == {
        "stores": [
            {
                "store": "ollama",
                "name": "Ollama",
                "places": ["/home/zoë/.ollama/models"],
                "on": True,
                "models": 2,
                "size_bytes": 4_100_000_000,
            }
        ],
        "folders": ["/models"],
    }


def test_hashes_are_compared_only_when_asked(api: Api) -> None:
    def names(query: str) -> set[str]:
        checks = api.get(f"/registry/validate/phi-2{query}").json()["checks"]
        return {check["name"] for check in checks}

    assert "hash" in names("?hashes=true")
    assert "hash" not in names("")
