"""Answers about the models on the disk."""

from pydantic import BaseModel, Field

from app.domain.hardware import Hardware
from app.domain.lifecycle import State
from app.domain.memory_picture import Fit, MemoryPicture, memory_picture
from app.domain.model import Model, ValidationReport, Variant
from app.domain.snapshot import AppSnapshot
from app.domain.store import StoreInfo


class ModelReply(BaseModel):
    """One model on the disk."""

    model: str
    name: str
    format: str
    formats: list[str] = Field(description="All formats it is there in, the one that loads first.")
    engine: str = Field(description="What would run it; empty when ``problem`` says why not.")
    label: str
    size_bytes: int
    status: State
    architecture: str | None
    parameters: int | None
    quantization: str | None
    context_length: int | None
    capabilities: list[str]
    publisher: str
    store: str = Field(description="The store it lies in; empty for ordinary folders.")
    problem: str | None

    @classmethod
    def of(cls, model: Model, snapshot: AppSnapshot) -> "ModelReply":
        return cls.model_validate(_model_fields(model, snapshot))


class ModelFileReply(BaseModel):
    name: str
    size_bytes: int
    role: str


class MemoryReply(BaseModel):
    """What a load as the settings of the model stand would need; it warns and forbids nothing."""

    context: int = Field(description="Tokens that the estimate is for.")
    weights_bytes: int
    cache_bytes: int = Field(description="Keys and values, once the whole context is in use.")
    compute_bytes: int
    overhead_bytes: int = Field(description="The engine's own process.")
    total_bytes: int
    fits: Fit | None = Field(description="Where there is room now.")
    largest_context: int | None = Field(description="Most tokens that fit.")
    gpu_bytes: int = Field(description="The part of the total that lies on graphics cards.")
    gpu_layers: int = Field(description="Layers on graphics cards, chosen or expected.")
    layers: int = Field(description="All layers, with the output as one of them.")
    ram_free_bytes: int
    gpu_free_bytes: int

    @classmethod
    def of(cls, picture: MemoryPicture, hardware: Hardware) -> "MemoryReply":
        need = picture.need
        return cls(
            context=picture.context,
            weights_bytes=need.weights,
            cache_bytes=need.cache,
            compute_bytes=need.compute,
            overhead_bytes=need.overhead,
            total_bytes=need.total,
            fits=picture.fits,
            largest_context=picture.largest_context,
            gpu_bytes=picture.placement.gpu.total,
            gpu_layers=picture.placement.layers,
            layers=picture.placement.of,
            ram_free_bytes=hardware.ram_free,
            gpu_free_bytes=hardware.gpu_free,
        )


class ModelDetailReply(ModelReply):
    """One model on the disk, with its files and the reasons for the choice of its engine."""

    folder: str
    files: list[ModelFileReply]
    explanation: str
    chat_template: str | None
    memory: MemoryReply | None

    @classmethod
    def detailed(
        cls, model: Model, snapshot: AppSnapshot, hardware: Hardware
    ) -> "ModelDetailReply":
        engine = snapshot.choice(model.id).engine
        options = snapshot.settings_of(model.id).options
        picture = memory_picture(model.main, engine, options, hardware)
        details = {
            "memory": MemoryReply.of(picture, hardware) if picture else None,
            "folder": str(model.folder),
            "files": _files(model.main),
            "explanation": snapshot.choice(model.id).explanation,
            "chat_template": model.main.traits.chat_template,
        }
        return cls.model_validate(_model_fields(model, snapshot) | details)


def _model_fields(model: Model, snapshot: AppSnapshot) -> dict[str, object]:
    choice = snapshot.choice(model.id)
    running = snapshot.running_model(model.id)
    traits = model.main.traits
    return {
        "model": model.id,
        "name": model.name,
        "format": model.format,
        "formats": [variant.format for variant in model.variants],
        "engine": choice.engine,
        "label": choice.label,
        "size_bytes": model.size,
        "status": running.state if running else State.STOPPED,
        "architecture": traits.architecture,
        "parameters": traits.parameters,
        "quantization": traits.quantization,
        "context_length": traits.context_length,
        "capabilities": sorted(traits.capabilities),
        "publisher": model.publisher,
        "store": model.store,
        "problem": model.main.problem or choice.problem or None,
    }


def _files(variant: Variant) -> list[ModelFileReply]:
    return [
        ModelFileReply(name=file.path.name, size_bytes=file.size, role=file.role)
        for file in variant.files
    ]


class ModelsReply(BaseModel):
    """Every model on the disk; ``warnings`` are sentences about the configuration."""

    models: list[ModelReply]
    scanning: bool
    warnings: list[str]

    @classmethod
    def of(cls, snapshot: AppSnapshot) -> "ModelsReply":
        return cls(
            models=[ModelReply.of(model, snapshot) for model in snapshot.models],
            scanning=snapshot.scanning,
            warnings=list(snapshot.warnings),
        )


class CheckReply(BaseModel):
    """One point that was looked at; one that is not ok need not keep the model from loading."""

    name: str
    ok: bool
    sentence: str


class ValidationReply(BaseModel):
    """Whether a model's files are whole, in words."""

    format: str
    valid: bool
    files: list[str]
    message: str
    checks: list[CheckReply]

    @classmethod
    def of(cls, report: ValidationReport) -> "ValidationReply":
        return cls(
            format=report.format,
            valid=report.valid,
            files=list(report.files),
            message=report.message,
            checks=[
                CheckReply(name=check.name, ok=check.ok, sentence=check.sentence)
                for check in report.checks
            ],
        )


class StoreReply(BaseModel):
    """A store of another program whose models are listed where they lie."""

    store: str = Field(description="How the setting ``stores_off`` names it.")
    name: str
    places: list[str]
    on: bool
    models: int
    size_bytes: int

    @classmethod
    def of(cls, store: StoreInfo) -> "StoreReply":
        return cls(
            store=store.key,
            name=store.name,
            places=list(store.places),
            on=store.is_on,
            models=store.models,
            size_bytes=store.size,
        )


class StoresReply(BaseModel):
    """The stores that exist on this computer, and the folders that are searched beside them."""

    stores: list[StoreReply]
    folders: list[str]

    @classmethod
    def of(cls, snapshot: AppSnapshot) -> "StoresReply":
        stores = [StoreReply.of(store) for store in snapshot.stores]
        return cls(stores=stores, folders=list(snapshot.folders))


class RescanReply(BaseModel):
    models: int = Field(description="How many models there are now.")
