"""From what engines really write when they fail to what a person reads."""

import json
import re
from collections.abc import Sequence

import pytest

from app.domain.failure_hints import Explanation, FailureHint, explain, last_words, parse_hints
from app.domain.outcome import Ending, Outcome
from tests.domain.rules_world import CONFIG

HINTS = parse_hints((CONFIG / "failure_hints.json").read_text(encoding="utf-8"))
EXIT_1 = Outcome(Ending.EXITED, 1)

# The end of the output of llama.cpp b11549 on a file whose first cause is put in.
_LLAMA = """\
0.00.007.851 I srv    load_model: loading model '/models/x.gguf'
{cause}
0.00.008.316 E llama_model_load_from_file_impl: failed to load model
0.00.008.399 E common_fit_params: encountered an error while trying to fit params to free \
device memory: failed to load model
{cause}
0.00.008.509 E llama_model_load_from_file_impl: failed to load model
0.00.008.511 E cmn  common_init_: failed to load model '/models/x.gguf'
0.00.008.513 E srv    load_model: failed to load model, '/models/x.gguf'
0.00.008.516 I srv    operator(): operator(): cleaning up before exit...
0.00.008.905 E srv          init: exiting due to model loading error"""

_LOADER = "0.00.008.2 E llama_model_load: error loading model: "
_UNREADABLE = f"\n{_LOADER}llama_model_loader: failed to load model from /models/x.gguf"


def llama(cause: str) -> list[str]:
    return _LLAMA.format(cause=cause).splitlines()


def crashed(code: int) -> Outcome:
    return Outcome(Ending.CRASHED, code)


def refused(detail: str) -> Outcome:
    return Outcome(Ending.NOT_STARTED, detail=detail)


def told(
    outcome: Outcome,
    lines: list[str],
    engine: str = "llama.cpp",
    hints: Sequence[FailureHint] = HINTS,
) -> Explanation:
    return explain(outcome, engine=engine, model_name="phi-2", lines=lines, hints=hints)


