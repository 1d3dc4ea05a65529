"""The hints against what the system and the installed llama.cpp really say."""

import os
import struct
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from app.domain.failure_hints import Explanation, explain, parse_hints
from app.domain.outcome import Ending, Outcome
from app.infra.child_environment import scrub
from app.infra.programs import Programs
from app.paths import find_paths

PATHS = find_paths()
HINTS = parse_hints((PATHS.config / "failure_hints.json").read_text(encoding="utf-8"))

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="permission bits and signals")


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value)) + value.encode()


def gguf(*pairs: tuple[str, str], count: int | None = None, tensors: bytes = b"") -> bytes:
    """A GGUF 3 header with text values, and one tensor if its description is given."""
    sizes = (3, 1 if tensors else 0, len(pairs) if count is None else count)
    values = b"".join(text(key) + struct.pack("<I", 8) + text(value) for key, value in pairs)
    return b"GGUF" + struct.pack("<IQQ", *sizes) + values + tensors


LLAMA = ("general.architecture", "llama")
TENSOR = text("token_embd.weight") + struct.pack("<IQQIQ", 2, 64, 1000, 0, 0)


def run(program: str, arguments: list[str], folder: Path) -> tuple[Outcome, list[str]]:
    """Start a real program and wait for its end."""
    process = QProcess()
    process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
    process.setWorkingDirectory(str(folder))
    process.setEnvironment([f"{key}={value}" for key, value in scrub(os.environ).items()])
    process.start(program, arguments)
    if not process.waitForStarted():
        return Outcome(Ending.NOT_STARTED, detail=process.errorString()), []
    assert process.waitForFinished(60_000)
    lines = bytes(process.readAll().data()).decode(errors="replace").splitlines()
    crashed = process.exitStatus() == QProcess.ExitStatus.CrashExit
    return Outcome(Ending.CRASHED if crashed else Ending.EXITED, process.exitCode()), lines


def explained(outcome: Outcome, lines: list[str]) -> Explanation:
    return explain(outcome, engine="llama.cpp", model_name="phi-2", lines=lines, hints=HINTS)


@pytest.mark.engine
@pytest.mark.parametrize(
    ("content", "title", "another"),
    [
        (b"", "File damaged or incomplete", False),
        (b"NOPE" + bytes(100), "Not a GGUF file", False),
        (gguf(LLAMA, count=9), "File damaged or incomplete", False),
        (gguf(("general.architecture", "fooarch")), "Unknown architecture", True),
        (gguf(LLAMA), "Conversion incomplete", False),
        (gguf(LLAMA, tensors=TENSOR + bytes(64)), "File damaged or incomplete", False),
    ],
    ids=["empty", "wrong magic", "cut short", "unknown architecture", "no keys", "no data"],
)
def test_a_bad_file_given_to_the_embedded_llama_cpp_has_its_sentence(
    tmp_path: Path, qtbot: QtBot, content: bytes, title: str, another: bool
) -> None:
    file = tmp_path / "Größe 7 B.gguf"
    file.write_bytes(content)
    program = Programs(PATHS).resolve("{llama_server}", rule_name="gguf", engine="llama.cpp")
    arguments = [*program.prefix, "--model", str(file), "--port", "0", "--host", "127.0.0.1"]
    why = explained(*run(program.program, arguments, program.working_directory))
    assert (why.title, why.another_engine_may_help) == (title, another)
    assert "phi-2" in why.message


def script(folder: Path, content: str, mode: int = 0o755) -> str:
    file = folder / "llama server"
    file.write_text(content, encoding="utf-8")
    file.chmod(mode)
    return str(file)


def test_a_program_that_is_gone_is_said_to_be_gone(tmp_path: Path, qtbot: QtBot) -> None:
    assert explained(*run(str(tmp_path / "gone.exe"), [], tmp_path)).title == "Program missing"


@needs_linux
@pytest.mark.parametrize(
    ("content", "mode", "title"),
    [
        ("#!/bin/sh\nexit 0\n", 0o644, "Program not allowed"),
        ("MZ, made for another system", 0o755, "Wrong kind of program"),
        ("#!/bin/sh\nkill -ILL $$\n", 0o755, "Wrong build for this processor"),
        ("#!/bin/sh\nkill -SEGV $$\n", 0o755, "Engine crashed"),
        ("#!/bin/sh\nkill -KILL $$\n", 0o755, "Killed by the system"),
        ("#!/bin/sh\nno-such-program-anywhere\n", 0o755, "Program not found"),
    ],
)
def test_how_a_real_program_ends_has_its_title(
    tmp_path: Path, qtbot: QtBot, content: str, mode: int, title: str
) -> None:
    assert explained(*run(script(tmp_path, content, mode), [], tmp_path)).title == title
