import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import InvalidOption
from app.domain.launch import LaunchSpec, LoadOptions, _windows_quoted

SPEC = LaunchSpec(
    program="/opt/engine",
    arguments=("--model", "/models/a b.gguf"),
    port=8080,
    format="gguf",
    engine="llama.cpp",
    label="llama.cpp (Fast)",
    rule="gguf",
    alias="a",
    working_directory=Path("/opt"),
)


@pytest.mark.parametrize(
    "options",
    [
        LoadOptions(threads=0),
        LoadOptions(threads=-1),
        LoadOptions(threads=10**9),
        LoadOptions(ctx_size=0),
        LoadOptions(ctx_size=2**60),
        LoadOptions(gpu_layers=-1),
        LoadOptions(parallel=0),
    ],
)
def test_numbers_no_engine_accepts_are_refused_by_name(options: LoadOptions) -> None:
    name = next(
        n
        for n in ("threads", "ctx_size", "gpu_layers", "parallel")
        if getattr(options, n) is not None
    )
    with pytest.raises(InvalidOption, match=name) as refusal:
        options.checked()
    assert "whole number from" in refusal.value.hint


def test_good_options_are_returned_as_they_are() -> None:
    options = LoadOptions(threads=4, ctx_size=4096, gpu_layers=0, parallel=2)
    assert options.checked() is options


def test_what_is_left_open_comes_from_the_saved_options() -> None:
    saved = LoadOptions(1, 512, 3, 2, "llama.cpp", ("-fa", "on"))
    assert LoadOptions().over(saved) == saved
    assert saved.over(LoadOptions(9, 9, 9, 9, "x", ("-v",))) == saved
    assert LoadOptions(gpu_layers=0).over(saved) == replace(saved, gpu_layers=0)


def test_arguments_for_another_runtime_are_not_taken_over() -> None:
    saved = LoadOptions(threads=2, runtime="llama.cpp", arguments=("-fa", "on"))
    assert LoadOptions(runtime="transformers").over(saved) == LoadOptions(
        threads=2, runtime="transformers"
    )


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("--port", "--port"),
        ("C:\\models\\a.gguf", "C:\\models\\a.gguf"),
        ("C:\\my models\\", '"C:\\my models\\\\"'),
        ('a"b', '"a\\"b"'),
        ("a & calc", '"a & calc"'),
        ("", '""'),
    ],
)
def test_windows_reads_the_words_as_they_are(word: str, shown: str) -> None:
    assert _windows_quoted(word) == shown


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell's quotes")
def test_the_command_shown_can_be_typed_into_a_shell() -> None:
    assert SPEC.display_command() == "/opt/engine --model '/models/a b.gguf'"


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell's quotes")
def test_quotes_in_names_cannot_escape_from_the_command_shown() -> None:
    spec = replace(SPEC, arguments=("--model", "a'; rm -rf ~; '"))
    assert spec.display_command().count("rm") == 1
    assert "'\"'\"'" in spec.display_command()