# engine, ending, lines, words that the message must have, whether another engine may help
CASES = [
    (
        "llama.cpp",
        EXIT_1,
        llama(_LOADER + "unknown model architecture: 'fooarch'"),
        "does not know the architecture fooarch, which phi-2 has",
        True,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama(_LOADER + "error loading model vocabulary: unknown pre-tokenizer type: 'new-bpe'"),
        "does not know the tokenizer new-bpe",
        True,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama(_LOADER + "CLIP cannot be used as main model, use it with --mmproj instead"),
        "(mmproj)",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama(
            _LOADER + "tensor 'blk.16.ffn_down.weight' data is not within the file bounds, model "
            "is corrupted or incomplete"
        ),
        "damaged or incomplete: the file ends before the data of blk.16.ffn_down.weight",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama(_LOADER + "invalid split file idx: 0 (file: /m/x-00002-of-00003.gguf), expected 1"),
        "one of them is missing",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama(_LOADER + "illegal split file idx: 1 (file: /m/x.gguf), model must be loaded with"),
        "one of them is missing",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama(
            "0.00.006 E gguf_init_from_file: failed to open GGUF file '/m/x (1).gguf' "
            "(No such file or directory)" + _UNREADABLE
        ),
        "cannot be opened: No such file or directory.",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama(
            "0.00.007 E gguf_init_from_reader: invalid magic characters: 'NOPE', expected 'GGUF'"
            + _UNREADABLE
        ),
        "is not a GGUF file",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama("gguf_init_from_reader: GGUFv1 is no longer supported, please use" + _UNREADABLE),
        "first version of GGUF",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama("0.00.005 E gguf_init_from_reader: failed to read key-value pairs" + _UNREADABLE),
        "damaged or incomplete: failed to read key-value pairs",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama("0.00.007 E gguf_init_from_reader: failed to read magic" + _UNREADABLE),
        "damaged or incomplete: failed to read magic",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama(
            _LOADER + "error loading model hyperparameters: key not found in model: "
            "llama.context_length"
        ),
        "lacks llama.context_length",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama(
            _LOADER + "error loading model vocabulary: cannot find tokenizer merges in model file"
        ),
        "lacks its tokenizer merges",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama("gguf_init: tensor 'a' has invalid ggml type 99. should be in [0, 41)" + _UNREADABLE),
        "quantized in a way",
        True,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama(_LOADER + "done_getting_tensors: wrong number of tensors; expected 292, got 291"),
        "does not fit this llama.cpp: wrong number of tensors; expected 292, got 291",
        True,
    ),
    (
        "llama.cpp",
        EXIT_1,
        [
            "0.00.005 E srv start: couldn't bind HTTP server socket, hostname: 127.0.0.1, "
            "port: 8080",
            "0.00.005 E srv init: exiting due to HTTP server error",
        ],
        "could not listen on the port",
        False,
    ),
    (
        "transformers",
        EXIT_1,
        ["OSError: [Errno 98] error while attempting to bind on address"],
        "could not listen on the port",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        ["CUDA error: CUDA driver version is insufficient for CUDA runtime version"],
        "driver is too old",
        True,
    ),
    (
        "transformers",
        EXIT_1,
        ["RuntimeError: CUDA error: no kernel image is available for execution on the device"],
        "has no code for the graphics card",
        True,
    ),
    (
        "llama.cpp",
        EXIT_1,
        llama(
            "ggml_backend_cuda_buffer_type_alloc_buffer: allocating 8192.00 MiB on device 0: "
            "cudaMalloc failed: out of memory\n" + _LOADER + "unable to allocate CUDA0 buffer"
        ),
        "memory of the graphics card is too small for phi-2",
        False,
    ),
    (
        "transformers",
        EXIT_1,
        ["torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB."],
        "memory of the graphics card is too small",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        [
            "0.01.868 E ggml_aligned_malloc: insufficient memory (attempted to allocate "
            "219729.38 MB)",
            "0.01.868 E ggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of "
            "size 230402949120",
            "0.01.905 E llama_init_from_model: failed to initialize the context: failed to "
            "allocate buffer for kv cache",
            "0.01.906 E srv init: exiting due to model loading error",
        ],
        "not enough memory for phi-2 as it was loaded: llama.cpp asked for 219729 MB more",
        False,
    ),
    (
        "transformers",
        EXIT_1,
        [
            "RuntimeError: [enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate "
            "memory: you tried to allocate 400 bytes."
        ],
        "not enough memory for phi-2",
        False,
    ),
    ("mine", EXIT_1, ["MemoryError"], "not enough memory for phi-2", False),
    (
        "llama.cpp",
        crashed(6),
        ["terminate called after throwing an instance of 'std::bad_alloc'"],
        "not enough memory",
        False,
    ),
    (
        "llama.cpp",
        EXIT_1,
        ['error while handling argument "--threads": stoi', "usage:"],
        "does not accept --threads: stoi",
        False,
    ),
    ("llama.cpp", EXIT_1, ["error: invalid argument: --nope"], "the argument --nope", False),
    (
        "transformers",
        Outcome(Ending.EXITED, 2),
        ["usage: runtimes transformers", "runtimes: error: unrecognized arguments: --nope 3"],
        "does not know the argument --nope 3",
        False,
    ),
    (
        "mine",
        Outcome(Ending.EXITED, 2),
        ["serve.py: error: argument --port: invalid int value: 'x'"],
        "mine does not accept --port: invalid int value: 'x'",
        False,
    ),
    (
        "transformers",
        EXIT_1,
        [
            "ValueError: The checkpoint you are trying to load has model type `foo` but "
            "Transformers does not recognize this architecture."
        ],
        "does not know the architecture foo",
        True,
    ),
    (
        "transformers",
        EXIT_1,
        ["ValueError: GGUF model with architecture fooarch is not supported yet."],
        "cannot open GGUF files of the architecture fooarch",
        True,
    ),
    (
        "transformers",
        EXIT_1,
        ["ValueError: Unrecognized model in /m. Should have a `model_type` key in its config"],
        "its config.json names no model type",
        True,
    ),
    (
        "transformers",
        EXIT_1,
        ["ValueError: The repository /m contains custom code which must be executed to correctly"],
        "Python code that it brings along",
        True,
    ),
    (
        "transformers",
        EXIT_1,
        ["safetensors_rust.SafetensorError: Error while deserializing header: header too large"],
        "damaged or incomplete: ",
        False,
    ),
    (
        "transformers",
        EXIT_1,
        ["Traceback (most recent call last):", "ModuleNotFoundError: No module named 'torch'"],
        "the Python package torch is missing",
        True,
    ),
    (
        "transformers",
        Outcome(Ending.EXITED, 2),
        ["The runner transformers is not complete: torch is missing."],
        "not complete: torch is missing",
        True,
    ),
    (
        "transformers",
        EXIT_1,
        ["ImportError: DLL load failed while importing _C: The specified module could not be"],
        "runtime is broken: DLL load failed while importing _C",
        True,
    ),
    (
        "llama.cpp",
        Outcome(Ending.EXITED, 127),
        [
            "llama-server: error while loading shared libraries: libcudart.so.12: cannot open "
            "shared object file: No such file or directory"
        ],
        "needs libcudart.so.12",
        True,
    ),
    (
        "mine",
        Outcome(Ending.EXITED, 2),
        ["python: can't open file '/a b/serve.py': [Errno 2] No such file or directory"],
        "could not open its script /a b/serve.py",
        True,
    ),
    ("llama.cpp", refused("execve: No such file or directory"), [], "is no longer there", True),
    (
        "llama.cpp",
        refused("Process failed to start: The system cannot find the file specified."),
        [],
        "is no longer there",
        True,
    ),
    ("llama.cpp", refused("execve: Permission denied"), [], "does not allow the program", True),
    ("llama.cpp", refused("execve: Exec format error"), [], "another system or processor", True),
    ("mine", refused("Resource error"), [], "could not be started: Resource error", True),
    ("llama.cpp", crashed(4), [], "this processor does not have", True),
    ("llama.cpp", crashed(0xC000001D), [], "this processor does not have", True),
    ("llama.cpp", Outcome(Ending.EXITED, 132), [], "this processor does not have", True),
    ("llama.cpp", crashed(0xC0000135), [], "needs a DLL", True),
    ("llama.cpp", crashed(0xC000007B), [], "a DLL of the wrong kind", True),
    ("llama.cpp", crashed(7), [], "were changed, cut short", False),
    ("llama.cpp", crashed(9), [], "most likely because memory ran out", False),
    ("llama.cpp", Outcome(Ending.EXITED, 137), [], "most likely because memory ran out", False),
    ("llama.cpp", crashed(0xC0000017), [], "had no memory left", False),
    ("llama.cpp", crashed(15), [], "told llama.cpp to end", False),
    ("llama.cpp", crashed(0xC0000005 - 2**32), [], "touched memory", True),
    ("llama.cpp", crashed(11), [], "touched memory", True),
    ("mine", Outcome(Ending.EXITED, 127), [], "was not found", True),
    ("mine", Outcome(Ending.EXITED, 126), [], "may not be run", True),
    (
        "llama.cpp",
        EXIT_1,
        llama(_LOADER + "something new and strange"),
        "cannot load phi-2: something new and strange",
        False,
    ),
]


