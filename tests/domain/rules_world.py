"""Models and rules for the tests of the rules."""

from pathlib import Path
from typing import Any

from app.domain.launch import LaunchSpec, LoadOptions
from app.domain.model import Model, ModelFile, ModelId, Variant
from app.domain.rules import ResolvedProgram, RuntimeConfig, build_spec, candidates

CONFIG = Path(__file__).resolve().parents[2] / "config"
FOLDER = Path("/models/Größe 7 B").absolute()
PROGRAM = ResolvedProgram("/opt/engine/run", ("-m", "x"), Path("/opt/engine"), True, "an engine")

_FILES = {"gguf": "model.gguf", "pytorch": "pytorch_model.bin", "onnx": "model.onnx"}

SEED = {
    "runtime_rules": {
        "gguf": {
            "engine": "llama.cpp",
            "command": "config/llama.cpp/server.exe",
            "args": ["--model", "{model_path}", "--port", "{port}"],
        },
        "safetensors": {
            "engine": "transformers",
            "command": "python",
            "args": ["scripts/transformers_runner.py", "--model", "{model_path}"],
        },
        "onnx": {
            "engine": "onnxruntime",
            "command": "python",
            "args": ["scripts/onnx_runner.py", "--model", "{model_path}"],
        },
    },
    "fallback": {"enabled": True, "default_runtime": "transformers"},
}
"""The configuration that the program was first described with, word for word."""


def model(*formats: str) -> Model:
    """A model in these formats, the best first."""
    variants = tuple(_variant(name) for name in formats)
    return Model(ModelId("größe"), "Größe", FOLDER, variants)


def _variant(name: str) -> Variant:
    file = FOLDER / _FILES.get(name, f"model.{name}")
    entry = FOLDER if name in {"safetensors", "pytorch"} else file
    return Variant(name, entry, (ModelFile(file, 1),))


def config(rules: dict[str, Any], **sections: Any) -> RuntimeConfig:
    return RuntimeConfig.model_validate({"runtime_rules": rules, **sections})


def shipped() -> RuntimeConfig:
    text = (CONFIG / "runtime_config.json").read_text(encoding="utf-8")
    return RuntimeConfig.model_validate_json(text)


def spec(
    rules: RuntimeConfig, model: Model, options: LoadOptions = LoadOptions(), *, port: int = 8080
) -> LaunchSpec:
    """The command line of the best candidate."""
    best = next(candidates(rules, model, options))
    return build_spec(best, model=model, options=options, port=port, program=PROGRAM)
