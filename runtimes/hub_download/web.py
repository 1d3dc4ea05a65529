"""Opens a file of the Hub over HTTP. Redirects are followed by hand: each is looked at first."""

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.error import URLError
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.request import OpenerDirector, ProxyHandler, Request, getproxies

from runtimes.hub_download.addresses import Rules
from runtimes.hub_download.connections import CheckedHttp, CheckedHttps
from runtimes.hub_download.failures import Failure, lost

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, and the host that gave it."""

    response: HTTPResponse
    host: str


class Web:
    """Speaks to one Hub and to wherever it sends us."""

    def __init__(self, endpoint: str, token: str, agent: str, timeout: float) -> None:
        """``timeout`` in seconds of silence."""
        self._rules = Rules(endpoint)
        self._token = token
        self._agent = agent
        self._timeout = timeout
        self._opener = OpenerDirector()
        self._opener.add_handler(ProxyHandler(_proxies(endpoint)))
        self._opener.add_handler(CheckedHttp(self._rules))
        self._opener.add_handler(CheckedHttps(self._rules))

    def open(self, url: str, headers: Mapping[str, str]) -> Answer:
        """The answer at the end of all redirects, whatever its status.

        Raises:
            Failure: nobody answers, or it leads where it must not.
        """
        for _ in range(_MOST_REDIRECTS):
            parts = self._rules.check_url(url)
            response = self._ask(url, parts, headers)
            if response.status not in _REDIRECTS:
                return Answer(response, parts.hostname or "")
            response.close()
            url = urljoin(url, response.headers.get("Location", ""))
        raise Failure(
            f"{urlsplit(url).hostname} sends the download round in circles.", "Try again later."
        )

    def _ask(self, url: str, parts: SplitResult, headers: Mapping[str, str]) -> HTTPResponse:
        request = Request(url, headers={**headers, "User-Agent": self._agent})
        if self._token and self._rules.is_endpoint(parts):
            request.add_unredirected_header("Authorization", f"Bearer {self._token}")
        host = parts.hostname or ""
        try:
            response: HTTPResponse = self._opener.open(request, timeout=self._timeout)
        except URLError as error:
            raise _no_connection(host, error.reason) from None
        except (OSError, HTTPException, ValueError) as error:
            raise lost(host, reason_of(error)) from None
        return response


def _proxies(endpoint: str) -> dict[str, str]:
    """The system's; none for a Hub on this computer."""
    return {} if urlsplit(endpoint).scheme == "http" else getproxies()


def _no_connection(host: str, reason: object) -> Failure:
    if isinstance(reason, ssl.SSLCertVerificationError):
        return Failure(
            f"The certificate of {host} is not valid: {reason.verify_message}.",
            "Is the clock of this computer right? Otherwise somebody may be reading along.",
        )
    if isinstance(reason, socket.gaierror):
        return lost(host, "its name cannot be looked up")
    return lost(host, reason_of(reason))


def reason_of(error: object) -> str:
    """Few words for what broke a connection."""
    if isinstance(error, TimeoutError):
        return "it does not answer"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
