import os
from pathlib import Path

import pytest

from app.infra.output_logs import OutputFile, OutputFolder


def test_a_file_that_grows_too_large_keeps_one_predecessor(tmp_path: Path) -> None:
    log = OutputFile(tmp_path / "m.log", limit=1000)
    for number in range(100):
        log.write([f"line {number:03} " + "x" * 40])
    log.close()
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["m.1.log", "m.log"]
    assert all(file.stat().st_size < 1100 for file in files)
    kept = "".join(file.read_text(encoding="utf-8") for file in files)
    assert "line 099" in kept


def test_the_oldest_files_go_when_all_together_are_too_large(tmp_path: Path) -> None:
    for age, name in enumerate(["new", "old", "oldest"]):
        (tmp_path / f"{name}.log").write_bytes(b"x" * 600)
        os.utime(tmp_path / f"{name}.log", (1000 - age, 1000 - age))
    OutputFolder(tmp_path, total_limit=1300).open("m").close()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["m.log", "new.log", "old.log"]


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "m.log").mkdir()
    log = OutputFolder(tmp_path).open("m")
    log.write(["lost"])
    log.close()
    assert (tmp_path / "m.log").is_dir()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_a_full_disk_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    log = OutputFile(Path("/dev/full"))
    for _ in range(3):
        log.write(["lost"])
    log.close()
    assert len(caplog.records) == 1


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").touch()
    log = OutputFolder(tmp_path / "logs").open("m")
    log.write(["lost"])
    log.close()
