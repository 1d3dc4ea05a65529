"""A command line as a value: built by the rules, shown by the window, run by the supervisor."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.errors import InvalidOption

THREADS_LIMIT = 1024
CONTEXT_LIMIT = 16_777_216
PARALLEL_LIMIT = 256


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """What a person may choose for a load; ``None`` leaves the choice to the engine.

    Attributes:
        threads: CPU threads.
        ctx_size: context in tokens.
        gpu_layers: layers given to the GPU.
        parallel: requests answered at once.
        runtime: name of a rule or of an engine to use instead of the matching one.
    """

    threads: int | None = None
    ctx_size: int | None = None
    gpu_layers: int | None = None
    parallel: int | None = None
    runtime: str | None = None

    def checked(self) -> "LoadOptions":
        """Return the options themselves.

        Raises:
            InvalidOption: a number is outside what any engine accepts.
        """
        _check_range("threads", self.threads, 1, THREADS_LIMIT)
        _check_range("ctx_size", self.ctx_size, 1, CONTEXT_LIMIT)
        _check_range("gpu_layers", self.gpu_layers, 0, 10_000)
        _check_range("parallel", self.parallel, 1, PARALLEL_LIMIT)
        return self


def _check_range(name: str, value: int | None, low: int, high: int) -> None:
    if value is not None and not low <= value <= high:
        raise InvalidOption(
            f"{name}={value} cannot work.", hint=f"Give {name} a whole number from {low} to {high}."
        )


@dataclass(frozen=True, slots=True)
class LaunchSpec:
    """Everything needed to start one child process, and to recognise it when it answers.

    Attributes:
        program: absolute path of the executable.
        arguments: passed one by one, never through a shell.
        environment: variables set on top of the scrubbed environment.
        working_directory: the engine's own folder, so that no library is looked up beside a model.
        alias: the name the child must give itself in ``/props`` when it has that page.
        health_path: answers 200 once the model can be used.
        reads_shutdown: the child leaves when the line ``shutdown`` or the end of its standard
            input arrives; other programs are asked by a signal.
        explanation: why this rule and this engine were chosen.
    """

    program: str
    arguments: tuple[str, ...]
    port: int
    format: str
    engine: str
    label: str
    rule: str
    alias: str
    working_directory: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    health_path: str = "/health"
    reads_shutdown: bool = False
    explanation: str = ""

    def display_command(self) -> str:
        """The command as a person could type it."""
        return shlex.join((self.program, *self.arguments))
