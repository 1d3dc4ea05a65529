"""Models that load, and models that are refused in words."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.formats import onnx as shown
from runtimes.onnx_engine import model_files
from runtimes.serving.engine import CannotLoad, ModelCard
from tests.fakes.tiny_onnx import change_json
from tests.runtimes.onnx_engine.conftest import engine_for

pytestmark = pytest.mark.engine


@pytest.fixture
def genai(tiny_genai: Path, hard_path: Path) -> Path:
    """A copy of the tiny model that may be damaged."""
    return Path(shutil.copytree(tiny_genai, hard_path / "tiny"))


@pytest.fixture
def plain(tiny_plain: Path, hard_path: Path) -> Path:
    """The same in the other layout."""
    return Path(shutil.copytree(tiny_plain, hard_path / "plain"))


def load(model: Path, *flags: str) -> ModelCard:
    return engine_for(model, *flags).load(lambda _value: None)


def refusal(model: Path, *flags: str) -> CannotLoad:
    with pytest.raises(CannotLoad) as caught:
        load(model, *flags)
    assert caught.value.message
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("layout", ["genai", "plain"])
def test_the_card_tells_what_was_loaded(layout: str, request: pytest.FixtureRequest) -> None:
    from tests.fakes.tiny_transformers import CONTEXT, VOCABULARY

    model = request.getfixturevalue(layout)
    card = load(model)
    assert (card.path, card.device, card.embedding) == (str(model), "cpu", 64)
    assert (card.context, card.trained_context, card.vocabulary) == (CONTEXT, CONTEXT, VOCABULARY)
    assert card.special_tokens["eos_token"] == "<|im_end|>"
    assert "<|im_start|>" in card.chat_template
    assert card.engine.startswith("onnxruntime 1.")
    assert card.size_bytes > 500_000
    assert card.constrains


def test_progress_rises_to_the_end(genai: Path) -> None:
    told: list[float] = []
    engine_for(genai).load(told.append)
    assert told == sorted(told)
    assert told[-1] > 0.9


@pytest.mark.parametrize(("flag", "context"), [("512", 512), ("9999", 2048), ("0", 2048)])
def test_the_context_is_what_was_asked_for_within_what_was_trained(
    genai: Path, flag: str, context: int
) -> None:
    assert load(genai, "--ctx-size", flag).context == context


def test_a_quantized_graph_is_taken_for_chats_and_any_can_be_chosen(plain: Path) -> None:
    graphs = plain / "onnx"
    shutil.copy(graphs / "model.onnx", graphs / "model_q4.onnx")
    assert load(plain).data_type == "q4"
    assert load(graphs / "model.onnx").data_type == "onnx"


def test_the_program_shows_the_graph_that_the_runner_takes() -> None:
    assert (model_files.FIT_FOR_CHAT, model_files.EXACT) == (shown.FIT_FOR_CHAT, shown.EXACT)


def _remove(name: str) -> Callable[[Path], None]:
    return lambda model: (model / name).unlink()


def _write(name: str, content: bytes) -> Callable[[Path], None]:
    def write(model: Path) -> None:
        (model / name).write_bytes(content)

    return write


def _cut(name: str) -> Callable[[Path], None]:
    def cut(model: Path) -> None:
        content = (model / name).read_bytes()
        (model / name).write_bytes(content[: len(content) // 2])

    return cut


def _decoder(**fields: Any) -> Callable[[Path], None]:
    def change(model: Path) -> None:
        change_json(
            model / "genai_config.json", lambda all_of: all_of["model"]["decoder"].update(fields)
        )

    return change


def _type(name: str) -> Callable[[Path], None]:
    return lambda model: change_json(
        model / "genai_config.json", lambda all_of: all_of["model"].update(type=name)
    )


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (_remove("genai_config.json"), "invalid_model"),
        (_remove("model.onnx"), "invalid_model"),
        (_remove("model.onnx.data"), "damaged_file"),
        (_remove("tokenizer.json"), "missing_tokenizer"),
        (_write("genai_config.json", b"{"), "invalid_model"),
        (_write("genai_config.json", b"[]"), "invalid_model"),
        (_write("genai_config.json", b"{}"), "invalid_model"),
        (_write("tokenizer.json", b"{}"), "missing_tokenizer"),
        (_write("model.onnx", b""), "damaged_file"),
        (_write("model.onnx", b"not a graph"), "damaged_file"),
        (_cut("model.onnx"), "damaged_file"),
        (_cut("model.onnx.data"), "damaged_file"),
        (_type("no_such_model"), "unknown_architecture"),
        (_decoder(filename="../elsewhere.onnx"), "invalid_model"),
        (_decoder(filename=""), "invalid_model"),
        (shutil.rmtree, "model_not_found"),
    ],
)
def test_damage_is_named(genai: Path, damage: Callable[[Path], None], kind: str) -> None:
    damage(genai)
    error = refusal(genai)
    assert error.kind == kind, error.message
    assert genai.name in error.message


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (_remove("config.json"), "invalid_model"),
        (_remove("onnx/model.onnx"), "invalid_model"),
        (_remove("onnx/model.onnx.data"), "damaged_file"),
        (_write("onnx/model.onnx", b"not a graph"), "damaged_file"),
        (
            lambda model: (model / "onnx/model.onnx").rename(model / "onnx/encoder_model.onnx"),
            "unknown_architecture",
        ),
    ],
)
def test_damage_in_the_other_layout_is_named(
    plain: Path, damage: Callable[[Path], None], kind: str
) -> None:
    damage(plain)
    error = refusal(plain)
    assert error.kind == kind, error.message
    assert plain.name in error.message


@pytest.mark.parametrize(
    "options",
    [
        {"custom_ops_library": "evil.so"},
        {"custom_ops_library": "C:\\evil.dll"},
        {"enable_profiling": "profile"},
        {"provider_options": [{"QNN": {"backend_path": "evil.dll"}}]},
        {"provider_options": [{"cuda": {"cache": "../elsewhere"}}]},
        {"ep.context_file_path": "/tmp/x"},
    ],
    ids=json.dumps,
)
def test_a_configuration_that_could_run_code_is_refused(genai: Path, options: Any) -> None:
    _decoder(session_options=options)(genai)
    error = refusal(genai)
    assert error.kind == "remote_code"
    assert "could run code" in error.message
    assert "genai_config.json" in error.message


def test_a_stage_of_several_is_looked_at_too(genai: Path) -> None:
    evil = {"stage": {"filename": "model.onnx", "session_options": {"custom_ops_library": "a"}}}
    _decoder(filename="", pipeline=[evil])(genai)
    assert refusal(genai).kind == "remote_code"


@pytest.mark.parametrize("provider", ["cuda", "dml", "QNN"])
def test_a_model_for_an_accelerator_that_is_not_here_runs_on_the_cpu(
    genai: Path, provider: str, capfd: pytest.CaptureFixture[str]
) -> None:
    _decoder(session_options={"provider_options": [{provider: {}}]})(genai)
    assert load(genai).device == "cpu"
    assert "trying the CPU" in capfd.readouterr().err
    assert load(genai, "--n-gpu-layers", "0").device == "cpu"
    assert capfd.readouterr().err == ""


def test_weights_elsewhere_are_not_read(genai: Path) -> None:
    import onnx

    shutil.move(genai / "model.onnx.data", genai.parent / "elsewhere.data")
    graph = onnx.load(genai / "model.onnx", load_external_data=False)
    for tensor in graph.graph.initializer:
        for entry in tensor.external_data:
            if entry.key == "location":
                entry.value = "../elsewhere.data"
    (genai / "model.onnx").write_bytes(graph.SerializeToString())
    assert refusal(genai).kind == "damaged_file"


def test_a_missing_library_is_told(genai: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("runtimes.onnx_engine.")]:
        if not name.endswith((".engine", ".model_files")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    error = refusal(genai)
    assert error.kind == "engine_missing"
    assert "modeltray[onnx]" in error.hint


def test_without_genai_the_other_layout_runs(
    genai: Path, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "runtimes.onnx_engine.genai_model", raising=False)
    monkeypatch.setitem(sys.modules, "onnxruntime_genai", None)
    assert load(plain).device == "cpu"
    assert refusal(genai).kind == "engine_missing"
