"""One attempt at a download: a child process from its start to its end."""

import json
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject

from app import __version__
from app.domain.hub.child_events import Finished, Progress, Setback, parse
from app.domain.hub.download import DownloadOrder
from app.domain.launch import ToolCommand
from app.domain.outcome import Ending, Outcome
from app.services.hub_interfaces import ToolFactory


class RunListener(Protocol):
    """Hears from one attempt."""

    def run_progressed(self, id_: str, progress: Progress) -> None: ...

    def run_ended(self, id_: str, end: Finished | Setback) -> None:
        """Called exactly once, unless the attempt was broken off."""


class DownloadRun:
    """Implements ``ChildListener``."""

    def __init__(
        self,
        order: DownloadOrder,
        staging: str,
        token: str,
        listener: RunListener,
        *,
        command: ToolCommand,
        children: ToolFactory,
        parent: QObject,
    ) -> None:
        self._order = order
        self._message = _message(order, staging, token)
        self._listener = listener
        self._end: Finished | Setback | None = None
        self._on_gone: Callable[[], None] | None = None
        self._holder = QObject(parent)
        self._child = children(command, self, self._holder)

    def start(self) -> None:
        self._child.start()

    def break_off(self, tell: Callable[[], None]) -> None:
        """End it now; ``tell`` is called once the process is gone, and nobody hears more."""
        self._on_gone = tell
        self._child.kill()

    def child_started(self, pid: int) -> None:
        # Through standard input: arguments and environment can be read by other programs.
        self._child.write_line(self._message)
        self._message = ""

    def child_wrote(self, lines: Sequence[str]) -> None:
        for event in map(parse, lines):
            if event is None:
                continue
            if isinstance(event, Progress):
                self._listener.run_progressed(self._order.id, event)
            else:
                self._end = event

    def child_ended(self, outcome: Outcome) -> None:
        self._message = ""
        self._holder.deleteLater()
        if self._on_gone is not None:
            self._on_gone()
            return
        self._listener.run_ended(self._order.id, self._end or _death(outcome))


def _death(outcome: Outcome) -> Setback:
    """It said nothing about its end. One that was not even started will not be next time."""
    is_there = outcome.ending is not Ending.NOT_STARTED
    how = outcome.detail or f"exit code {outcome.code}"
    told = "stopped by itself" if is_there else "cannot be started"
    return Setback(f"The program that downloads {told} ({how}).", again=is_there)


def _message(order: DownloadOrder, staging: str, token: str) -> str:
    """The order as one line of ASCII, the token in it."""
    return json.dumps(
        {
            "endpoint": order.endpoint,
            "repository": order.repository,
            "revision": order.revision,
            "id": order.id,
            "agent": f"modeltray/{__version__}",
            "token": token,
            "staging": staging,
            "folder": order.folder,
            "files": [
                {
                    "path": file.path,
                    "target": file.target or file.path,
                    "size": file.size,
                    "sha256": file.sha256,
                    "git_sha1": file.git_sha1,
                }
                for file in order.files
            ],
        }
    )
