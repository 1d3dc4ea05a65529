"""``python -m runtimes <name>``."""

import sys

import pytest

from runtimes.__main__ import main


@pytest.mark.parametrize("argv", [[], ["nonsense"], ["--help"]])
def test_an_unknown_runner_is_a_sentence(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    assert "Choose one of: llama-cpp, transformers, onnx, hub-download." in capsys.readouterr().err


def test_a_runner_whose_package_is_missing_is_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "runtimes.onnx_engine", None)
    assert main(["onnx"]) == 2
    assert "runtimes.onnx_engine is missing" in capsys.readouterr().err


def test_choosing_a_runner_imports_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    heavy = {"torch", "xllamacpp", "onnxruntime", "numpy"}
    for name in [name for name in sys.modules if name.split(".")[0] in heavy]:
        monkeypatch.delitem(sys.modules, name)
    main(["transformers", "--port", "x"])
    main(["onnx", "--port", "x"])
    assert not heavy & set(sys.modules)
