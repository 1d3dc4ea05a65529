"""Standard input as a lifeline, in a real child process."""

import subprocess
import sys

import pytest

_CHILD = """
import os, threading
from runtimes.lifeline import watch_stdin
watch_stdin(lambda: os._exit(7))
print("watching", flush=True)
threading.Event().wait(float(os.environ.get("SECONDS", 30)))
"""


def child(stdin: int, seconds: float = 30) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, "-c", _CHILD],
        stdin=stdin,
        stdout=subprocess.PIPE,
        env={"SECONDS": str(seconds), "PYTHONPATH": ":".join(sys.path)},
    )
    assert process.stdout
    assert process.stdout.readline().strip() == b"watching"
    return process


@pytest.mark.parametrize(
    "said", [b"shutdown\n", b"  shutdown \r\n", b"hello\n\xff\nshutdown\n", b""]
)
def test_it_leaves_on_the_word_and_at_the_end_of_input(said: bytes) -> None:
    with child(subprocess.PIPE) as process:
        process.communicate(said, timeout=10)
    assert process.returncode == 7


def test_other_lines_are_passed_over() -> None:
    with child(subprocess.PIPE, seconds=0.3) as process:
        assert process.stdin
        process.stdin.write(b"hello\nshut\n")
        process.stdin.flush()
        assert process.wait(10) == 0  # it ended by itself, with a thread still reading


def test_nobody_else_meets_the_waiting_read() -> None:
    code = "import os, sys; from runtimes.lifeline import watch_stdin; watch_stdin(lambda: None); "
    code += "print(sys.stdin.read() == '', os.read(0, 1) == b'')"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": ":".join(sys.path)},
    ) as process:
        assert process.stdout
        assert process.stdout.read().split() == [b"True", b"True"]


def test_the_null_device_is_not_watched() -> None:
    with child(subprocess.DEVNULL, seconds=0.1) as process:
        assert process.wait(10) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's; Windows has job objects")
def test_it_dies_with_its_parent_though_the_pipe_stays_open() -> None:
    parent_code = f"""
import subprocess, sys, os
child = subprocess.Popen([sys.executable, "-c", {_CHILD!r}], stdin=0, stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
os.kill(os.getpid(), 9)
"""
    with subprocess.Popen(
        [sys.executable, "-c", parent_code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": ":".join(sys.path)},
    ) as parent:
        assert parent.stdout
        assert int(parent.stdout.readline()) > 0
        # The pipe ends when the last process that holds it has: our side of stdin stays open.
        assert parent.stdout.read() == b""
