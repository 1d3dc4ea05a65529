"""Decides when models are loaded for those who ask something of them, and knows who is asking."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import ModelNotLoaded
from app.domain.launch import LoadOptions
from app.domain.lifecycle import State
from app.domain.model import Model, ModelId
from app.domain.settings import Settings
from app.domain.snapshot import RunningModel
from app.services.supervisor import Supervisor

_PAUSE = 250  # ms between two ``used``, however many requests come
_WANTED = frozenset({State.STARTING, State.LOADING, State.READY, State.BACKOFF})
"""Somebody has loaded it, and nobody has stopped it."""


class Scheduler(QObject):
    """Lives on the main thread.

    Args:
        settings: as they are now.

    Signals:
        used(): models were asked something.
    """

    used = Signal()

    def __init__(
        self,
        supervisor: Supervisor,
        settings: Callable[[], Settings],
        *,
        clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        """``clock`` tells seconds since the epoch."""
        super().__init__(parent)
        self._supervisor = supervisor
        self._settings = settings
        self._clock = clock
        self._asking: Counter[ModelId] = Counter()
        self._announcement = QTimer(self, singleShot=True, interval=_PAUSE)
        self._announcement.timeout.connect(self.used)

    def begin(self, model_id: ModelId) -> None:
        """Somebody asks the model something, until ``end``: it stays loaded so long."""
        self._asking[model_id] += 1
        self._touch(model_id)

    def end(self, model_id: ModelId) -> None:
        self._asking[model_id] = max(0, self._asking[model_id] - 1)
        self._touch(model_id)

    def is_asked(self, model_id: ModelId) -> bool:
        return self._asking[model_id] > 0

    def admit(self, model: Model) -> "Future[RunningModel]":
        """The model for somebody who asks it something, once it is ready.

        Raises:
            ModelNotLoaded: it is not loaded, and the settings forbid to load it for this.
            AppError: the model cannot be loaded as things stand.
        """
        state = self._supervisor.state(model.id)
        if state not in _WANTED and not self._settings().load_on_demand:
            raise ModelNotLoaded(
                f"{model.name} is not loaded.",
                hint="Load it in ModelTray, or let models be loaded on demand in the preferences.",
            )
        return self._supervisor.load(model, LoadOptions())

    def _touch(self, model_id: ModelId) -> None:
        self._supervisor.touch(model_id, self._clock())
        if not self._announcement.isActive():
            self._announcement.start()
