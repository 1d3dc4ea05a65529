"""What the services need from the outside world. ``app.infra`` implements these."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from app.domain.chat import AnswerEnd, Message, Piece
from app.domain.duplicates import Duplicate, Suspects
from app.domain.hashes import Comparison, KnownHash
from app.domain.launch import LaunchSpec
from app.domain.model import Check, FormatMatch, Model, Variant
from app.domain.outcome import Outcome
from app.domain.removal import Removal
from app.domain.rules import RuntimeConfig
from app.domain.settings import Settings
from app.domain.store import StoreInfo


class ChildListener(Protocol):
    """Hears about one child; every call comes on the main thread."""

    def child_started(self, pid: int) -> None:
        """The process exists."""

    def child_wrote(self, lines: Sequence[str]) -> None:
        """Whole lines of output, in order, without their line ends."""

    def child_ended(self, outcome: Outcome) -> None:
        """Called exactly once, also when the process could not be started."""


class Child(Protocol):
    """One child process. Used by ``ModelLaunch`` only."""

    def start(self) -> None:
        """Start the program; what happens is told to the listener."""

    def ask_to_stop(self) -> None:
        """Ask politely: ``shutdown`` on standard input, or the platform's way."""

    def kill(self) -> None:
        """End the whole process tree at once."""


class ChildFactory(Protocol):
    """Makes a child that has not been started yet, and that goes with its parent."""

    def __call__(self, spec: LaunchSpec, listener: ChildListener, parent: QObject) -> Child: ...


class ProbeListener(Protocol):
    """Hears from a readiness probe, on the main thread."""

    def probe_ready(self, context: int | None) -> None:
        """``/health`` is 200 and the answer provably comes from our child.

        Args:
            context: tokens that one conversation may have; ``None`` where the engine does not tell.
        """

    def probe_found_stranger(self) -> None:
        """Another program answers on the port that our child was given."""


class Probe(Protocol):
    """A running readiness check; ends by itself once it has reported."""

    def cancel(self) -> None: ...


class ProbeFactory(Protocol):
    """Starts to ask a child whether it is ready."""

    def __call__(
        self, spec: LaunchSpec, pid: int, listener: ProbeListener, parent: QObject
    ) -> Probe: ...


@dataclass(frozen=True, slots=True)
class PortChoice:
    """A free port, and a sentence for each one that was passed over."""

    port: int
    skipped: tuple[str, ...] = ()


class Ports(Protocol):
    """Chooses the ports that models listen on."""

    def choose(
        self, among: Sequence[int], *, taken: Iterable[int], preferred: int | None = None
    ) -> PortChoice:
        """``preferred`` where that is free, else the first of ``among`` that is, not in ``taken``.

        Raises:
            NoFreePort: every one is taken; the message names the holders.
        """

    def is_free(self, port: int) -> bool:
        """Whether a program could listen on the port now."""


class OutputLog(Protocol):
    """Where the output of one model's launches is kept on the disk."""

    def write(self, lines: Sequence[str]) -> None: ...

    def close(self) -> None: ...


class OutputLogs(Protocol):
    """Opens the log of a model; the files rotate and share one total cap."""

    def open(self, model_id: str) -> OutputLog: ...


class ProcessMemory(Protocol):
    """Measures running processes."""

    def __call__(self, pid: int) -> int | None:
        """Resident bytes of the process and its descendants; ``None`` once it is gone."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What is there.

    Attributes:
        stores: those of other programs that exist on this computer, switched on or off.
        watched: the folders below which a change means that there is something new to find.
    """

    models: tuple[Model, ...] = ()
    stores: tuple[StoreInfo, ...] = ()
    watched: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A model's main variant as it is now, and what was looked at."""

    variant: Variant
    checks: tuple[Check, ...] = ()


class ModelScanner(Protocol):
    """Finds models. Runs in a pool thread: no Qt objects, frozen values in and out."""

    def __call__(
        self,
        folders: Sequence[Path],
        matches: Sequence[FormatMatch],
        stores_off: Collection[str] = (),
    ) -> Scan:
        """All models below the folders and in the stores that are not off.

        What cannot be opened is passed over.
        """

    def recheck(self, model: Model, matches: Sequence[FormatMatch]) -> Rechecked:
        """The model's files, read again. Never raises."""

    def removal(self, model: Model, others: Sequence[Model], folders: Sequence[Path]) -> Removal:
        """What would go if the model were deleted; ``folders`` are those that are searched.

        Raises:
            RemovalFailed: its place cannot be read.
        """

    def remove(self, removal: Removal, *, for_good: bool) -> None:
        """Take it away, to the recycle bin unless ``for_good``.

        Raises:
            RemovalFailed: not all of it could be; what is gone is gone.
        """


class Watcher(Protocol):
    """Follows long work in another thread, and may end it."""

    cancelled: bool

    def advanced(self, done: int, total: int) -> None:
        """So many bytes of all are done."""


class DuplicateFinder(Protocol):
    """Compares files. Runs in a pool thread."""

    def __call__(self, suspects: Sequence[Suspects], watcher: Watcher) -> tuple[Duplicate, ...]:
        """The files among them that have the same content. Never raises."""


class HashReader(Protocol):
    """Knows what files should contain, and compares. For pool threads; never raises."""

    def known(self, model: Model) -> tuple[KnownHash, ...]:
        """The hashes of the model's files that somebody has noted; reads small files only."""

    def compare(self, known: Sequence[KnownHash], watcher: Watcher) -> Comparison:
        """Reads every byte."""


class SettingsStore(Protocol):
    """Where the settings are kept; a person may edit them there too, at any time."""

    def load(self) -> Settings: ...

    def save(self, settings: Settings) -> None:
        """
        Raises:
            OSError: nothing was saved.
        """


@dataclass(frozen=True, slots=True)
class LoadedRules:
    """The rules as they stand, and a sentence for each thing a person should correct.

    Attributes:
        own: names of the rules that the person's own file adds or changes.
        own_file: where that file lies, or would.
    """

    config: RuntimeConfig
    warnings: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    own_file: Path | None = None


class RulesSource(Protocol):
    """Reads runtime_config.json."""

    def load(self) -> LoadedRules: ...


class Autostart(Protocol):
    """Whether the program starts when the person logs in; the system alone remembers it."""

    def is_on(self) -> bool:
        """
        Raises:
            OSError: the system does not say.
        """

    def switch(self, *, on: bool) -> None:
        """
        Raises:
            OSError: the system refuses; nothing is promised about what holds now.
        """


class AnswerListener(Protocol):
    """Hears an answer as it is written, on the main thread."""

    def answer_grew(self, pieces: Sequence[Piece]) -> None: ...

    def answer_ended(self, end: AnswerEnd) -> None:
        """Called exactly once, unless the answer was stopped."""


class Answer(Protocol):
    """An answer that a model is writing."""

    def stop(self) -> None:
        """Hang up, which ends the work of the model; the listener hears nothing more."""


class ModelClient(Protocol):
    """Talks to a loaded model on its own port, as any client would."""

    def ask(
        self, port: int, model: str, messages: Sequence[Message], listener: AnswerListener
    ) -> Answer:
        """Ask for the next message of a chat."""

    def names(self, port: int, tell: Callable[[tuple[str, ...] | None], None]) -> None:
        """Ask which models answer there; ``None`` is told when nobody does."""

    def tokens_written(self, port: int, tell: Callable[[int | None], None]) -> None:
        """Ask how many tokens were written since the model was loaded; it only ever grows.

        ``None`` is told where the model's program does not say.
        """
