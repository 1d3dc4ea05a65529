"""A fresh Windows with a screen, on which ModelTray is installed and used as a person would."""

import json
import re
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from devtools.demo import Api
from devtools.windows.build import SETUP
from devtools.windows.wine import Wine
from tests.fakes.processes import free_port, is_alive
from tests.fakes.waiting import wait_until
from tests.windows.screen import Screen

INSTALLED = "C:\\Programme für José\\Model Tray"
"""A path with spaces and accents."""
UNINSTALL_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\ModelTray"
RUN_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"
_CREDENTIALS = r"HKCU\Software\Wine\Credential Manager"
_START = 180.0  # s; Wine on a busy machine
_LOAD = 600.0  # s; torch is read from the disk for the first time


@dataclass(frozen=True, slots=True)
class Started:
    """A running ModelTray, and the seconds it took to appear."""

    process: "subprocess.Popen[bytes]"
    api: Api
    tray_after: float
    api_after: float


class Machine:
    """One Windows user's computer."""

    def __init__(self, wine: Wine, display: Mapping[str, str], python: Path) -> None:
        """
        Args:
            python: Python for Windows, for what the shell does in the tests.
        """
        self.wine = wine
        self._python = python
        self.screen = Screen(display["DISPLAY"])
        self._environment = {"DISPLAY": self.screen.display}

    @property
    def home(self) -> Path:
        return next(p for p in (self.wine.drive_c / "users").iterdir() if p.name != "Public")

    @property
    def data(self) -> Path:
        return self.home / "AppData" / "Local" / "ModelTray"

    @property
    def _log_file(self) -> Path:
        return self.data / "logs" / "modeltray.log"

    @property
    def program_folder(self) -> Path:
        return self.wine.drive_c / INSTALLED.removeprefix("C:\\").replace("\\", "/")

    def run(self, *command: object, timeout: float = _START) -> "subprocess.CompletedProcess[str]":
        """A Windows program from start to end."""
        return subprocess.run(
            self.wine.command(*command, environment=self._environment),
            capture_output=True,
            encoding="cp437",  # what Wine's command-line programs write
            errors="replace",
            check=False,
            timeout=timeout,
        )

    def install(self, *options: str) -> None:
        # NSIS wants this last and without quotation marks, which words with spaces would get.
        folder = f"/D={INSTALLED}".split(" ")
        result = self.run(SETUP, "/S", *options, *folder, timeout=_LOAD)
        assert result.returncode == 0, result

    def uninstall(self, *options: str) -> None:
        self.run(f"{INSTALLED}\\uninstall.exe", "/S", *options)
        # It copies itself away, to be able to delete itself, and goes on there.
        wait_until(lambda: not self.program_folder.exists(), what="the folder gone")
        wait_until(lambda: not self.processes("un.exe", "uninstall.exe"), what="its end")

    def registry(self, key: str) -> dict[str, str]:
        """The values of a key; none when there is no such key."""
        lines = self.run("reg", "query", key).stdout.splitlines()
        found = [re.match(r"    (\S.*?)\s{4}REG_\w+\s{4}(.*)", line) for line in lines]
        return {match[1]: match[2] for match in found if match}

    def log(self) -> str:
        """What the program has logged since it was started."""
        return _text(self._log_file)

    def credentials(self) -> str:
        """What the Credential Manager holds, as Wine keeps it."""
        return self.run("reg", "query", _CREDENTIALS, "/s").stdout

    def share(self, models: Path) -> None:
        """Let the folder be ``C:\\Models`` here."""
        (self.wine.drive_c / "Models").symlink_to(models)

    def write_settings(self, *models: str, **others: str) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        chosen = {"model_folders": models, **others}
        lines = (f"{name} = {json.dumps(value)}\n" for name, value in chosen.items())
        (self.data / "settings.toml").write_text("".join(lines), encoding="utf-8")

    def start(self, *arguments: str) -> Started:
        """Start the installed program and wait for its tray icon and its API."""
        self._log_file.unlink(missing_ok=True)
        api = Api(free_port())
        start = time.monotonic()
        process = subprocess.Popen(
            self.wine.command(
                *(f"{INSTALLED}\\ModelTray.exe", *arguments, "--api-port", api.port),
                environment=self._environment,
            )
        )
        wait_until(lambda: "Tray icon shown" in self.log(), timeout=_START, what="the tray icon")
        tray_after = time.monotonic() - start
        wait_until(api.answers, timeout=_START, what="the API")
        return Started(process, api, tray_after, time.monotonic() - start)

    def load(self, program: Started, model: str) -> dict[str, Any]:
        reply = program.api.post(f"/runtime/load/{model}?threads=2")
        assert reply["status"] == "ready", reply
        return reply

    def quit(self, program: Started) -> None:
        """Ask the program to leave, and see it leave in order."""
        assert self.run(f"{INSTALLED}\\ModelTray.exe", "--quit").returncode == 0
        assert program.process.wait(30) == 0

    def log_off(self) -> None:
        """Every window is asked, then told, that the session ends."""
        self.run("wineboot", "--end-session", "--shutdown")

    def click_tray_icon(self, x: int, y: int) -> None:
        """With the right button, at that place of the screen."""
        self.run_python(Path(__file__).with_name("click_tray_icon.py"), x, y)

    def run_python(self, *words: object) -> None:
        """Python for Windows, in the checkout."""
        result = self.run(self._python, "-B", *words, timeout=_LOAD)
        assert result.returncode == 0, result.stdout + result.stderr
        assert "Traceback" not in result.stderr, result.stderr

    def processes(self, *names: str) -> list[psutil.Process]:
        """The living processes of this Windows whose program has one of these names."""
        found = []
        for process in psutil.process_iter(["cmdline"]):
            command = " ".join(process.info["cmdline"] or ())
            if any(f"\\{name}".lower() in command.lower() for name in names):
                found.append(process)
        return [process for process in found if is_alive(process)]


def kill(program: Started) -> None:
    """End the program as the task manager does; nothing of it gets a chance to clean up."""
    program.process.send_signal(signal.SIGKILL)
    program.process.wait(10)


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
