"""Connections that look at the address they lead to, before a request goes over them."""

import socket
import ssl
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, Request

from runtimes.hub_download.addresses import Rules


@dataclass(frozen=True, slots=True)
class _Check:
    rules: Rules
    parts: SplitResult
    is_through_proxy: bool

    def resolved(self, host: str, port: int) -> None:
        """Refuse at once, and not after a machine that is not there has been waited for."""
        if self.is_through_proxy:  # the proxy looks names up; a number can be judged here
            host = self.parts.hostname or ""
        if not self.is_through_proxy or _is_number(host):
            for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                self.rules.check_address(self.parts, str(address[0]))

    def connected(self, sock: socket.socket) -> None:
        """The name may stand for another address by now."""
        if not self.is_through_proxy:
            self.rules.check_address(self.parts, str(sock.getpeername()[0]))


class _CheckedConnection(HTTPConnection):
    def __init__(self, *args: Any, check: _Check, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._check = check

    def connect(self) -> None:
        self._check.resolved(self.host, self.port)
        super().connect()
        self._check.connected(self.sock)


class _CheckedTlsConnection(_CheckedConnection, HTTPSConnection):
    pass


class CheckedHttp(HTTPHandler):
    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self._rules = rules

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(_CheckedConnection, check=_check(self._rules, req)), req)


class CheckedHttps(HTTPSHandler):
    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self._rules = rules
        self._tls = ssl.create_default_context()

    def https_open(self, req: Request) -> HTTPResponse:
        check = _check(self._rules, req)
        return self.do_open(partial(_CheckedTlsConnection, check=check, context=self._tls), req)


def _check(rules: Rules, request: Request) -> _Check:
    parts = urlsplit(request.full_url)
    return _Check(rules, parts, is_through_proxy=request.host != parts.netloc)


def _is_number(host: str) -> bool:
    try:
        socket.getaddrinfo(host, None, flags=socket.AI_NUMERICHOST)
    except OSError:
        return False
    return True
