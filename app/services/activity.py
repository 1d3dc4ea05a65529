"""Remembers what happened since the start: a bounded list of events, and a sum for each client."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.activity import (
    ActivityRecord,
    ClientRequest,
    ClientUse,
    Event,
    Happening,
    happenings,
    shown_client,
)
from app.domain.lifecycle import State
from app.domain.model import ModelId
from app.domain.snapshot import RunningModel

EVENTS = 500
"""Events kept; older ones are forgotten."""
CLIENTS = 200
"""Pairs of client and model kept: clients name themselves, so there could be any number."""
_PAUSE = 250  # ms between two ``changed``, however many requests come


class Activity(QObject):
    """Lives on the main thread.

    Signals:
        changed(): ``events`` or ``clients`` has another value.
    """

    changed = Signal()

    def __init__(
        self, *, clock: Callable[[], float] = time.time, parent: QObject | None = None
    ) -> None:
        """``clock`` tells seconds since the epoch."""
        super().__init__(parent)
        self._clock = clock
        self._events: deque[Event] = deque(maxlen=EVENTS)
        self._clients: dict[tuple[str, ModelId], ClientUse] = {}
        self._running: tuple[RunningModel, ...] = ()
        self._began: dict[ModelId, float] = {}
        self._died: set[ModelId] = set()
        self._reasons: dict[ModelId, str] = {}
        self._announcement = QTimer(self, singleShot=True, interval=_PAUSE)
        self._announcement.timeout.connect(self.changed)

    @property
    def events(self) -> tuple[Event, ...]:
        """The newest first."""
        return tuple(reversed(self._events))

    @property
    def clients(self) -> tuple[ClientUse, ...]:
        """Who asked last comes first."""
        return tuple(reversed(self._clients.values()))

    def record_so_far(self) -> ActivityRecord:
        """Events and clients as one value."""
        return ActivityRecord(self.events, self.clients)

    def follow(self, running: Sequence[RunningModel]) -> None:
        """Take note of what has become of the models since the last call."""
        before, self._running = self._running, tuple(running)
        now = self._clock()
        for entry in self._running:
            if entry.state is State.STARTING:
                self._began.setdefault(entry.model, now)
        for happening, entry in happenings(before, self._running):
            self._add(self._event(happening, entry, now))

    def explain(self, model_id: str, sentence: str) -> None:
        """Why the model is about to be stopped, where no person has asked for it."""
        self._reasons[ModelId(model_id)] = sentence

    def record(self, request: ClientRequest) -> None:
        """Add a request that was answered to those of its client."""
        client = shown_client(request.client)
        key = (client, request.model)
        use = self._clients.pop(key, ClientUse(*key))
        self._clients[key] = use.with_request(request)
        if len(self._clients) > CLIENTS:
            del self._clients[next(iter(self._clients))]
        self._announce()

    def _add(self, event: Event) -> None:
        self._events.append(event)
        self._announce()

    def _announce(self) -> None:
        if not self._announcement.isActive():
            self._announcement.start()

    def _event(self, happening: Happening, entry: RunningModel, now: float) -> Event:
        began = self._began.pop(entry.model, None)
        sentence = self._reasons.pop(entry.model, "") or _sentence(entry)
        event = Event(now, happening, entry.model, entry.engine, entry.port, sentence)
        if happening is Happening.DIED:
            self._died.add(entry.model)
        elif happening is not Happening.LOADED:
            self._died.discard(entry.model)
        else:
            event = replace(event, seconds=now - began if began else None)
            if entry.model in self._died:
                self._died.remove(entry.model)
                event = replace(event, happening=Happening.RESTARTED)
        return event


def _sentence(entry: RunningModel) -> str:
    return entry.failure.sentence if entry.failure else entry.notice