@pytest.mark.parametrize(("engine", "outcome", "lines", "words", "another"), CASES)
def test_each_failure_has_its_sentence(
    engine: str, outcome: Outcome, lines: list[str], words: str, another: bool
) -> None:
    why = told(outcome, lines, engine)
    assert words in why.message
    assert why.message.endswith(".")
    assert why.title
    assert why.hint
    assert "{" not in why.message + why.hint
    assert why.another_engine_may_help is another


@pytest.mark.parametrize("hint", HINTS, ids=lambda hint: hint.title)
def test_every_entry_of_the_file_decides_a_case_of_the_table(hint: FailureHint) -> None:
    others = [other for other in HINTS if other is not hint]
    assert any(
        told(outcome, lines, engine) != told(outcome, lines, engine, others)
        for engine, outcome, lines, _, _ in CASES
    )


@pytest.mark.parametrize("hint", HINTS, ids=lambda hint: hint.title)
def test_every_entry_can_fit_something_and_says_where_it_is_from(hint: FailureHint) -> None:
    assert hint.pattern or hint.ended
    assert hint.source
    known = {"engine", "model", "detail", *(hint.pattern.groupindex if hint.pattern else ())}
    assert set(re.findall(r"\{(\w+)\}", hint.message + hint.hint)) <= known


def test_no_memory_and_damage_never_lead_to_another_engine() -> None:
    stern = [h for h in HINTS if re.search(r"memory full|damaged or|part missing", h.title, re.I)]
    assert len(stern) > 5
    assert not any(hint.fallback for hint in stern)


