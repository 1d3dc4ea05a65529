"""The immutable picture of the program that the window, the tray and the API show."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.errors import AppError, error_class
from app.domain.hub.account import TokenKeeping
from app.domain.hub.download import Download
from app.domain.launch import LoadOptions
from app.domain.lifecycle import State
from app.domain.model import Model, ModelId
from app.domain.model_settings import ModelSettings
from app.domain.store import StoreInfo


@dataclass(frozen=True, slots=True)
class Failure:
    """An ``AppError`` as a value: what the API sends and the window shows."""

    type: str
    message: str
    hint: str = ""

    @classmethod
    def of(cls, error: AppError) -> "Failure":
        return cls(error.type, error.message, error.hint)

    @property
    def sentence(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def error(self) -> AppError:
        """The failure as an exception of its own type."""
        return error_class(self.type)(self.message, hint=self.hint)


@dataclass(frozen=True, slots=True)
class RunningModel:
    """A model that is, was or tried to be loaded.

    Attributes:
        engine: ``llama.cpp``, ``transformers``, ...; label is how a person reads it.
        launch: number of this start; news of an older launch is ignored.
        started_at: seconds since the epoch, when its process was started.
        progress: 0 to 1 while loading, where the engine tells.
        gpu_layers: layers on the GPU; ``None`` where the engine knows no such thing.
        context: tokens that one conversation may have; ``None`` until it is ready, and where the
            engine does not tell.
        ready_at: seconds since the epoch, when it last became ready.
        last_used: seconds since the epoch, when it was last asked something.
        retry_at: seconds since the epoch of the next start, in ``BACKOFF``.
        notice: one sentence about a fallback or a port that was passed over.
        command: the command line that runs, for people to read.
        is_outdated: its settings were changed since it was loaded; a restart follows them.
    """

    model: ModelId
    state: State
    format: str
    engine: str
    label: str
    launch: int = 0
    port: int | None = None
    pid: int | None = None
    started_at: float | None = None
    progress: float | None = None
    gpu_layers: int | None = None
    context: int | None = None
    ready_at: float | None = None
    memory_bytes: int | None = None
    last_used: float | None = None
    retry_at: float | None = None
    notice: str = ""
    failure: Failure | None = None
    explanation: str = ""
    command: str = ""
    is_outdated: bool = False


@dataclass(frozen=True, slots=True)
class RuntimeChoice:
    """What would run a model, as the rules stand: shown before anything is loaded.

    ``problem`` is set, and the rest empty, when no rule fits or the rule cannot be carried out.
    """

    engine: str = ""
    label: str = ""
    explanation: str = ""
    problem: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class CommandPreview:
    """What a load would run now, before it is run.

    Attributes:
        command: the command line, for people to read.
        format: the variant of the model that it runs.
        options: what the load would be given, with what is chosen automatically.
        problem: why it could not run, as a sentence; the rest is empty then.
    """

    command: str = ""
    format: str = ""
    engine: str = ""
    label: str = ""
    options: LoadOptions = LoadOptions()
    problem: str = ""


_NO_SETTINGS = ModelSettings()
_NO_CHOICE = RuntimeChoice()


@dataclass(frozen=True, slots=True)
class AppSnapshot:
    """Everything there is to show.

    Attributes:
        running: at most one entry for each model.
        settings: of the models that a person decided something about.
        downloads: in the order in which they were asked for.
        hub_token: where the access token for the Hub is kept.
    """

    models: tuple[Model, ...] = ()
    running: tuple[RunningModel, ...] = ()
    choices: Mapping[ModelId, RuntimeChoice] = field(default_factory=dict)
    settings: Mapping[ModelId, ModelSettings] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    stores: tuple[StoreInfo, ...] = ()
    scanning: bool = False
    downloads: tuple[Download, ...] = ()
    hub_token: TokenKeeping = TokenKeeping.UNKNOWN
    warnings: tuple[str, ...] = ()
    """Sentences about the configuration that a person should see."""

    def model(self, model_id: str) -> Model | None:
        return next((model for model in self.models if model.id == model_id), None)

    def running_model(self, model_id: str) -> RunningModel | None:
        return next((entry for entry in self.running if entry.model == model_id), None)

    def download(self, download_id: str) -> Download | None:
        return next((each for each in self.downloads if each.id == download_id), None)

    def settings_of(self, model_id: str) -> ModelSettings:
        return self.settings.get(ModelId(model_id), _NO_SETTINGS)

    def choice(self, model_id: str) -> RuntimeChoice:
        return self.choices.get(ModelId(model_id), _NO_CHOICE)
