"""The settings of the chosen model: what they would take of the memory, and what would run."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.automatic import with_automatic
from app.domain.errors import InvalidOption
from app.domain.hardware import Hardware
from app.domain.lifecycle import State
from app.domain.memory_picture import memory_picture
from app.domain.model_settings import ModelSettings
from app.domain.snapshot import CommandPreview
from app.services.control import AppControl
from app.ui.icons import Icons
from app.ui.model_row import ModelRow
from app.ui.theme import SPACE, Theme
from app.ui.visible_timer import VisibleTimer
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.banner import Banner
from app.ui.widgets.command_line import CommandLine
from app.ui.widgets.memory_view import LOOK_PAUSE, MemoryView
from app.ui.widgets.model_settings_form import ModelSettingsForm
from app.ui.widgets.scroll_page import ScrollPage

_SAVE_PAUSE = 500
"""Milliseconds after the last change; a slider makes hundreds of them."""


class ModelSettingsPage(QWidget):
    """What is changed is kept by itself.

    Args:
        restart: restarts the chosen model.
    """

    def __init__(
        self,
        control: AppControl,
        restart: QAction,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._control = control
        self._row: ModelRow | None = None
        self._settings = ModelSettings()
        self._before_reset: ModelSettings | None = None
        self._refused = ""
        self._shown = CommandPreview()
        self._memory = MemoryView(theme, offers_context=True)
        self._form = ModelSettingsForm(icons)
        self._command = CommandLine(icons, theme)
        self._outdated = Banner("info", icons, theme)
        self.reset = QAction(self.tr("Reset to automatic"), self)
        self.reset.triggered.connect(self._reset_or_undo)
        self._restart_button = ActionButton(restart)
        self._build()
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_PAUSE)
        self._saving.timeout.connect(self.save)
        VisibleTimer(self, LOOK_PAUSE, self._show_memory)
        self._form.changed.connect(self._on_changed)
        self._memory.context_wanted.connect(self._form.choose_context)

    def show_row(self, row: ModelRow) -> None:
        """Show another model, or another state of the same."""
        before, self._row = self._row, row
        if before is None or before.id != row.id:
            self._save_of(before)
            self._load_settings(row)
        elif not self._saving.isActive() and row.settings != self._settings:
            self._load_settings(row)
        self._refresh()

    def save(self) -> None:
        """Keep what was changed, now."""
        self._save_of(self._row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.save()

    def _save_of(self, row: ModelRow | None) -> None:
        self._saving.stop()
        if row is not None and row.settings != self._settings:
            self._control.change_model_settings(row.id, self._settings)

    def _load_settings(self, row: ModelRow) -> None:
        self._settings, self._before_reset, self._refused = row.settings, None, ""
        self._form.show_settings(self._settings, self._control.usable_runtimes(row.id))

    def _on_changed(self) -> None:
        """Extra arguments that cannot be run are shown and not kept; all else is."""
        kept = self._row.settings.arguments if self._row else ()
        try:
            settings = self._form.settings(self._form.arguments())
        except InvalidOption as error:
            self._keep(self._form.settings(kept), refused=error.sentence)
            return
        problem = self._preview(settings).problem
        if problem and settings.arguments != kept:
            self._keep(replace(settings, arguments=kept), refused=problem)
        else:
            self._keep(settings)

    def _keep(self, settings: ModelSettings, *, refused: str = "") -> None:
        self._settings, self._before_reset, self._refused = settings, None, refused
        self._saving.start()
        self._refresh()

    def _reset_or_undo(self) -> None:
        before, self._before_reset = self._before_reset, None
        if before is not None:
            self._replace_settings(before)
        else:
            self._before_reset = self._settings
            self._replace_settings(ModelSettings(name=self._settings.name))

    def _replace_settings(self, settings: ModelSettings) -> None:
        if self._row is not None:
            self._settings, self._refused = settings, ""
            self._form.show_settings(settings, self._control.usable_runtimes(self._row.id))
            self.save()
            self._refresh()

    def _refresh(self) -> None:
        if self._row is None or not self.isVisible():
            return
        self._show_command()
        self._show_memory()
        self._show_outdated(self._row)
        can_undo = self._before_reset is not None
        self.reset.setText(self.tr("Undo reset") if can_undo else self.tr("Reset to automatic"))
        is_plain = self._settings == ModelSettings(name=self._settings.name)
        self.reset.setEnabled(can_undo or not is_plain)

    def _show_command(self) -> None:
        self._shown = self._preview(self._settings)
        refused = CommandPreview(problem=self._refused)
        self._command.show_preview(refused if self._refused else self._shown)

    def _preview(self, settings: ModelSettings) -> CommandPreview:
        return self._control.preview(self._row.id, settings) if self._row else CommandPreview()

    def _show_memory(self) -> None:
        row = self._row
        if row is None:
            return
        variant = row.model.variant(self._shown.format) or row.variant
        engine = self._shown.engine or row.choice.engine
        hardware, options = self._hardware(row), self._settings.options
        completed = with_automatic(variant, engine, options, hardware)
        self._memory.show_load(variant, engine, completed, hardware)
        open_ = replace(options, ctx_size=None, gpu_layers=None)
        completed = with_automatic(variant, engine, open_, hardware)
        automatic = memory_picture(variant, engine, completed, hardware)
        self._form.show_limits(row.id, variant, automatic, has_card=bool(hardware.gpus))

    def _hardware(self, row: ModelRow) -> Hardware:
        """What would be free for a load: the memory that the model holds now counts as free."""
        held = row.running.memory_bytes if row.running else None
        return self._control.hardware().after_freeing(held or 0)

    def _show_outdated(self, row: ModelRow) -> None:
        is_outdated = bool(row.running and row.state is State.READY and row.running.is_outdated)
        words = self.tr("{name} runs as it was loaded. Restart it to follow these settings.")
        self._outdated.tell(words.format(name=row.model.name) if is_outdated else "")
        self._restart_button.setVisible(is_outdated)

    def _build(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 2 * SPACE, SPACE, SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._memory)
        column.addWidget(self._form)
        column.addWidget(self._command)
        column.addLayout(self._foot())
        column.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(ScrollPage(page), 1)
        layout.addLayout(self._pinned())

    def _pinned(self) -> QHBoxLayout:
        """Below what scrolls, so that it is seen from everywhere and nothing jumps for it."""
        layout = QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._outdated, 1)
        layout.addWidget(self._restart_button)
        return layout

    def _foot(self) -> QHBoxLayout:
        words = QLabel(self.tr("Changes are kept and count from the next load on."))
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        layout = QHBoxLayout()
        layout.setSpacing(SPACE)
        layout.addWidget(words, 1)
        layout.addWidget(ActionButton(self.reset))
        return layout
