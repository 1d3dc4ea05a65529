"""A supervisor over real child processes: the fake engine under rules of its own."""

import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.errors import RuleError
from app.domain.failure_hints import FailureHint, parse_hints
from app.domain.launch import LaunchSpec, LoadOptions
from app.domain.model import Model, ModelFile, ModelId, Variant
from app.domain.model_settings import ModelSettings
from app.domain.restart import RestartPolicy
from app.domain.rules import ResolvedProgram, RuntimeConfig
from app.domain.snapshot import RunningModel
from app.infra.child_process import ChildProcess
from app.infra.children_file import ChildrenFile
from app.infra.output_logs import OutputFolder
from app.infra.ports import LocalPorts
from app.infra.process_memory import process_memory
from app.infra.readiness import ReadinessProbe
from app.paths import find_paths
from app.services.interfaces import ChildListener, Ports
from app.services.launch_planner import LaunchPlanner
from app.services.launcher import Launcher
from app.services.supervisor import Supervisor
from tests.fakes.engine_specs import FAKE_ENGINE, own_ports

FOREVER = 15_000
_T = TypeVar("_T")


UNFORESEEN = "breaks-the-search"
"""A command whose search ends in an error that nobody foresaw."""


class FakePrograms:
    """Knows one program, the fake engine; everything else is missing."""

    def resolve(self, command: str, *, rule_name: str, engine: str) -> ResolvedProgram:
        if command == UNFORESEEN:
            raise ZeroDivisionError("how odd")
        if command != "fake-engine":
            raise RuleError(f"Rule {rule_name} names {command}, which is not there.")
        return ResolvedProgram(
            program=sys.executable,
            prefix=("-S", "-E", str(FAKE_ENGINE)),
            working_directory=FAKE_ENGINE.parent,
            reads_shutdown=True,
            description="fake engine",
        )


def engine_rule(
    engine: str, *flags: str, command: str = "fake-engine", opens: Sequence[str] = ()
) -> dict[str, object]:
    """A rule that runs the fake engine with these flags."""
    args = [
        *("--model", "{model_path}", "--port", "{port}", "--alias", "{model}", *flags),
        ["--threads", "{threads}"],
        ["--ctx-size", "{ctx_size}"],
    ]
    return {"engine": engine, "command": command, "args": args, "opens": list(opens)}


def _xyz_rule(*flags: str) -> dict[str, object]:
    return {**engine_rule("fake", *flags), "match": {"suffix": [".xyz"]}}


def hints() -> tuple[FailureHint, ...]:
    """The shipped sentences."""
    path = find_paths().config / "failure_hints.json"
    return parse_hints(path.read_text(encoding="utf-8"))


class EngineWorld:
    """Makes supervisors, and loads models of the invented formats ``xyz`` and ``abc``."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        settings: Callable[[ModelId], ModelSettings] = lambda _: ModelSettings(),
    ) -> None:
        self._settings = settings
        self.qtbot = qtbot
        self.folder = folder
        self.register = ChildrenFile(folder / "children.json")
        self.pickle_allowed = False

    def supervisor(
        self,
        *flags: str,
        rules: dict[str, dict[str, object]] | None = None,
        fallback: Sequence[str] = (),
        ports: Ports | None = None,
        delays: Sequence[float] = (0.05, 0.05, 0.05),
        stall_timeout: float = 30.0,
        stop_timeout: float = 5.0,
    ) -> Supervisor:
        """A supervisor whose rule for ``xyz`` runs the fake engine with these flags."""
        config = RuntimeConfig.model_validate(
            {
                "runtime_rules": rules or {"xyz": _xyz_rule(*flags)},
                "fallback": {
                    "enabled": bool(fallback),
                    "default_runtime": list(fallback) or "none",
                },
                "ports": own_ports(),
            }
        )
        self.planner = planner = LaunchPlanner(
            config,
            FakePrograms(),
            pickle_allowed=lambda _: self.pickle_allowed,
            settings=self._settings,
        )
        launcher = Launcher(
            planner,
            children=self.child,
            probes=ReadinessProbe,
            ports=ports or LocalPorts(),
            hints=hints(),
            stall_timeout=stall_timeout,
            stop_timeout=stop_timeout,
        )
        self.last = Supervisor(
            launcher,
            logs=OutputFolder(self.folder / "logs"),
            memory=process_memory,
            policy=RestartPolicy(delays=delays),
        )
        return self.last

    def child(self, spec: LaunchSpec, listener: ChildListener, parent: QObject) -> ChildProcess:
        return ChildProcess(spec, listener, self.register, parent)

    def model(
        self, name: str = "sample", *, format_name: str = "xyz", problem: str | None = None
    ) -> Model:
        file = self.folder / f"{name}.{format_name}"
        file.write_bytes(b"weights")
        variant = Variant(format_name, file, (ModelFile(file, 7),), problem=problem)
        return Model(ModelId(name), name, self.folder, (variant,))

    def wait(self, future: "Future[_T]") -> _T:
        """The future's result, or its exception, once it is there."""
        self.qtbot.waitUntil(future.done, timeout=FOREVER)
        return future.result()

    def load(self, supervisor: Supervisor, model: Model | None = None) -> RunningModel:
        return self.wait(supervisor.load(model or self.model(), LoadOptions()))

    def close(self) -> None:
        if hasattr(self, "last"):
            self.wait(self.last.stop_all())
