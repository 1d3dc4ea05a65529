"""Finds the executable that a rule's command stands for. The only place that knows about frozen
builds: there ``sys.executable`` is the tray program, and must never be started as Python."""

import importlib.util
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import RuleError
from app.domain.launch import ToolCommand
from app.domain.rules import ResolvedProgram
from app.paths import Paths

_AS_MODULE = ("-m", "runtimes")
_RUNNER_NAMES = ("ModelTrayRunner.exe", "modeltray-runner")


@dataclass(frozen=True, slots=True)
class _Runner:
    """One of our own runners; ``modules`` must be installed, with the extra that brings them."""

    name: str
    engine: str
    modules: tuple[str, ...]
    remedy: str


_RUNNERS = {
    "{llama_server}": _Runner(
        "llama-cpp", "llama.cpp", ("xllamacpp",), 'pip install "modeltray[llama-cpp]"'
    ),
    "{transformers}": _Runner(
        "transformers",
        "transformers",
        ("torch", "transformers"),
        'pip install "modeltray[transformers]"',
    ),
    "{onnx}": _Runner(
        "onnx",
        "onnxruntime",
        ("onnxruntime", "onnxruntime_genai"),
        'pip install "modeltray[onnx]"',
    ),
}


def _is_installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


@dataclass(frozen=True, slots=True)
class Programs:
    """Resolves commands.

    Attributes:
        executable: the running interpreter, or the tray program in a frozen build.
        is_installed: whether the interpreter of the runners can import a module.
    """

    paths: Paths
    executable: Path = Path(sys.executable)
    frozen: bool = bool(getattr(sys, "frozen", False))
    is_installed: Callable[[str], bool] = _is_installed

    def own_command(self) -> tuple[str, ...]:
        """What starts this program again."""
        own = (str(self.executable),)
        return own if self.frozen else (*own, "-m", "app")

    def resolve(self, command: str, *, rule_name: str, engine: str) -> ResolvedProgram:
        """The program for a command of ``runtime_config.json``.

        A relative path that is still relative was found neither beside the configuration file
        nor in the program folder.

        Raises:
            RuleError: there is no such program; the message names the rule and the command.
        """
        if command in _RUNNERS:
            return self._runner(_RUNNERS[command], rule_name)
        if command in ("python", "{python}"):
            return self._foreign(self._python(rule_name), engine)
        if "/" in command or "\\" in command:
            return self._foreign(_existing(Path(command), rule_name), engine)
        found = shutil.which(command)
        if found is None:
            raise RuleError(
                f"Rule {rule_name} needs the program {command}, which is not on PATH.",
                hint=f"Install {command}, or write its full path into runtime_config.json.",
            )
        return self._foreign(Path(found), engine)

    def downloader(self) -> ToolCommand:
        """The program that fetches a model from the Hub.

        Raises:
            RuleError: it is missing.
        """
        program, prefix = self._our_runner("A download")
        folder = program.parent if self.frozen else self.paths.program
        return ToolCommand(str(program), (*prefix, "hub-download"), folder)

    def _runner(self, runner: _Runner, rule_name: str) -> ResolvedProgram:
        program, prefix = self._our_runner(f"Rule {rule_name}")
        self._check_modules(runner, rule_name)
        return ResolvedProgram(
            program=str(program),
            prefix=(*prefix, runner.name),
            working_directory=program.parent if self.frozen else self.paths.program,
            reads_shutdown=True,
            description=f"{runner.engine} (embedded)",
        )

    def _our_runner(self, who: str) -> tuple[Path, tuple[str, ...]]:
        return self._frozen_runner(who) if self.frozen else (self._interpreter(), _AS_MODULE)

    def _frozen_runner(self, who: str) -> tuple[Path, tuple[str, ...]]:
        folder = self.executable.parent
        found = next((folder / name for name in _RUNNER_NAMES if (folder / name).is_file()), None)
        if found is None:
            raise RuleError(
                f"{who} needs ModelTray's own runner, which is missing from {folder}.",
                hint="Install ModelTray again. If it vanishes once more, an antivirus program "
                "may have removed it.",
            )
        return found, ()

    def _check_modules(self, runner: _Runner, rule_name: str) -> None:
        if self.frozen:  # the runner carries its own
            return
        missing = [module for module in runner.modules if not self.is_installed(module)]
        if missing:
            raise RuleError(
                f"Rule {rule_name} needs {' and '.join(missing)}, which is not installed.",
                hint=f"Install it with: {runner.remedy}",
            )

    def _interpreter(self) -> Path:
        """The running Python, with a console, so that it has output on Windows."""
        console = self.executable.with_name("python.exe")
        is_windowed = self.executable.name.lower() == "pythonw.exe"
        return console if is_windowed and console.is_file() else self.executable

    def _python(self, rule_name: str) -> Path:
        if not self.frozen:
            return self._interpreter()
        found = shutil.which("python") or shutil.which("python3")
        if found is None:
            raise RuleError(
                f"Rule {rule_name} needs Python, which is not on PATH.",
                hint="Install Python, or write the full path of its program into "
                "runtime_config.json.",
            )
        return Path(found)

    def _foreign(self, program: Path, engine: str) -> ResolvedProgram:
        return ResolvedProgram(
            program=str(program.absolute()),
            prefix=(),
            working_directory=program.absolute().parent,
            reads_shutdown=False,
            description=f"{engine} ({program})",
        )


def _existing(program: Path, rule_name: str) -> Path:
    with suppress(OSError):  # longer than the system allows, or in a folder that is closed to us
        if program.is_absolute() and program.is_file():
            return program
    raise RuleError(
        f"Rule {rule_name} runs {program}, and there is no such file.",
        hint="Correct the command in runtime_config.json. If the file was there before, an "
        "antivirus program may have removed it: restore it or install it again.",
    )
