"""What can be done with the chosen model, as actions that buttons, keys and menus share."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence

from app.ui.icons import Icons
from app.ui.model_row import ModelRow, Verb
from app.ui.sentences import translated
from app.ui.theme import Theme
from app.ui.verbs import Verbs


class ModelActions(QObject):
    """Actions on one model.

    Args:
        before_start: called before a load or a restart, to keep what was changed.
    """

    def __init__(
        self,
        verbs: Verbs,
        icons: Icons,
        theme: Theme,
        *,
        before_start: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._icons = icons
        self._before_start = before_start
        self._row: ModelRow | None = None
        self.load = self._action(self.tr("Load"), self._load_or_cancel)
        self.stop = self._action(self.tr("Stop"), self._stop)
        self.restart = self._action(self.tr("Restart"), self._restart)
        self.copy_address = self._action(self.tr("Copy address"), self._copy_address)
        self.open_folder = self._action(self.tr("Open folder"), self._open_folder)
        self.delete = self._action(self.tr("Delete…"), self._delete)
        self.load.setShortcuts([QKeySequence(Qt.Key.Key_Enter), QKeySequence(Qt.Key.Key_Return)])
        self.stop.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        theme.changed.connect(self._follow)
        self._follow()

    def all(self) -> tuple[QAction, ...]:
        return (
            self.load,
            self.stop,
            self.restart,
            self.copy_address,
            self.open_folder,
            self.delete,
        )

    def show_row(self, row: ModelRow | None) -> None:
        """Act on this model from now on."""
        if row != self._row:
            self._row = row
            self._follow()

    def _follow(self) -> None:
        cancels = self._offers(Verb.CANCEL)
        self.load.setText(self.tr("Cancel") if cancels else self.tr("Load"))
        self.load.setEnabled(cancels or self._offers(Verb.LOAD))
        self.load.setIcon(self._icons.icon("cancel" if cancels else "load", "on_accent"))
        self.load.setToolTip(translated(self._row.problem) if self._row else "")
        self.stop.setEnabled(self._offers(Verb.STOP))
        self.stop.setIcon(self._icons.icon("stop"))
        self.restart.setEnabled(self._offers(Verb.RESTART))
        self.restart.setIcon(self._icons.icon("restart"))
        self.copy_address.setEnabled(self._offers(Verb.COPY_ADDRESS))
        self.copy_address.setIcon(self._icons.icon("copy"))
        self.open_folder.setEnabled(bool(self._row and self._row.variant.files))
        self.delete.setEnabled(bool(self._row and self._row.variant.files))
        self.delete.setIcon(self._icons.icon("delete"))
        self.open_folder.setIcon(self._icons.icon("folder"))

    def _offers(self, verb: Verb) -> bool:
        return self._row is not None and self._row.offers(verb)

    def _action(self, words: str, act: Callable[[ModelRow], None]) -> QAction:
        action = QAction(words, self)
        # Keys work where the action was added (the list), not while a person types elsewhere.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: self._act(act))
        return action

    def _act(self, act: Callable[[ModelRow], None]) -> None:
        if self._row is not None:
            act(self._row)

    def _load_or_cancel(self, row: ModelRow) -> None:
        if row.offers(Verb.CANCEL):
            self._verbs.stop(row.id)
        else:
            self._before_start()
            self._verbs.load(row.id)

    def _stop(self, row: ModelRow) -> None:
        self._verbs.stop(row.id)

    def _restart(self, row: ModelRow) -> None:
        self._before_start()
        self._verbs.restart(row.id)

    def _copy_address(self, row: ModelRow) -> None:
        self._verbs.copy_address(row)

    def _delete(self, row: ModelRow) -> None:
        self._verbs.delete(row)

    def _open_folder(self, row: ModelRow) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(row.model.folder)))
