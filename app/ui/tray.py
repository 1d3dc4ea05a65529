"""The icon in the system tray: what runs at a glance, and its menu."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon

from app.domain.lifecycle import State
from app.domain.snapshot import AppSnapshot, RunningModel
from app.services.control import AppControl
from app.ui import text
from app.ui.download_actions import DownloadActions
from app.ui.icons import Icons
from app.ui.model_page import ModelPage
from app.ui.recent_models import RecentModels
from app.ui.tray_downloads import tool_tip_line
from app.ui.tray_menu import TrayMenu
from app.ui.verbs import Verbs

_TOLD = {State.FAILED: 0, State.STARTING: 1, State.LOADING: 1, State.BACKOFF: 1, State.READY: 2}
"""States that the tool tip tells, by their rank in it."""


class TrayState(StrEnum):
    """What the icon shows; each value is the name of its picture."""

    IDLE = "idle"
    LOADING = "loading"
    READY = "ready"
    ERROR = "error"


def tray_state(snapshot: AppSnapshot) -> TrayState:
    """One state for all models: what needs patience first, then what needs attention."""
    states = {entry.state for entry in snapshot.running}
    if states & {State.STARTING, State.LOADING, State.BACKOFF}:
        return TrayState.LOADING
    if State.FAILED in states:
        return TrayState.ERROR
    return TrayState.READY if State.READY in states else TrayState.IDLE


class Tray(QObject):
    """Owns the tray icon. Works, unseen, where there is no tray, and shows once one appears."""

    def __init__(
        self,
        control: AppControl,
        icons: Icons,
        verbs: Verbs,
        *,
        recent: RecentModels,
        downloads: DownloadActions,
        on_open: Callable[[], None],
        on_show_model: Callable[[str, ModelPage], None],
        on_show_downloads: Callable[[], None],
        on_quit: Callable[[], None],
        icon: QSystemTrayIcon | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._control = control
        self._icons = icons
        self._shown: tuple[TrayState, int] | None = None
        self._on_open = self._on_message_clicked = on_open
        self.menu = TrayMenu(
            control,
            icons,
            verbs,
            recent=recent,
            downloads=downloads,
            on_open=on_open,
            on_show_model=on_show_model,
            on_show_downloads=on_show_downloads,
            on_quit=on_quit,
        )
        self.icon = icon or QSystemTrayIcon()
        self.icon.setParent(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_icon_activated)
        self.icon.messageClicked.connect(lambda: self._on_message_clicked())
        control.snapshot_changed.connect(self._show_snapshot)
        self._show_snapshot(control.snapshot)

    def show(self) -> None:
        self.icon.show()

    def renew(self) -> None:
        """Show the same in another language."""
        self._shown = None
        self._show_snapshot(self._control.snapshot)
        self.menu.rebuild()

    def close(self) -> None:
        """Take the icon away and free the menu."""
        self.icon.hide()
        self.icon.setContextMenu(None)  # type: ignore[arg-type]
        self.menu.deleteLater()

    def tell(
        self,
        title: str,
        sentence: str,
        kind: QSystemTrayIcon.MessageIcon,
        on_click: Callable[[], None],
    ) -> None:
        """Show a notification; ``on_click`` is called when the person clicks on it."""
        self._on_message_clicked = on_click  # the system tells of a click, not on which of them
        self.icon.showMessage(title, sentence, kind)

    def _show_snapshot(self, snapshot: AppSnapshot) -> None:
        state = tray_state(snapshot)
        ready = sum(entry.state is State.READY for entry in snapshot.running)
        if (state, ready) != self._shown:
            self._shown = (state, ready)
            is_ready = state is TrayState.READY
            icon = self._icons.count_icon(ready) if is_ready else self._icons.tray_icon(state)
            self.icon.setIcon(icon)
        tool_tip = self._tool_tip(snapshot, ready)
        if tool_tip != self.icon.toolTip():
            self.icon.setToolTip(tool_tip)

    def _tool_tip(self, snapshot: AppSnapshot, ready: int) -> str:
        """What needs attention first: systems show the first hundred letters or so. Nothing that
        changes by itself, for nobody would renew it."""
        title = "ModelTray"
        if ready:
            title = self.tr("ModelTray: {models} ready").format(models=text.models_text(ready))
        entries = [entry for entry in snapshot.running if entry.state in _TOLD]
        entries.sort(key=lambda entry: _TOLD[entry.state])
        told = (self._tool_tip_line(entry, snapshot) for entry in entries)
        downloads = (line for each in snapshot.downloads if (line := tool_tip_line(each)))
        return "\n".join((title, *told, *downloads))

    def _tool_tip_line(self, entry: RunningModel, snapshot: AppSnapshot) -> str:
        model = snapshot.model(entry.model)
        name = model.name if model else entry.model
        if entry.state is State.FAILED:
            return self.tr("{name} has failed").format(name=name)
        if entry.state is State.READY:
            return self.tr("{name}: port {port}").format(name=name, port=entry.port)
        if entry.state is State.BACKOFF:
            return self.tr("{name} is started again").format(name=name)
        return self.tr("{name}: {status}").format(name=name, status=text.progress_text(entry))

    def _on_icon_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._on_open()


def is_tray_there() -> bool:
    """Whether the desktop has a tray that would show our icon."""
    return QSystemTrayIcon.isSystemTrayAvailable()
