"""What the tray and the window say: pure functions from values to sentences."""

import re
from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.chat import AnswerEnd
from app.domain.lifecycle import State
from app.domain.model import Capability, ModelFormat, Traits, Variant
from app.domain.snapshot import AppSnapshot, RunningModel
from app.domain.store import StoreInfo
from app.ui.model_row import ModelRow
from app.ui.sentences import translated

translate = QCoreApplication.translate

_FILES = 6
_QUOTED = re.compile(r"`([^`]*)`")

FORMAT_NAMES: dict[str, str] = {
    ModelFormat.GGUF: "GGUF",
    ModelFormat.SAFETENSORS: "SafeTensors",
    ModelFormat.PYTORCH: "PyTorch",
    ModelFormat.ONNX: "ONNX",
}


def format_text(name: str) -> str:
    """A format as people write it; the name of a rule stays as it is."""
    return FORMAT_NAMES.get(name, name)


def number_text(number: int) -> str:
    """A whole number in the digits of the language."""
    return QLocale().toString(number)


def size_text(size: int) -> str:
    """Bytes as people write them, in decimal units: ``8.1 GB``, ``539 MB``."""
    for factor, unit, decimals in ((10**9, "GB", 1), (10**6, "MB", 0), (10**3, "kB", 0)):
        if size >= factor:
            return f"{QLocale().toString(size / factor, 'f', decimals)} {unit}"
    return f"{number_text(size)} B"


def parameters_text(count: int) -> str:
    """A number of weights as people write it: ``135M``, ``2.8B``."""
    for factor, unit, decimals in ((10**9, "B", 1), (10**6, "M", 0), (10**3, "K", 0)):
        if count >= factor:
            return QLocale().toString(count / factor, "f", decimals) + unit
    return number_text(count)


def context_text(tokens: int) -> str:
    """A context length as people write it: ``8K``, ``128K``."""
    whole, rest = divmod(tokens, 1024)
    return number_text(tokens) if rest else f"{number_text(whole)}K"


def traits_text(traits: Traits, publisher: str = "") -> str:
    """What tells two models apart: ``135M · Q4_1 · 8K context · from HuggingFaceTB``."""
    parts = [
        parameters_text(traits.parameters) if traits.parameters else "",
        traits.quantization or "",
        translate("text", "{length} context").format(length=context_text(traits.context_length))
        if traits.context_length
        else "",
        translate("text", "from {publisher}").format(publisher=publisher) if publisher else "",
    ]
    return " · ".join(part for part in parts if part)


def capabilities_text(capabilities: Collection[Capability]) -> str:
    """What a model can be asked for: ``Chat, Tools``."""
    words = {
        Capability.CHAT: translate("text", "Chat"),
        Capability.COMPLETION: translate("text", "Completion"),
        Capability.EMBEDDING: translate("text", "Embeddings"),
        Capability.RERANK: translate("text", "Reranking"),
        Capability.VISION: translate("text", "Vision"),
        Capability.TOOLS: translate("text", "Tools"),
        Capability.FILL_IN_MIDDLE: translate("text", "Code completion"),
    }
    return ", ".join(word for capability, word in words.items() if capability in capabilities)


def files_text(variant: Variant) -> str:
    """The files of a model with their sizes, one on each line; of many, the first."""
    lines = [f"{file.path.name} ({size_text(file.size)})" for file in variant.files[:_FILES]]
    more = len(variant.files) - _FILES
    if more > 0:
        lines.append(translate("text", "and {count} more").format(count=number_text(more)))
    return "\n".join(lines)


def status_text(row: ModelRow, now: float) -> str:
    """The whole story of a model in one line; ``now`` in seconds since the epoch."""
    match row.state:
        case State.STARTING | State.LOADING:
            return _loading_text(row.running, now) if row.running else ""
        case State.READY:
            return translate("text", "Ready on {place}").format(place=place_text(row))
        case State.STOPPING:
            return translate("text", "Stopping")
        case State.BACKOFF:
            return _restarting_text(row, now)
        case State.FAILED:
            return translate("text", "Failed: {sentence}").format(sentence=_failure_message(row))
        case State.STOPPED:
            return _stopped_text(row)


def status_details(row: ModelRow, now: float) -> str:
    """The status with everything that helps: the hint of a failure, a notice about a fallback."""
    running = row.running
    if running is None:
        return status_text(row, now)
    hint = translated(running.failure.hint) if running.failure and row.state is State.FAILED else ""
    notice = translated(running.notice) if row.is_loaded else ""
    return "\n".join(part for part in (status_text(row, now), hint, notice) if part)


