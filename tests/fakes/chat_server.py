"""A model's port in a thread: it streams one answer, the way the test wants it."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TIMINGS = {"predicted_n": 3, "predicted_per_second": 41.5}


class ChatServer(ThreadingHTTPServer):
    """Answers ``pieces``; what it was asked is in ``asked``, with what headers in ``headers``.

    Attributes:
        pages: what a GET of a path answers.
        status: other than 200, the request is refused with an error page.
        is_endless: the last piece is repeated until the client hangs up, which sets ``hung_up``.
        said: chunks written so far.
        pause: seconds between two of those pieces.
        is_cut: the connection breaks before the end of the answer.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pieces: tuple[str, ...] = ("Hel", "lo", "!")
        self.timings: dict[str, Any] | None = TIMINGS
        self.status = 200
        self.pages = {"/v1/models": '{"object": "list", "data": [{"id": "phi-2"}]}'}
        self.is_endless = False
        self.is_cut = False
        self.pause = 0.0
        self.asked: list[Any] = []
        self.headers: list[dict[str, str]] = []
        self.said = 0
        self.hung_up = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    server: ChatServer

    def do_GET(self) -> None:
        page = self.server.pages.get(self.path)
        if page is None:
            self.send_error(404)
        else:
            self._reply(page)

    def do_POST(self) -> None:
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        length = int(self.headers["Content-Length"])
        self.server.asked.append((self.path, json.loads(self.rfile.read(length))))
        if self.server.status != 200:
            self._reply('{"error": {"message": "The request is too long."}}')
        else:
            self._stream()

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        if self.server.is_cut:
            self.send_header("Content-Length", "100000")
        self.end_headers()
        try:
            self._write_answer()
        except OSError:
            self.server.hung_up.set()

    def _write_answer(self) -> None:
        for piece in self.server.pieces:
            self._say_piece(piece)
        while self.server.is_endless:
            time.sleep(self.server.pause)
            self._say_piece(self.server.pieces[-1])
        if not self.server.is_cut:
            self._say({"choices": [], "timings": self.server.timings})
            self.wfile.write(b"data: [DONE]\n\n")

    def _say_piece(self, piece: str) -> None:
        self._say({"choices": [{"index": 0, "delta": {"content": piece}}]})

    def _say(self, chunk: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.server.said += 1

    def _reply(self, body: str) -> None:
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    """A server that listens until the end of the block."""
    with ChatServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
