"""Which executable a rule's command stands for, in a checkout and in a frozen build."""

import os
import sys
from pathlib import Path

import pytest

from app.domain.errors import RuleError
from app.domain.rules import ResolvedProgram
from app.infra.programs import Programs
from app.paths import Paths


def executable(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    path.chmod(0o755)
    return path


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(program=tmp_path / "Program Files é", data=tmp_path / "data")


@pytest.fixture
def python(tmp_path: Path) -> Path:
    return executable(tmp_path / "venv" / "bin" / "python.exe")


@pytest.fixture
def programs(paths: Paths, python: Path) -> Programs:
    return Programs(paths, python, frozen=False, is_installed=lambda module: True)


def resolved(programs: Programs, command: str) -> ResolvedProgram:
    return programs.resolve(command, rule_name="my-rule", engine="mine")


@pytest.mark.parametrize(
    ("command", "runner", "description"),
    [
        ("{llama_server}", "llama-cpp", "llama.cpp (embedded)"),
        ("{transformers}", "transformers", "transformers (embedded)"),
        ("{onnx}", "onnx", "onnxruntime (embedded)"),
    ],
)
def test_our_runners_run_in_the_programs_own_python(
    programs: Programs, paths: Paths, python: Path, command: str, runner: str, description: str
) -> None:
    assert resolved(programs, command) == ResolvedProgram(
        str(python), ("-m", "runtimes", runner), paths.program, True, description
    )


@pytest.mark.parametrize(("frozen", "rest"), [(True, ()), (False, ("-m", "app"))])
def test_the_program_knows_what_starts_it(
    paths: Paths, python: Path, frozen: bool, rest: tuple[str, ...]
) -> None:
    assert Programs(paths, python, frozen=frozen).own_command() == (str(python), *rest)


@pytest.mark.parametrize("command", ["python", "{python}"])
def test_python_is_the_interpreter_that_runs_the_runners(
    programs: Programs, python: Path, command: str
) -> None:
    found = resolved(programs, command)
    assert (found.program, found.prefix) == (str(python), ())
    assert found.working_directory == python.parent
    assert not found.reads_shutdown


@pytest.mark.parametrize("command", ["{llama_server}", "python"])
def test_a_python_without_a_console_is_replaced_by_the_one_beside_it(
    paths: Paths, python: Path, command: str
) -> None:
    windowed = executable(python.with_name("pythonw.exe"))
    programs = Programs(paths, windowed, frozen=False, is_installed=lambda module: True)
    assert resolved(programs, command).program == str(python)
    python.unlink()
    assert resolved(programs, command).program == str(windowed)


@pytest.mark.parametrize("name", ["ModelTrayRunner.exe", "modeltray-runner"])
def test_a_frozen_build_starts_the_runner_and_never_the_tray(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "ModelTray é"
    tray, runner = executable(folder / "ModelTray.exe"), executable(folder / name)
    paths = Paths(program=folder / "_internal", data=tmp_path)
    programs = Programs(paths, tray, frozen=True, is_installed=lambda module: False)
    found = resolved(programs, "{transformers}")
    assert (found.program, found.prefix) == (str(runner), ("transformers",))
    assert found.working_directory == folder
    assert found.reads_shutdown


def test_a_frozen_build_without_its_runner_says_so(paths: Paths, tmp_path: Path) -> None:
    programs = Programs(paths, executable(tmp_path / "x" / "ModelTray.exe"), frozen=True)
    with pytest.raises(RuleError, match="my-rule needs ModelTray's own runner") as caught:
        resolved(programs, "{llama_server}")
    assert "antivirus" in caught.value.hint


def test_python_in_a_frozen_build_is_the_one_on_the_path(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tray = executable(tmp_path / "x" / "ModelTray.exe")
    python = executable(tmp_path / "bin" / ("python.exe" if os.name == "nt" else "python"))
    programs = Programs(paths, tray, frozen=True)
    monkeypatch.setenv("PATH", str(python.parent))
    assert resolved(programs, "python").program == str(python)
    monkeypatch.setenv("PATH", str(tray.parent))
    with pytest.raises(RuleError, match="needs Python, which is not on PATH"):
        resolved(programs, "python")


@pytest.mark.parametrize(
    ("command", "missing", "extra"),
    [
        ("{llama_server}", "xllamacpp", "modeltray[llama-cpp]"),
        ("{transformers}", "torch and transformers", "modeltray[transformers]"),
        ("{onnx}", "onnxruntime and onnxruntime_genai", "modeltray[onnx]"),
    ],
)
def test_an_engine_that_is_not_installed_is_named_with_its_remedy(
    paths: Paths, python: Path, command: str, missing: str, extra: str
) -> None:
    programs = Programs(paths, python, frozen=False, is_installed=lambda module: False)
    with pytest.raises(RuleError) as caught:
        resolved(programs, command)
    assert caught.value.message == f"Rule my-rule needs {missing}, which is not installed."
    assert extra in caught.value.hint


def test_the_running_interpreter_is_asked_for_its_packages() -> None:
    is_installed = Programs(Paths(Path(), Path())).is_installed
    assert is_installed("pytest")
    assert not is_installed("no_such_package_anywhere")


def test_a_program_by_its_path_runs_in_its_own_folder(programs: Programs, tmp_path: Path) -> None:
    program = executable(tmp_path / "Größe 7 B" / "llama-server")
    assert resolved(programs, str(program)) == ResolvedProgram(
        str(program), (), program.parent, False, f"mine ({program})"
    )


def test_a_bare_name_is_looked_up_on_the_path(
    programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "my-server.exe" if os.name == "nt" else "my-server"
    program = executable(tmp_path / "bin" / name)
    monkeypatch.setenv("PATH", str(program.parent))
    assert resolved(programs, "my-server").program == str(program)


@pytest.mark.parametrize(
    "command", ["no-such-program", "tools/gone", "tools\\gone.exe", "{folder}"]
)
def test_a_missing_program_is_named_with_its_rule(
    programs: Programs, tmp_path: Path, command: str
) -> None:
    command = command.format(folder=tmp_path)
    with pytest.raises(RuleError) as caught:
        resolved(programs, command)
    assert "my-rule" in caught.value.message
    assert command in caught.value.message
    assert "runtime_config.json" in caught.value.hint


def test_a_program_that_vanished_points_to_the_antivirus(
    programs: Programs, tmp_path: Path
) -> None:
    program = executable(tmp_path / "llama-server.exe")
    resolved(programs, str(program))
    program.unlink()
    with pytest.raises(RuleError) as caught:
        resolved(programs, str(program))
    assert "antivirus" in caught.value.hint


def test_by_default_the_running_python_is_meant() -> None:
    found = resolved(Programs(Paths(Path(), Path())), "python")
    assert Path(found.program).parent == Path(sys.executable).parent


def test_a_path_longer_than_the_system_allows_is_no_such_file(programs: Programs) -> None:
    with pytest.raises(RuleError, match="there is no such file"):
        resolved(programs, str(Path("/").absolute() / ("a" * 5000)))
