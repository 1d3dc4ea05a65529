"""State lines, GPU layers and escapes, as the engines write them."""

import pytest

from app.domain.child_messages import ChildMessage, offloaded_layers, parse, without_escapes

PREFIX = "cmd_child_to_router:state:"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            PREFIX + '{"state":"loading","payload":{"stages":["text_model"],'
            '"current":"text_model","value":0.42}}',
            ChildMessage("loading", 0.42),
        ),
        (PREFIX + '{"state":"loading","payload":{"value":1}}', ChildMessage("loading", 1.0)),
        (PREFIX + '{"state":"ready","payload":{"id":"tiny.gguf"}}', ChildMessage("ready")),
        ("0.02.092.608 " + PREFIX + '{"state":"ready"}', ChildMessage("ready")),
        (PREFIX + '{"state":"sleeping"}', ChildMessage("sleeping")),
        (PREFIX + '{"state":"loading","payload":{"value":7}}', ChildMessage("loading")),
        (PREFIX + '{"state":"loading","payload":{"value":true}}', ChildMessage("loading")),
        (PREFIX + '{"state":"loading","payload":{"value":NaN}}', ChildMessage("loading")),
        (PREFIX + '{"state":"loading","payload":[1]}', ChildMessage("loading")),
    ],
)
def test_a_state_line_gives_its_state_and_progress(line: str, expected: ChildMessage) -> None:
    assert parse(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "",
        "main: server is listening",
        "said: " + PREFIX + '{"state":"ready"}',
        PREFIX,
        PREFIX + '{"state":"loa',
        PREFIX + '["ready"]',
        PREFIX + '{"state":3}',
        PREFIX + "[" * 100_000,
    ],
)
def test_any_other_line_is_no_message(line: str) -> None:
    assert parse(line) is None


@pytest.mark.parametrize(
    ("line", "layers"),
    [
        ("0.01.2 I load_tensors: offloaded 33/33 layers to GPU", 33),
        ("load_tensors: offloaded 0/31 layers to GPU", 0),
        ("load_tensors: offloading output layer to GPU", None),
    ],
)
def test_gpu_layers_are_read_from_the_log(line: str, layers: int | None) -> None:
    assert offloaded_layers(line) == layers


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("plain [0m text", "plain [0m text"),
        ("\x1b[38;5;214mwarning\x1b[0m: hot", "warning: hot"),
        ("\x1b]0;a title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link", "link"),
        ("\x1b[2K\x1b[1Gdone", "done"),
        ("\x1b(Btext\x1b", "text"),
    ],
)
def test_escapes_are_removed_and_nothing_else(text: str, plain: str) -> None:
    assert without_escapes(text) == plain
