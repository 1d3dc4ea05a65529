"""A Hugging Face Hub in a thread, with switches for everything that can go wrong.

It speaks the part of the Hub's protocol that we use: search, the page of a repository, and files
behind a redirect to another server with signed addresses. ``huggingface_hub`` itself can fetch from
it, which a test proves.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

REVISION = "0123456789abcdef0123456789abcdef01234567"
LARGE = 64 * 1024
"""Bytes from which on a file is listed with its SHA-256, as large ones are."""


@dataclass
class Repository:
    """``files`` by path; ``gated`` as the Hub says it: False, ``auto`` or ``manual``."""

    id: str
    files: dict[str, bytes]
    tags: list[str] = field(default_factory=list)
    gated: bool | str = False
    downloads: int = 10
    parameters: int | None = None

    def entry(self) -> dict[str, Any]:
        """As a search lists it."""
        return {
            "id": self.id,
            "tags": self.tags,
            "gated": self.gated,
            "downloads": self.downloads,
            "likes": 3,
            "lastModified": "2026-11-20T10:00:00.000Z",
            "pipeline_tag": "text-generation",
            "safetensors": {"total": self.parameters} if self.parameters else None,
        }

    def page(self) -> dict[str, Any]:
        siblings = [_sibling(path, content) for path, content in self.files.items()]
        return {**self.entry(), "sha": REVISION, "siblings": siblings}


def _sibling(path: str, content: bytes) -> dict[str, Any]:
    entry: dict[str, Any] = {"rfilename": path, "size": len(content), "blobId": git_sha1(content)}
    if len(content) >= LARGE:
        digest = hashlib.sha256(content).hexdigest()
        entry["lfs"] = {"sha256": digest, "size": len(content), "pointerSize": 134}
    return entry


def listed(path: str, content: bytes) -> dict[str, Any]:
    """The file as an order to fetch it names it."""
    sibling = _sibling(path, content)
    sha256 = sibling.get("lfs", {}).get("sha256", "")
    git = "" if sha256 else sibling["blobId"]
    return {"path": path, "target": path, "size": len(content), "sha256": sha256, "git_sha1": git}


def git_sha1(content: bytes) -> str:
    """What git calls a file with that content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


@dataclass
class Faults:
    """What goes wrong with the next files that are fetched. ``times`` limits how often: each fault
    counts down, and -1 never does.

    Attributes:
        status: answered instead of the file, with ``headers``.
        cut_at: of the file, from where it stands, after which the connection breaks: 0 to 1.
        stall_at: the same, but the connection stays and nothing more comes.
        drip: seconds between pieces of one byte.
        pace: seconds between pieces of 16 KiB.
        ignores_range: a part is asked for, and all is sent.
        wrong_range: a part is sent that begins elsewhere.
        etag: another one than before.
        swap: other content than listed.
        extra: bytes after the end.
        hides_length: the end of the file is the end of the connection.
        gzip: the content is said to be compressed.
        redirect: where the file is said to lie instead.
    """

    times: int = -1
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    error_code: str = ""
    cut_at: float | None = None
    stall_at: float | None = None
    drip: float = 0.0
    pace: float = 0.0
    ignores_range: bool = False
    wrong_range: bool = False
    etag: str = ""
    swap: bytes | None = None
    extra: bytes = b""
    hides_length: bool = False
    gzip: bool = False
    redirect: str = ""


NO_FAULTS = Faults()


@dataclass(frozen=True)
class Asked:
    """A request that arrived: at the Hub itself, or at the server with the files."""

    at: str
    path: str
    range: str
    token: str
    agent: str


