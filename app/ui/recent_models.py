"""Which models were used last, from one start of the program to the next."""

from pathlib import Path

from PySide6.QtCore import QObject, QSettings

from app.domain.snapshot import RunningModel
from app.services.control import AppControl

MOST = 5
_KEY = "models/recent"


class RecentModels(QObject):
    """Follows what becomes ready, whoever loaded it; a broken file is an empty one."""

    def __init__(self, control: AppControl, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)
        control.model_ready.connect(self._remember)

    @property
    def ids(self) -> tuple[str, ...]:
        """The newest first."""
        value = self._settings.value(_KEY)
        listed = value if isinstance(value, list) else [value]
        return tuple(item for item in listed if isinstance(item, str) and item)

    def _remember(self, entry: RunningModel) -> None:
        others = [model_id for model_id in self.ids if model_id != entry.model]
        self._settings.setValue(_KEY, [entry.model, *others][: 2 * MOST])
        self._settings.sync()