def test_a_recoverable_lack_of_memory_is_not_taken_for_the_cause() -> None:
    lines = [
        "0.01 E ggml_backend_alloc: failed to allocate CUDA0 buffer of size 1",
        *llama(_LOADER + "unknown model architecture: 'fooarch'"),
    ]
    assert "fooarch" in told(EXIT_1, lines).message


@pytest.mark.parametrize(
    ("kind", "another"),
    [
        ("unknown_architecture", True),
        ("unsupported_model", True),
        ("unsupported_tokenizer", True),
        ("engine_missing", True),
        ("out_of_memory", False),
        ("damaged_model", False),
        ("anything", False),
    ],
)
def test_what_a_runner_says_of_itself_comes_first(kind: str, another: bool) -> None:
    body = json.dumps({"type": kind, "message": "It is so.", "hint": "Do that."})
    lines = ["ModuleNotFoundError: No module named 'x'", f"error: {body}", "bye"]
    why = told(EXIT_1, lines, "transformers")
    assert (why.message, why.hint) == ("It is so.", "Do that.")
    assert why.another_engine_may_help is another


def test_a_runner_that_does_not_know_why_leaves_it_to_the_engines_lines() -> None:
    body = json.dumps({"type": "load_failed", "message": "It cannot be loaded.", "hint": "Look."})
    lines = llama(_LOADER + "unknown model architecture: 'fooarch'")
    assert "fooarch" in told(EXIT_1, [*lines, f"error: {body}"]).message
    assert told(EXIT_1, ["hm", f"error: {body}"]).message == "It cannot be loaded."


@pytest.mark.parametrize("body", ["{", '{"type": "x"}', "{" * 100_000, '{"message": "m"}'])
def test_a_broken_word_of_a_runner_is_only_a_line(body: str) -> None:
    assert told(EXIT_1, [f"error: {body}"]).title == "llama.cpp ended"


def test_without_a_hint_the_last_line_that_means_something_is_quoted() -> None:
    why = told(EXIT_1, ["loading", "\x1b[31mfatal: the cat is on the keyboard\x1b[0m", "bye", ""])
    assert why.message == (
        "llama.cpp, which ran phi-2, ended by itself with code 1. "
        "Its last words were: “fatal: the cat is on the keyboard”"
    )
    assert not why.another_engine_may_help


def test_a_silent_crash_is_said_in_words_and_another_engine_may_help() -> None:
    why = told(crashed(8), [])
    assert why.message == (
        "llama.cpp, which ran phi-2, crashed: it made an impossible calculation (SIGFPE)."
    )
    assert why.another_engine_may_help


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], ""),
        (["", "  "], ""),
        (["one", "two"], "two"),
        (["0.00.006.992 E srv  init: all failed", "0.00.007 I done"], "srv  init: all failed"),
        (["an error", "0.00.1 E srv init: exiting due to model loading error"], "an error"),
        (["x" * 500], "x" * 300 + "…"),
    ],
)
def test_last_words(lines: list[str], words: str) -> None:
    assert last_words(lines) == words


def test_a_flood_of_output_is_read_from_its_end_only() -> None:
    lines = ["ModuleNotFoundError: No module named 'old'", *["noise"] * 100_000]
    assert "old" not in told(EXIT_1, lines).message


def test_phrases_are_looked_for_near_the_start_of_a_line_only() -> None:
    phrase = _LOADER + "unknown model architecture: 'fooarch'"
    assert "fooarch" in told(EXIT_1, ["x " * 100 + phrase]).message
    assert "fooarch" not in told(EXIT_1, ["x " * 1000 + phrase]).message


def test_what_a_runner_says_of_itself_is_read_to_its_end() -> None:
    body = json.dumps({"type": "damaged_model", "message": "It is so. " * 500})
    assert told(EXIT_1, [f"error: {body}"]).title == "Damaged model"


def test_a_time_stamp_of_another_thread_does_not_hide_what_a_runner_says() -> None:
    body = json.dumps({"type": "damaged_model", "message": "It is so.", "hint": "Do that."})
    for stamp in ("", "0.00.005.431 ", "0.00.005.431 E "):
        assert told(EXIT_1, [f"{stamp}error: {body}", "bye"], "llama.cpp").message == "It is so."
