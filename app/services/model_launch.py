"""One start of one child, from the first process to its end."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from app.domain.child_messages import offloaded_layers, parse
from app.domain.launch import LaunchSpec
from app.domain.outcome import Outcome
from app.services.interfaces import Child, ChildFactory, Probe, ProbeFactory

_MILLISECONDS = 1000
_LINES_TO_EXPLAIN = 200
_SILENCE_PARTS = 10
"""Silence is counted in so many parts, for the clock goes on while the computer sleeps: a night
counts as one part, and the child gets the others to go on where it was."""


class LaunchListener(Protocol):
    """Hears how a launch goes; told nothing more once ``launch_ended`` was called."""

    def launch_started(self, pid: int) -> None: ...

    def launch_ready(self) -> None: ...

    def launch_stalled(self) -> None: ...

    def launch_found_stranger(self) -> None: ...

    def launch_progressed(self) -> None: ...

    def launch_wrote(self, lines: Sequence[str]) -> None: ...

    def launch_ended(self, outcome: Outcome) -> None: ...


class ModelLaunch(QObject):
    """Drives a child until it is ready, and through its stop.

    While it loads, silence is measured: any line of output starts the count anew. A stop is a
    request first; ``stop_timeout`` seconds later the whole process tree is ended.
    """

    def __init__(
        self,
        spec: LaunchSpec,
        listener: LaunchListener,
        *,
        children: ChildFactory,
        probes: ProbeFactory,
        stall_timeout: float,
        stop_timeout: float,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self.pid: int | None = None
        self.progress: float | None = None
        self.gpu_layers: int | None = None
        self.context: int | None = None
        self.stalled = False
        self.met_stranger = False
        self.last_lines: deque[str] = deque(maxlen=_LINES_TO_EXPLAIN)
        self._listener = listener
        self._probes = probes
        self._child: Child = children(spec, self, self)
        self._probe: Probe | None = None
        self._silence = 0
        self._stall = self._timer(stall_timeout / _SILENCE_PARTS, self._on_silence)
        self._escalation = self._timer(stop_timeout, self._child.kill)

    def _timer(self, seconds: float, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=int(seconds * _MILLISECONDS))
        timer.timeout.connect(slot)
        return timer

    def start(self) -> None:
        self._stall.start()
        self._child.start()

    def stop(self) -> None:
        """Ask the child to leave, and make it leave when it does not."""
        self._end_loading()
        self._escalation.start()
        self._child.ask_to_stop()

    def kill(self) -> None:
        self._end_loading()
        self._child.kill()

    def child_started(self, pid: int) -> None:
        self.pid = pid
        self._probe = self._probes(self.spec, pid, self, self)
        self._listener.launch_started(pid)

    def child_wrote(self, lines: Sequence[str]) -> None:
        if self._stall.isActive():
            self._silence = 0
            self._stall.start()
        self.last_lines.extend(lines)
        before = self.progress
        for line in lines:
            self._read(line)
        self._listener.launch_wrote(lines)
        if self.progress != before:
            self._listener.launch_progressed()

    def _read(self, line: str) -> None:
        message = parse(line)
        if message is not None and message.progress is not None:
            self.progress = message.progress
        layers = offloaded_layers(line)
        if layers is not None:
            self.gpu_layers = layers

    def child_ended(self, outcome: Outcome) -> None:
        self._end_loading()
        self._escalation.stop()
        self._listener.launch_ended(outcome)

    def probe_ready(self, context: int | None) -> None:
        self._end_loading()
        self.progress = 1.0
        self.context = context
        self._listener.launch_ready()

    def probe_found_stranger(self) -> None:
        self._end_loading()
        self.met_stranger = True
        self._listener.launch_found_stranger()

    def _on_silence(self) -> None:
        self._silence += 1
        if self._silence < _SILENCE_PARTS:
            self._stall.start()
            return
        self.stalled = True
        self._listener.launch_stalled()

    def _end_loading(self) -> None:
        self._stall.stop()
        if self._probe is not None:
            self._probe.cancel()
            self._probe = None
