"""The command line that a rule gives, and the rules that are refused."""

import itertools
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import RuleError
from app.domain.launch import LoadOptions
from app.domain.model import Model, ModelFile, ModelId, Variant
from app.domain.rules import RuntimeConfig
from tests.domain.rules_world import FOLDER, PROGRAM, SEED, config, model, shipped, spec

PATH = str(FOLDER / "model.gguf")
REACHABLE = ["--host", "127.0.0.1", "--port", "8080", "--alias", "größe"]


def own(*args: Any, command: str = "run", **more: Any) -> RuntimeConfig:
    return config({"xyz": {"engine": "mine", "command": command, "args": list(args), **more}})


def test_the_shipped_rule_leaves_every_choice_to_the_engine() -> None:
    made = spec(shipped(), model("gguf"))
    assert made.program == PROGRAM.program
    assert list(made.arguments) == ["-m", "x", "--model", PATH, *REACHABLE]
    assert (made.format, made.engine, made.rule) == ("gguf", "llama.cpp", "gguf")
    assert (made.alias, made.port, made.health_path) == ("größe", 8080, "/health")
    assert made.reads_shutdown
    assert made.working_directory == PROGRAM.working_directory
    assert made.explanation == (
        "rule `gguf` because `model.gguf` starts with the GGUF magic; an engine"
    )


_OPTIONS = [
    ("threads", "--threads", 4),
    ("ctx_size", "--ctx-size", 4096),
    ("gpu_layers", "--n-gpu-layers", 0),
    ("parallel", "--parallel", 2),
]


@pytest.mark.parametrize("given", list(itertools.product([False, True], repeat=4)))
def test_each_option_has_its_flag_exactly_when_it_is_chosen(given: tuple[bool, ...]) -> None:
    chosen = [option for option, wanted in zip(_OPTIONS, given, strict=True) if wanted]
    values: dict[str, Any] = {name: value for name, _, value in chosen}
    options = LoadOptions(**values)
    tail = spec(shipped(), model("gguf"), options).arguments[10:]
    assert list(tail) == [word for _, flag, value in chosen for word in (flag, str(value))]


@pytest.mark.parametrize(
    ("format_name", "path", "engine"),
    [
        ("gguf", PATH, "llama.cpp"),
        ("safetensors", str(FOLDER), "transformers"),
        ("onnx", str(FOLDER / "model.onnx"), "onnxruntime"),
    ],
)
def test_the_seed_configuration_works_as_it_stands(
    format_name: str, path: str, engine: str
) -> None:
    made = spec(RuntimeConfig.model_validate(SEED), model(format_name), LoadOptions(threads=4))
    words = dict(itertools.pairwise(made.arguments[2:]))
    assert made.engine == engine
    assert words["--model"] == path
    assert (words["--host"], words["--port"]) == ("127.0.0.1", "8080")
    assert (words["--alias"], words["--threads"]) == ("größe", "4")


@pytest.mark.parametrize("format_name", ["gguf", "safetensors"])
def test_the_seed_rules_without_args_work_too(format_name: str) -> None:
    bare = {
        name: {"engine": rule["engine"], "command": rule["command"]}
        for name, rule in SEED["runtime_rules"].items()  # type: ignore[attr-defined]
    }
    made = spec(config(bare), model(format_name))
    assert made.arguments == spec(shipped(), model(format_name)).arguments


def test_pytorch_weights_are_opened_only_with_the_flag_that_says_so() -> None:
    assert "--allow-pickle" in spec(shipped(), model("pytorch")).arguments
    assert "--allow-pickle" not in spec(shipped(), model("safetensors")).arguments


def test_every_placeholder_has_its_value_and_is_filled_once() -> None:
    trap = Model(
        ModelId("trap"),
        "Trap",
        Path("/m/{port}").absolute(),
        (Variant("xyz", Path("/m/{port}/-x {model}.xyz").absolute(), ()),),
    )
    rules = own("{model}", "{model_folder}", "{model_path}", "--url=http://{host}:{port}/")
    assert spec(rules, trap, port=8099).arguments[2:] == (
        "trap",
        str(Path("/m/{port}").absolute()),
        str(Path("/m/{port}/-x {model}.xyz").absolute()),
        "--url=http://127.0.0.1:8099/",
    )


def test_a_relative_model_path_becomes_absolute_so_that_it_is_no_flag() -> None:
    entry = Path("-x.xyz")
    lone = Model(ModelId("x"), "x", Path(), (Variant("xyz", entry, (ModelFile(entry, 1),)),))
    assert spec(own("{model_path}"), lone).arguments[-1] == str(entry.absolute())


@pytest.mark.parametrize(
    "text", ["$(id)", "; rm -rf /", 'say "hi"', "%TEMP%", '{"enable": false}', "a\tb", "ünï", ""]
)
def test_text_reaches_the_program_as_it_is_written(text: str) -> None:
    assert spec(own(text), model("xyz")).arguments[-1] == text


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        (own("{modle_path}"), "{modle_path}"),
        (own(["--x", "{threds}"]), "{threds}"),
        (own(command="{llama}"), "{llama}"),
        (own(command="{python}/run"), "{python}"),
        (own("--threads", "{threads}"), "{threads}"),
        (own(command=""), "does not say which program"),
        (own("a\nb"), "line break"),
        (own("a\0b"), "line break"),
        (own("--host", "0.0.0.0"), "--host 0.0.0.0"),
        (own("--host=::"), "--host ::"),
        (own("--host"), "--host"),
        (own("--port", "1"), "--port 1"),
        (own("server.py", command="python"), "server.py"),
        (own("-u", "server.py", command="python3"), "server.py"),
    ],
)
def test_a_rule_that_cannot_be_carried_out_is_named(rules: RuntimeConfig, named: str) -> None:
    with pytest.raises(RuleError) as caught:
        spec(rules, model("xyz"))
    assert "xyz" in caught.value.message
    assert named in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "args",
    [
        ["--tools", "all"],
        ["--agent"],
        ["--ui-mcp-proxy"],
        ["--mcp-servers-config", "x.json"],
        ["--rpc", "10.0.0.1:1"],
        ["--media-path=/"],
        ["--slot-save-path", "/tmp"],
        ["--api-key", "x"],
        ["-a", "other"],
        ["--alias=other"],
        [["--tools", "{threads}"]],
    ],
)
def test_flags_that_open_the_machine_are_refused_for_llama_cpp(args: list[Any]) -> None:
    rules = config({"gguf": {"engine": "llama.cpp", "args": args}})
    with pytest.raises(RuleError, match=r"gguf .* is for ModelTray to decide"):
        spec(rules, model("gguf"))


@pytest.mark.parametrize("host", ["{host}", "127.0.0.1", "localhost"])
def test_a_loopback_host_is_fine(host: str) -> None:
    assert "--host" in spec(own("--host", host), model("xyz")).arguments


def test_a_line_break_in_a_file_name_is_refused() -> None:
    entry = Path("/m/a\nb.xyz")
    odd = Model(ModelId("x"), "x", entry.parent, (Variant("xyz", entry, ()),))
    with pytest.raises(RuleError, match="line break"):
        spec(own("{model_path}"), odd)


def test_a_script_runs_in_its_own_folder() -> None:
    script = str(Path("/my tools/serve.py").absolute())
    made = spec(own("-u", script, command="python", health="/ready"), model("xyz"))
    assert made.working_directory == Path(script).parent
    assert made.health_path == "/ready"
