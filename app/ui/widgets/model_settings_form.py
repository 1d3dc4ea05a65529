"""The fields for the settings of one model, each with plain-language help."""

import os
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.launch import CONTEXT_LIMIT, LAYERS_LIMIT, THREADS_LIMIT
from app.domain.memory import CONTEXT_STEP, DEFAULT_CONTEXT
from app.domain.memory_picture import MemoryPicture
from app.domain.model import Variant
from app.domain.model_settings import ModelSettings
from app.domain.rules import line_of_words, words_of_line
from app.domain.snapshot import RuntimeChoice
from app.ui.icons import Icons
from app.ui.sentences import translated
from app.ui.theme import SPACE
from app.ui.widgets.choice import Choice
from app.ui.widgets.number_field import NumberField
from app.ui.widgets.setting_row import SettingRow
from app.ui.widgets.tick_box import TickBox


class ModelSettingsForm(QWidget):
    """
    Signals:
        changed(): a person chose something else.
    """

    changed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = NumberField(
            self.tr("Context (tokens)"), 1, CONTEXT_LIMIT, step=CONTEXT_STEP
        )
        self._layers = NumberField(self.tr("GPU layers"), 0, LAYERS_LIMIT)
        self._threads = NumberField(self.tr("CPU threads"), 1, THREADS_LIMIT)
        self._runtime = Choice(self.tr("Runtime"), icons)
        self._keep_loaded = TickBox(self.tr("Keep loaded"), icons)
        self._at_start = TickBox(self.tr("Load when ModelTray starts"), icons)
        self._name = QLineEdit()
        self._name.setAccessibleName(self.tr("Name"))
        self._name.setMaxLength(100)
        self._arguments = QLineEdit()
        self._arguments.setAccessibleName(self.tr("Extra arguments"))
        self._build()
        for field in (self._context, self._layers, self._threads):
            field.changed.connect(self.changed)
        for line in (self._name, self._arguments):
            line.textEdited.connect(self.changed)
        for box in (self._keep_loaded, self._at_start):
            box.toggled.connect(self.changed)
        self._runtime.currentIndexChanged.connect(self.changed)

    def arguments(self) -> tuple[str, ...]:
        """The extra arguments that are typed.

        Raises:
            InvalidOption: they cannot be read.
        """
        return words_of_line(self._arguments.text())

    def settings(self, arguments: tuple[str, ...]) -> ModelSettings:
        """What is chosen, with these extra arguments."""
        return ModelSettings(
            name=" ".join(self._name.text().split()),
            threads=self._threads.value,
            ctx_size=self._context.value,
            gpu_layers=self._layers.value,
            runtime=self._runtime.currentData() or "",
            arguments=arguments,
            keep_loaded=self._keep_loaded.isChecked(),
            load_at_start=self._at_start.isChecked(),
        )

    def show_settings(self, settings: ModelSettings, runtimes: Sequence[RuntimeChoice]) -> None:
        """Show the settings of another model, without telling anybody."""
        self.blockSignals(True)
        self._context.set_value(settings.ctx_size)
        self._layers.set_value(settings.gpu_layers)
        self._threads.set_value(settings.threads)
        self._offer_runtimes(settings.runtime, runtimes)
        self._keep_loaded.setChecked(settings.keep_loaded)
        self._at_start.setChecked(settings.load_at_start)
        self._name.setText(settings.name)
        self._arguments.setText(line_of_words(settings.arguments))
        self.blockSignals(False)

    def choose_context(self, tokens: int) -> None:
        """As if the person had typed it."""
        self._context.set_value(tokens)
        self.changed.emit()

    def show_limits(
        self, name: str, variant: Variant, automatic: MemoryPicture | None, *, has_card: bool
    ) -> None:
        """Where the sliders end, and what automatic means for this model on this computer."""
        self._name.setPlaceholderText(name)
        self._context.set_high(variant.traits.context_length or DEFAULT_CONTEXT)
        self._context.set_automatic(automatic.context if automatic else None)
        self._threads.set_high(os.cpu_count() or 1)
        no_card = self.tr("No graphics card was found that the engine can use.")
        self._layers_row.explain(self._layers_help if has_card else no_card)
        placement = automatic.placement if automatic else None
        self._layers.set_high(placement.of if placement else 0)
        self._layers.set_automatic(placement.layers if placement and has_card else None)

    def _offer_runtimes(self, chosen: str, runtimes: Sequence[RuntimeChoice]) -> None:
        self._runtime.clear()
        self._runtime.addItem(self.tr("Automatic"), "")
        for runtime in runtimes:
            self._runtime.addItem(translated(runtime.label), runtime.engine)
        if chosen and self._runtime.findData(chosen) < 0:
            self._runtime.addItem(chosen, chosen)
        self._runtime.setCurrentIndex(max(0, self._runtime.findData(chosen)))

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * SPACE)
        for name, editor, explain in self._rows():
            row = SettingRow(name, editor, explain)
            layout.addWidget(row)
            if editor is self._layers:
                self._layers_row, self._layers_help = row, explain

    def _rows(self) -> tuple[tuple[str, QWidget, str], ...]:
        return (
            (
                self.tr("Context (tokens)"),
                self._context,
                self.tr(
                    "How much of a conversation the model sees at once. More takes more memory;"
                    " a token is about three quarters of a word."
                ),
            ),
            (
                self.tr("GPU layers"),
                self._layers,
                self.tr(
                    "How much of the model lies on the graphics card. More is faster, until the"
                    " card is full; 0 keeps the model off it."
                ),
            ),
            (
                self.tr("CPU threads"),
                self._threads,
                self.tr(
                    "How many cores of the processor work for the model. With all of them other"
                    " programs may stutter."
                ),
            ),
            (
                self.tr("Runtime"),
                self._runtime,
                self.tr("The engine that runs the model. Automatic follows the rules."),
            ),
            (
                "",
                self._keep_loaded,
                self.tr("It is not unloaded for being idle, nor to make room for another model."),
            ),
            ("", self._at_start, self.tr("It is ready as soon as the program is.")),
            (
                self.tr("Name"),
                self._name,
                self.tr("What you want to call it. Clients find it under its own id as before."),
            ),
            (
                self.tr("Extra arguments"),
                self._arguments,
                self.tr(
                    "For people who know the engine's command line, such as --flash-attn on."
                    " Only what is safe is accepted."
                ),
            ),
        )
