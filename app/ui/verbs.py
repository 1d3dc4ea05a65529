"""What a person does with a model, from tray or window, and what follows from the answer."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError, LoadCancelled, OptInRequired, ShuttingDown
from app.domain.launch import LoadOptions
from app.services.control import AppControl
from app.ui import dialogs
from app.ui.deletion import Deletion
from app.ui.model_row import ModelRow


class Verbs(QObject):
    """Sends verbs to the control; asks for consent and shows the errors that nothing else shows."""

    _ended = Signal(str, object, object)

    def __init__(
        self,
        control: AppControl,
        window: Callable[[], QWidget | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._control = control
        self._window = window
        self._deletion = Deletion(control, window, self)
        # Queued: the snapshot that goes with an answer has been shown before the answer is judged.
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def load(self, model_id: str, options: LoadOptions = LoadOptions()) -> None:
        self._watch(model_id, options, self._control.load(model_id, options))

    def stop(self, model_id: str) -> None:
        self._watch(model_id, None, self._control.stop(model_id))

    def stop_all(self) -> None:
        self._control.stop_all()

    def restart(self, model_id: str) -> None:
        self._watch(model_id, None, self._control.restart(model_id))

    def follow(self, answer: "Future[Any]") -> None:
        """Tell the person if it fails, wherever it was asked for and whatever is open by then."""
        self._watch("", None, answer)

    def delete(self, row: ModelRow) -> None:
        """Ask whether the model's files are to go, and take them away."""
        self._deletion.begin(row)

    def start_at_login(self, on: bool) -> None:
        try:
            self._control.login_start.switch(on=on)
        except AppError as error:
            dialogs.tell(self._window(), error)

    def copy_address(self, row: ModelRow) -> None:
        QGuiApplication.clipboard().setText(row.address)

    def _watch(self, model_id: str, options: LoadOptions | None, answer: "Future[Any]") -> None:
        def tell(done: "Future[Any]") -> None:
            if not done.cancelled() and (error := done.exception()):
                self._ended.emit(model_id, options, error)

        answer.add_done_callback(tell)

    def _on_ended(self, model_id: str, options: LoadOptions | None, error: Exception) -> None:
        if isinstance(error, OptInRequired) and options is not None:
            self._ask_for_consent(model_id, options)
        elif isinstance(error, AppError) and not self._is_known(model_id, error):
            dialogs.tell(self._window(), error)

    def _is_known(self, model_id: str, error: AppError) -> bool:
        if isinstance(error, LoadCancelled | ShuttingDown):
            return True  # the person did it
        running = self._control.snapshot.running_model(model_id)
        return bool(running and running.failure and running.failure.message == error.message)

    def _ask_for_consent(self, model_id: str, options: LoadOptions) -> None:
        model = self._control.snapshot.model(model_id)
        question = self.tr("Open the PyTorch files of “{name}”?")
        dialogs.ask(
            self._window(),
            question=question.format(name=model.name if model else model_id),
            details=self.tr(
                "PyTorch .bin files can carry program code. ModelTray opens them in a way that"
                " refuses to run it, but open them only if you trust where they come from."
            ),
            accept=self.tr("Open and load"),
            on_accept=lambda: self._allow_and_load(model_id, options),
        )

    def _allow_and_load(self, model_id: str, options: LoadOptions) -> None:
        self._control.allow_pickle(model_id)
        self.load(model_id, options)
