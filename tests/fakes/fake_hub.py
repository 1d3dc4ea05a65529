"""HubVerbs without a Hub: tests decide what it finds and how it answers."""

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject

from app.domain.errors import AppError
from app.domain.hub.account import TokenKeeping
from app.domain.hub.choices import HubModel
from app.domain.hub.download import Download
from app.domain.hub.repository import HubPage, HubQuery
from app.domain.hub.suggestions import Suggestion
from app.services.hub_verbs import HubVerbs


class FakeHub(HubVerbs):
    """Keeps every verb it is sent in ``calls``, as (verb, argument, ...).

    Attributes:
        page: what every search finds.
        models: what a repository's page holds, by its name.
        errors: what a verb fails with, by its name.
        holds: the answers of searches and pages stay open; they are in ``open_answers``.
    """

    def __init__(self) -> None:
        # The real constructor wires services that this one does without.
        QObject.__init__(self)
        self.calls: list[tuple[Any, ...]] = []
        self.page = HubPage()
        self.models: dict[str, HubModel] = {}
        self.errors: dict[str, AppError] = {}
        self.shown: tuple[Download, ...] = ()
        self.keeping = TokenKeeping.UNKNOWN
        self.suggested: tuple[Suggestion, ...] = ()
        self.holds = False
        self.open_answers: list[Future[Any]] = []

    @property
    def downloads(self) -> tuple[Download, ...]:
        return self.shown

    @property
    def token_keeping(self) -> TokenKeeping:
        return self.keeping

    def suggestions(self) -> tuple[Suggestion, ...]:
        return self.suggested

    def start(self) -> None:
        self.calls.append(("start",))

    def search(self, query: HubQuery) -> "Future[HubPage]":
        return self._answer(self.page, "search", query)

    def repository(self, name: str) -> "Future[HubModel]":
        return self._answer(self.models.get(name), "repository", name)

    def download(self, repository: str, choice: str = "") -> "Future[Download]":
        return self._answer(next(iter(self.shown), None), "download", repository, choice)

    def pause(self, download: str) -> "Future[None]":
        return self._answer(None, "pause", download)

    def resume(self, download: str) -> "Future[None]":
        return self._answer(None, "resume", download)

    def cancel(self, download: str) -> "Future[None]":
        return self._answer(None, "cancel", download)

    def set_token(self, token: str) -> "Future[TokenKeeping]":
        self.keeping = TokenKeeping.KEYRING if token else TokenKeeping.NONE
        return self._answer(self.keeping, "set_token", token)

    def close(self) -> "Future[None]":
        return self._answer(None, "close")

    def _answer(self, value: Any, verb: str, *arguments: Any) -> "Future[Any]":
        self.calls.append((verb, *arguments))
        future: Future[Any] = Future()
        if error := self.errors.get(verb):
            future.set_exception(error)
        elif self.holds:
            self.open_answers.append(future)
        else:
            future.set_result(value)
        return future
