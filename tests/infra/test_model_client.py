"""Talking to a model's port over a real socket."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from app.domain.chat import AnswerEnd, Message, Piece, Speaker
from app.infra.model_client import HttpAnswer, HttpModelClient
from tests.fakes.chat_server import ChatServer, chat_server
from tests.fakes.processes import free_port

QUESTION = (Message(Speaker.PERSON, "Say hello"),)


@dataclass
class Heard:
    pieces: list[Piece] = field(default_factory=list)
    ends: list[AnswerEnd] = field(default_factory=list)

    def answer_grew(self, pieces: Sequence[Piece]) -> None:
        self.pieces.extend(pieces)

    def answer_ended(self, end: AnswerEnd) -> None:
        self.ends.append(end)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server() as server:
        yield server


@pytest.fixture
def client(qapp: object) -> HttpModelClient:
    return HttpModelClient()


def ask(client: HttpModelClient, port: int, heard: Heard) -> HttpAnswer:
    return client.ask(port, "phi-2", QUESTION, heard)


def finished(client: HttpModelClient, port: int, qtbot: QtBot) -> tuple[Heard, AnswerEnd]:
    heard = Heard()
    ask(client, port, heard)
    qtbot.waitUntil(lambda: bool(heard.ends))
    (end,) = heard.ends
    return heard, end


def test_an_answer_comes_in_pieces_with_its_speed(
    client: HttpModelClient, server: ChatServer, qtbot: QtBot
) -> None:
    heard, end = finished(client, server.port, qtbot)

    assert heard.text == "Hello!"
    assert (end.tokens, end.tokens_per_second, end.problem) == (3, 41.5, "")
    assert end.first_token is not None
    path, body = server.asked[0]
    assert path == "/v1/chat/completions"
    assert body["messages"] == [{"role": "user", "content": "Say hello"}]


def test_without_timings_the_pieces_are_counted(
    client: HttpModelClient, server: ChatServer, qtbot: QtBot
) -> None:
    server.timings = None
    _, end = finished(client, server.port, qtbot)

    assert end.tokens == 3
    assert end.tokens_per_second is not None


def test_a_stopped_answer_hangs_up_and_says_nothing_more(
    client: HttpModelClient, server: ChatServer, qtbot: QtBot
) -> None:
    server.is_endless = True
    heard = Heard()
    answer = ask(client, server.port, heard)
    qtbot.waitUntil(lambda: "!!!" in heard.text)

    answer.stop()
    said = heard.text
    qtbot.waitUntil(server.hung_up.is_set)

    assert heard.text == said
    assert not heard.ends


@pytest.mark.parametrize(
    ("status", "is_cut", "problem"),
    [
        (400, False, "The request is too long."),
        (200, True, "The model stopped in the middle of its answer. Its log may say why."),
    ],
)
def test_a_problem_is_a_sentence(
    client: HttpModelClient,
    server: ChatServer,
    qtbot: QtBot,
    status: int,
    is_cut: bool,
    problem: str,
) -> None:
    server.status, server.is_cut = status, is_cut
    _, end = finished(client, server.port, qtbot)

    assert end.problem == problem


def test_nobody_there_is_a_sentence(client: HttpModelClient, qtbot: QtBot) -> None:
    _, end = finished(client, free_port(), qtbot)

    assert end.problem.startswith("The model cannot be reached.")


def test_the_names_that_answer_on_a_port(
    client: HttpModelClient, server: ChatServer, qtbot: QtBot
) -> None:
    told: list[tuple[str, ...] | None] = []
    client.names(server.port, told.append)
    qtbot.waitUntil(lambda: len(told) == 1)
    client.names(free_port(), told.append)
    qtbot.waitUntil(lambda: len(told) == 2)

    assert told == [("phi-2",), None]


SLOTS = '[{"id": 0, "is_processing": true, "next_token": [{"n_decoded": 5}]}]'
METRICS = "# TYPE x counter\nllamacpp:tokens_predicted_total 40\n"


@pytest.mark.parametrize(
    ("pages", "tokens"),
    [
        ({"/metrics": METRICS, "/slots": SLOTS}, 45),
        ({"/metrics": METRICS}, 40),
        ({"/slots": SLOTS}, 5),
        ({}, None),
    ],
)
def test_tokens_written_are_those_of_complete_answers_and_of_those_under_way(
    client: HttpModelClient,
    server: ChatServer,
    qtbot: QtBot,
    pages: dict[str, str],
    tokens: int | None,
) -> None:
    server.pages = pages
    told: list[int | None] = []
    client.tokens_written(server.port, told.append)
    qtbot.waitUntil(lambda: told == [tokens])


def test_a_port_where_nobody_answers_tells_no_tokens(client: HttpModelClient, qtbot: QtBot) -> None:
    told: list[int | None] = []
    client.tokens_written(free_port(), told.append)
    qtbot.waitUntil(lambda: told == [None])
