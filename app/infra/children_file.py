"""Which children run, kept on the disk: a later start ends what a crash left behind."""

import json
import logging
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from app.infra.atomic_file import write_text
from app.infra.platform import stop

_log = logging.getLogger("app.children")
_SAME_MOMENT = 1.0  # s; creation times are rounded differently here and there


@dataclass(frozen=True, slots=True)
class _Entry:
    pid: int
    program: str
    created: float


class ChildrenFile:
    """Remembers children by process id, program and time of creation."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._entries: dict[int, _Entry] = {}

    @property
    def pids(self) -> tuple[int, ...]:
        """The children of this run."""
        return tuple(self._entries)

    def add(self, pid: int, program: str) -> None:
        with suppress(psutil.NoSuchProcess):
            self._entries[pid] = _Entry(pid, program, psutil.Process(pid).create_time())
            self._save()

    def remove(self, pid: int) -> None:
        if self._entries.pop(pid, None) is not None:
            self._save()

    def sweep(self) -> int:
        """End every child that an earlier run left behind; returns how many there were.

        A process that merely has the same number is left alone: the time of its creation must
        match too.
        """
        entries = self._load()
        left = [entry for entry in entries if _is_alive(entry)]
        for entry in left:
            _log.warning("Ending %s (process %d), left by an earlier run", entry.program, entry.pid)
            stop.kill_tree(entry.pid)
        for entry in filter(_is_gone, entries):
            stop.kill_leftovers(entry.pid)
        self._save()
        return len(left)

    def _load(self) -> list[_Entry]:
        try:
            rows = json.loads(self._path.read_text(encoding="utf-8"))
            return [_Entry(int(r["pid"]), str(r["program"]), float(r["created"])) for r in rows]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def _save(self) -> None:
        text = json.dumps([asdict(entry) for entry in self._entries.values()])
        try:
            write_text(self._path, text, durable=False)  # no child outlives a power cut
        except OSError as error:
            _log.warning("Cannot write %s: %s", self._path, error)


def _is_alive(entry: _Entry) -> bool:
    try:
        process = psutil.Process(entry.pid)
        return abs(process.create_time() - entry.created) < _SAME_MOMENT
    except (psutil.Error, ValueError):  # no such process; no such number
        return False


def _is_gone(entry: _Entry) -> bool:
    """Whether it has ended since the computer was started: until then, what it started keeps its
    number from being given to another process."""
    return entry.created > psutil.boot_time() and not psutil.pid_exists(entry.pid)
