"""The HTTP front on a real socket, in a thread of the test."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx2
import uvicorn

from runtimes.serving.application import create_application
from runtimes.serving.engine import CannotLoad, Engine
from runtimes.serving.front import Front
from runtimes.serving.guards import Door
from runtimes.serving.worker import Worker


@dataclass
class ServedFront:
    """A running front.

    Attributes:
        ready: set when the engine has loaded.
        progress: what the engine reported while loading.
        failures: why it could not load.
    """

    url: str
    client: httpx2.Client
    ready: threading.Event = field(default_factory=threading.Event)
    progress: list[float] = field(default_factory=list)
    failures: list[CannotLoad] = field(default_factory=list)


@contextmanager
def served(engine: Engine, door: Door | None = None) -> Iterator[ServedFront]:
    """Serve the engine under the name ``scripted``; loading begins at once."""
    worker = Worker(engine)
    application = create_application(Front(worker, "scripted", 1), door or Door())
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(
            application,
            log_config=None,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            with httpx2.Client(base_url=url, timeout=20) as client:
                front = ServedFront(url, client)
                worker.start(
                    front.progress.append, lambda _card: front.ready.set(), front.failures.append
                )
                yield front
        finally:
            server.should_exit = True
            thread.join()
