"""Asks llama.cpp which graphics cards it can use, and again when their free memory has changed."""

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from app.domain.activity import Event
from app.domain.device_list import read_devices
from app.domain.errors import AppError
from app.domain.hardware import Gpu
from app.domain.launch import ToolCommand
from app.domain.outcome import Ending, Outcome
from app.services.activity import Activity
from app.services.hub_interfaces import Tool, ToolFactory
from app.services.launch_planner import LaunchPlanner

_log = logging.getLogger("app")

_ENGINE = "llama.cpp"
_LINES = 200
_PATIENCE = 30_000
"""Milliseconds; the first look at a card may have its driver compile programs."""


class DeviceSearch(QObject):
    """``devices`` is ``None`` until llama.cpp has told, and where it cannot tell.

    Args:
        activity: a load or a stop changes what is free.
    """

    def __init__(
        self,
        planner: LaunchPlanner,
        children: ToolFactory,
        activity: Activity,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.devices: tuple[Gpu, ...] | None = None
        self._planner = planner
        self._children = children
        self._activity = activity
        self._seen: tuple[Event, ...] = ()
        activity.changed.connect(self._ask_again)
        self._child: Tool | None = None
        self._lines: list[str] = []
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self.close)

    @property
    def is_asking(self) -> bool:
        return self._child is not None

    def start(self) -> None:
        """Ask, unless the rules run no llama.cpp."""
        try:
            spec = self._planner.device_list(_ENGINE)
        except AppError as error:
            _log.debug("llama.cpp cannot be asked for graphics cards: %s", error)
            return
        if spec is not None:
            self._ask(spec)

    def close(self) -> None:
        """Wait no longer."""
        self._patience.stop()
        if self._child is not None:
            self._child.kill()

    def child_started(self, pid: int) -> None:
        """Nothing to do: it ends by itself."""

    def child_wrote(self, lines: Sequence[str]) -> None:
        self._lines.extend(lines[: _LINES - len(self._lines)])

    def child_ended(self, outcome: Outcome) -> None:
        self._patience.stop()
        self._child = None
        if outcome.ending is Ending.EXITED and outcome.code == 0:
            self.devices = read_devices(self._lines)
        _log.info("Graphics cards for llama.cpp: %s", self.devices)

    def _ask_again(self) -> None:
        newest = self._activity.events[:1]
        if self.devices and newest != self._seen and not self.is_asking:
            self._seen = newest
            self.start()

    def _ask(self, spec: ToolCommand) -> None:
        self._lines.clear()
        self._child = self._children(spec, self, self)
        self._patience.start()
        self._child.start()
