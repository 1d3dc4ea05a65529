"""Which engines could run a model, by the shipped rules, and why the others cannot."""

from pathlib import Path

import pytest

from app.domain.errors import RuleError
from app.domain.model import Model, ModelFile, ModelId, Variant
from app.domain.model_settings import ModelSettings
from app.domain.rules import ResolvedProgram, RuntimeConfig
from app.services.launch_planner import LaunchPlanner

SHIPPED = Path(__file__).resolve().parents[2] / "config" / "runtime_config.json"


class Programs:
    """All programs are installed, but for those of the engines in ``missing``."""

    def __init__(self, *missing: str) -> None:
        self.missing = missing

    def resolve(self, command: str, *, rule_name: str, engine: str) -> ResolvedProgram:
        if engine in self.missing:
            raise RuleError(f"Rule {rule_name} needs {command}, which is not installed.")
        return ResolvedProgram("/bin/engine", (), Path("/bin"), True, "engine")


def model(format_name: str, problem: str | None = None) -> Model:
    file = Path("/m/x/model.bin")
    entry = file if format_name == "gguf" else file.parent
    variant = Variant(format_name, entry, (ModelFile(file, 9),), problem=problem)
    return Model(ModelId("x"), "x", file.parent, (variant,))


LLAMA, TRANSFORMERS = "llama.cpp (Fast)", "transformers (Full featured)"
ONNX = "onnxruntime (Portable)"


def unopened(format_name: str) -> str:
    return f"{ONNX} cannot open it: onnxruntime cannot open x, which is {format_name}."


@pytest.mark.parametrize(
    ("entry", "missing", "sentences"),
    [
        (
            model("gguf"),
            (),
            {
                f"{LLAMA} can open it.": True,
                f"{TRANSFORMERS} can open it.": True,
                unopened("GGUF"): False,
            },
        ),
        (
            model("safetensors"),
            (),
            {
                f"{LLAMA} cannot open it: llama.cpp cannot open x, which is SafeTensors.": False,
                f"{TRANSFORMERS} can open it.": True,
                unopened("SafeTensors"): False,
            },
        ),
        (
            model("pytorch"),
            (),
            {
                f"{LLAMA} cannot open it: llama.cpp cannot open x, which is PyTorch.": False,
                f"{TRANSFORMERS} can open it once that is allowed. If you trust where it comes "
                f"from, allow it in the ModelTray window, or add '{Path('/m/x')}' to allow_pickle "
                "in settings.toml.": True,
                unopened("PyTorch"): False,
            },
        ),
        (
            model("gguf"),
            ("llama.cpp",),
            {
                f"{LLAMA} cannot open it: Rule gguf needs {{llama_server}}, which is not "
                "installed.": False,
                f"{TRANSFORMERS} can open it.": True,
                unopened("GGUF"): False,
            },
        ),
        (
            model("gguf", problem="model.gguf is empty."),
            (),
            {
                f"{LLAMA} cannot open it: model.gguf is empty.": False,
                f"{TRANSFORMERS} cannot open it: model.gguf is empty.": False,
                unopened("GGUF"): False,
            },
        ),
        (
            model("onnx"),
            (),
            {
                f"{LLAMA} cannot open it: llama.cpp cannot open x, which is ONNX.": False,
                f"{TRANSFORMERS} cannot open it: transformers cannot open x, which is ONNX.": False,
                f"{ONNX} can open it.": True,
            },
        ),
    ],
)
def test_each_engine_says_whether_it_can_open_the_model(
    entry: Model, missing: tuple[str, ...], sentences: dict[str, bool]
) -> None:
    config = RuntimeConfig.model_validate_json(SHIPPED.read_bytes())
    planner = LaunchPlanner(config, Programs(*missing), pickle_allowed=lambda _: False)
    checks = planner.runtimes(entry)
    assert {check.name for check in checks} == {"runtime"}
    assert {check.sentence: check.ok for check in checks} == sentences


def test_a_person_may_choose_among_the_engines_that_can_open_the_model() -> None:
    config = RuntimeConfig.model_validate_json(SHIPPED.read_bytes())
    planner = LaunchPlanner(config, Programs(), pickle_allowed=lambda _: False)
    for format_name, engines in (
        ("gguf", ["llama.cpp", "transformers"]),
        ("safetensors", ["transformers"]),
        ("pytorch", ["transformers"]),
        ("unknown", []),
    ):
        assert [choice.engine for choice in planner.usable(model(format_name))] == engines


def test_the_runtime_that_was_chosen_is_the_one_that_is_shown() -> None:
    config = RuntimeConfig.model_validate_json(SHIPPED.read_bytes())
    chosen = ModelSettings(runtime="transformers")
    planner = LaunchPlanner(
        config, Programs(), pickle_allowed=lambda _: False, settings=lambda _: chosen
    )
    assert planner.choice(model("gguf")).engine == "transformers"
