"""What lies on the disks several times, and what could be won."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.duplicates import Copy, Duplicate, bytes_to_win
from app.services.control import AppControl
from app.ui import text
from app.ui.theme import SPACE

_SIZE = (720, 440)
_PATH = Qt.ItemDataRole.UserRole


class DuplicatesDialog(QDialog):
    """Compares the files as soon as it opens; closing it ends that. It deletes nothing."""

    def __init__(self, control: AppControl, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Duplicate files"))
        self.resize(*_SIZE)
        self._stores = {store.key: store.name for store in control.snapshot.stores}
        self._words = QLabel(self.tr("Comparing files of the same size…"))
        self._words.setWordWrap(True)
        self._progress = QProgressBar()
        self._progress.setMaximum(1000)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("How far the comparison is"))
        self._list = self._make_list()
        self._build()
        self._search = control.find_duplicates()
        self._search.progressed.connect(self._progress.setValue)
        self._search.ended.connect(self._show)
        self.finished.connect(self._search.cancel)

    def _show(self, duplicates: Sequence[Duplicate]) -> None:
        self._progress.hide()
        self._words.setText(self._summary(duplicates))
        self._list.setVisible(bool(duplicates))
        self._list.addTopLevelItems([self._group(duplicate) for duplicate in duplicates])
        self._list.expandAll()
        self._list.setFocus()

    def _summary(self, duplicates: Sequence[Duplicate]) -> str:
        if not duplicates:
            return self.tr("No weights lie on this computer more than once.")
        words = self.tr(
            "{size} could be won. Each group below holds files of the same content; two programs"
            " may each need their own. ModelTray needs one. Double-click a file to open its folder."
        )
        return words.format(size=text.size_text(bytes_to_win(duplicates)))

    def _group(self, duplicate: Duplicate) -> QTreeWidgetItem:
        size = text.size_text(duplicate.size)
        words = self.tr("{count} times {size}").format(
            count=text.number_text(len(duplicate.copies)), size=size
        )
        group = QTreeWidgetItem([words])
        group.addChildren([self._copy(copy) for copy in duplicate.copies])
        return group

    def _copy(self, copy: Copy) -> QTreeWidgetItem:
        store = self._stores.get(copy.store, self.tr("Folder"))
        item = QTreeWidgetItem([copy.model, store, str(copy.path)])
        item.setData(0, _PATH, str(copy.path.parent))
        item.setToolTip(2, str(copy.path))
        return item

    def _open_folder(self, item: QTreeWidgetItem) -> None:
        folder = item.data(0, _PATH)
        if folder and Path(folder).is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    def _make_list(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(self.tr("Duplicate files"))
        tree.setHeaderLabels([self.tr("Model"), self.tr("Where"), self.tr("File")])
        tree.setColumnWidth(0, 220)
        tree.setColumnWidth(1, 140)
        tree.itemActivated.connect(self._open_folder)
        tree.hide()
        return tree

    def _build(self) -> None:
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE + 4)
        layout.addWidget(self._words)
        layout.addWidget(self._progress)
        layout.addWidget(self._list, 1)
        layout.addStretch()
        layout.addWidget(buttons)
