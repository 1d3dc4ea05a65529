"""The access token: kept by the keyring where there is one, and never given to another Hub."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import InvalidOption
from app.domain.hub.account import TokenKeeping, checked_token
from app.services.hub_token import HubToken
from app.services.main_thread import MainThread
from tests.fakes.hub_world import SecretsOnPaper

TOKEN = "hf_abcdefgh"
FOREVER = 60_000


class TokenWorld:
    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.endpoint = "https://huggingface.co"
        self.secrets = SecretsOnPaper()
        self.main_thread = MainThread()
        self.made: list[HubToken] = []

    def start(self) -> HubToken:
        """As the program does; a second one is the next start."""
        token = HubToken(self.secrets, self.main_thread, lambda: self.endpoint)
        self.made.append(token)
        return token

    def get(self, token: HubToken) -> str:
        answer = token.get(self.endpoint)
        self._qtbot.waitUntil(answer.done, timeout=FOREVER)
        return answer.result()

    def set(self, token: HubToken, text: str) -> TokenKeeping:
        answer = token.set(text)
        self._qtbot.waitUntil(answer.done, timeout=FOREVER)
        return answer.result()


@pytest.fixture
def world(qtbot: QtBot, tmp_path: Path) -> TokenWorld:
    return TokenWorld(qtbot)


def test_kept_from_one_start_to_the_next(world: TokenWorld) -> None:
    first = world.start()
    assert first.keeping == "unknown"
    assert world.get(first) == ""
    assert first.keeping == "none"
    assert world.set(first, f"  {TOKEN}\n") is TokenKeeping.KEYRING
    second = world.start()
    assert world.get(second) == TOKEN
    assert second.keeping is TokenKeeping.KEYRING


def test_two_who_ask_at_once(world: TokenWorld) -> None:
    world.secrets.kept[world.endpoint] = TOKEN
    token = world.start()
    other = token.get(world.endpoint)
    assert world.get(token) == TOKEN
    assert other.result() == TOKEN


def test_forgotten(world: TokenWorld) -> None:
    token = world.start()
    world.set(token, TOKEN)
    assert world.set(token, "") is TokenKeeping.NONE
    assert world.secrets.kept == {world.endpoint: ""}
    assert world.get(token) == ""


def test_without_a_keyring_until_the_program_ends(world: TokenWorld) -> None:
    world.secrets.missing = True
    token = world.start()
    assert world.set(token, TOKEN) is TokenKeeping.SESSION
    assert world.get(token) == TOKEN
    assert world.get(world.start()) == ""


def test_another_hub_has_another_token(world: TokenWorld) -> None:
    token = world.start()
    world.set(token, TOKEN)
    world.endpoint = "https://hub.company.example"
    assert world.get(token) == ""
    world.endpoint = "https://huggingface.co"
    assert world.get(token) == TOKEN


def test_one_that_is_entered_while_the_keyring_is_read_wins(world: TokenWorld) -> None:
    world.secrets.kept[world.endpoint] = "hf_of_yesterday"
    token = world.start()
    reading = token.get(world.endpoint)
    world.set(token, TOKEN)
    assert reading.result() == TOKEN


@pytest.mark.parametrize(
    "text", ["hf_a b", "hf_\u00e9\u00e9\u00e9\u00e9\u00e9", "short", "x\ny" * 9]
)
def test_what_is_no_token_is_not_repeated(text: str) -> None:
    with pytest.raises(InvalidOption) as caught:
        checked_token(text)
    assert text not in caught.value.sentence
