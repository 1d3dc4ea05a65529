"""Start at login on both systems: what is written there, and what is understood of it."""

import sys
from pathlib import Path

import pytest

from app.infra.platform import autostart as here
from app.infra.posix import autostart as posix
from app.infra.windows import autostart as windows
from tests.fakes.fake_registry import FakeRegistry

INSTALLED = r"C:\Users\Zoë 日本\AppData\Local\Programs\ModelTray\ModelTray.exe"
RUN = (windows.RUN_KEY, "ModelTray")
APPROVED = (windows.APPROVED_KEY, "ModelTray")
SWITCHED_OFF, SWITCHED_ON = b"\x03" + bytes(11), b"\x02" + bytes(11)


@pytest.fixture
def registry() -> FakeRegistry:
    return FakeRegistry()


def test_windows_gets_the_value_that_the_setup_writes(registry: FakeRegistry) -> None:
    start = windows.Autostart((INSTALLED, "--minimized"), registry)
    assert not start.is_on()
    start.switch(on=True)

    assert registry.values == {RUN: f'"{INSTALLED}" --minimized'}
    assert start.is_on()

    start.switch(on=False)
    assert not registry.values
    assert not start.is_on()


@pytest.mark.parametrize(("approved", "on"), [(SWITCHED_OFF, False), (SWITCHED_ON, True)])
def test_the_task_manager_is_heard(registry: FakeRegistry, approved: bytes, on: bool) -> None:
    start = windows.Autostart((INSTALLED, "--minimized"), registry)
    start.switch(on=True)
    registry.values[APPROVED] = approved
    assert start.is_on() is on

    start.switch(on=True)
    assert start.is_on()


def test_the_value_of_another_copy_is_not_ours(registry: FakeRegistry) -> None:
    registry.values[RUN] = r'"D:\portable\ModelTray.exe" --minimized'

    assert not windows.Autostart((INSTALLED, "--minimized"), registry).is_on()


def test_a_folder_at_the_end_keeps_its_backslash_from_the_quote(registry: FakeRegistry) -> None:
    windows.Autostart((INSTALLED, "--data-dir", "D:\\my models\\"), registry).switch(on=True)

    assert registry.values[RUN] == f'"{INSTALLED}" --data-dir "D:\\my models\\\\"'


def test_linux_gets_a_file_that_its_desktops_read(hard_path: Path) -> None:
    start = posix.Autostart(("/opt/Model Tray/run", "--minimized"), hard_path / "autostart")
    assert not start.is_on()
    start.switch(on=True)

    (file,) = (hard_path / "autostart").iterdir()
    assert file.read_text(encoding="utf-8").splitlines() == [
        "[Desktop Entry]",
        "Type=Application",
        "Name=ModelTray",
        'Exec="/opt/Model Tray/run" "--minimized"',
    ]
    assert start.is_on()

    start.switch(on=False)
    start.switch(on=False)
    assert not file.exists()
    assert not start.is_on()


def test_what_desktops_would_read_otherwise_is_escaped(tmp_path: Path) -> None:
    posix.Autostart(('/a$b`c\\d"e%f',), tmp_path).switch(on=True)

    text = (tmp_path / posix.FILE_NAME).read_text(encoding="utf-8")
    assert r'Exec="/a\\$b\\`c\\\\d\\"e%%f"' in text.splitlines()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_a_desktop_that_switched_it_off_is_heard(tmp_path: Path, line: str) -> None:
    start = posix.Autostart(("/opt/run",), tmp_path)
    start.switch(on=True)
    with (tmp_path / posix.FILE_NAME).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")

    assert not start.is_on()


@pytest.mark.skipif(sys.platform == "win32", reason="would switch this person's own start")
def test_this_person_s_own_folder_is_used(hard_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(hard_path))
    here.autostart(("/opt/run",)).switch(on=True)

    assert (hard_path / "autostart" / "modeltray.desktop").is_file()
