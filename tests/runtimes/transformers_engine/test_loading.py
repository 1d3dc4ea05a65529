"""Models that load, and models that are refused in words."""

import json
import pickle
import shutil
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from runtimes.serving.engine import CannotLoad, GenerationRequest, ModelCard, Sampling, Token
from tests.fakes.tiny_gguf import write_tiny_gguf
from tests.runtimes.transformers_engine.conftest import engine_for

pytestmark = pytest.mark.engine


@pytest.fixture
def model(tiny_model: Path, hard_path: Path) -> Path:
    """A copy of the tiny model that may be damaged."""
    return Path(shutil.copytree(tiny_model, hard_path / "tiny"))


def load(model: Path, *flags: str) -> ModelCard:
    return engine_for(model, *flags).load(lambda _value: None)


def refusal(model: Path, *flags: str) -> CannotLoad:
    with pytest.raises(CannotLoad) as caught:
        load(model, *flags)
    assert caught.value.message
    assert caught.value.hint
    return caught.value


def test_the_card_tells_what_was_loaded(model: Path) -> None:
    card = load(model)
    assert (card.path, card.device, card.embedding) == (str(model), "cpu", 64)
    assert (card.context, card.trained_context, card.vocabulary) == (2048, 2048, 262)
    assert card.size_bytes == card.parameters * 4
    assert card.special_tokens["eos_token"] == "<|im_end|>"
    assert "<|im_start|>" in card.chat_template
    assert card.engine.startswith("transformers 5.")


def test_bfloat16_is_computed_where_the_cpu_can(model: Path) -> None:
    from runtimes.transformers_engine.hardware import Hardware

    hardware = Hardware(cuda=False, cuda_bfloat16=False, cpu_bfloat16=True)
    engine = engine_for(model, hardware=hardware)
    assert engine.load(lambda _value: None).data_type == "bfloat16"
    prompt = engine.tokenize("hello", add_special=True, parse_special=True)
    sampling = Sampling(temperature=0, ignore_eos=True)
    steps = list(engine.generate(GenerationRequest(prompt, 3, sampling)))
    assert len([step for step in steps if isinstance(step, Token)]) == 3


def test_progress_rises_to_the_end(model: Path) -> None:
    told: list[float] = []
    engine_for(model).load(told.append)
    assert told == sorted(told)
    assert told[-1] > 0.9


@pytest.mark.parametrize(("flag", "context"), [("512", 512), ("9999", 2048), ("0", 2048)])
def test_the_context_is_what_was_asked_for_within_what_was_trained(
    model: Path, flag: str, context: int
) -> None:
    assert load(model, "--ctx-size", flag).context == context


def test_a_lone_gguf_file_loads_and_answers(hard_path: Path) -> None:
    engine = engine_for(write_tiny_gguf(hard_path / "tiny.gguf"))
    told: list[float] = []
    card = engine.load(told.append)
    assert card.chat_template
    assert told == sorted(told)
    assert told[-1] > 0.9
    prompt = engine.tokenize("hello", add_special=True, parse_special=True)
    steps = list(engine.generate(GenerationRequest(prompt, 3, Sampling(temperature=0))))
    assert any(isinstance(step, Token) for step in steps)


def _remove(name: str) -> Callable[[Path], None]:
    return lambda model: (model / name).unlink()


def _write(name: str, content: bytes) -> Callable[[Path], None]:
    def write(model: Path) -> None:
        (model / name).write_bytes(content)

    return write


def _cut_weights(model: Path) -> None:
    weights = model / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])


def _configure(**fields: object) -> Callable[[Path], None]:
    def configure(model: Path) -> None:
        path = model / "config.json"
        config = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(config | fields), encoding="utf-8")

    return configure


def _lose_a_tensor(model: Path) -> None:
    from safetensors.torch import load_file, save_file

    weights = load_file(model / "model.safetensors")
    del weights["model.layers.0.mlp.up_proj.weight"]
    save_file(weights, model / "model.safetensors", {"format": "pt"})


def _lose_a_shard(model: Path) -> None:
    (model / "model.safetensors").rename(model / "model-00001-of-00002.safetensors")
    index = {"metadata": {}, "weight_map": {"lm_head.weight": "model-00002-of-00002.safetensors"}}
    (model / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (_remove("config.json"), "invalid_model"),
        (_remove("model.safetensors"), "invalid_model"),
        (_remove("tokenizer.json"), "missing_tokenizer"),
        (_write("config.json", b"{"), "invalid_model"),
        (_write("config.json", b"[]"), "invalid_model"),
        (_write("tokenizer.json", b"{}"), "missing_tokenizer"),
        (_write("model.safetensors", b""), "damaged_file"),
        (_write("model.safetensors", struct.pack("<Q", 10**12) + b"{}"), "damaged_file"),
        (_cut_weights, "damaged_file"),
        (_lose_a_tensor, "damaged_file"),
        (_lose_a_shard, "damaged_file"),
        (_configure(hidden_size=32), "damaged_file"),
        (_configure(num_hidden_layers=3), "damaged_file"),
        (_configure(model_type="no_such_model"), "unknown_architecture"),
        (_configure(model_type="vit"), "unknown_architecture"),
        (shutil.rmtree, "model_not_found"),
    ],
)
def test_damage_is_named(model: Path, damage: Callable[[Path], None], kind: str) -> None:
    damage(model)
    error = refusal(model)
    assert error.kind == kind, error.message
    assert model.name in error.message


