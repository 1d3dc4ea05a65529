"""Fetches one file: goes on where an earlier process stopped, and believes nothing it cannot
check."""

import os
import re
import time
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse
from typing import BinaryIO

from runtimes.hub_download.digest import Digest
from runtimes.hub_download.failures import Failure, lost, refused
from runtimes.hub_download.order import Order, OrderedFile
from runtimes.hub_download.staging import Staging
from runtimes.hub_download.web import Answer, Web, reason_of

_PIECE = 256 * 1024
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_LEAST = 1024
"""Bytes in the time of a stall: less is no progress, though something arrives now and then."""


class _Useless(Exception):
    """What there is of the file cannot be gone on with."""


class Transfer:
    """Fetches the files of one order, one after the other."""

    def __init__(
        self, order: Order, staging: Staging, web: Web, tell: Callable[[int, bool], None]
    ) -> None:
        """
        Args:
            tell: is told after every piece how many bytes of the file are there, and whether they
                are only being read again.
        """
        self._order = order
        self._staging = staging
        self._web = web
        self._tell = tell

    def run(self, file: OrderedFile) -> None:
        """Returns once the file is complete and right.

        Raises:
            Failure, OSError
        """
        has_part = self._staging.part(file.path).exists()
        if self._attempt(file) or (has_part and self._attempt(file)):
            self._staging.accept(file.path)
            return
        raise Failure(
            f"{file.path} arrived otherwise than {self._order.page} lists it.",
            "Something on the way changes it, or the Hub has it wrong. Resume to fetch it once "
            "more, or choose another repository.",
            link=self._order.page,
        )

    def _attempt(self, file: OrderedFile) -> bool:
        """Whether all of the file is there and right. If not, nothing of it is left."""
        with self._staging.part(file.path).open("ab+") as target:
            try:
                digest = self._fetch(file, target)
                target.flush()
                os.fsync(target.fileno())
                is_right = target.tell() == file.size and digest.is_right
            except _Useless:
                is_right = False
        if not is_right:
            self._staging.forget(file.path)
            self._tell(0, False)
        return is_right

    def _fetch(self, file: OrderedFile, target: BinaryIO) -> Digest:
        digest = Digest(file)
        there = self._read_again(target, digest)
        if there == file.size:
            return digest
        if there > file.size:
            raise _Useless
        answer = self._open(file, there)
        with answer.response:
            if self._begins_at(answer.response, file, there) == 0 < there:
                target.truncate(0)
                digest = Digest(file)
            self._staging.set_etag(file.path, answer.response.headers.get("ETag", ""))
            self._receive(answer, target, file, digest)
        return digest

    def _read_again(self, target: BinaryIO, digest: Digest) -> int:
        """Count what an earlier process wrote; returns how much it is."""
        target.seek(0)
        while piece := target.read(4 * _PIECE):
            digest.update(piece)
            self._tell(target.tell(), True)
        return target.tell()

    def _open(self, file: OrderedFile, there: int) -> Answer:
        headers = {"Accept-Encoding": "identity"}
        if there:
            headers["Range"] = f"bytes={there}-"
            if etag := self._staging.etag(file.path):
                headers["If-Range"] = etag  # a version that is another one comes from its beginning
        answer = self._web.open(self._order.url(file), headers)
        status, has_token = answer.response.status, bool(self._order.token)
        if status in (200, 206):
            return answer
        with answer.response:
            if status == 416:
                raise _Useless
            raise refused(
                status, answer.response.headers, file.path, self._order.page, has_token=has_token
            )

    def _begins_at(self, response: HTTPResponse, file: OrderedFile, there: int) -> int:
        """The place in the file at which the answer begins.

        Raises:
            _Useless: it is no place that could be gone on from.
            Failure: the answer is not the file at all.
        """
        if response.status == 206:
            told = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
            if not told or int(told[1]) != there or told[2] not in ("*", str(file.size)):
                raise _Useless
            return there
        length = response.headers.get("Content-Length", "")
        encoding = response.headers.get("Content-Encoding", "identity")
        if (length and length != str(file.size)) or encoding != "identity":
            raise Failure(
                f"What came instead of {file.path} is not that file.",
                "A network with a sign-in page, or a proxy, may stand in between: open the Hub in "
                "a browser. The download goes on by itself.",
                again=True,
                link=self._order.page,
            )
        return 0

    def _receive(self, answer: Answer, target: BinaryIO, file: OrderedFile, digest: Digest) -> None:
        pulse = _Pulse(self._order.stall, target.tell())
        while piece := _read(answer):
            if target.tell() + len(piece) > file.size:
                raise _Useless
            target.write(piece)
            digest.update(piece)
            there = target.tell()
            self._tell(there, False)
            if there < file.size and not pulse.beats(there):
                raise lost(answer.host, f"hardly anything came in {self._order.stall:g} s")
        if target.tell() < file.size:
            raise lost(answer.host, "it broke off")


class _Pulse:
    """Whether enough arrives that waiting is worth it."""

    def __init__(self, stall: float, there: int) -> None:
        self._stall = stall
        self._mark = (time.monotonic(), there)

    def beats(self, there: int) -> bool:
        now, (since, before) = time.monotonic(), self._mark
        if there - before >= _LEAST:
            self._mark = (now, there)
        return there - before >= _LEAST or now - since < self._stall


def _read(answer: Answer) -> bytes:
    try:
        return answer.response.read1(_PIECE)
    except (OSError, HTTPException, ValueError) as error:
        raise lost(answer.host, reason_of(error)) from None
