"""``python -m runtimes llama-cpp --model FILE --port N ...``: one model, served by llama.cpp.

Standard output carries llama-server's state lines (loading with progress, ready), standard error
its log. The process leaves with 0 when the line ``shutdown`` or the end of input arrives.
"""

import os
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Never

from runtimes.child_messages import report_failure
from runtimes.lifeline import watch_stdin
from runtimes.llama_cpp.devices import device_lines
from runtimes.llama_cpp.flags import FLAGS, BadFlag, read_flags
from runtimes.llama_cpp.listening import busy_address
from runtimes.llama_cpp.loading_guard import HELPER_WORD, end_on_leave, guarded_loading
from runtimes.llama_cpp.parameters import common_params, complete
from runtimes.llama_cpp.standard_input import keep_to_ourselves

# Rounds that a thread of llama.cpp waits actively for the others before it sleeps (libgomp, Linux).
# With the 300,000 that it has by itself, threads starve each other once anything else runs:
# SmolLM2-135M on 2 busy cores gave 5 tokens/s, and 16 with this; idle ones show no difference.
_ACTIVE_WAIT = "1000"
_FLAG_HINT = "Check the arguments of the rule that starts it."


class CannotServe(Exception):
    """The model cannot be served; ``kind`` is the machine-readable name of the reason."""

    def __init__(self, kind: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.kind, self.message, self.hint = kind, message, hint


def main(argv: Sequence[str]) -> int:
    """Serve until asked to leave; the exit status is 1 when that cannot be done."""
    match list(argv):
        case [word, pid] if word == HELPER_WORD:
            return end_on_leave(int(pid))
        case ["--version"]:
            print(f"version: {_version()}")
            return 0
        case ["--list-devices"]:
            print("\n".join(device_lines()))
            return 0
        case ["-h"] | ["--help"]:
            print("\n".join(", ".join(flag.names) for flag in FLAGS))
            return 0
    try:
        _serve(_checked(read_flags(list(argv))))
    except BadFlag as error:
        print(error, file=sys.stderr)
        report_failure("invalid_flag", f"llama.cpp does not start: {error}.", _FLAG_HINT)
    except CannotServe as error:
        report_failure(error.kind, error.message, error.hint)
    return 1


def _version() -> str:
    installed = version("xllamacpp")
    return f"b{installed.rpartition('.')[2]} (xllamacpp {installed})"


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    fields = complete(given, os.environ)
    model = Path(fields.get("model.path", ""))
    if not model.is_file():
        raise CannotServe(
            "model_not_found", f"There is no model file {model}.", "Check the path after --model."
        )
    _check_port(fields)
    return fields


def _check_port(fields: Mapping[str, Any]) -> None:
    address = busy_address(fields["hostnames"], fields["port"])
    if address:
        raise CannotServe(
            "port_in_use",
            f"Nothing can listen on {address}: another program does, or the address is not ours.",
            "Choose another port.",
        )


def _serve(fields: Mapping[str, Any]) -> Never:
    # Python's own handler for Ctrl+C would wait for the load to finish.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    keep_to_ourselves()
    _server = _load(fields)
    watch_stdin(_leave)
    threading.Event().wait()
    raise AssertionError("nobody sets this event")


def _load(fields: Mapping[str, Any]) -> object:
    os.environ.setdefault("GOMP_SPINCOUNT", _ACTIVE_WAIT)  # read when the library is loaded
    try:
        import xllamacpp

        with guarded_loading():
            return xllamacpp.Server(common_params(fields))
    except ImportError as error:
        raise CannotServe(
            "engine_missing", f"llama.cpp is not installed ({error}).", "Install xllamacpp."
        ) from error
    except RuntimeError as error:
        _check_port(fields)  # somebody may have taken the port since
        raise CannotServe(
            "load_failed",
            f"llama.cpp cannot load {Path(fields['model.path']).name}.",
            "Its own words, just above, say why.",
        ) from error


def _leave() -> None:
    # Not sys.exit: taking a living Server apart can wait for its main loop for ever.
    os._exit(0)