@pytest.mark.parametrize("architecture", ["no-such-architecture", "llama4"])
def test_a_gguf_that_transformers_cannot_run_is_refused(tmp_path: Path, architecture: str) -> None:
    file = write_tiny_gguf(tmp_path / "odd.gguf", architecture=architecture)
    assert refusal(file).kind == "unknown_architecture"


@pytest.mark.parametrize("content", [b"", b"GGUF", b"GGUF" + bytes(100), b"not a model"])
def test_a_broken_lone_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.gguf"
    file.write_bytes(content)
    assert refusal(file).kind in ("unknown_format", "damaged_file")


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("[enforce fail at alloc_cpu.cpp:127] DefaultCPUAllocator: not enough memory"),
    ],
)
def test_too_large_a_model_is_told_from_a_damaged_one(
    model: Path, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(*_arguments: object, **_named: object) -> None:
        raise error

    monkeypatch.setattr("transformers.AutoModelForCausalLM.from_pretrained", exhausted)
    assert refusal(model).kind == "out_of_memory"


def test_a_missing_library_is_told(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("runtimes.transformers_engine.")]:
        if not name.endswith((".engine", ".text")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "transformers", None)
    error = refusal(model)
    assert error.kind == "engine_missing"
    assert "modeltray[transformers]" in error.hint


def test_code_that_comes_with_a_model_is_never_run(model: Path, tmp_path: Path) -> None:
    marker = tmp_path / "it ran"
    code = f"open({str(marker)!r}, 'w', encoding='utf-8')"
    (model / "modeling_evil.py").write_text(code, encoding="utf-8")
    auto_map = {"AutoConfig": "modeling_evil.C", "AutoModelForCausalLM": "modeling_evil.M"}
    _configure(auto_map=auto_map, model_type="evil", trust_remote_code=True)(model)
    error = refusal(model)
    assert error.kind == "remote_code"
    assert "modeling_evil.py" in error.message
    assert not marker.exists()


def test_a_tokenizer_that_needs_code_is_refused(model: Path, tmp_path: Path) -> None:
    marker = tmp_path / "it ran"
    code = f"open({str(marker)!r}, 'w', encoding='utf-8')"
    (model / "tokenization_evil.py").write_text(code, encoding="utf-8")
    (model / "tokenizer.json").unlink()
    fields = {"tokenizer_class": "Evil", "auto_map": {"AutoTokenizer": ["tokenization_evil.T"] * 2}}
    (model / "tokenizer_config.json").write_text(json.dumps(fields), encoding="utf-8")
    error = refusal(model)
    assert error.kind == "remote_code"
    assert "tokenization_evil.py" in error.message
    assert not marker.exists()


def test_code_beside_a_known_architecture_is_ignored(model: Path, tmp_path: Path) -> None:
    marker = tmp_path / "it ran"
    code = f"open({str(marker)!r}, 'w', encoding='utf-8')"
    (model / "modeling_evil.py").write_text(code, encoding="utf-8")
    _configure(auto_map={"AutoModelForCausalLM": "modeling_evil.M"})(model)
    load(model)
    assert not marker.exists()


def test_attention_from_elsewhere_is_not_fetched(model: Path) -> None:
    _configure(_attn_implementation_internal="evil/repo", _attn_implementation="evil/repo")(model)
    assert load(model).device == "cpu"


class _Evil:
    def __init__(self, marker: Path) -> None:
        self._marker = marker

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self._marker), "w")


def test_pickled_weights_need_leave_and_load_with_it(hard_path: Path) -> None:
    from tests.fakes.tiny_transformers import make_pickled

    model = make_pickled(hard_path / "pickled")
    error = refusal(model)
    assert error.kind == "pickle_refused"
    assert "pytorch_model.bin" in error.message
    assert load(model, "--allow-pickle").embedding == 64


@pytest.mark.parametrize("flags", [(), ("--allow-pickle",)])
def test_a_pickle_that_runs_code_never_does(
    model: Path, tmp_path: Path, flags: tuple[str, ...]
) -> None:
    marker = tmp_path / "it ran"
    (model / "model.safetensors").unlink()
    (model / "pytorch_model.bin").write_bytes(pickle.dumps(_Evil(marker)))
    assert refusal(model, *flags).kind in ("pickle_refused", "damaged_file")
    assert not marker.exists()
