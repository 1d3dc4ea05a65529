"""AppControl: the one door through which tray, window and API act.

Verbs are sent to it and snapshots come out; it lives on the main thread and is the only writer
of the program's state.
"""

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.launch import LoadOptions
from app.domain.model import ValidationReport
from app.domain.snapshot import AppSnapshot, RunningModel


class AppControl(QObject):
    """The verbs of the program.

    Signals:
        snapshot_changed(AppSnapshot): something that is shown has changed.
        output_written(str, list[str]): a model wrote lines (model id, lines).
        model_ready(RunningModel), model_failed(RunningModel): worth a notification.
    """

    snapshot_changed = Signal(object)
    output_written = Signal(str, list)
    model_ready = Signal(object)
    model_failed = Signal(object)

    @property
    def snapshot(self) -> AppSnapshot:
        raise NotImplementedError

    def load(self, model_id: str, options: LoadOptions = LoadOptions()) -> "Future[RunningModel]":
        """Load a model; the future is done once it is ready, or holds an ``AppError``.

        Loading what is loaded answers with the running one; loads under way are joined.
        """
        raise NotImplementedError

    def stop(self, model_id: str) -> "Future[None]":
        """Stop a model; done once the process is gone. Stopping what is stopped is fine."""
        raise NotImplementedError

    def stop_all(self) -> "Future[int]":
        """Stop every model; the future holds how many there were."""
        raise NotImplementedError

    def restart(self, model_id: str) -> "Future[RunningModel]":
        """Stop and load again with the same options."""
        raise NotImplementedError

    def validate(self, model_id: str) -> "Future[ValidationReport]":
        """Read the model's headers again, in a pool thread."""
        raise NotImplementedError

    def rescan(self) -> "Future[None]":
        """Look for models now; done when the list is up to date."""
        raise NotImplementedError

    def log_tail(self, model_id: str, lines: int) -> tuple[str, ...]:
        """The last lines the model's process wrote."""
        raise NotImplementedError

    def add_folder(self, folder: Path) -> None:
        """Search this folder too, from now on (kept in the settings)."""
        raise NotImplementedError

    def allow_pickle(self, model_id: str) -> None:
        """Remember that the person agrees to open this model's ``.bin`` files."""
        raise NotImplementedError
