"""A model's process over all its launches: feeds the lifecycle and carries out its answers."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import AppError, LoadCancelled
from app.domain.launch import LaunchSpec, LoadOptions
from app.domain.lifecycle import ALIVE_STATES, Effect, Event, State, next_state
from app.domain.load_plan import LoadPlan, Setback
from app.domain.model import Model, ModelFormat
from app.domain.outcome import Outcome
from app.domain.output_ring import OutputRing
from app.domain.restart import RestartPolicy
from app.domain.snapshot import Failure, RunningModel
from app.services.interfaces import OutputLog, OutputLogs
from app.services.launcher import Launcher, setback_before_start
from app.services.model_launch import ModelLaunch
from app.services.waiters import Waiters

_TROUBLED = (State.FAILED, State.BACKOFF)


class ModelProcess(QObject):
    """One model, loaded or not.

    Signals:
        changed(): something that is shown has changed.
        wrote(list[str]): the child wrote lines.
        became_ready(RunningModel), became_failed(RunningModel): worth a notification.
    """

    changed = Signal()
    wrote = Signal(list)
    became_ready = Signal(object)
    became_failed = Signal(object)

    def __init__(
        self,
        model: Model,
        launcher: Launcher,
        *,
        logs: OutputLogs,
        policy: RestartPolicy,
        taken_ports: Callable[[], set[int]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = model
        self.state = State.STOPPED
        self.output = OutputRing()
        self.memory_bytes: int | None = None
        self.last_used: float | None = None
        self._launcher = launcher
        self._logs = logs
        self._policy = policy
        self._taken_ports = taken_ports
        self._asked = LoadOptions()
        self._plan: LoadPlan | None = None
        self._number = 0
        self._deaths = 0
        self._launch: ModelLaunch | None = None
        self._log: OutputLog | None = None
        self._spec: LaunchSpec | None = None
        self._preferred_port: int | None = None
        self._setback: Setback | None = None
        self._port_was_stolen = False
        self._failure: Failure | None = None
        self._started_at = self._ready_at = 0.0
        self._ready_since = 0.0
        self._retry_at: float | None = None
        self._queued: tuple[Model, LoadOptions] | None = None
        self._loads: Waiters[RunningModel] = Waiters()
        self._stops: Waiters[None] = Waiters()
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(lambda: self._send(Event.RETRY_DUE))
        self._effects: dict[Effect, Callable[[], None]] = {
            Effect.START: self._start,
            Effect.ANNOUNCE_READY: self._announce_ready,
            Effect.STOP_CHILD: self._stop_child,
            Effect.KILL_CHILD: self._kill_child,
            Effect.FORGET_QUEUED_LOAD: self._forget_queued_load,
            Effect.FINISH_STOP: self._finish_stop,
            Effect.SCHEDULE_RETRY: self._schedule_retry,
            Effect.CANCEL_RETRY: self._retry.stop,
            Effect.REPORT_FAILURE: self._report_failure,
            Effect.REPORT_GIVING_UP: self._report_giving_up,
        }

    def load(self, model: Model, options: LoadOptions) -> "Future[RunningModel]":
        """Load, join the load under way, or answer with what runs already.

        Raises:
            AppError: the model cannot be loaded as things stand; nothing has changed.
        """
        if self.state is State.STOPPING:
            self._queued = (model, options)
        elif self.state not in ALIVE_STATES:
            self._prepare(model, options)
        future = self._loads.add()
        self._send(Event.LOAD)
        return future

    def stop(self) -> "Future[None]":
        """Stop; the future is done once the process is gone."""
        future = self._stops.add()
        self._send(Event.STOP)
        if self.state not in ALIVE_STATES:
            self._stops.answer(None)
        return future

    def restart(self, model: Model) -> "Future[RunningModel]":
        """Stop, and load again on the same port as it was asked for; settings of the model that
        were changed meanwhile count."""
        self._preferred_port = self.port or self._preferred_port  # none while it waits for a retry
        self.stop()
        return self.load(model, self._asked)

    @property
    def port(self) -> int | None:
        """The port in use; ``None`` when there is no process."""
        return self._launch.spec.port if self._launch else None

    @property
    def pid(self) -> int | None:
        return self._launch.pid if self._launch else None

    def describe(self) -> RunningModel:
        """This process as it is shown."""
        launch, spec, plan = self._launch, self._spec, self._plan
        rule = plan.current.rule if plan else None
        return RunningModel(
            model=self.model.id,
            state=self.state,
            format=plan.current.variant.format if plan else self.model.format,
            engine=rule.engine if rule else "",
            label=(rule.label or rule.engine) if rule else "",
            launch=self._number,
            port=self.port,
            pid=self.pid,
            started_at=self._started_at if launch else None,
            progress=launch.progress if launch else None,
            gpu_layers=_gpu_layers(launch),
            context=launch.context if launch else None,
            ready_at=self._ready_at if self.state is State.READY else None,
            memory_bytes=self.memory_bytes if launch else None,
            last_used=self.last_used,
            retry_at=self._retry_at if self.state is State.BACKOFF else None,
            notice=plan.notice if plan else "",
            failure=self._failure if self.state in _TROUBLED else None,
            explanation=spec.explanation if spec else "",
            command=spec.display_command() if spec else "",
            is_outdated=bool(plan and self._launcher.would_differ(plan, self._asked)),
        )

    def _send(self, event: Event) -> None:
        """Take the step; the effect may send further events before this returns."""
        transition = next_state(self.state, event)
        self.state = transition.state
        if transition.effect in self._effects:
            self._effects[transition.effect]()
        self.changed.emit()

    def _prepare(self, model: Model, options: LoadOptions) -> None:
        self._plan = self._launcher.plan(model, options)
        self._asked = options
        self._retry.stop()
        self.model = model
        self._deaths = 0

    def _start(self) -> None:
        assert self._plan is not None
        self._number += 1
        self._failure = self._setback = None
        self._port_was_stolen = False
        preferred, self._preferred_port = self._preferred_port, None
        try:
            launch = self._launcher.make(
                self._plan, self, taken_ports=self._taken_ports(), preferred_port=preferred
            )
        except Exception as error:  # also one that nobody foresaw: a load must have an end
            self._setback = setback_before_start(self._plan, error)
            self._send(Event.ENDED)
            return
        self._log = self._logs.open(self.model.id)
        self._launch, self._spec = launch, launch.spec
        launch.setParent(self)
        self._started_at = time.time()
        launch.start()

    # What the launch reports.

    def launch_started(self, pid: int) -> None:
        self._send(Event.STARTED)

    def launch_ready(self) -> None:
        self._ready_at, self._ready_since = time.time(), time.monotonic()
        self._send(Event.ANSWERED)
        self.became_ready.emit(self.describe())

    def launch_stalled(self) -> None:
        self._send(Event.STALLED)

    def launch_found_stranger(self) -> None:
        self._kill_child()

    def launch_progressed(self) -> None:
        self.changed.emit()

    def launch_wrote(self, lines: Sequence[str]) -> None:
        self.output.add(lines)
        if self._log is not None:
            self._log.write(lines)
        self.wrote.emit(list(lines))

    def launch_ended(self, outcome: Outcome) -> None:
        assert self._plan is not None
        launch, self._launch = self._launch, None
        if launch is None:
            return
        self._setback = self._launcher.setback(self._plan, launch, outcome)
        self._port_was_stolen = self._launcher.port_was_stolen(launch)
        self._close(launch)
        self._send(Event.ENDED)

    def _close(self, launch: ModelLaunch) -> None:
        launch.deleteLater()
        self.memory_bytes = None
        if self._log is not None:
            self._log.close()
            self._log = None

    # What the lifecycle asks for.

    def _announce_ready(self) -> None:
        self.changed.emit()  # whoever waits must find a snapshot that says ready
        self._loads.answer(self.describe())

    def _stop_child(self) -> None:
        self._loads.fail(LoadCancelled(f"{self.model.name} was stopped before it was ready."))
        if self._launch is not None:
            self._launch.stop()

    def _kill_child(self) -> None:
        if self._launch is not None:
            self._launch.kill()

    def _forget_queued_load(self) -> None:
        self._queued = None
        self._loads.fail(
            LoadCancelled(f"{self.model.name} was stopped before it was loaded again.")
        )

    def _finish_stop(self) -> None:
        queued, self._queued = self._queued, None
        self.changed.emit()
        if queued is not None:
            self._load_again(*queued)
        self._stops.answer(None)

    def _load_again(self, model: Model, options: LoadOptions) -> None:
        try:
            self._prepare(model, options)
        except AppError as error:
            self._loads.fail(error)
        else:
            self._send(Event.LOAD)

    def _schedule_retry(self) -> None:
        lived = time.monotonic() - self._ready_since
        self._deaths = self._policy.deaths_after(self._deaths, lived=lived)
        delay = self._policy.delay(self._deaths)
        if delay is None:
            self._send(Event.GAVE_UP)
            return
        assert self._setback is not None
        self._failure = Failure(self._setback.type, self._setback.message, self._setback.hint)
        self._preferred_port = self._spec.port if self._spec else None
        self._retry_at = time.time() + delay
        self._retry.start(int(delay * 1000))

    def _report_failure(self) -> None:
        assert self._plan is not None
        assert self._setback is not None
        other_port = self._port_was_stolen and self._plan.may_change_port()
        if other_port or self._plan.fall_back(self._setback):
            self._send(Event.LOAD)
        else:
            self._fail(self._plan.failure())

    def _report_giving_up(self) -> None:
        assert self._setback is not None
        times = len(self._policy.delays)
        self._fail(
            Failure(
                self._setback.type,
                f"{self.model.name} ended by itself again after {times} restarts and was given up. "
                f"{self._setback.message}",
                self._setback.hint or "Read its log, then load it again.",
            )
        )

    def _fail(self, failure: Failure) -> None:
        self._failure = failure
        self.changed.emit()
        self._loads.fail(failure.error())
        self.became_failed.emit(self.describe())


def _gpu_layers(launch: ModelLaunch | None) -> int | None:
    if launch is None:
        return None
    on_cpu = 0 if launch.spec.format == ModelFormat.GGUF else None
    return on_cpu if launch.gpu_layers is None else launch.gpu_layers
