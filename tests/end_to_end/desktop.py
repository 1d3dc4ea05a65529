"""A desktop without a screen: X server, window manager and tray."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

NEEDED = ("Xvfb", "openbox", "trayer", "xdotool", "import")


def missing_programs() -> list[str]:
    return [name for name in NEEDED if shutil.which(name) is None]


@contextmanager
def desktop(size: str = "1366x768") -> Iterator[dict[str, str]]:
    """The environment of programs that are to appear there."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(writer),
            "-screen",
            "0",
            f"{size}x24",
            "-noreset",
            "-nolisten",
            "tcp",
        ],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as answer:
        display = f":{answer.readline().strip()}"
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    guests = [_start(["openbox"], environment), _start(_TRAYER, environment)]
    try:
        _wait_for_tray(environment)
        yield environment
    finally:
        for process in [*guests, server]:
            process.terminate()
            process.wait(10)


_TRAYER = ["trayer", "--edge", "bottom", "--align", "right", "--height", "28"]
_TRAYER += ["--widthtype", "request", "--SetPartialStrut", "true"]


def _start(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _wait_for_tray(environment: dict[str, str]) -> None:
    search = ["xdotool", "search", "--class", "trayer"]
    for _ in range(500):
        if subprocess.run(search, env=environment, capture_output=True, check=False).stdout:
            return
        time.sleep(0.02)
    raise TimeoutError("the tray did not appear")
