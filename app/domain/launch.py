"""A command line as a value: built by the rules, shown by the window, run by the supervisor."""

import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.domain.errors import InvalidOption

THREADS_LIMIT = 1024
CONTEXT_LIMIT = 16_777_216
PARALLEL_LIMIT = 256
LAYERS_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """What a person may choose for a load; ``None`` leaves the choice to the engine.

    Attributes:
        threads: CPU threads.
        ctx_size: context in tokens.
        gpu_layers: layers given to the GPU.
        parallel: requests answered at once.
        runtime: name of a rule or of an engine to use instead of the matching one.
        arguments: further ones for the engine, as far as it lets a person choose.
    """

    threads: int | None = None
    ctx_size: int | None = None
    gpu_layers: int | None = None
    parallel: int | None = None
    runtime: str | None = None
    arguments: tuple[str, ...] = ()

    def checked(self) -> "LoadOptions":
        """Return the options themselves.

        Raises:
            InvalidOption: a number is outside what any engine accepts.
        """
        _check_range("threads", self.threads, 1, THREADS_LIMIT)
        _check_range("ctx_size", self.ctx_size, 1, CONTEXT_LIMIT)
        _check_range("gpu_layers", self.gpu_layers, 0, LAYERS_LIMIT)
        _check_range("parallel", self.parallel, 1, PARALLEL_LIMIT)
        return self

    def over(self, saved: "LoadOptions") -> "LoadOptions":
        """These options, with what they leave open taken from those that were saved.

        Arguments are written for one engine, so whoever asks for another runtime goes without.
        """
        same_runtime = self.runtime in (None, saved.runtime)
        return LoadOptions(
            threads=self.threads if self.threads is not None else saved.threads,
            ctx_size=self.ctx_size if self.ctx_size is not None else saved.ctx_size,
            gpu_layers=self.gpu_layers if self.gpu_layers is not None else saved.gpu_layers,
            parallel=self.parallel if self.parallel is not None else saved.parallel,
            runtime=self.runtime or saved.runtime,
            arguments=self.arguments or (saved.arguments if same_runtime else ()),
        )


def _check_range(name: str, value: int | None, low: int, high: int) -> None:
    if value is not None and not low <= value <= high:
        raise InvalidOption(
            f"{name}={value} cannot work.", hint=f"Give {name} a whole number from {low} to {high}."
        )


class Command(Protocol):
    """What it takes to start a child process, of whatever kind."""

    @property
    def program(self) -> str: ...

    @property
    def arguments(self) -> tuple[str, ...]: ...

    @property
    def working_directory(self) -> Path: ...

    @property
    def environment(self) -> Mapping[str, str]: ...

    @property
    def reads_shutdown(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class ToolCommand:
    """One of our own programs that serves no model; it leaves when its standard input ends."""

    program: str
    arguments: tuple[str, ...]
    working_directory: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    reads_shutdown: bool = True


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
        """The command as a person could type it into a shell of this system."""
        words = (self.program, *self.arguments)
        return " ".join(map(_windows_quoted, words)) if os.name == "nt" else shlex.join(words)


def _windows_quoted(word: str) -> str:
    """The word as Windows' C runtime reads it: backslashes count before a quote only."""
    if word and not re.search(r'[\s"&|<>^()%!;,=`\']', word):
        return word
    doubled = re.sub(r'(\\*)"', r'\1\1\\"', word)
    return '"' + re.sub(r"(\\+)$", r"\1\1", doubled) + '"'
