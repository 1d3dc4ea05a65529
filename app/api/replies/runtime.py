"""Answers about running models."""

from pydantic import BaseModel, Field

from app.domain.lifecycle import State
from app.domain.snapshot import AppSnapshot, Failure, RunningModel


class FailureReply(BaseModel):
    """Why a model could not be loaded, or is gone."""

    type: str
    message: str
    hint: str

    @classmethod
    def of(cls, failure: Failure | None) -> "FailureReply | None":
        if failure is None:
            return None
        return cls(type=failure.type, message=failure.message, hint=failure.hint)


class LoadReply(BaseModel):
    """A model that is ready, or on its way with ``wait=false``. What has no value is left out."""

    status: State
    model: str
    port: int | None = Field(None, description="The model answers on this port of 127.0.0.1.")
    format: str
    runtime: str = Field(description="The engine: llama.cpp, transformers, ...")
    gpu_layers: int | None = Field(None, description="Layers on the GPU, where the engine tells.")
    pid: int | None = None
    label: str = Field(description="The engine as a person reads it.")
    explanation: str = Field(description="Why this rule and this engine were chosen.")
    notice: str | None = Field(None, description="A fallback, or a port that was passed over.")

    @classmethod
    def of(cls, entry: RunningModel) -> "LoadReply":
        return cls(
            status=entry.state,
            model=entry.model,
            port=entry.port,
            format=entry.format,
            runtime=entry.engine,
            gpu_layers=entry.gpu_layers,
            pid=entry.pid,
            label=entry.label,
            explanation=entry.explanation,
            notice=entry.notice or None,
        )


class RunningReply(BaseModel):
    """One model of the status list."""

    model: str
    status: State
    port: int | None
    runtime: str = Field(description="The model's format; ``engine`` names what runs it.")
    pid: int | None
    engine: str
    uptime_seconds: float | None = Field(description="Since it became ready.")
    memory_bytes: int | None = Field(description="Resident, with all its processes.")
    last_used: float | None = Field(description="Seconds since the epoch.")
    error: FailureReply | None
    progress: float | None = Field(description="0 to 1 while loading, where the engine tells.")
    notice: str | None

    @classmethod
    def of(cls, entry: RunningModel, now: float) -> "RunningReply":
        return cls(
            model=entry.model,
            status=entry.state,
            port=entry.port,
            runtime=entry.format,
            pid=entry.pid,
            engine=entry.engine,
            uptime_seconds=_uptime(entry, now),
            memory_bytes=entry.memory_bytes,
            last_used=entry.last_used,
            error=FailureReply.of(entry.failure),
            progress=entry.progress,
            notice=entry.notice or None,
        )


def _uptime(entry: RunningModel, now: float) -> float | None:
    if entry.state is not State.READY or entry.ready_at is None:
        return None
    return round(max(0.0, now - entry.ready_at), 1)


class StatusReply(BaseModel):
    """Every model that is loaded, on its way, or failed."""

    models: list[RunningReply]

    @classmethod
    def of(cls, snapshot: AppSnapshot, now: float) -> "StatusReply":
        shown = (entry for entry in snapshot.running if entry.state is not State.STOPPED)
        return cls(models=[RunningReply.of(entry, now) for entry in shown])


class StoppedReply(BaseModel):
    status: State = State.STOPPED
    model: str


class AllStoppedReply(BaseModel):
    status: State = State.STOPPED
    stopped: int = Field(description="How many models were stopped.")


class LogsReply(BaseModel):
    model: str
    lines: list[str]
