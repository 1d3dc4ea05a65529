"""What to fetch, as the program orders it."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

RESERVE = 256 * 1024 * 1024
"""Bytes of the disk that a download leaves free: a full system disk stops more than this."""
STALL = 30.0
"""Seconds in which nearly nothing arrives, after which a connection is given up."""


@dataclass(frozen=True, slots=True)
class OrderedFile:
    """
    Attributes:
        path: in the repository; ``target`` in the folder here.
        sha256: of the content, in hex; or else ``git_sha1``, the name that git has for it.
    """

    path: str
    target: str
    size: int
    sha256: str = ""
    git_sha1: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """
    Attributes:
        staging: where everything lies until it is complete; on the same drive as ``folder``.
        folder: where the files go then; must not exist.
        agent: how we name ourselves to the Hub.
    """

    id: str
    endpoint: str
    repository: str
    revision: str
    staging: Path
    folder: Path
    files: tuple[OrderedFile, ...]
    token: str = field(default="", repr=False)
    agent: str = "modeltray"
    reserve: int = RESERVE
    stall: float = STALL

    def url(self, file: OrderedFile) -> str:
        """Where the file is, as ``huggingface_hub.hf_hub_url`` says."""
        revision = quote(self.revision, safe="")
        return f"{self.page}/resolve/{revision}/{quote(file.path)}"

    @property
    def page(self) -> str:
        return f"{self.endpoint}/{self.repository}"

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


def read_order(line: bytes) -> Order:
    """
    Raises:
        ValueError, KeyError, TypeError: that is no order.
    """
    given: dict[str, Any] = json.loads(line)
    return Order(
        id=given["id"],
        endpoint=given["endpoint"],
        repository=given["repository"],
        revision=given["revision"],
        staging=Path(given["staging"]),
        folder=Path(given["folder"]),
        files=tuple(OrderedFile(**file) for file in given["files"]),
        token=given.get("token", ""),
        agent=given.get("agent", "modeltray"),
        reserve=int(given.get("reserve", RESERVE)),
        stall=float(given.get("stall", STALL)),
    )
