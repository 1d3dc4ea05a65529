"""A door that behaves like the program behind the API, without processes."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import TypeVar

from app.domain.activity import ActivityRecord, ClientRequest
from app.domain.hardware import Hardware
from app.domain.launch import LoadOptions
from app.domain.lifecycle import State
from app.domain.model import (
    Capability,
    Check,
    Model,
    ModelFile,
    ModelId,
    Traits,
    ValidationReport,
    Variant,
)
from app.domain.names import find_model
from app.domain.snapshot import AppSnapshot, Failure, RunningModel, RuntimeChoice
from tests.fakes.fake_hub import FakeHub

_T = TypeVar("_T")


def gguf_model(name: str = "tinyllama-gguf") -> Model:
    """A model of one GGUF file."""
    folder = Path("/models") / name
    file = folder / "model.gguf"
    traits = Traits("llama", 1_100_048_384, "Q4_K_M", 2048, "{{ x }}", frozenset({Capability.CHAT}))
    variant = Variant("gguf", file, (ModelFile(file, 668_788_096),), traits)
    return Model(ModelId(name), name, folder, (variant,))


def safetensors_model(name: str = "phi-2", publisher: str = "") -> Model:
    """A model of one SafeTensors file."""
    folder = Path("/models") / publisher / name
    file = folder / "model.safetensors"
    return Model(
        ModelId(name),
        name,
        folder,
        (Variant("safetensors", folder, (ModelFile(file, 5_300_000),)),),
    )


_CHOICES = {
    "gguf": RuntimeChoice("llama.cpp", "llama.cpp (Fast)", "rule gguf"),
    "safetensors": RuntimeChoice(
        "transformers", "transformers (Full featured)", "rule safetensors"
    ),
}


SAME_BYTES = Check("hash", True, "The file is what the publisher put there, byte for byte.")


class FakeDoor:
    """Implements ``app.api.door.Door``.

    Attributes:
        calls: the verbs that arrived: ``("load", "phi-2", LoadOptions(...))``.
        failures: what a verb raises, by its name.
        held: models whose load stays under way until ``finish``.
        ports: where a model answers, by its id.
        notice: the sentence that every load comes with.
        happened: what there is to tell about the past.
        requests: those of clients that were told to the program.
        hub: the Hub and the downloads.
        changed: told about every new picture, as the program tells ``ApiServer.publish``.
    """

    def __init__(self, *models: Model) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.failures: dict[str, BaseException] = {}
        self.held: set[str] = set()
        self.ports: dict[str, int] = {}
        self.notice = ""
        self.happened = ActivityRecord()
        self.requests: list[ClientRequest] = []
        self.hub = FakeHub()
        self.changed: Callable[[AppSnapshot], None] = lambda snapshot: None
        self._lock = RLock()
        self._waiting: dict[str, list[Future[RunningModel]]] = {}
        choices = {model.id: _CHOICES[model.format] for model in models}
        self._snapshot = AppSnapshot(models=models, choices=choices)

    def snapshot(self) -> AppSnapshot:
        return self._snapshot

    def hardware(self) -> Hardware:
        return Hardware(ram_total=16 * 2**30, ram_free=8 * 2**30)

    def load(self, model: str, options: LoadOptions) -> "Future[RunningModel]":
        return self._call("load", lambda: self._load(model), model, options)

    def admit(self, model: ModelId) -> "Future[RunningModel]":
        return self._call("admit", lambda: self._load(model), model)

    def stop(self, model: str) -> "Future[None]":
        return self._call("stop", lambda: self._stop(model), model)

    def stop_all(self) -> "Future[int]":
        return self._call("stop_all", lambda: _done(len(self._snapshot.running)))

    def restart(self, model: str) -> "Future[RunningModel]":
        return self._call("restart", lambda: self._load(model), model)

    def log_tail(self, model: str, lines: int) -> "Future[tuple[str, ...]]":
        return self._call(
            "log_tail", lambda: _done(("loading", "größer", "ready")[-lines:]), model, lines
        )

    def activity(self) -> "Future[ActivityRecord]":
        return self._call("activity", lambda: _done(self.happened))

    def validate(self, model: str, *, hashes: bool = False) -> "Future[ValidationReport]":
        report = self._report(model)
        if hashes:
            report = replace(report, checks=(*report.checks, SAME_BYTES))
        return self._call("validate", lambda: _done(report), model)

    def rescan(self) -> "Future[None]":
        return self._call("rescan", lambda: _done(None))

    def record_request(self, request: ClientRequest) -> None:
        self.requests.append(request)

    def show(self, entry: RunningModel) -> None:
        """Put the entry into the picture, in place of the model's old one."""
        with self._lock:
            others = (e for e in self._snapshot.running if e.model != entry.model)
            self._snapshot = replace(self._snapshot, running=(*others, entry))
        self.changed(self._snapshot)

    def picture(self, snapshot: AppSnapshot) -> None:
        """Show another picture."""
        with self._lock:
            self._snapshot = snapshot
        self.changed(snapshot)

    def finish(self, model: str, failure: Failure | None = None) -> None:
        """End a held load."""
        entry = self._entry(model, State.FAILED if failure else State.READY)
        self.show(replace(entry, failure=failure))
        for future in self._waiting.pop(model):
            if failure:
                future.set_exception(failure.error())
            else:
                future.set_result(entry)

    def _call(self, verb: str, act: "Callable[[], Future[_T]]", *arguments: object) -> "Future[_T]":
        self.calls.append((verb, *arguments))
        try:
            if verb in self.failures:
                raise self.failures[verb]
            return act()
        except Exception as error:
            failed: Future[_T] = Future()
            failed.set_exception(error)
            return failed

    def _load(self, name: str) -> "Future[RunningModel]":
        model = find_model(self._snapshot.models, name).id
        if model not in self.held:
            entry = self._entry(model, State.READY)
            self.show(entry)
            return _done(entry)
        future: Future[RunningModel] = Future()
        with self._lock:
            self._waiting.setdefault(model, []).append(future)
        self.show(self._entry(model, State.LOADING))
        return future

    def _stop(self, name: str) -> "Future[None]":
        self.show(self._entry(name, State.STOPPED))
        return _done(None)

    def _entry(self, name: str, state: State) -> RunningModel:
        model = find_model(self._snapshot.models, name)
        choice = self._snapshot.choice(model.id)
        number = self._snapshot.models.index(model)
        return RunningModel(
            model=model.id,
            state=state,
            format=model.format,
            engine=choice.engine,
            label=choice.label,
            port=self.ports.get(model.id, 8080 + number),
            pid=12345 + number,
            gpu_layers=0 if choice.engine == "llama.cpp" else None,
            explanation=choice.explanation,
            notice=self.notice,
        )

    def _report(self, name: str) -> ValidationReport:
        model = find_model(self._snapshot.models, name)
        messages = {
            "gguf": "GGUF format detected - compatible with llama.cpp",
            "safetensors": "SafeTensors format detected - will use transformers runtime",
        }
        files = tuple(file.path.name for file in model.main.files)
        checks = (Check("header", True, "Every tensor lies inside its file."),)
        return ValidationReport(model.format, True, files, messages[model.format], checks)


def _done(value: _T) -> "Future[_T]":
    future: Future[_T] = Future()
    future.set_result(value)
    return future
