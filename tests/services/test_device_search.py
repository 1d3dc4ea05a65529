"""Asking a program for its graphics cards, as a real process."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.activity import ClientRequest
from app.domain.errors import RuleError
from app.domain.hardware import Gpu
from app.domain.launch import ToolCommand
from app.domain.lifecycle import State
from app.domain.model import ModelId
from app.domain.rules import ResolvedProgram, RuntimeConfig
from app.domain.snapshot import RunningModel
from app.infra.child_process import ChildProcess
from app.infra.children_file import ChildrenFile
from app.services.activity import Activity
from app.services.device_search import DeviceSearch
from app.services.interfaces import ChildListener
from app.services.launch_planner import LaunchPlanner

LIST = "Available devices:\n  Vulkan0: Radeon (1024 MiB, 512 MiB free)"
RULES = {"gguf": {"engine": "llama.cpp"}}
MIB = 1024 * 1024


class OneProgram:
    """Every command is Python with a line of code; an empty one means that there is none."""

    def __init__(self, code: str) -> None:
        self.code = code

    def resolve(self, command: str, *, rule_name: str, engine: str) -> ResolvedProgram:
        if not self.code:
            raise RuleError(f"Rule {rule_name} needs {command}, which is not installed.")
        prefix = ("-S", "-E", "-c", self.code)
        return ResolvedProgram(sys.executable, prefix, Path.cwd(), False, "it")


class Asked:
    """One search, and what its program was started with."""

    def __init__(self, folder: Path, code: str, rules: dict[str, dict[str, str]]) -> None:
        self.register = ChildrenFile(folder / "children.json")
        config = RuntimeConfig.model_validate({"runtime_rules": rules})
        planner = LaunchPlanner(config, OneProgram(code), pickle_allowed=lambda _: False)
        self.specs: list[ToolCommand] = []
        self.activity = Activity()
        self.search = DeviceSearch(planner, self.child, self.activity)

    def child(self, spec: ToolCommand, listener: ChildListener, parent: QObject) -> ChildProcess:
        self.specs.append(spec)
        return ChildProcess(spec, listener, self.register, parent)


@pytest.mark.parametrize(
    ("code", "devices"),
    [
        (f"print({LIST!r})", (Gpu("Radeon", 1024 * MIB, 512 * MIB),)),
        ("print('Available devices:\\n  (none)')", ()),
        (f"print({LIST!r}); raise SystemExit(1)", None),
        ("print('error: invalid argument')", None),
        (f"print('chatter\\n' * 5000); print({LIST!r})", None),
    ],
    ids=["a card", "none", "fails", "does not know", "floods"],
)
def test_what_the_program_tells(
    hard_path: Path, qtbot: QtBot, code: str, devices: tuple[Gpu, ...] | None
) -> None:
    asked = Asked(hard_path, code, RULES)
    asked.search.start()
    qtbot.waitUntil(lambda: not asked.search.is_asking)
    assert asked.search.devices == devices
    assert asked.specs[0].arguments[-1] == "--list-devices"


@pytest.mark.parametrize(
    ("code", "rules"),
    [
        ("", RULES),
        ("print(1)", {"npz": {"engine": "numpy", "command": "x"}}),
        ("print(1)", {"gguf": {"engine": "llama.cpp", "command": "my-wrapper"}}),
    ],
)
def test_without_llama_cpp_nobody_is_asked(
    hard_path: Path, code: str, rules: dict[str, dict[str, str]]
) -> None:
    asked = Asked(hard_path, code, rules)
    asked.search.start()
    assert (asked.specs, asked.search.devices) == ([], None)


def test_a_program_that_never_ends_is_ended(hard_path: Path, qtbot: QtBot) -> None:
    asked = Asked(hard_path, "import time; time.sleep(600)", RULES)
    asked.search.start()
    asked.search.close()
    qtbot.waitUntil(lambda: not asked.search.is_asking)
    assert asked.search.devices is None


@pytest.mark.parametrize(("code", "asked_again"), [(f"print({LIST!r})", True), ("print(1)", False)])
def test_cards_are_asked_for_again_when_a_model_came_or_went(
    hard_path: Path, qtbot: QtBot, code: str, asked_again: bool
) -> None:
    asked = Asked(hard_path, code, RULES)
    asked.search.start()
    qtbot.waitUntil(lambda: not asked.search.is_asking)
    ready = RunningModel(ModelId("phi"), State.READY, "gguf", "llama.cpp", "llama.cpp")
    with qtbot.waitSignal(asked.activity.changed):
        asked.activity.follow((ready,))
    qtbot.waitUntil(lambda: not asked.search.is_asking)
    with qtbot.waitSignal(asked.activity.changed):
        asked.activity.record(ClientRequest("Zed", ready.model, 200, 1.0))

    assert len(asked.specs) == 1 + asked_again
