"""llama-server's flags, read into fields."""

from pathlib import Path
from typing import Any

import pytest

from runtimes.llama_cpp.flags import FLAGS, BadFlag, read_flags
from runtimes.llama_cpp.parameters import CONTEXT_PER_REQUEST, common_params, complete
from runtimes.llama_cpp.values import RANK_POOLING, Member

NO_FLASH = Member("llama_flash_attn_type", "LLAMA_FLASH_ATTN_TYPE_DISABLED")


@pytest.mark.parametrize(
    ("argv", "fields"),
    [
        ([], {}),
        (["--model", "a b.gguf", "--port", "8081"], {"model.path": "a b.gguf", "port": 8081}),
        (
            ["-m", "m.gguf", "-a", "one,two"],
            {"model.path": "m.gguf", "model_alias": {"one", "two"}},
        ),
        (["-t", "4", "-tb", "8"], {"cpuparams.n_threads": 4, "cpuparams_batch.n_threads": 8}),
        (["-ngl", "auto"], {"n_gpu_layers": -1}),
        (["--gpu-layers", "all"], {"n_gpu_layers": -2}),
        (["--n-gpu-layers", "33"], {"n_gpu_layers": 33}),
        (["-np", "-1"], {"n_parallel": -1}),
        (["-c", "512", "-c", "1024"], {"n_ctx": 1024}),
        (["--host", "127.0.0.1,::1"], {"hostnames": ["127.0.0.1", "::1"]}),
        (["--no-ui"], {"ui": False}),
        (["--no-webui"], {"ui": False}),
        (["-fa", "off"], {"flash_attn_type": NO_FLASH}),
        (["-ctk", "q8_0"], {"cache_type_k": Member("ggml_type", "GGML_TYPE_Q8_0")}),
        (["--chat-template-kwargs", '{"a": 1}'], {"default_template_kwargs": {"a": "1"}}),
    ],
)
def test_reads_what_llama_server_reads(argv: list[str], fields: dict[str, Any]) -> None:
    assert read_flags(argv) == fields


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--bad"], "error: invalid argument: --bad"),
        (["model.gguf"], "error: invalid argument: model.gguf"),
        (["--tools", "all"], "error: invalid argument: --tools"),
        (["--port"], 'argument "--port": a value is expected'),
        (["--threads", "abc"], "\"--threads\": a whole number is expected, not 'abc'"),
        (["--temp", "hot"], "\"--temp\": a number is expected, not 'hot'"),
        (["-fa", "maybe"], "\"-fa\": one of on, off, auto is expected, not 'maybe'"),
        (["--chat-template-kwargs", "[1]"], '"--chat-template-kwargs": a JSON object is expected'),
        (["--api-key-file", "/nowhere"], '"--api-key-file": /nowhere cannot be read'),
    ],
)
def test_names_the_flag_that_cannot_be_used(argv: list[str], words: str) -> None:
    with pytest.raises(BadFlag) as refused:
        read_flags(argv)
    assert words in str(refused.value)


def test_reads_keys_and_templates_from_files(hard_path: Path) -> None:
    keys, template = hard_path / "keys", hard_path / "template"
    keys.write_text("first\n\nsecond\n", encoding="utf-8")
    template.write_text("{{ 'ä' }}", encoding="utf-8")
    fields = read_flags(["--api-key-file", str(keys), "--chat-template-file", str(template)])
    assert fields == {"api_keys": ["first", "second"], "chat_template": "{{ 'ä' }}"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"n_ctx": CONTEXT_PER_REQUEST, "n_parallel": 1, "cors_origins": "localhost"}),
        ({"n_parallel": 4}, {"n_ctx": 4 * CONTEXT_PER_REQUEST}),
        ({"n_parallel": -1}, {"n_ctx": CONTEXT_PER_REQUEST}),
        ({"n_parallel": 4, "n_ctx": 1000}, {"n_ctx": 1000}),
        ({"cpuparams.n_threads": 3}, {"cpuparams_batch.n_threads": 3}),
        ({"cpuparams.n_threads": -1}, {"cpuparams.n_threads": None}),
        ({"pooling_type": RANK_POOLING}, {"embedding": True}),
        ({}, {"api_keys": ["from", "outside"]}),
        ({"api_keys": ["given"]}, {"api_keys": ["given"]}),
    ],
)
def test_adds_what_a_personal_computer_needs(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    full = complete(given, {"LLAMA_API_KEY": "from,outside"})
    assert {name: full.get(name) for name in expected} == expected


@pytest.mark.engine
@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.names[-1])
def test_every_flag_sets_a_field_that_the_engine_has(flag: Any, tmp_path: Path) -> None:
    file = tmp_path / "text"
    file.write_text("text", encoding="utf-8")
    samples = ["1", "on", "none", "f16", '{"a": 1}', str(file)]
    for sample in [[], *([text] for text in samples)]:
        try:
            fields = read_flags([flag.names[0], *sample])
        except BadFlag:
            continue
        break
    common_params(fields)  # raises where the field or the type of its value is another
