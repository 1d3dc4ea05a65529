"""``python -m runtimes hub-download`` as the program runs it, with its orders made from a fake
repository."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.paths import find_paths
from tests.fakes.hub_server import REVISION, HubServer, Repository, listed

COMMAND = (sys.executable, "-S", "-m", "runtimes", "hub-download")


def order_for(hub: HubServer, repository: Repository, root: Path, **changes: Any) -> dict[str, Any]:
    """The order to fetch all of a repository to ``root/pub/name``."""
    order = {
        "id": "a-download",
        "endpoint": hub.url,
        "repository": repository.id,
        "revision": REVISION,
        "token": "",
        "staging": str(root / ".downloads" / "a-download"),
        "folder": str(root.joinpath(*repository.id.split("/"))),
        "files": [listed(path, content) for path, content in repository.files.items()],
        "reserve": 0,
        "stall": 1.0,
    }
    return {**order, **changes}


@dataclass
class DownloadChild:
    """A child that is carrying out its order."""

    process: "subprocess.Popen[str]"

    def events(self) -> Iterator[dict[str, Any]]:
        """What it says, until it ends."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            event = json.loads(line)
            assert isinstance(event, dict)
            yield event

    def end(self) -> dict[str, Any]:
        """The last thing it says."""
        *_, last = self.events()
        self.close()
        return last

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


def start_child(order: dict[str, Any]) -> DownloadChild:
    process = subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=find_paths().program,
        encoding="utf-8",
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()
    return DownloadChild(process)


def fetch(order: dict[str, Any]) -> dict[str, Any]:
    """The last event of one attempt."""
    return start_child(order).end()
