"""``python -m runtimes <name>``."""

import sys

import pytest

from runtimes.__main__ import main


@pytest.mark.parametrize("argv", [[], ["nonsense"], ["--help"]])
def test_an_unknown_runner_is_a_sentence(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    assert "Choose one of: llama-cpp, transformers, onnx." in capsys.readouterr().err


def test_a_runner_that_is_not_built_yet_says_what_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["onnx"]) == 2
    assert "runtimes.onnx_engine is missing" in capsys.readouterr().err


def test_choosing_a_runner_imports_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] in ("torch", "xllamacpp")]:
        monkeypatch.delitem(sys.modules, name)
    main(["transformers", "--port", "x"])
    assert "torch" not in sys.modules
    assert "xllamacpp" not in sys.modules
