"""All model processes: one for each model that was ever loaded."""

from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.launch import LoadOptions
from app.domain.lifecycle import ALIVE_STATES, State
from app.domain.model import Model, ModelId
from app.domain.restart import RestartPolicy
from app.domain.snapshot import CommandPreview, RunningModel
from app.services.interfaces import OutputLogs, ProcessMemory
from app.services.launcher import Launcher
from app.services.model_process import ModelProcess
from app.services.waiters import Waiters, done_future

_MEMORY_INTERVAL = 3000  # ms, while anything runs


class Supervisor(QObject):
    """Starts and stops models.

    Signals:
        changed(): something that is shown has changed.
        wrote(str, list[str]): a model's child wrote lines.
        became_ready(RunningModel), became_failed(RunningModel)
    """

    changed = Signal()
    wrote = Signal(str, list)
    became_ready = Signal(object)
    became_failed = Signal(object)

    def __init__(
        self,
        launcher: Launcher,
        *,
        logs: OutputLogs,
        memory: ProcessMemory,
        policy: RestartPolicy | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._launcher = launcher
        self._logs = logs
        self._memory = memory
        self._policy = policy or RestartPolicy()
        self._processes: dict[ModelId, ModelProcess] = {}
        self._memory_timer = QTimer(self, interval=_MEMORY_INTERVAL)
        self._memory_timer.timeout.connect(self._measure)

    @property
    def running(self) -> tuple[RunningModel, ...]:
        """Every model that runs, is on its way or has failed; in the order of first loading."""
        return tuple(
            process.describe()
            for process in self._processes.values()
            if process.state is not State.STOPPED
        )

    def load(self, model: Model, options: LoadOptions) -> "Future[RunningModel]":
        """
        Raises:
            AppError: the model cannot be loaded as things stand.
        """
        return self._process(model).load(model, options)

    def restart(self, model: Model) -> "Future[RunningModel]":
        """
        Raises:
            AppError: the model cannot be loaded as things stand.
        """
        return self._process(model).restart(model)

    def stop(self, model_id: ModelId) -> "Future[None]":
        process = self._processes.get(model_id)
        return process.stop() if process else done_future(None)

    def stop_all(self) -> "Future[int]":
        """Stop everything; the future holds how many processes there were to stop."""
        alive = [p for p in self._processes.values() if p.state in ALIVE_STATES]
        idle = [p for p in self._processes.values() if p.state not in ALIVE_STATES]
        for process in idle:
            process.stop()
        answer: Waiters[int] = Waiters()
        future = answer.add()
        left = len(alive)

        def one_less(_done: "Future[None]") -> None:
            nonlocal left
            left -= 1
            if left == 0:
                answer.answer(len(alive))

        for process in alive:
            process.stop().add_done_callback(one_less)
        if not alive:
            answer.answer(0)
        return future

    def preview(self, model: Model, options: LoadOptions) -> CommandPreview:
        """What a load with these options would run now, on the port that it would get."""
        process = self._processes.get(model.id)
        own_port = process.port if process else None
        taken = self._taken_ports() - {own_port}
        held = (process.memory_bytes or 0) if process else 0
        return self._launcher.preview(
            model, options, taken_ports=taken, preferred_port=own_port, held=held
        )

    def state(self, model_id: ModelId) -> State:
        process = self._processes.get(model_id)
        return process.state if process else State.STOPPED

    def touch(self, model_id: ModelId, at: float) -> None:
        """Remember that the model was used then, in seconds since the epoch."""
        process = self._processes.get(model_id)
        if process is not None:
            process.last_used = at

    def log_tail(self, model_id: ModelId, lines: int) -> tuple[str, ...]:
        process = self._processes.get(model_id)
        return process.output.tail(lines) if process else ()

    def _process(self, model: Model) -> ModelProcess:
        if model.id not in self._processes:
            self._processes[model.id] = self._new_process(model)
        return self._processes[model.id]

    def _new_process(self, model: Model) -> ModelProcess:
        process = ModelProcess(
            model,
            self._launcher,
            logs=self._logs,
            policy=self._policy,
            taken_ports=self._taken_ports,
            parent=self,
        )
        process.changed.connect(self._on_process_changed)
        process.wrote.connect(lambda lines: self.wrote.emit(model.id, lines))
        process.became_ready.connect(self._measure)  # loading took less than the model needs
        process.became_ready.connect(self.became_ready)
        process.became_failed.connect(self.became_failed)
        return process

    def _taken_ports(self) -> set[int]:
        return {process.port for process in self._processes.values() if process.port is not None}

    def _on_process_changed(self) -> None:
        alive = any(process.state in ALIVE_STATES for process in self._processes.values())
        if alive != self._memory_timer.isActive():
            self._memory_timer.start() if alive else self._memory_timer.stop()
        self.changed.emit()

    def _measure(self) -> None:
        for process in self._processes.values():
            if process.pid is not None:
                process.memory_bytes = self._memory(process.pid)
        self.changed.emit()
