"""Runs an engine behind the HTTP front until somebody asks it to leave."""

import os
import socket
import sys
import time
from collections.abc import Callable, Sequence
from typing import NoReturn

import uvicorn

from runtimes.child_messages import report_failure, report_loading, report_ready
from runtimes.lifeline import watch_stdin
from runtimes.listening import claim
from runtimes.serving.application import create_application
from runtimes.serving.engine import CannotLoad, Engine, ModelCard
from runtimes.serving.front import Front
from runtimes.serving.guards import Door
from runtimes.serving.model_routes import model_entry
from runtimes.serving.options import BadOptions, ServeOptions, read_options
from runtimes.serving.worker import Worker

_BACKLOG = 128


def run_engine(
    program: str, argv: Sequence[str], make_engine: Callable[[ServeOptions], Engine]
) -> int:
    """A whole runner: read the command line, serve, and say in words why not; the exit status."""
    try:
        options = read_options(program, argv)
    except BadOptions as error:
        report_failure("invalid_flag", str(error), "Correct the command line.")
        return 2
    try:
        listening = listen(options.host, options.port)
    except OSError as error:
        report_failure(
            "port_in_use",
            f"{program} cannot listen on {options.host}:{options.port}: {error.strerror}.",
            "Choose another port.",
        )
        return 1
    return _serve(make_engine(options), options, listening)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket for the server.

    Raises:
        OSError: the port cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends at once (TCP_NODELAY) only where the protocol is named: 0.6 ms, not 44.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    claim(listening)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except BaseException:
        listening.close()
        raise
    return listening


def _serve(engine: Engine, options: ServeOptions, listening: socket.socket) -> NoReturn:
    worker = Worker(engine, verbose=options.verbose)
    front = Front(worker, options.alias, int(time.time()))
    door = Door(options.host, options.api_keys)
    application = create_application(front, door, verbose=options.verbose)
    address, port = listening.getsockname()[:2]
    print(f"listening on http://{address}:{port}", file=sys.stderr, flush=True)

    def announce(_card: ModelCard) -> None:
        report_ready(model_entry(front))

    watch_stdin(lambda: _leave(0))
    worker.start(report_loading, announce, _give_up)
    config = uvicorn.Config(
        application,
        log_level="critical",  # the application tells its failures itself, in one line
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        lifespan="off",
    )
    uvicorn.Server(config).run(sockets=[listening])
    _leave(0)


def _give_up(error: CannotLoad) -> NoReturn:
    report_failure(error.kind, error.message, error.hint)
    _leave(1)


def _leave(status: int) -> NoReturn:
    """End at once. The system closes the sockets; nothing is ever left to save, while waiting
    for a thread inside a load or a matrix product could take minutes."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
