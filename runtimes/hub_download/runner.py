"""One download from its order to its end."""

import errno
import os
import sys
from functools import partial

from runtimes.hub_download.failures import Failure, too_little_space
from runtimes.hub_download.names import check_names
from runtimes.hub_download.order import Order, OrderedFile, read_order
from runtimes.hub_download.reports import Progress, say_failed, say_finished
from runtimes.hub_download.staging import Staging
from runtimes.hub_download.transfer import Transfer
from runtimes.hub_download.web import Web
from runtimes.lifeline import watch_stdin

if sys.platform == "win32":
    from runtimes.windows.lock import try_lock
else:
    from runtimes.posix.lock import try_lock

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


def main(argv: list[str]) -> int:
    """Carry out the order on standard input. 0 when all is there, 1 when not, 2 without an order.

    ``argv`` must be empty: arguments can be read by every program, and the order has a token.
    """
    try:
        order = read_order(_first_line())
    except (ValueError, KeyError, TypeError):
        print("usage: an order in JSON on standard input, in one line", file=sys.stderr)
        return 2
    watch_stdin(lambda: os._exit(1))
    try:
        _carry_out(order)
    except Failure as failure:
        say_failed(failure)
        return 1
    except OSError as error:
        say_failed(_disk_failure(order, error))
        return 1
    say_finished()
    return 0


def _first_line() -> bytes:
    # Unbuffered, so that what follows is left for the lifeline.
    with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as lines:
        return lines.readline()


def _carry_out(order: Order) -> None:
    staging = Staging(order)
    deepest = max(str(order.folder), str(staging.files), key=len)
    check_names([file.target for file in order.files], deepest)
    if not staging.is_delivered():
        staging.prepare()
        with try_lock(order.staging / "lock") as is_ours:
            if not is_ours:
                raise Failure("This model is being fetched already.", again=True)
            _Download(order, staging).run()
            staging.deliver()
    staging.remove()


class _Download:
    def __init__(self, order: Order, staging: Staging) -> None:
        self._order = order
        self._staging = staging
        self._progress = Progress()
        self._present = {file.path: staging.present(file.path) for file in order.files}

    def run(self) -> None:
        order = self._order
        todo = [f for f in order.files if not self._staging.is_complete(f.path, f.size)]
        self._staging.check_space()
        web = Web(order.endpoint, order.token, order.agent, order.stall)
        for file in todo:
            self._say(file, self._present[file.path])
            Transfer(order, self._staging, web, partial(self._note, file)).run(file)
            self._say(file, file.size)

    def _note(self, file: OrderedFile, there: int, reading_again: bool) -> None:
        if self._progress.is_due():
            if not reading_again:
                self._staging.check_space()
            self._say(file, there, checking=reading_again)

    def _say(self, file: OrderedFile, there: int, *, checking: bool = False) -> None:
        if not checking:
            self._present[file.path] = there
        done = sum(self._present.values())
        self._progress.say(done, file.path, self._present[file.path], checking=checking)


def _disk_failure(order: Order, error: OSError) -> Failure:
    if error.errno in _NO_SPACE:
        staging = Staging(order)
        needed = staging.missing + order.reserve
        return too_little_space(str(order.folder), needed, staging.free)
    reason = error.strerror or str(error)
    return Failure(
        f"{error.filename or order.folder} cannot be written: {reason}.",
        "Is the drive connected, and may you write there? Then resume.",
    )
