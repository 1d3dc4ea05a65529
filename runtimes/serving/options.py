"""The command line that our Python engines share: llama-server's own flags, where we know them."""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

_PARALLEL = 4
"""Answers at once where nothing is said; llama-server's own choice (tools/server/server.cpp)."""


class BadOptions(Exception):
    """The command line cannot work; the text is a sentence."""


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """How to serve one model.

    Attributes:
        model: folder or file.
        threads: CPU threads; ``None`` leaves it to the engine.
        context: most tokens of prompt and answer; ``None`` takes what the model was trained for.
        gpu_layers: 0 keeps everything on the CPU; ``None`` leaves it to the engine.
        parallel: how many requests are answered at once, where the engine can.
        allow_pickle: whether weights in pickle files may be read.
    """

    model: Path
    host: str
    port: int
    alias: str
    threads: int | None
    context: int | None
    gpu_layers: int | None
    parallel: int
    allow_pickle: bool
    verbose: bool
    api_keys: Sequence[str] = field(repr=False)


def read_options(
    program: str, argv: Sequence[str], environment: Mapping[str, str] | None = None
) -> ServeOptions:
    """Read a command line.

    Raises:
        BadOptions: a flag is unknown, missing or out of range.
    """
    given = _parser(program).parse_args(argv)
    keys = given.api_key or (environment or os.environ).get("LLAMA_API_KEY", "")
    model = Path(given.model)
    return ServeOptions(
        model=model,
        host=given.host,
        port=given.port,
        alias=given.alias.split(",")[0] or model.name,
        threads=given.threads,
        context=given.ctx_size or None,
        gpu_layers=given.n_gpu_layers,
        parallel=given.parallel if given.parallel > 0 else _PARALLEL,
        allow_pickle=given.allow_pickle,
        verbose=given.verbose,
        api_keys=tuple(key for key in keys.split(",") if key),
    )


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadOptions(f"{self.prog} cannot be started: {message}.")


def _parser(program: str) -> argparse.ArgumentParser:
    parser = _Parser(prog=program, allow_abbrev=False)
    parser.add_argument("-m", "--model", required=True, help="folder or file of the model")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=_number(0, 65535), default=8080)
    parser.add_argument("-a", "--alias", default="", help="name under which it is served")
    parser.add_argument("-t", "--threads", type=_number(1, 1024), help="CPU threads")
    parser.add_argument("-c", "--ctx-size", type=_number(0, 2**24), help="0: from the model")
    parser.add_argument("-ngl", "--n-gpu-layers", "--gpu-layers", type=_number(-1, 10_000))
    parser.add_argument("-np", "--parallel", type=_number(-1, 256), default=-1)
    parser.add_argument("--api-key", default="", help="comma-separated; also LLAMA_API_KEY")
    parser.add_argument("--allow-pickle", action="store_true", help="read .bin weights")
    parser.add_argument("-v", "--verbose", action="store_true", help="traces on standard error")
    return parser


def _number(low: int, high: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text} is not from {low} to {high}")
        return value

    return number