class HubServer(ThreadingHTTPServer):
    """The Hub; the files come from ``content``, a second server on a port of its own.

    Attributes:
        repositories: by id.
        token: what opens the gated ones.
        faults: of files; those of the pages are in ``page_faults``.
        asked: every request.
        released: ends every stall.
        before_content: called when a file is about to be sent.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _HubHandler)
        self.repositories: dict[str, Repository] = {}
        self.token = "hf_" + "s" * 20
        self.faults = NO_FAULTS
        self.page_faults = NO_FAULTS
        self.asked: list[Asked] = []
        self.released = threading.Event()
        self.before_content: Callable[[], object] = lambda: None
        self.content = _ContentServer(self)
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def add(self, repository: Repository) -> Repository:
        self.repositories[repository.id] = repository
        return repository

    def take(self, name: str) -> Faults:
        """The faults that count now, ``faults`` or ``page_faults``."""
        with self._lock:
            faults: Faults = getattr(self, name)
            if faults.times == 0:
                return NO_FAULTS
            faults.times -= faults.times > 0
            return faults

    def files_asked(self) -> list[Asked]:
        """The requests for content, where it is."""
        return [each for each in self.asked if each.at == "content"]


class _ContentServer(ThreadingHTTPServer):
    """Where the files really are, as at a content delivery network."""

    daemon_threads = True

    def __init__(self, hub: HubServer) -> None:
        super().__init__(("127.0.0.1", 0), _ContentHandler)
        self.hub = hub

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def note(self, hub: HubServer, at: str) -> None:
        header = self.headers.get("Authorization", "")
        hub.asked.append(
            Asked(
                at,
                self.path,
                self.headers.get("Range", ""),
                header.removeprefix("Bearer "),
                self.headers.get("User-Agent", ""),
            )
        )

    def reply(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def fail(self, status: int, code: str = "", headers: dict[str, str] | None = None) -> None:
        named = {"X-Error-Code": code} if code else {}
        body = json.dumps({"error": f"refused with {status}"}).encode()
        self.reply(status, body, {**named, **(headers or {})})

    def log_message(self, *_: object) -> None:
        pass


class _HubHandler(_Handler):
    server: HubServer

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        self.note(self.server, "hub")
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if path == "/api/models":
            self._search({name: values[-1] for name, values in parse_qs(parts.query).items()})
        elif path.startswith("/api/models/"):
            self._page(path.removeprefix("/api/models/"))
        else:
            self._file(path.lstrip("/"))

    def _search(self, query: dict[str, str]) -> None:
        if self._page_fault():
            return
        found = [r for r in self.server.repositories.values() if _matches(r, query)]
        found.sort(key=lambda repository: -repository.downloads)
        start, limit = int(query.get("cursor", 0)), int(query["limit"])
        link = {}
        if start + limit < len(found):
            link = {"Link": f'<{self.server.url}/api/models?cursor={start + limit}>; rel="next"'}
        page = [repository.entry() for repository in found[start : start + limit]]
        self.reply(200, json.dumps(page).encode(), {"Content-Type": "application/json", **link})

    def _page(self, name: str) -> None:
        if self._page_fault():
            return
        repository = self.server.repositories.get(name.partition("/revision/")[0])
        if repository is None:
            self.fail(401, "RepoNotFound")
        else:
            self.reply(
                200, json.dumps(repository.page()).encode(), {"Content-Type": "application/json"}
            )

    def _page_fault(self) -> bool:
        faults = self.server.take("page_faults")
        if faults.stall_at is not None:
            self.server.released.wait()
        if faults.status:
            self.fail(faults.status, faults.error_code, faults.headers)
        if faults.swap is not None:
            self.reply(200, faults.swap, {"Content-Type": "text/html"})
        return bool(faults.status) or faults.swap is not None

    def _file(self, path: str) -> None:
        name, _, rest = path.partition("/resolve/")
        file = rest.partition("/")[2]
        repository = self.server.repositories.get(name)
        if repository is None or file not in repository.files:
            return self.fail(404, "EntryNotFound" if repository else "RepoNotFound")
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if repository.gated and token != self.server.token:
            return self.fail(403 if token else 401, "GatedRepo")
        faults = self.server.faults
        content = repository.files[file]
        etag = hashlib.sha256(content).hexdigest()
        target = faults.redirect or f"{self.server.content.url}/{name}/{file}?signed=yes"
        headers = {
            "Location": target,
            "X-Repo-Commit": REVISION,
            "X-Linked-Etag": f'"{etag}"',
            "X-Linked-Size": str(len(content)),
        }
        return self.reply(302, b"", headers)


def _matches(repository: Repository, query: dict[str, str]) -> bool:
    wanted = query.get("filter", "")
    is_wanted = not wanted or wanted in repository.tags
    return is_wanted and query.get("search", "").lower() in repository.id.lower()


class _ContentHandler(_Handler):
    server: _ContentServer

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        hub = self.server.hub
        self.note(hub, "content")
        hub.before_content()
        faults = hub.take("faults")
        if faults.status:
            return self.fail(faults.status, faults.error_code, faults.headers)
        publisher, name, file = unquote(urlsplit(self.path).path).lstrip("/").split("/", 2)
        content = hub.repositories[f"{publisher}/{name}"].files[file]
        return self._send(faults.swap if faults.swap is not None else content, faults)

    def _send(self, content: bytes, faults: Faults) -> None:
        etag = faults.etag or f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'
        start = self._start(content, etag, faults)
        if start > 0 and start >= len(content):
            return self.fail(416)
        self.send_response(206 if start else 200)
        self.send_header("ETag", etag)
        if faults.gzip:
            self.send_header("Content-Encoding", "gzip")
        if start:
            told = start + 7 if faults.wrong_range else start
            self.send_header("Content-Range", f"bytes {told}-{len(content) - 1}/{len(content)}")
        body = content[start:] + faults.extra
        if faults.hides_length:
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self._write(body, start, len(content), faults)
        return None

    def _start(self, content: bytes, etag: str, faults: Faults) -> int:
        wanted = self.headers.get("Range", "").removeprefix("bytes=").partition("-")[0]
        condition = self.headers.get("If-Range", etag)
        if not wanted or faults.ignores_range or condition != etag:
            return 0
        return int(wanted)

    def _write(self, body: bytes, start: int, size: int, faults: Faults) -> None:
        end = next((at for at in (faults.cut_at, faults.stall_at) if at is not None), None)
        stop = len(body) if end is None else max(0, int(size * end) - start)
        try:
            self._write_pieces(body[:stop], faults)
            if faults.stall_at is not None:
                self.server.hub.released.wait()
        except OSError:  # the client has hung up
            pass
        if end is not None:
            self.close_connection = True

    def _write_pieces(self, body: bytes, faults: Faults) -> None:
        step = 1 if faults.drip else 16 * 1024
        pause = faults.drip or faults.pace
        for at in range(0, len(body), step):
            self.wfile.write(body[at : at + step])
            if pause and self.server.hub.released.wait(pause):
                pause = 0


@contextmanager
def hub_server() -> Iterator[HubServer]:
    """A Hub that listens until the end of the block."""
    with HubServer() as hub, hub.content:
        threads = [
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
            for server in (hub, hub.content)
        ]
        for thread in threads:
            thread.start()
        try:
            yield hub
        finally:
            hub.released.set()
            for server in (hub, hub.content):
                server.shutdown()
            for thread in threads:
                thread.join()
