"""What a streamed answer says, wherever the network cuts it."""

import json

import pytest

from app.domain.chat import (
    AnswerReader,
    Event,
    Message,
    Piece,
    Speaker,
    Timings,
    Trouble,
    error_message,
    model_names,
    request_body,
)


def chunk(**delta: object) -> str:
    return json.dumps({"choices": [{"index": 0, "delta": delta}]}, ensure_ascii=False)


TIMINGS = '{"choices": [], "timings": {"predicted_n": 7, "predicted_per_second": 41.5}}'


@pytest.mark.parametrize(
    ("data", "events"),
    [
        (chunk(content="héé"), [Piece("héé")]),
        (chunk(reasoning_content="hm"), [Piece("hm", is_thought=True)]),
        (chunk(role="assistant", content=None), []),
        (chunk(content=""), []),
        (TIMINGS, [Timings(7, 41.5)]),
        ('{"choices": [], "timings": {"predicted_n": 0, "predicted_per_second": null}}', []),
        ('{"error": {"message": "out of memory"}}', [Trouble("out of memory")]),
        ('{"error": "out of memory"}', [Trouble("out of memory")]),
        ("[DONE]", []),
        ("{broken", []),
        ("[1, 2]", []),
        ('{"choices": ["what?"]}', []),
    ],
)
def test_one_line_of_the_stream(data: str, events: list[Event]) -> None:
    assert AnswerReader().read(f"data: {data}\n\n".encode()) == events
    assert AnswerReader().read(f"data:{data}\r\n\r\n".encode()) == events


def test_what_is_no_data_is_passed_over() -> None:
    assert AnswerReader().read(b": keep-alive\n\nevent: x\nid: 1\n\n") == []


def test_a_stream_reads_the_same_wherever_it_is_cut() -> None:
    stream = f"data: {chunk(content='né')}\n\ndata: {chunk(content='৭')}\n\ndata: {TIMINGS}\n\n"
    data = stream.encode()
    whole = AnswerReader().read(data)
    assert whole == [Piece("né"), Piece("৭"), Timings(7, 41.5)]
    for cut in range(len(data)):
        reader = AnswerReader()
        assert reader.read(data[:cut]) + reader.read(data[cut:]) == whole


def test_a_question_carries_the_chat_so_far() -> None:
    said = [
        Message(Speaker.PERSON, "hi"),
        Message(Speaker.MODEL, "hello"),
        Message(Speaker.PERSON, "why?"),
    ]
    body = json.loads(request_body("phi-2", said))
    assert body["messages"] == [
        {"role": "user", "content": "hi"},
        {"role": "assistant", "content": "hello"},
        {"role": "user", "content": "why?"},
    ]
    assert (body["model"], body["stream"]) == ("phi-2", True)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"error": {"message": "Loading model", "code": 503}}', "Loading model"),
        (b'{"error": "no"}', "no"),
        (b'{"error": {"code": 1}}', ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_the_sentence_of_a_refusal(body: bytes, message: str) -> None:
    assert error_message(body) == message


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (b'{"data": [{"id": "phi-2"}, {"id": "tiny"}]}', ["phi-2", "tiny"]),
        (b'{"data": [{"name": "phi-2"}, 3]}', []),
        (b'{"data": null}', []),
        (b"<html>", []),
    ],
)
def test_the_names_on_a_page_of_models(body: bytes, names: list[str]) -> None:
    assert model_names(body) == names
