"""Deletes a model's files once the person has seen what goes with them."""

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError
from app.domain.removal import Removal
from app.services.control import AppControl
from app.ui import dialogs, text
from app.ui.model_row import ModelRow


class Deletion(QObject):
    """One question, one answer; both futures end in a pool thread."""

    _found = Signal(object, object)
    _failed = Signal(object)

    def __init__(
        self,
        control: AppControl,
        window: Callable[[], QWidget | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._control = control
        self._window = window
        self._found.connect(self._ask, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def begin(self, row: ModelRow) -> None:
        """Find what would go, then ask."""

        def tell(done: "Future[Removal]") -> None:
            if not done.cancelled() and not (error := done.exception()):
                self._found.emit(row, done.result())
            elif not done.cancelled():
                self._failed.emit(error)

        self._control.removal(row.id).add_done_callback(tell)

    def _ask(self, row: ModelRow, removal: Removal) -> None:
        dialogs.choose(
            self._window(),
            question=self.tr("Delete “{name}”?").format(name=row.model.name),
            details=self._details(row, removal),
            choices=(
                (self.tr("Move to Recycle Bin"), lambda: self._delete(row, removal, False)),
                (self.tr("Delete for good"), lambda: self._delete(row, removal, True)),
            ),
        )

    def _details(self, row: ModelRow, removal: Removal) -> str:
        place = str(removal.paths[0] if len(removal.paths) == 1 else row.model.folder)
        sentences = [self._free_text(removal), place]
        if removal.store:
            words = self.tr("The files belong to {store}, which will not have this model any more.")
            sentences.append(words.format(store=removal.store))
        if row.is_loaded:
            sentences.append(self.tr("It is loaded, and will be stopped first."))
        return "\n\n".join(sentences)

    def _free_text(self, removal: Removal) -> str:
        words = self.tr(
            "{size} come free on the disk: at once, or when the Recycle Bin is emptied."
        )
        return words.format(size=text.size_text(removal.size))

    def _delete(self, row: ModelRow, removal: Removal, for_good: bool) -> None:
        def tell(done: "Future[None]") -> None:
            if not done.cancelled() and (error := done.exception()):
                self._failed.emit(error)

        self._control.delete(row.id, removal, for_good=for_good).add_done_callback(tell)

    def _tell(self, error: Exception) -> None:
        if isinstance(error, AppError):
            dialogs.tell(self._window(), error)
