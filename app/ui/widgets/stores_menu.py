"""Which programs' models are listed beside one's own, and which are left out."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.domain.snapshot import AppSnapshot
from app.domain.store import StoreInfo
from app.services.control import AppControl
from app.ui import text


class StoresMenu(QPushButton):
    """A button for the footer; without any store on the computer it is not shown."""

    def __init__(self, control: AppControl, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self._stores: tuple[StoreInfo, ...] | None = None
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.setMenu(self._menu)
        self.setProperty("role", "link")
        self.setToolTip(self.tr("Models of other programs are used where they lie"))
        self.setVisible(False)

    def show_snapshot(self, snapshot: AppSnapshot) -> None:
        if snapshot.stores == self._stores:
            return
        self._stores = snapshot.stores
        self.setVisible(bool(snapshot.stores))
        on = [store.name for store in snapshot.stores if store.is_on]
        self.setText(self.tr("Also from: {names}").format(names=", ".join(on) or self.tr("none")))
        self._menu.clear()
        for store in snapshot.stores:
            self._menu.addAction(self._action(store))
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Find duplicate files…"), self._find_duplicates)

    def _find_duplicates(self) -> None:
        from app.ui.pages.duplicates import DuplicatesDialog  # few open it, and seldom

        DuplicatesDialog(self._control, self.window()).open()

    def _action(self, store: StoreInfo) -> QAction:
        action = QAction(text.store_text(store), self._menu)
        action.setToolTip("\n".join(store.places))
        action.setCheckable(True)
        action.setChecked(store.is_on)
        action.triggered.connect(lambda on: self._control.switch_store(store.key, on=on))
        return action
