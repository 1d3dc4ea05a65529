"""The control API's way to the verbs: each call travels to the main thread and back."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

from app.domain.activity import ActivityRecord, ClientRequest
from app.domain.hardware import Hardware
from app.domain.hub.account import TokenKeeping
from app.domain.hub.choices import HubModel
from app.domain.hub.download import Download
from app.domain.hub.repository import HubPage, HubQuery
from app.domain.hub.suggestions import Suggestion
from app.domain.launch import LoadOptions
from app.domain.model import ModelId, ValidationReport
from app.domain.snapshot import AppSnapshot, RunningModel
from app.services.control import AppControl
from app.services.hub_verbs import HubVerbs
from app.services.main_thread import MainThread
from app.services.waiters import pass_on

_T = TypeVar("_T")


class _Send(Protocol):
    """Takes a verb to the main thread, and its answer back."""

    def __call__(self, verb: "Callable[[], Future[_T]]", /) -> "Future[_T]": ...


class ControlDoor:
    """Implements ``app.api.door.Door``; every method may be called from any thread."""

    def __init__(self, control: AppControl, main_thread: MainThread) -> None:
        self._control = control
        self._main_thread = main_thread
        self.hub = ControlHubDoor(control.hub, self._send)

    def snapshot(self) -> AppSnapshot:
        return self._control.snapshot

    def hardware(self) -> Hardware:
        return self._control.hardware()

    def load(self, model: str, options: LoadOptions) -> "Future[RunningModel]":
        return self._send(lambda: self._control.load(model, options))

    def admit(self, model: ModelId) -> "Future[RunningModel]":
        return self._send(lambda: self._control.admit(model))

    def stop(self, model: str) -> "Future[None]":
        return self._send(lambda: self._control.stop(model))

    def stop_all(self) -> "Future[int]":
        return self._send(self._control.stop_all)

    def restart(self, model: str) -> "Future[RunningModel]":
        return self._send(lambda: self._control.restart(model))

    def validate(self, model: str, *, hashes: bool = False) -> "Future[ValidationReport]":
        return self._send(lambda: self._control.validate(model, hashes=hashes))

    def rescan(self) -> "Future[None]":
        return self._send(self._control.rescan)

    def log_tail(self, model: str, lines: int) -> "Future[tuple[str, ...]]":
        return self._main_thread.submit(lambda: self._control.log_tail(model, lines))

    def activity(self) -> "Future[ActivityRecord]":
        return self._main_thread.submit(self._control.activity.record_so_far)

    def record_request(self, request: ClientRequest) -> None:
        self._main_thread.submit(lambda: self._control.record_request(request))

    def _send(self, verb: "Callable[[], Future[_T]]") -> "Future[_T]":
        """The verb's own answer, once the main thread has taken the verb and it is done."""
        answer: Future[_T] = Future()

        def taken(call: "Future[Future[_T]]") -> None:
            error = call.exception()
            if error is None:
                call.result().add_done_callback(lambda done: pass_on(done, answer))
            elif answer.set_running_or_notify_cancel():
                answer.set_exception(error)

        self._main_thread.submit(verb).add_done_callback(taken)
        return answer


class ControlHubDoor:
    """Implements ``app.api.hub_door.HubDoor``."""

    def __init__(self, hub: HubVerbs, send: _Send) -> None:
        self._hub = hub
        self._send = send

    def suggestions(self) -> tuple[Suggestion, ...]:
        return self._hub.suggestions()

    def search(self, query: HubQuery) -> "Future[HubPage]":
        return self._send(lambda: self._hub.search(query))

    def repository(self, name: str) -> "Future[HubModel]":
        return self._send(lambda: self._hub.repository(name))

    def download(self, repository: str, choice: str) -> "Future[Download]":
        return self._send(lambda: self._hub.download(repository, choice))

    def pause(self, download: str) -> "Future[None]":
        return self._send(lambda: self._hub.pause(download))

    def resume(self, download: str) -> "Future[None]":
        return self._send(lambda: self._hub.resume(download))

    def cancel(self, download: str) -> "Future[None]":
        return self._send(lambda: self._hub.cancel(download))

    def set_token(self, token: str) -> "Future[TokenKeeping]":
        return self._send(lambda: self._hub.set_token(token))
