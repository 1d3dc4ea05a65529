"""The command line of our Python engines."""

import json
from pathlib import Path

import pytest

from runtimes.serving.options import BadOptions, ServeOptions, read_options
from runtimes.serving.runner import run_engine


def options(*flags: str, environment: dict[str, str] | None = None) -> ServeOptions:
    return read_options("engine", ["--model", "folder/phi-2", *flags], environment or {})


def test_what_is_not_given_is_left_to_the_engine() -> None:
    given = options()
    assert given == ServeOptions(
        model=Path("folder/phi-2"),
        host="127.0.0.1",
        port=8080,
        alias="phi-2",
        threads=None,
        context=None,
        gpu_layers=None,
        parallel=4,
        allow_pickle=False,
        verbose=False,
        api_keys=(),
    )


@pytest.mark.parametrize(
    ("flags", "field", "value"),
    [
        (("--alias", "a,b"), "alias", "a"),
        (("-t", "4"), "threads", 4),
        (("--ctx-size", "0"), "context", None),
        (("-c", "512"), "context", 512),
        (("--n-gpu-layers", "0"), "gpu_layers", 0),
        (("-ngl", "99"), "gpu_layers", 99),
        (("--parallel", "2"), "parallel", 2),
        (("--parallel", "-1"), "parallel", 4),
        (("--allow-pickle",), "allow_pickle", True),
        (("--api-key", "a,b"), "api_keys", ("a", "b")),
    ],
)
def test_flags(flags: tuple[str, ...], field: str, value: object) -> None:
    assert getattr(options(*flags), field) == value


def test_a_key_may_come_from_the_environment_and_is_never_shown() -> None:
    given = options(environment={"LLAMA_API_KEY": "secret"})
    assert given.api_keys == ("secret",)
    assert "secret" not in repr(given)


@pytest.mark.parametrize(
    "flags",
    [
        ("--port", "abc"),
        ("--port", "70000"),
        ("--threads", "-1"),
        ("--threads", "0"),
        ("--ctx-size", "-5"),
        ("--mode", "x"),
        ("--alias",),
    ],
)
def test_a_wrong_flag_is_named(flags: tuple[str, ...]) -> None:
    with pytest.raises(BadOptions, match=flags[0]):
        options(*flags)


def test_a_runner_says_it_in_its_last_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_engine("engine", ["--port", "x"], lambda _options: pytest.fail("was started")) == 2
    last = capsys.readouterr().out.splitlines()[-1]
    assert json.loads(last.removeprefix("error: "))["type"] == "invalid_flag"
