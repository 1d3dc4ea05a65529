"""Decides when models are loaded for those who ask something of them, and when they go again.

Only what a request has loaded is ever unloaded by itself: a model that a person loads stays until a
person stops it.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import LoadCancelled, ModelNotLoaded
from app.domain.eviction import Resident, idle, to_make_room
from app.domain.launch import LoadOptions
from app.domain.lifecycle import State
from app.domain.model import Model, ModelId
from app.domain.settings import Settings
from app.domain.snapshot import RunningModel
from app.services.direct_use import DirectUse, Written
from app.services.supervisor import Supervisor
from app.services.waiters import Waiters, chained, done_future

_log = logging.getLogger("app.scheduler")
_PAUSE = 250  # ms between two ``used``, however many requests come
_IDLE_INTERVAL = 15_000  # ms between two looks for idle models, while there are any
_WANTED = frozenset({State.STARTING, State.LOADING, State.READY, State.BACKOFF})
"""Somebody has loaded it, and nobody has stopped it."""


class Scheduler(QObject):
    """Lives on the main thread.

    Signals:
        used(): models were asked something.
        unloading(str, str): a model is about to be unloaded, and why, as a sentence.
    """

    used = Signal()
    unloading = Signal(str, str)

    def __init__(
        self,
        supervisor: Supervisor,
        settings: Callable[[], Settings],
        *,
        stays: Callable[[ModelId], bool] = lambda _: False,
        missing: Callable[[Model], int] = lambda _: 0,
        written: Written = lambda _port, _tell: None,
        clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        """
        Args:
            settings: as they are now.
            stays: whether a person wants the model to stay loaded.
            missing: bytes of memory that a load of the model lacks now.
            written: as in ``DirectUse``.
            clock: tells seconds since the epoch.
        """
        super().__init__(parent)
        self._supervisor = supervisor
        self._settings = settings
        self._stays = stays
        self._missing = missing
        self._clock = clock
        self._asking: Counter[ModelId] = Counter()
        self._on_demand: set[ModelId] = set()
        self._rooms: dict[ModelId, Waiters[None]] = {}
        self._going: Future[None] = done_future(None)
        self._direct_use = DirectUse(written, self._touch)
        self._announcement = QTimer(self, singleShot=True, interval=_PAUSE)
        self._announcement.timeout.connect(self.used)
        self._idle_timer = QTimer(self, interval=_IDLE_INTERVAL)
        self._idle_timer.timeout.connect(self.look_at_use)
        self._idle_timer.timeout.connect(self.unload_idle)

    def begin(self, model_id: ModelId) -> None:
        """Somebody asks the model something, until ``end``: it stays loaded so long."""
        self._asking[model_id] += 1
        self._touch(model_id)

    def end(self, model_id: ModelId) -> None:
        self._asking[model_id] = max(0, self._asking[model_id] - 1)
        self._touch(model_id)

    def is_asked(self, model_id: ModelId) -> bool:
        return self._asking[model_id] > 0

    def claim(self, model_id: ModelId) -> None:
        """A person has loaded the model: it stays until a person stops it."""
        self._on_demand.discard(model_id)

    def admit(self, model: Model) -> "Future[RunningModel]":
        """The model for somebody who asks it something, once it is ready.

        Raises:
            ModelNotLoaded: it is not loaded, and the settings forbid to load it for this.
            AppError: the model cannot be loaded as things stand.
        """
        if self._supervisor.state(model.id) in _WANTED:
            return self._supervisor.load(model, LoadOptions())
        if not self._settings().load_on_demand:
            raise ModelNotLoaded(
                f"{model.name} is not loaded.",
                hint="Load it in ModelTray, or let models be loaded on demand in the preferences.",
            )
        room = self._room_for(model)
        self._on_demand.add(model.id)
        self._idle_timer.start()
        return chained(room, lambda _: self._supervisor.load(model, LoadOptions()))

    def give_up(self, *model_ids: ModelId) -> None:
        """Somebody stops these models, or all where none is named: those for which room is still
        being made are not loaded any more."""
        for model_id in model_ids or tuple(self._rooms):
            if waiters := self._rooms.pop(model_id, None):
                waiters.fail(LoadCancelled(f"{model_id} was stopped before it was loaded."))

    def look_at_use(self) -> None:
        """Find out who of those that may be unloaded is asked past us, at its own port."""
        running = self._supervisor.running
        self._direct_use.look(
            e for e in running if e.state is State.READY and self._may_go(e.model)
        )

    def unload_idle(self) -> None:
        """Unload what nobody has asked anything for as long as the settings say."""
        minutes = self._settings().unload_after
        going = idle(tuple(self._residents()), self._clock(), minutes * 60) if minutes else ()
        self._unload(going, f"Unloaded after {minutes} minutes without a request.")
        self._on_demand = {id_ for id_ in self._on_demand if self._is_wanted(id_)}
        if not self._on_demand:
            self._idle_timer.stop()

    def _room_for(self, model: Model) -> "Future[None]":
        """Who asks while room is being made waits for the same room: no more models go for it."""
        if model.id in self._rooms:
            return self._rooms[model.id].add()
        waiters = self._rooms[model.id] = Waiters[None]()
        room = waiters.add()
        self._make_room(model, waiters)
        return room

    def _make_room(self, model: Model, waiters: Waiters[None]) -> None:
        """Once the models are gone that go already: their memory would be counted as missing."""
        if not self._going.done():
            self._going.add_done_callback(lambda _: self._make_room(model, waiters))
        elif self._rooms.get(model.id) is waiters:  # nobody has given it up
            going = to_make_room(tuple(self._residents()), self._missing(model))
            self._going = self._unload(going, f"Unloaded to make room for {model.name}.")
            self._going.add_done_callback(lambda _: self._tell(model.id, waiters))

    def _tell(self, model_id: ModelId, waiters: Waiters[None]) -> None:
        """Even if one would not go: the load says what it lacks."""
        if self._rooms.get(model_id) is waiters:
            del self._rooms[model_id]
            waiters.answer(None)

    def _residents(self) -> Iterator[Resident]:
        """What may be unloaded."""
        for entry in self._supervisor.running:
            if entry.state is State.READY and self._may_go(entry.model):
                since = entry.last_used or self._clock()
                yield Resident(entry.model, since, entry.memory_bytes or 0)

    def _may_go(self, model_id: ModelId) -> bool:
        is_spare = model_id in self._on_demand and not self.is_asked(model_id)
        return is_spare and not self._stays(model_id)

    def _unload(self, going: Sequence[ModelId], reason: str) -> "Future[None]":
        gone: Future[None] = done_future(None)
        for model_id in going:
            _log.info("%s: %s", model_id, reason)
            self.unloading.emit(model_id, reason)
            gone = _both(gone, self._supervisor.stop(model_id))
        return gone

    def _is_wanted(self, model_id: ModelId) -> bool:
        return model_id in self._rooms or self._supervisor.state(model_id) in _WANTED

    def _touch(self, model_id: ModelId) -> None:
        self._supervisor.touch(model_id, self._clock())
        if not self._announcement.isActive():
            self._announcement.start()


def _both(first: "Future[None]", second: "Future[None]") -> "Future[None]":
    return chained(first, lambda _: second)