def progress_text(entry: RunningModel) -> str:
    """How far a load has come: ``Loading 43 %``."""
    if entry.state is State.STARTING or entry.progress is None:
        return translate("text", "Loading…")
    percent = number_text(int(entry.progress * 100))
    return translate("text", "Loading {percent} %").format(percent=percent)


def place_text(row: ModelRow) -> str:
    """Where a running model is and what it takes: ``port 8080, 1.2 GB``."""
    memory = row.running.memory_bytes if row.running else None
    port = translate("text", "port {port}").format(port=row.port)
    return f"{port}, {size_text(memory)}" if memory else port


def seconds_left(entry: RunningModel, now: float) -> float | None:
    """How long a load will still take at its pace so far; ``None`` while that is a mere guess."""
    if entry.progress is None or entry.started_at is None:
        return None
    elapsed = now - entry.started_at
    if elapsed < _SURE_AFTER or not _SURE_FROM <= entry.progress < 1:
        return None
    return elapsed * (1 - entry.progress) / entry.progress


_SURE_AFTER = 1.0  # s
_SURE_FROM = 0.05


def duration_text(seconds: float) -> str:
    """``6 s``, ``3 min``."""
    if seconds < 100:
        return translate("text", "{number} s").format(number=number_text(max(1, round(seconds))))
    return translate("text", "{number} min").format(number=number_text(round(seconds / 60)))


def speed_text(tokens_per_second: float) -> str:
    """``41.5 tokens/s``; without the decimal from a hundred on."""
    decimals = 1 if tokens_per_second < 100 else 0
    number = QLocale().toString(tokens_per_second, "f", decimals)
    return translate("text", "{number} tokens/s").format(number=number)


def answer_text(end: AnswerEnd) -> str:
    """What an answer took: ``41.5 tokens/s · first token after 0.32 s · 128 tokens``."""
    speed, first, tokens = end.tokens_per_second, end.first_token, end.tokens
    if first is None:
        return translate("text", "The model had nothing to say.")
    seconds = QLocale().toString(first, "f", 1 if first >= 10 else 2)
    parts = [
        speed_text(speed) if speed is not None else "",
        translate("text", "first token after {seconds} s").format(seconds=seconds),
        translate("text", "1 token")
        if tokens == 1
        else translate("text", "{count} tokens").format(count=QLocale().toString(tokens)),
    ]
    return " · ".join(part for part in parts if part)


def models_text(count: int) -> str:
    """``1 model``, ``7 models``."""
    one, many = translate("text", "1 model"), translate("text", "{count} models")
    return one if count == 1 else many.format(count=number_text(count))


def reason_text(explanation: str) -> str:
    """Why an engine was chosen: ``Rule “gguf” because “a.gguf” starts with the GGUF magic``."""
    words = _QUOTED.sub("“\\1”", translated(explanation))
    return words[:1].upper() + words[1:]


def store_text(store: StoreInfo) -> str:
    """A store in a menu: ``Ollama: 2 models, 4.1 GB``; only its name while it is off."""
    if not store.is_on:
        return store.name
    words = translate("text", "{name}: {models}, {size}")
    models, size = models_text(store.models), size_text(store.size)
    return words.format(name=store.name, models=models, size=size)


def summary_text(snapshot: AppSnapshot) -> str:
    """The footer of the window: ``7 models, 2 loaded``."""
    loaded = sum(entry.state is State.READY for entry in snapshot.running)
    known = models_text(len(snapshot.models))
    if not loaded:
        return known
    words = translate("text", "{known}, {loaded} loaded")
    return words.format(known=known, loaded=number_text(loaded))


def _loading_text(entry: RunningModel, now: float) -> str:
    left = seconds_left(entry, now)
    if entry.state is State.STARTING or left is None:
        return progress_text(entry)
    words = translate("text", "Loading {percent} %, about {time} left")
    percent = number_text(int((entry.progress or 0) * 100))
    return words.format(percent=percent, time=duration_text(left))


def _restarting_text(row: ModelRow, now: float) -> str:
    retry_at = row.running.retry_at if row.running else None
    seconds = max(0, round((retry_at or now) - now))
    return translate("text", "Restarting in {seconds} s").format(seconds=number_text(seconds))


def _failure_message(row: ModelRow) -> str:
    if row.running and row.running.failure:
        return translated(row.running.failure.message)
    return translate("text", "The model could not be loaded.")


def _stopped_text(row: ModelRow) -> str:
    if row.problem:
        return translate("text", "Cannot load: {sentence}").format(sentence=translated(row.problem))
    return translate("text", "Ready to load")
